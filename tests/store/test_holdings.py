"""No column can hold people's words without somebody having thought of its erasure."""

from pathlib import Path

from tests.builders import small_study
from workbench.store.database import PROMISES
from workbench.store.holdings import CONTENT_FREE, HOLDS_WORDS


def test_every_text_or_blob_column_is_registered_or_declared_content_free(tmp_path: Path) -> None:
    project = small_study(tmp_path).desk("Ada").project
    db = project.db
    columns = {
        f"{table.name}.{column.name}"
        for table in db.tables
        for column in table.columns
        if column.type.upper() in ("TEXT", "BLOB", "")
    }
    assert columns == set(HOLDS_WORDS) | CONTENT_FREE
    assert not set(HOLDS_WORDS) & CONTENT_FREE


def test_every_connection_keeps_its_promises_to_the_disk(tmp_path: Path) -> None:
    study = small_study(tmp_path)
    for file in (study.workspace.file, study.desk("Ada").project.file):
        assert file.pragmas() == PROMISES
