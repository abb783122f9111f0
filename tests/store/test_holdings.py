"""No column can hold people's words without somebody having thought of its erasure."""

from pathlib import Path

from tests.builders import small_study
from workbench.store import codebook_words, team_words
from workbench.store.database import PROMISES
from workbench.store.holdings import CONTENT_FREE, HOLDS_WORDS

# What is not looked through for words that must go, and why none of them stay there unseen.
SEEN_TO_OTHERWISE = {
    "of the study": {"project.name"},
    "a person's own, who is asked or whom nobody else reads": {
        "members.name", "members.credit", "notes.words", "notes.sealed", "note_readers.sealed",
        "perspectives.words", "perspectives.sealed", "perspective_wishes.sealed",
        "snapshots.words", "snapshots.sealed", "chats.sealed", "document_readers.credit",
    },
    "said by others, where turns are shown for a check": {
        "source_versions.text", "structure.words", "speakers.label", "source_settings.platform",
    },
    "gone with whoever withdraws": {"participants.label"},
    "rewritten by what it belongs to": {"prose.words", "entries.words", "theme_quotations.pieces"},
    "the history, out of which what says such words is erased": {"payloads.body", "payloads.salt"},
    "letters, fixed words or a page without words": {
        "codes.key", "codebook_versions.origin", "pseudonyms.replacement", "template.file",
        "today.email",
    },
}  # fmt: skip


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


def test_every_column_a_team_types_in_is_looked_through_for_words_that_must_go() -> None:
    otherwise = frozenset().union(*SEEN_TO_OTHERWISE.values())
    looked_through = team_words.COLUMNS | codebook_words.COLUMNS
    words = {column for column in HOLDS_WORDS if not column.startswith("search_words")}
    assert looked_through | otherwise == words
    assert not looked_through & otherwise


def test_every_connection_keeps_its_promises_to_the_disk(tmp_path: Path) -> None:
    study = small_study(tmp_path)
    for file in (study.workspace.file, study.desk("Ada").project.file):
        assert file.pragmas() == PROMISES
