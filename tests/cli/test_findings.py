"""Report, compare and check, and that nothing private comes out of them."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.cli.conftest import Terminal
from workbench.domain.deciding import About
from workbench.domain.ids import Guid, new_guid
from workbench.services import (
    discussing,
    notes,
    participants,
    perspectives,
    small_groups,
    wanting_figures,
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ada and Ben have finished one transcript and read one passage differently."""
    study = small_study(tmp_path / "workspace")
    perspectives.add(study.desk("Ada"), "my brother was on that ward")
    notes.write(study.desk("Ben"), "I cried on the bus home")
    study.do("Ada", study.operation("I felt safe there", "SA", presence="there"))
    study.do("Ben", study.operation("I felt safe there", "SA", presence="missing"))
    for name in ("Ada", "Ben"):
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    return study


def test_where_readings_differ_is_shown_with_every_reading(run: Terminal, study: Study) -> None:
    outcome = run("compare", "small-study")

    assert outcome.exit_code == 0
    assert "“I felt safe there”" in outcome.stdout
    assert "one says it is here, one says it is missing or hard" in outcome.stdout
    assert {"Ada", "Ben"} <= set(outcome.stdout.split())


def test_what_came_of_talking_stands_under_the_readings(run: Terminal, study: Study) -> None:
    start = study.text().index("I felt safe there")
    about = About(source=study.source, start=start, end=start + 6)
    guid = discussing.open_discussion(study.desk("Ada"), about)
    assert "Being talked about" in run("compare", "small-study").stdout

    discussing.settle(study.desk("Ben"), guid, "agreed", "Both, really.", code=study.code("SA1"))

    for unit in ("character", "turn", "sentence"):
        told = run("compare", "small-study", "--unit", unit).stdout
        assert "What came of it: agreed" in told
        assert "“Both, really.”" in told
        # Agreeing moves no reading: both stand there still.
        assert {"Ada", "Ben"} <= set(told.split())
        (transcript,) = run.json("compare", "small-study", "--unit", unit)["transcripts"]
        (one,) = transcript["differences"][0]["talked_about"]
        assert (one["discussion"], one["outcome"], one["start"]) == (guid, "agreed", start)


@pytest.mark.parametrize("unit", ["character", "turn", "sentence"])
def test_json_holds_typed_differences_for_each_transcript(
    run: Terminal, study: Study, unit: str
) -> None:
    told = run.json("compare", "small-study", "--unit", unit, "--source", "talk")

    (transcript,) = told["transcripts"]
    assert (told["unit"], transcript["guid"]) == (unit, study.source)
    (found,) = transcript["differences"]
    assert found["kind"] == "here_and_missing"
    assert study.text()[found["start"] : found["end"]] == found["words"]
    assert {(one["reader"], one["presence"]) for one in found["readings"]} == {
        ("Ada", "there"),
        ("Ben", "missing"),
    }


def test_without_shared_headings_people_are_compared_and_it_is_said(
    run: Terminal, study: Study
) -> None:
    outcome = run("compare", "small-study", "--by", "perspective", "--json")

    assert "no shared headings yet" in outcome.stderr
    assert json.loads(outcome.stdout)["by"] == "coder"


def test_a_transcript_that_is_not_there_is_named(run: Terminal, study: Study) -> None:
    outcome = run("compare", "small-study", "--source", "walk")

    assert outcome.exit_code == 1
    assert "no transcript called walk" in outcome.stderr


def test_agreement_figures_are_off_and_what_would_turn_them_on(
    run: Terminal, study: Study
) -> None:
    for more in ((), ("--json",)):
        outcome = run("compare", "small-study", "--agreement", *more)
        assert (outcome.exit_code, outcome.stdout) == (1, "")
        assert "are off in this study" in outcome.stderr
        assert "adding one sentence that says whom they are for" in outcome.stderr


def test_agreement_figures_print_with_the_sentence_where_they_are_on(
    run: Terminal, study: Study
) -> None:
    wanting_figures.turn_on(study.desk("Ada"), "The examiner asks.")
    wanting_figures.answer(study.desk("Ben"), "Fine.")

    outcome = run("compare", "small-study", "--agreement", "--unit", "turn", "--source", "talk")
    told = run.json("compare", "small-study", "--agreement", "--unit", "sentence")

    assert outcome.exit_code == 0
    assert outcome.stdout.startswith("“The examiner asks.”\nAnswered: “Fine.”\n")
    assert "These readers could see each other’s work." in outcome.stdout
    assert "Safety (value)\n  all 1, only Reader A 0, only Reader B 0, nobody 3" in outcome.stdout
    assert "Cohen’s kappa  1.000" in outcome.stdout
    assert "Cohen’s kappa  not defined: Every reading here is the same" in outcome.stdout
    assert not {"Ada", "Ben"} & set(outcome.stdout.split())
    assert (told["for_whom"], told["unit"], told["units"]) == ("The examiner asks.", "sentence", 6)
    assert told["figures"]


