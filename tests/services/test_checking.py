"""A sound study has nothing to say; each kind of damage has its sentence."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.builders import small_study
from workbench.cli import workbench as commands
from workbench.services import accounts, checking, desks, searching
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


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "insert into search_words (rowid, words) values (1048580, 'quixotic marmalade')",
            "does not have the words",
        ),
        (
            "insert into search_words (search_words, rowid, words)"
            " values ('delete', 1048576, 'group')",
            "does not have the words",
        ),
        ("insert into search_words (search_words) values ('delete-all')", "does not have"),
        ("update search_words_data set block = x'00ff00ff' where id > 10", "does not have"),
        ("update search_sources set version = 'another'", "a text that is not in the study"),
    ],
)
def test_an_index_that_is_not_what_the_transcripts_say_is_told_and_filled_anew(
    desk: Desk, tmp_path: Path, statement: str, words: str
) -> None:
    searching.search_for(desk, "biscuits")
    assert checking.check(desk) == []
    found = damage(desk, statement)
    assert [words in sentence for sentence in found] == [True], found
    assert "quixotic" not in found[0]
    checked = ["check", desk.project.guid, "--workspace", str(tmp_path / "workspace")]
    assert CliRunner().invoke(commands, checked).exit_code == 1
    assert CliRunner().invoke(commands, [*checked, "--refill-search"]).exit_code == 0
    assert [each.name for each in searching.search_for(desk, "biscuits")] == ["talk"]
    assert b"quixotic" not in desk.project.path.read_bytes()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update projects set name = 'Another'", "has another name for this study"),
        ("delete from memberships where job = 'member'", "without being in its team"),
        (
            "insert into memberships select project, (select guid from people where name = 'Eve'),"
            " 'member' from memberships limit 1",
            "Eve is in the team and not in the study’s file",
        ),
        ("pragma synchronous=off", "workspace file was opened with synchronous 0"),
    ],
)
def test_what_is_amiss_around_a_study_has_its_sentence(
    desk: Desk, tmp_path: Path, statement: str, words: str
) -> None:
    workspace = desks.open_workspace(tmp_path / "workspace")
    accounts.add_person(workspace, "Eve")
    assert checking.check_around(workspace, desk) == []
    workspace.file.db.execute("pragma foreign_keys=off")
    workspace.file.db.execute(statement)
    workspace.file.db.execute("pragma foreign_keys=on")

    found = checking.check_around(workspace, desk)

    assert any(words in sentence for sentence in found), found


def test_a_file_with_another_study_in_it_is_told(desk: Desk, tmp_path: Path) -> None:
    workspace = desks.open_workspace(tmp_path / "workspace")
    desk.project.db.execute("update project set guid = 'another'")

    found = checking.check_around(workspace, desk)

    assert any("holds another study" in sentence for sentence in found), found


@pytest.mark.parametrize("name", [".", "workspace.key"])
def test_a_folder_or_key_that_others_may_look_into_is_told(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    workspace = desks.open_workspace(tmp_path / "workspace")
    for mode in (0o750, 0o704):
        (workspace.folder / name).chmod(mode)
        [found] = checking.check_around(workspace, desk)
        assert "Other accounts of this machine may look into" in found
    (workspace.folder / name).chmod(0o700)
    assert checking.check_around(workspace, desk) == []


def test_a_workspace_file_with_damaged_pages_is_told(desk: Desk, tmp_path: Path) -> None:
    workspace = desks.open_workspace(tmp_path / "workspace")
    db = workspace.file.db
    db.execute("pragma writable_schema=on")
    # An index that does not have what its table has, as after a damaged page.
    db.execute("update sqlite_master set sql = sql || ' where 0' where type = 'index'")
    db.execute("pragma writable_schema=reset")

    found = checking.check_around(workspace, desk)

    assert any("workspace file is damaged" in sentence for sentence in found), found


def test_a_quotation_that_lost_its_words_is_told(desk: Desk) -> None:
    moved = 'update coding_positions set start = start + 2, "end" = "end" + 2'
    assert any("the words that its reader chose" in words for words in damage(desk, moved))
    assert damage(desk, moved.replace("+", "-")) == []
    changed = "update source_versions set text = replace(text, 'nobody', 'anyone')"
    assert any("is not the text that was put in" in words for words in damage(desk, changed))


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
