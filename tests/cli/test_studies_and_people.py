"""Making studies and adding people."""

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from workbench.services import accounts, desks

CODEBOOK = """
key: small
name: A small codebook
values:
  - key: QU
    name: Quiet
"""


def test_the_workspace_and_json_may_be_asked_for_before_or_after(run: Terminal) -> None:
    run("--workspace", "one", "project", "new", "First")
    run("project", "new", "Second", "--workspace", "two")

    assert [row["name"] for row in run.json("project", "--workspace", "one", "list")["projects"]]
    assert run("--json", "--workspace", "two", "project", "list").stdout.count("\n") == 1
    assert Path("one/workspace.sqlite3").exists()
    assert Path("two/workspace.sqlite3").exists()
    assert not Path("workspace").exists()


def test_the_environment_names_the_workspace_when_nothing_else_does(
    run: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_WORKSPACE", "named")

    run("project", "new", "First")
    run("project", "new", "Second", "--workspace", "other")

    assert Path("named/workspace.sqlite3").exists()
    assert Path("other/workspace.sqlite3").exists()


def test_a_mistyped_workspace_is_not_made(run: Terminal) -> None:
    outcome = run("project", "list", "--workspace", "wrkspace")

    assert outcome.exit_code == 1
    assert "There is no workspace in the folder wrkspace." in outcome.stderr
    assert not Path("wrkspace").exists()


def test_a_study_is_found_by_name_short_name_and_identifier(run: Terminal) -> None:
    made = run.json("project", "new", "Peer support, Tuesdays")

    for word in (made["name"], made["slug"], made["guid"]):
        assert run.json("project", "info", word)["guid"] == made["guid"]


def test_a_study_has_the_six_values_unless_a_codebook_is_named(run: Terminal) -> None:
    Path("small.yaml").write_text(CODEBOOK, encoding="utf-8")

    six = run.json("project", "new", "First")
    small = run.json("project", "new", "Second", "--codebook", "small.yaml")

    assert six["codes"] > 6
    assert (small["codebook"], small["codes"]) == ("A small codebook", 1)


def test_a_codebook_with_a_mistake_leaves_no_study_behind(run: Terminal) -> None:
    Path("small.yaml").write_text("key: small\nname: [", encoding="utf-8")

    outcome = run("project", "new", "First", "--codebook", "small.yaml")

    assert outcome.exit_code == 1
    assert outcome.stderr.startswith("small.yaml")
    assert not Path("workspace").exists()


def test_whoever_makes_a_study_is_in_its_team(run: Terminal) -> None:
    run("person", "add", "Ann")
    run("project", "new", "First", "--as", "Ann")

    assert run.json("project", "info", "first")["team"] == ["Ann"]
    assert run("project", "new", "Second", "--as", "Nobody").exit_code == 1


def test_a_person_joins_the_only_study_there_is(run: Terminal) -> None:
    run("project", "new", "First")

    outcome = run("person", "add", "Ann")

    assert outcome.stdout.startswith(
        "Ann has an account in this workspace and is in the team of “First”. "
        "They choose a password at"
    )
    assert run.json("project", "info", "first")["team"] == ["Ann"]


def test_somebody_alone_in_a_workspace_is_in_the_team_of_what_they_make(run: Terminal) -> None:
    run("person", "add", "Ann")
    run("project", "new", "First")

    assert run.json("project", "info", "first")["team"] == ["Ann"]


def test_where_there_are_several_studies_the_one_named_is_joined(run: Terminal) -> None:
    run("project", "new", "First")
    run("project", "new", "Second")

    assert run.json("person", "add", "Ann")["project"] is None
    run("person", "add", "Bo", "--project", "second")
    run("person", "add", "Ann", "--project", "second")

    assert run.json("project", "info", "first")["team"] == []
    assert run.json("project", "info", "second")["team"] == ["Bo", "Ann"]
    again = run("person", "add", "Ann", "--project", "second")
    assert (again.exit_code, again.stderr) == (1, "Ann is in the team of that study already.\n")


def test_a_study_that_is_not_there_adds_nobody(run: Terminal) -> None:
    run("project", "new", "First")

    assert run("person", "add", "Ann", "--project", "other").exit_code == 1
    assert run("person", "add", "Ann").exit_code == 0


def test_a_password_is_read_from_standard_input(run: Terminal) -> None:
    outcome = run("person", "add", "Ann", "--password-stdin", typed="four plain words here\n")

    assert outcome.exit_code == 0
    assert "four plain" not in outcome.output
    assert accounts.sign_in(desks.open_workspace("workspace"), "Ann", "four plain words here")
    short = run("person", "add", "Bo", "--password-stdin", typed="short\n")
    assert short.exit_code == 1
    assert "at least 10 characters" in short.stderr
