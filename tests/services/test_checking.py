"""A sound study has nothing to say; each kind of damage has its sentence."""

from pathlib import Path

import pytest

from tests.builders import small_study
from workbench.services import checking
from workbench.services.desks import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ada, with one transcript and one mark in it."""
    study = small_study(tmp_path / "workspace")
    study.do("Ada", study.operation("nobody asked why I came"))
    return study.desk("Ada")


def damage(desk: Desk, *statements: str) -> list[str]:
    """Change the file behind the workbench's back, and check it."""
    desk.project.db.execute("pragma foreign_keys=off")
    for statement in statements:
        desk.project.db.execute(statement)
    desk.project.db.execute("pragma foreign_keys=on")
    return checking.check(desk)


def test_a_study_that_was_just_made_is_sound(desk: Desk) -> None:
    assert checking.check(desk) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ('update coding_positions set "end" = 4000', "lies outside the text of “talk”"),
        ("delete from coding_positions", "has no place in the newest text of “talk”"),
        ("update turns set start = start + 1 where position = 1", "Turn 2 of “talk”"),
        ("delete from turns where position = 3", "goes on after its last turn"),
        ("update source_versions set text = replace(text, char(10), ' ')", "Turn 2 of “talk”"),
        ("update changes set person = 'somebody' where revision = 2", "Change 2 does not follow"),
        ("delete from changes where revision = 3", "Change 3 is missing"),
        ("update payloads set body = x'00' where change = 1", "kept of change 1 is not what was"),
        ("update codings set code = 'no such code'", "name something in “codes”"),
        ("create table diary (words text)", "has “diary.words”, and nobody has said"),
        ("drop table set_sources", "lacks “set_sources.source”"),
        ("pragma synchronous=off", "was opened with synchronous 0"),
    ],
)
def test_each_kind_of_damage_has_its_sentence(desk: Desk, statement: str, words: str) -> None:
    found = damage(desk, statement)

    assert any(words in sentence for sentence in found), found
    assert all(sentence.endswith((".", "!")) for sentence in found)


def test_what_was_erased_from_the_history_is_no_trouble(desk: Desk) -> None:
    assert damage(desk, "delete from payloads") == []


def test_no_words_of_a_transcript_stand_in_a_trouble(desk: Desk) -> None:
    found = damage(desk, 'update coding_positions set "end" = 4000', "delete from turns")

    assert found
    assert "nobody asked" not in " ".join(found)


def test_a_file_with_damaged_pages_is_named_as_damaged(desk: Desk) -> None:
    project, path = desk.project, desk.project.path
    project.db.execute("pragma wal_checkpoint(truncate)")
    project.file.close()
    data = bytearray(path.read_bytes())
    data[12_288:60_000] = b"\xff" * (60_000 - 12_288)
    path.write_bytes(data)

    found = checking.check(desk)

    assert any("backup" in sentence for sentence in found), found
