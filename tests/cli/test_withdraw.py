"""Withdrawing from the command line: a dry run first, then for good, and never beside a server."""

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.withdrawn import WHO, Shared, still_there, study_with_rare_words
from workbench.services import reading


@pytest.fixture
def study(tmp_path: Path) -> Shared:
    """One participant alone and in a group, in the folder the terminal stands in."""
    return study_with_rare_words(tmp_path / "workspace")


def test_a_dry_run_says_what_would_be_gone_and_changes_nothing(
    run: Terminal, study: Shared
) -> None:
    told = run.json("withdraw", "small-study", WHO, "--dry-run")
    outcome = run("withdraw", "small-study", WHO, "--dry-run")

    assert (told["dry_run"], told["turns"], told["marks"]) == (True, 4, 2)
    assert outcome.stdout.splitlines() == told["sentences"]
    assert len(still_there(study)) > 20


def test_withdrawing_leaves_no_raw_byte_and_a_sound_study(run: Terminal, study: Shared) -> None:
    outcome = run("withdraw", "small-study", WHO, "--as", "Ada")

    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stdout.startswith("It is done. 1 transcript is gone whole, and 2 turns in 1 ")
    assert still_there(study) == []
    assert run("check", "small-study").exit_code == 0
    again = run("withdraw", "small-study", WHO)
    assert again.exit_code == 1
    assert again.stderr.startswith(f"There is no participant called {WHO} in this study.")


def test_beside_a_running_server_it_is_refused_in_one_sentence(
    run: Terminal, study: Shared
) -> None:
    with study.workspace.lock():
        outcome = run("withdraw", "small-study", WHO)
        dry = run("withdraw", "small-study", WHO, "--dry-run")

    assert outcome.exit_code == 1
    assert "A server is using the workspace" in outcome.stderr
    assert "Nothing was changed." in outcome.stderr
    assert dry.exit_code == 0
    assert still_there(study)


def test_quotes_only_keeps_the_words_and_needs_a_name(run: Terminal, study: Shared) -> None:
    assert run("withdraw", "small-study", WHO, "--quotes-only").exit_code == 1
    told = run.json("withdraw", "small-study", WHO, "--quotes-only", "--as", "Ada")

    assert told == {"participant": WHO, "quotes_only": True, "dry_run": False}
    assert still_there(study)


def test_where_it_is_not_known_who_spoke_the_command_asks_for_it(
    run: Terminal, study: Shared, tmp_path: Path
) -> None:
    path = tmp_path / "two.txt"
    path.write_text("Ann: One.\n\nBo: Two.\n\nAnn: Three.\n\nBo: Four.\n", encoding="utf-8")
    run("import", "small-study", str(path), "--participant", "P30", "--participant", "P31")

    outcome = run("withdraw", "small-study", "P30")
    assert outcome.exit_code == 1
    assert "--speaker" in outcome.stderr
    assert run("withdraw", "small-study", "P30", "--speaker", "Bo").exit_code == 0


def test_a_part_of_what_somebody_said_goes_by_its_numbers(run: Terminal, study: Shared) -> None:
    part = ("withdraw", "small-study", WHO, "--transcript", "group_Zebedee_Marigold")
    foretold = run(*part, "--turns", "5", "--dry-run")
    assert "1 turn (10 words) will be taken out" in foretold.stdout
    assert "fluorspar" in reading.text_of(study.desk("Ada"), study.group)
    assert run(*part, "--as", "Ada").exit_code == 2
    assert run(*part, "--turns", "five").exit_code == 2
    assert run(*part, "--turns", "4-5").exit_code == 1

    outcome = run(*part, "--turns", "5", "--as", "Ada")

    assert outcome.exit_code == 0, outcome.stderr
    assert "fluorspar" not in reading.text_of(study.desk("Ada"), study.group)
    assert run("check", "small-study").exit_code == 0
