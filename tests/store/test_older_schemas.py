"""A study of every schema that ever landed is brought up to the present one, with all in it."""

import gzip
from pathlib import Path

import pytest

import workbench
from workbench.domain.ids import new_guid
from workbench.store import checks
from workbench.store.keys import Keys
from workbench.store.project import ProjectFile

OLDER = sorted((Path(__file__).parent.parent / "data" / "schemas").glob("*.workbench.gz"))


@pytest.mark.parametrize("older", OLDER, ids=lambda path: path.name.split(".")[0])
def test_a_study_of_an_older_schema_is_migrated_whole(older: Path, tmp_path: Path) -> None:
    path = tmp_path / "older.workbench"
    path.write_bytes(gzip.decompress(older.read_bytes()))

    project = ProjectFile(new_guid(), path, Keys(tmp_path))
    assert checks.troubles(project) == []
    project.file.close()

    study = workbench.open_project(path)
    assert [tuple(row) for row in study.codings()[["coder", "text", "presence"]].values] == [
        ("Ada", "nobody asked why I came", "there"),
        ("Ben", "Some weeks I do not go", "missing"),
    ]
    assert study.sources()["name"].tolist() == ["talk"]
    assert len(study.codebook()) > 60


def test_there_is_a_study_of_an_older_schema_to_try() -> None:
    assert OLDER
