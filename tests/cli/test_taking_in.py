"""Importing files and folders: what can be read goes in, and the rest is named."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from workbench.services import desks, reading, shipped

Talk = Callable[..., str]


@pytest.fixture
def study(run: Terminal) -> Terminal:
    """A study of which nobody is a member yet."""
    run("project", "new", "Study")
    return run


def states(told: dict) -> list[tuple[str, str]]:
    """What came of each file."""
    return [(Path(row["file"]).name, row["state"]) for row in told["files"]]


def test_a_transcript_goes_in_and_is_there_already_the_next_time(
    study: Terminal, talk: Talk
) -> None:
    path = talk("first.txt")

    first, again = study("import", "study", path), study("import", "study", path)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "first.txt: 2 turns" in first.stdout
    assert "already here" in again.stdout
    assert study.json("project", "info", "study")["transcripts"] == 1


def test_a_folder_is_read_in_order_with_what_lies_deeper(study: Terminal, talk: Talk) -> None:
    talk("talks/b.txt", "One.")
    talk("talks/a.txt", "Two.")
    talk("talks/deeper/c.txt", "Three.")
    talk("talks/.hidden/d.txt", "Four.")
    talk("talks/~$a.docx", "Five.")

    told = study.json("import", "study", "talks")

    assert states(told) == [("a.txt", "taken_in"), ("b.txt", "taken_in"), ("c.txt", "taken_in")]


def test_a_file_that_cannot_be_read_stops_no_other(study: Terminal, talk: Talk) -> None:
    Path("report.pdf").write_bytes(b"%PDF-1.7\n")

    outcome = study("import", "study", "report.pdf", "absent.txt", talk("good.txt"))

    assert outcome.exit_code == 1
    assert outcome.stderr.splitlines()[0].startswith("report.pdf is a damaged PDF")
    assert outcome.stderr.splitlines()[1].startswith("absent.txt is not there")
    assert outcome.stdout.splitlines()[-1] == "1 of 3 files taken in."


def test_with_json_there_is_one_object_and_the_same_exit_code(study: Terminal, talk: Talk) -> None:
    outcome = study("import", "study", "absent.txt", talk("good.txt"), "--json")

    assert outcome.exit_code == 1
    assert states(json.loads(outcome.stdout)) == [
        ("absent.txt", "failed"),
        ("good.txt", "taken_in"),
    ]


def test_a_codebook_is_told_from_a_transcript_and_adds_its_codes(study: Terminal) -> None:
    shipped_one = shipped.folder("codebooks") / shipped.FIRST_CODEBOOK
    Path("values.txt").write_bytes(shipped_one.read_bytes())
    Path("ours.txt").write_text("key: ours\nname: Ours\nother:\n- key: TEA\n  name: Tea\n")
    before = study.json("project", "info", "study")

    same = study("import", "study", "values.txt")
    assert same.exit_code == 1
    assert "Nothing in values.txt is new here" in same.stderr
    told = study.json("import", "study", "ours.txt")
    assert states(told) == [("ours.txt", "codebook_taken_in")]

    after = study.json("project", "info", "study")
    assert (after["transcripts"], after["codes"]) == (0, before["codes"] + 1)


def test_yaml_that_lies_in_a_folder_is_left_out_without_failing(
    study: Terminal, talk: Talk
) -> None:
    talk("talks/a.txt")
    Path("talks/study.yaml").write_text("name: nothing spoken\n", encoding="utf-8")

    told = study.json("import", "study", "talks")

    assert states(told) == [("a.txt", "taken_in"), ("study.yaml", "left_out")]
    assert study("import", "study", "talks/study.yaml").exit_code == 1


def test_what_is_said_on_the_line_is_kept(study: Terminal, talk: Talk) -> None:
    study("person", "add", "Ann")

    outcome = study(
        "import", "study", talk("a.txt"), "--as", "Ann", "--kind", "focus_group",
        "--setting", "group", "--setting", "online", "--participant", "PV24",
    )  # fmt: skip

    assert outcome.exit_code == 0
    desk = desks.from_command_line(desks.open_workspace("workspace"), "study")
    row = reading.transcripts(desk)[0]
    assert (row["kind"], row["participants"]) == ("focus_group", ["PV24"])
    assert sorted(row["settings"]) == ["group", "online"]


def test_what_is_not_said_is_assigned_or_left_unstated(study: Terminal, talk: Talk) -> None:
    study("import", "study", talk("a.txt"), talk("b.txt", "Other words."))

    desk = desks.from_command_line(desks.open_workspace("workspace"), "study")
    rows = reading.transcripts(desk)
    assert [row["participants"] for row in rows] == [["P01"], ["P02"]]
    assert {tuple(row["settings"]) for row in rows} == {("not_stated",)}


def test_somebody_who_is_not_in_the_team_imports_nothing(study: Terminal, talk: Talk) -> None:
    outcome = study("import", "study", talk("a.txt"), "--as", "Nobody")

    assert outcome.exit_code == 1
    assert "nobody called Nobody" in outcome.stderr
    assert study.json("project", "info", "study")["transcripts"] == 0


def test_a_kind_that_is_unknown_is_refused_as_misuse(study: Terminal, talk: Talk) -> None:
    assert study("import", "study", talk("a.txt"), "--kind", "chat").exit_code == 2
    assert study("import", "study").exit_code == 2


def test_a_zip_file_is_read_member_by_member(study: Terminal, talk: Talk) -> None:
    talk("inner/a.txt", "One.")
    with zipfile.ZipFile("talks.zip", "w") as packed:
        packed.write(talk("a.txt", "One."), "wave 1/a.txt")
        packed.write(talk("b.txt", "Two."), "wave 1/b.txt")
        packed.writestr("picture.png", b"\x89PNG")
        packed.writestr("study.yaml", "a: b")

    outcome = study("import", "study", "talks.zip", "--json")

    assert outcome.exit_code == 1
    assert states(json.loads(outcome.stdout)) == [
        ("picture.png", "failed"),
        ("study.yaml", "left_out"),
        ("a.txt", "taken_in"),
        ("b.txt", "taken_in"),
    ]
    assert "picture.png is a picture" in outcome.stderr


def test_answers_to_a_survey_become_a_transcript_for_each_person(study: Terminal) -> None:
    rows = [
        "ID,Age,What helped you most?",
        "R1,34,That nobody asked me why.",
        "R2,51,Tea. Then tea.",
    ]
    Path("survey.csv").write_text("\n".join(rows))

    told = study.json("import", "study", "survey.csv")

    assert told["files"][0]["message"].startswith("survey.csv: 2 transcripts, 2 turns, survey")
    assert study.json("project", "info", "study")["transcripts"] == 2


def test_two_who_speak_and_do_not_ask_get_an_id_each_unless_somebody_says_otherwise(
    study: Terminal,
) -> None:
    for name, said in (("two.txt", ()), ("one.txt", ("--participant", "P07"))):
        talk = f"Ana: I went, {name}.\n\nBen: So did I.\n\nAna: Yes.\n\nBen: Good.\n"
        Path(name).write_text(talk)
        assert study("import", "study", name, *said).exit_code == 0

    desk = desks.from_command_line(desks.open_workspace("workspace"), "study")
    listed = {row["name"]: row for row in reading.transcripts(desk)}
    assert listed["two"]["participants"] == ["P01", "P02"]
    assert listed["one"]["participants"] == ["P07"]
    linked = desk.project.db.execute(
        "select s.label, p.label from speakers s join participants p on p.guid = s.participant"
        " where s.source = ? order by s.label",
        (listed["two"]["guid"],),
    ).fetchall()
    assert linked == [("Ana", "P01"), ("Ben", "P02")]
