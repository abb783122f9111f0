"""Leaving the team: what stays, under which name, and what is destroyed down to the last byte."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.raw import raw_bytes
from workbench.domain.errors import WorkbenchError
from workbench.services import (
    arranging,
    backing_up,
    chats,
    compared,
    comparing,
    jobs,
    leaving_team,
    notes,
    perspectives,
    projects,
    reading,
    reporting,
    side_by_side,
)
from workbench.store import checks, members_left

SECRET = "quixotic marmalade lighthouse"
SHARED = "an allotment of my own"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cleo"))


def bens_work(study: Study) -> None:
    """A mark from two perspectives, three notes, a reading finished and one not."""
    ben = study.desk("Ben")
    perspectives.add(ben, SECRET)
    perspectives.add(ben, SHARED, visibility="report")
    study.do("Ben", study.operation("I felt safe there"))
    notes.write(ben, f"private: {SECRET}", source=study.source)
    notes.write(ben, f"picked: {SECRET}", visibility="picked", readers=[study.people["Cleo"]])
    notes.write(ben, "for the team", visibility="team")
    chats.ask(ben, study.people["Cleo"], SECRET)
    arranging.say_line(ben, "fine")
    arranging.offer(study.desk("Ada"), [study.source], [study.people["Ben"]])


def leave(study: Study, *, name: str = "", stay: bool = True) -> None:
    leaving_team.leave(study.workspace, study.desk("Ben"), name=name, perspectives_stay=stay)


def test_what_was_given_to_the_team_stays_and_what_was_private_is_destroyed(study: Study) -> None:
    bens_work(study)
    taken = notes.notebook_file(study.desk("Ben")).decode()
    assert taken.count(SECRET) == 3
    key = study.workspace.keys._file.db.execute(
        "select wrapped from person_keys where person = ?", (study.people["Ben"],)
    ).fetchone()[0]

    leave(study)

    [mark] = study.marks("Ada")
    assert mark["perspectives"] == [SHARED]
    assert not mark["perspective_hidden"]
    assert compared.readers(study.desk("Ada"))[study.people["Ben"]] == "a former member"
    assert [note["words"] for note in notes.readable(study.desk("Ada"))] == ["for the team"]
    assert notes.readable(study.desk("Cleo")) == notes.readable(study.desk("Ada"))
    assert chats.mine(study.desk("Cleo")) == []
    assert arranging.lines(study.desk("Ada")) == {}
    assert list(projects.members(study.desk("Ada")).values()) == ["Ada", "Cleo"]
    assert arranging.board(study.desk("Ada")) == {}
    everything = raw_bytes(study)
    assert SECRET.encode() not in everything
    assert key not in everything
    assert checks.troubles(study.desk("Ada").project) == []
    with pytest.raises(WorkbenchError):
        study.desk("Ben")


def test_the_account_remains_and_backups_of_keys_are_named_with_their_days(
    study: Study, tmp_path: Path
) -> None:
    def told() -> str:
        ben = study.desk("Ben")
        said = leaving_team.foretold(study.workspace, ben, name="Ben", perspectives_stay=True)
        return " ".join(said)

    assert "Your account remains until you erase it" in told()
    backing_up.back_up(study.workspace, tmp_path / "elsewhere.workbench-backup")
    assert "Keys went into a backup" not in told()
    backing_up.back_up(
        study.workspace, tmp_path / "b.workbench-backup", keys_out=tmp_path / "b.keys"
    )
    today = f"{datetime.now(UTC):%-d %B %Y}"
    assert f"Keys went into a backup on {today}." in told()
    leave(study)
    assert f"on {today}." in " ".join(leaving_team.what_remains(study.workspace))


def test_somebody_who_left_is_still_in_what_is_compared(study: Study) -> None:
    bens_work(study)
    study.do("Ada", study.operation("I felt safe there", "HC"))
    leave(study, name="Ben of the first year")
    found = comparing.compare(study.desk("Ada"))
    readers = {each["reader"] for one in found for each in one["readings"]}
    assert readers == {"Ada", "Ben of the first year"}
    lanes = side_by_side.lanes(study.desk("Ada"), study.source)["readers"]
    assert {each["name"] for each in lanes} >= readers


def test_perspectives_go_with_somebody_who_wants_that(study: Study) -> None:
    bens_work(study)
    leave(study, stay=False)
    assert study.marks("Ada")[0]["perspectives"] == []
    assert SHARED.encode() not in raw_bytes(study)


def test_the_name_is_in_no_file_of_the_study_after_a_former_member(tmp_path: Path) -> None:
    study = small_study(tmp_path, names=("Ada", "Benedicta Quill"))
    study.do("Benedicta Quill", study.operation("I felt safe there"))
    desk = study.desk("Benedicta Quill")
    leaving_team.leave(study.workspace, desk, name="", perspectives_stay=True)
    path = study.desk("Ada").project.path
    assert b"Quill" not in b"".join(each.read_bytes() for each in path.parent.iterdir())
    made = reporting.thematic(study.desk("Ada"))[1]
    with zipfile.ZipFile(BytesIO(made)) as package:
        assert all(b"Quill" not in package.read(name) for name in package.namelist())


def test_nobody_leaves_a_job_behind_that_nobody_else_does(study: Study) -> None:
    with pytest.raises(WorkbenchError, match="Nobody else may"):
        leaving_team.leave(study.workspace, study.desk("Ada"), name="", perspectives_stay=True)
    for job in jobs.JOBS:
        jobs.share(study.workspace, study.desk("Ada"), job, study.people["Cleo"])
    leaving_team.leave(study.workspace, study.desk("Ada"), name="", perspectives_stay=True)
    assert study.desk("Cleo").viewer.may("accounts")


def test_a_crash_in_the_middle_is_finished_at_the_next_start(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    bens_work(study)

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(members_left, "leave", crash)
        with pytest.raises(KeyboardInterrupt):
            leave(study)
    assert "Ben" in projects.members(study.desk("Ada")).values()
    leaving_team.resume(study.workspace)
    assert "Ben" not in projects.members(study.desk("Ada")).values()
    assert SECRET.encode() not in raw_bytes(study)


def test_somebody_who_comes_back_is_called_by_their_name_again(study: Study) -> None:
    bens_work(study)
    leave(study)
    projects.put_in_team(study.workspace, study.project, study.people["Ben"], "Ben", frozenset())
    assert projects.members(study.desk("Ada"))[study.people["Ben"]] == "Ben"
    notes.write(study.desk("Ben"), "new key, new notebook")
    assert [row["words"] for row in notes.mine(study.desk("Ben"))] == [
        "new key, new notebook",
        "for the team",
    ]
    assert reading.transcript(study.desk("Ben"), study.source)["state"] == "not_asked"


def test_a_key_that_another_study_needs_is_kept(study: Study) -> None:
    bens_work(study)
    other = projects.new_project(
        study.workspace, "Another study", by=study.people["Ben"], by_name="Ben"
    )
    there = Study(study.workspace, other.guid, study.source, study.people, study.tokens)
    notes.write(there.desk("Ben"), "kept in the other study")
    leave(study)
    assert [row["words"] for row in notes.mine(there.desk("Ben"))] == ["kept in the other study"]
