"""Letters to a participant from the command line, and sets by their names."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.cli.conftest import Terminal
from workbench.domain.ids import new_guid
from workbench.services import participants, sets, withdrawing


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ada and Ben read one passage differently, in the folder the terminal stands in."""
    study = small_study(tmp_path / "workspace")
    for name, presence in (("Ada", "there"), ("Ben", "missing")):
        study.do(name, study.operation("I felt safe there", "SA", presence=presence))
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    return study


def test_a_letter_is_written_for_one_participant(run: Terminal, study: Study) -> None:
    told = run.json("letter", "small-study", "out.docx", "--participant", "P01")

    assert told["kind"] == "everything"
    assert Path("out.docx").read_bytes()[:2] == b"PK"
    assert run("letter", "small-study", "out.docx").exit_code == 2
    assert run("letter", "small-study", "out.pdf", "--participant", "P01").exit_code == 2
    nobody = run("letter", "small-study", "out.docx", "--participant", "P77")
    assert nobody.stderr.startswith("There is no participant called P77 in this study.")
    asked = run(
        "letter", "small-study", "out.docx", "--participant", "P01", "--kind", "quotations"
    )
    assert (asked.exit_code, "waits for an answer" in asked.stderr) == (1, True)


def test_after_a_withdrawal_the_letter_names_nobody(run: Terminal, study: Study) -> None:
    asked = ("letter", "small-study", "out.docx", "--kind", "withdrawal")
    assert "no such withdrawal" in run(*asked).stderr
    withdrawing.withdraw(study.workspace, study.desk("Ada"), "P01")
    assert run(*asked).exit_code == 0
    assert run(*asked, "--participant", "P01").exit_code == 2


def test_a_comparison_and_a_report_are_of_a_set_by_its_name(run: Terminal, study: Study) -> None:
    sets.add(study.desk("Ada"), "Nothing yet")
    whole = sets.add(study.desk("Ada"), "Talks")
    sets.change(study.desk("Ada"), whole, sources=[study.source])

    assert "I felt safe" in run("compare", "small-study", "--set", "talks").stdout
    assert "No readings differ" in run("compare", "small-study", "--set", "nothing yet").stdout
    assert run("report", "small-study", "out.docx", "--set", "Talks").exit_code == 0
    assert "There are: Set: Nothing yet" in run("compare", "small-study", "--set", "x").stderr


@pytest.mark.parametrize("unit", ["character", "turn", "sentence"])
def test_who_refuses_analysis_is_in_no_comparison_that_is_printed(
    run: Terminal, study: Study, unit: str
) -> None:
    words = ("compare", "small-study", "--unit", unit)
    assert "I felt safe" in run(*words, "--json").stdout
    (one,) = participants.everybody(study.desk("Ada"))
    participants.say_consent(study.desk("Ada"), [one.guid], "analysis", False)
    outcome = run(*words, "--json")
    assert "felt safe" not in outcome.stdout
    assert outcome.stderr.startswith("Passages with words of somebody who said no to analysis")
