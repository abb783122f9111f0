"""A study as data frames: columns that stay, nothing private, and the file untouched."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from tests.builders import small_study
from workbench.domain.errors import NotFound, WrongPlace
from workbench.services import desks, notes, perspectives, projects, taking_in
from workbench.services.desks import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ada, who reads from somewhere that is for her alone, with one transcript and one mark."""
    study = small_study(tmp_path / "workspace")
    desk = study.desk("Ada")
    perspectives.add(desk, "my brother was on that ward")
    notes.write(desk, "I cried on the bus home")
    study.do("Ada", study.operation("I stay for the washing up", presence="there", lens="feeling"))
    return desk


def test_sources_have_the_columns_that_stay(desk: Desk) -> None:
    frame = workbench.open_project(desk.project.path).sources()

    assert list(frame.columns) == [
        "guid", "name", "text", "kind", "setting", "participants", "version",
    ]  # fmt: skip
    row = frame.iloc[0]
    assert (row["name"], row["kind"]) == ("talk", "interview")
    assert (row["setting"], row["participants"]) == ("group", ("P01",))
    assert row["text"].startswith("How did you come to the group?\nA friend took me along.")


def test_codings_point_into_the_texts_and_the_codebook(desk: Desk) -> None:
    opened = workbench.open_project(desk.project.path)
    frame = opened.codings()

    assert list(frame.columns) == [
        "guid", "source", "start", "end", "text", "code", "coder", "presence", "lens", "round",
    ]  # fmt: skip
    row = frame.iloc[0]
    text = opened.sources().set_index("guid").loc[row["source"], "text"]
    assert text[row["start"] : row["end"]] == row["text"] == "I stay for the washing up"
    assert row["code"] in set(opened.codebook()["id"])
    assert (row["coder"], row["presence"], row["lens"]) == ("Ada", "there", "feeling")


def test_the_codebook_names_parents_by_their_id(desk: Desk) -> None:
    frame = workbench.open_project(desk.project.path).codebook()

    assert list(frame.columns) == ["id", "name", "plain_name", "parent", "definition", "status"]
    assert set(frame["parent"].dropna()) <= set(frame["id"])
    assert frame["parent"].isna().any()


def test_frames_without_rows_keep_their_columns(tmp_path: Path) -> None:
    workspace = desks.open_workspace(tmp_path / "workspace")
    made = projects.new_project(workspace, "Nothing yet")

    opened = workbench.open_project(made.path)

    assert len(opened.sources()) == len(opened.codings()) == 0
    assert "text" in opened.sources().columns
    assert "coder" in opened.codings().columns


def test_nothing_private_is_in_any_frame(desk: Desk) -> None:
    opened = workbench.open_project(desk.project.path)

    everything = "".join(
        frame.to_csv() for frame in (opened.sources(), opened.codings(), opened.codebook())
    )

    assert "brother" not in everything
    assert "bus" not in everything


def test_marks_of_a_sealed_round_are_in_no_frame(desk: Desk) -> None:
    desk.project.db.execute("update rounds set kind = 'sealed'")

    assert len(workbench.open_project(desk.project.path).codings()) == 0

    desk.project.db.execute("update rounds set state = 'opened'")

    assert len(workbench.open_project(desk.project.path).codings()) == 1


def test_a_file_alone_is_read_and_left_as_it_was(desk: Desk, tmp_path: Path) -> None:
    desk.project.db.execute("pragma wal_checkpoint(truncate)")
    alone = tmp_path / "elsewhere" / "copy.workbench"
    alone.parent.mkdir()
    shutil.copyfile(desk.project.path, alone)
    before = alone.read_bytes()

    opened = workbench.open_project(str(alone))
    assert len(opened.codings()) == 1

    assert alone.read_bytes() == before
    assert [path.name for path in alone.parent.iterdir()] == ["copy.workbench"]


def test_what_others_do_meanwhile_is_seen_at_the_next_look(desk: Desk) -> None:
    opened = workbench.open_project(desk.project.path)
    taking_in.import_file(desk, "second.txt", b"P08: Quiet.\n")

    assert list(opened.sources()["name"]) == ["second", "talk"]


def test_something_else_is_refused_with_a_sentence(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.workbench"
    other.write_bytes(b"not a database" * 500)

    with pytest.raises(WrongPlace, match=r"other\.workbench is not a workbench project"):
        workbench.open_project(other)
    with pytest.raises(WrongPlace, match="is not a workbench project"):
        workbench.open_project(tmp_path / "workspace" / "workspace.sqlite3")
    with pytest.raises(NotFound, match=r"no project file called absent\.workbench"):
        workbench.open_project(tmp_path / "absent.workbench")
    assert other.read_bytes() == b"not a database" * 500


def test_a_project_of_a_newer_workbench_is_refused(desk: Desk) -> None:
    desk.project.db.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at)"
        " values ('project', 'm999_later', '')"
    )

    with pytest.raises(WrongPlace, match="newer workbench"):
        workbench.open_project(desk.project.path)


def test_importing_the_package_stays_light() -> None:
    program = "import sys, workbench; sys.exit('pandas' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