def test_agreement_figures_are_not_offered_between_perspectives(
    run: Terminal, study: Study
) -> None:
    wanting_figures.turn_on(study.desk("Ada"), "The examiner asks.")
    outcome = run("compare", "small-study", "--agreement", "--by", "perspective")
    assert outcome.exit_code == 1
    assert "between readers and not between perspectives" in outcome.stderr


def test_nothing_private_comes_out(run: Terminal, study: Study) -> None:
    for words in (
        ("compare", "small-study"),
        ("compare", "small-study", "--by", "perspective"),
        ("compare", "small-study", "--unit", "turn"),
        ("project", "info", "small-study"),
        ("check", "small-study"),
    ):
        for outcome in (run(*words), run(*words, "--json")):
            assert outcome.exit_code == 0
            assert "brother" not in outcome.output
            assert "bus" not in outcome.output


@pytest.mark.parametrize("unit", ["character", "turn", "sentence"])
def test_a_sealed_round_shows_nothing_before_it_is_opened(
    run: Terminal, study: Study, unit: str
) -> None:
    words = ("compare", "small-study", "--unit", unit)
    study.desk("Ada").project.db.execute("update rounds set kind = 'sealed'")
    assert run(*words).stdout == "No readings differ here.\n"

    study.desk("Ada").project.db.execute("update rounds set state = 'opened'")
    assert "I felt safe" in run(*words).stdout


def test_a_report_is_a_word_document(run: Terminal, study: Study) -> None:
    outcome = run("report", "small-study", "out.docx")

    assert outcome.exit_code == 0
    with zipfile.ZipFile("out.docx") as package:
        words = package.read("word/document.xml").decode()
    assert "Small study" in words
    assert "brother" not in words


def test_a_report_goes_nowhere_else_and_under_no_other_ending(run: Terminal, study: Study) -> None:
    assert run("report", "small-study", "out.pdf").exit_code == 2
    assert run("report", "small-study", "out.docx", "--kind", "novel").exit_code == 2
    absent = run("report", "small-study", "no/such/out.docx")
    assert absent.exit_code == 1
    assert "could not be written" in absent.stderr


def test_check_tells_a_sound_study_from_one_that_is_not(run: Terminal, study: Study) -> None:
    sound = run("check", "small-study")
    study.desk("Ada").project.db.execute('update coding_positions set "end" = 9999')
    unsound = run("check", "small-study", "--json")

    assert (sound.exit_code, unsound.exit_code) == (0, 1)
    assert "is sound." in sound.stdout
    assert json.loads(unsound.stdout)["sound"] is False
    assert "outside the text" in json.loads(unsound.stdout)["troubles"][0]


def test_a_heading_that_is_one_person_leaves_only_with_their_yes(
    run: Terminal, study: Study
) -> None:
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    carers = perspectives.headings(study.desk("Ada"))[0]["guid"]
    own = perspectives.add(study.desk("Ben"), "I cared for years", visibility="team")
    perspectives.place(study.desk("Ben"), own, [carers])
    study.do("Ben", study.operation("nobody asked why I came", "HC"))
    words = ("compare", "small-study", "--by", "perspective")

    for answer, stands in (("", False), ("team", False), ("files", True)):
        small_groups.answer(study.desk("Ben"), carers, answer)
        for more in ((), ("--json",), ("--unit", "turn")):
            told = run(*words, *more).stdout
            assert ("Carers" in told) is stands, (answer, more)
            assert stands or "I cared for years" not in told


def test_codes_by_heading_leave_only_where_two_stand_under_each_or_the_one_said_so(
    run: Terminal, study: Study
) -> None:
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    headings = [Guid(row["guid"]) for row in perspectives.headings(study.desk("Ada"))]
    for name, heading in zip(("Ada", "Ben"), headings, strict=True):
        own = perspectives.add(study.desk(name), f"words of {name}", visibility="team")
        perspectives.place(study.desk(name), own, [heading])
        study.do(name, study.operation("I felt safe there", "SA1"))
    words = ("compare", "small-study", "--by", "perspective")

    small_groups.answer(study.desk("Ada"), headings[0], "files")
    small_groups.answer(study.desk("Ben"), headings[1], "team")
    assert "Seen from" not in run(*words).stdout
    assert run.json(*words)["seen_from"] == []

    small_groups.answer(study.desk("Ben"), headings[1], "files")
    assert "Seen from “Carers”, and from “Researchers”" in run(*words).stdout
    (pair,) = run.json(*words)["seen_from"]
    assert pair["headings"] == ["Carers", "Researchers"]
    assert [each["passages"] for each in pair["codes"]] == [[1, 1]]
    assert "so few readers stand for themselves" in pair["what_it_can_show"][0]

    # A count of passages is made of their words too.
    (one,) = participants.everybody(study.desk("Ada"))
    participants.say_consent(study.desk("Ada"), [one.guid], "analysis", False)
    assert run.json(*words)["seen_from"] == []
