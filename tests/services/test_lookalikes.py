"""Names that look alike, cannot be seen, turn what follows, or go on for ever: each is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.builders import PASSWORD, Study, small_study
from workbench.cli import workbench as commands
from workbench.domain.errors import AlreadyThere, WorkbenchError
from workbench.services import (
    accounts,
    codebook_changes,
    groups,
    leaving_team,
    perspectives,
    projects,
    pseudonyms,
    sets,
    themes,
)
from workbench.services.lookalikes import looks_like
from workbench.services.places_of_names import name_at

# Cyrillic а, о and е; Greek ο; a zero width space; full-width and mathematical letters.
ALIKE = ["Аda", "Adа", "A\u200bda", "Ａｄａ", "𝐀da", "аda"]
HOSTILE = [
    "",
    "  ",
    "\u200b",
    "x" * 10_000,
    "Ada\u202e",
    "\u2066Ada",
    "A\x07da",
    "\ud800",
    "A\0da",
]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("alike") / "workspace", names=("Ada", "Ben"))


@pytest.mark.parametrize("name", ALIKE)
def test_what_looks_alike_is_seen(name: str) -> None:
    assert looks_like(name, ["Ben", "Ada"]) == "Ada"


@pytest.mark.parametrize("name", ["Adam", "Áda", "Ida", "Ада", "Ad a", "Эва"])
def test_what_can_be_told_apart_is_let_be(name: str) -> None:
    assert looks_like(name, ["Ben", "Ada"]) is None


def test_nobody_is_called_what_somebody_else_signs_in_with(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace", names=("Ada",))
    accounts.add_person(study.workspace, "Ben", email="ben@example.org")
    accounts.add_person(study.workspace, "cy@example.org")
    for name, email in (
        ("Ben@example.org", ""),
        ("Di", "CY@example.org"),
        ("Di", "ben@example.org"),
        ("Di", "ada"),
    ):
        with pytest.raises(AlreadyThere):
            accounts.add_person(study.workspace, name, email=email)
    assert [row["name"] for row in study.workspace.people()] == ["Ada", "Ben", "cy@example.org"]
    accounts.add_person(study.workspace, "Di", email="di@example.org")


def test_nobody_gets_an_account_or_a_name_left_behind_that_looks_like_another(
    study: Study,
) -> None:
    for name in ALIKE:
        with pytest.raises(WorkbenchError):
            accounts.add_person(study.workspace, name)
    link = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset())
    with pytest.raises(AlreadyThere, match="looks the same as “Ada”"):
        accounts.join(study.workspace, link, name="Аda", password=PASSWORD)
    assert accounts.invitation(study.workspace, link)  # and the invitation is not used up
    joined = accounts.join_from_elsewhere(study.workspace, link, "Аda", None)
    assert study.workspace.person(joined) == {"guid": joined, "name": "Аda 2", "email": ""}
    with pytest.raises(AlreadyThere, match="look like those of Ada"):
        leaving_team.leave(study.workspace, study.desk("Ben"), name="Аda", perspectives_stay=True)
    assert study.desk("Ben").viewer.member


def test_codes_headings_and_replacements_that_look_alike_are_told_apart(study: Study) -> None:
    ada = study.desk("Ada")
    codebook_changes.add(ada, "Tea and biscuits")
    with pytest.raises(AlreadyThere, match="looks the same"):
        codebook_changes.add(ada, "Теа аnd biscuits")
    [result] = study.do(
        "Ben",
        {"id": study.project, "kind": "add_code",
         "code": {"guid": study.source, "name": "Tea and bisсuits"}},
    )  # fmt: skip
    assert result["state"] == "refused"
    assert "looks the same" in result["message"]
    with pytest.raises(WorkbenchError, match="letters that look alike"):
        perspectives.word_headings(ada, ["Peer worker", "Pеer worker"])

    def replace(words: str, instead: str) -> None:
        where = pseudonyms.point_out(ada, words)
        keys = [place.key for place in name_at(study.workspace, ada, where).places]
        pseudonyms.answer(study.workspace, ada, where, replacement=instead, replace=keys)

    replace("friend", "[Ann]")
    with pytest.raises(AlreadyThere, match="stands there already"):
        replace("biscuits", "[Аnn]")
    replace("biscuits", "[Ann]")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "call",
    [
        lambda study, name: accounts.add_person(study.workspace, name),
        lambda study, name: accounts.checked_name(name),  # also what a study is called
        lambda study, name: codebook_changes.add(study.desk("Ada"), name),
        lambda study, name: sets.add(study.desk("Ada"), name),
        lambda study, name: groups.add(study.desk("Ada"), name),
        lambda study, name: themes.start(study.desk("Ada"), name),
        lambda study, name: perspectives.word_headings(study.desk("Ada"), [name, "Other"]),
    ],
    ids=["person", "study", "code", "set", "group", "theme", "heading"],
)
def test_a_name_nobody_can_read_is_refused_and_changes_nothing(
    study: Study, call: Callable[[Study, str], object], name: str
) -> None:
    before = study.desk("Ada").project.revision()
    with pytest.raises(WorkbenchError) as refused:
        call(study, name)
    assert str(refused.value).endswith((".", "!"))
    assert study.desk("Ada").project.revision() == before


def test_whoever_makes_a_study_is_told_of_one_that_looks_the_same(study: Study) -> None:
    where = ["--workspace", str(study.workspace.folder)]
    made = CliRunner().invoke(commands, ["project", "new", "Smаll study", *where])
    assert made.exit_code == 0
    assert "looks like another study’s: “Small study”" in made.stderr
    assert len(study.workspace.projects()) == 2
    assert projects.slug_of("Smаll study") == "smll-study"
