"""A round opened under headings: a heading beside a letter, where it does not tell who that is."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

import workbench
from tests.alone import alone, finish
from tests.builders import Study, small_study
from workbench.domain.ids import Guid
from workbench.services import (
    comparing,
    documents,
    exporting,
    perspectives,
    picking,
    rounds,
    side_by_side,
    small_groups,
    themes,
    units,
)
from workbench.services.desks import for_everybody
from workbench.services.documents import Wanted
from workbench.store.aliases import that_may_be_told

WORDS, ALIKE = "I felt safe there", "I bring the biscuits"
UNDER = {"Ben": "Carers", "Cleo": "Carers", "Eve": "Researchers"}
A, B, C = (Guid(letter * 32) for letter in "abc")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ben and Cleo read as carers, Eve alone as a researcher, Fay from nowhere; Dov looks on."""
    study = small_study(tmp_path, names=("Ada", "Ben", "Cleo", "Dov", "Eve", "Fay"))
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    headings = {row["name"]: row["guid"] for row in perspectives.headings(study.desk("Ada"))}
    for name, heading in UNDER.items():
        own = perspectives.add(study.desk(name), f"words of {name}", visibility="team")
        perspectives.place(study.desk(name), own, [headings[heading]])
    readers = (*UNDER, "Fay")
    guid = alone(study, *readers)
    for name, code in zip(readers, ("SA", "HC", "FR", "RE"), strict=True):
        study.do(name, study.operation(WORDS, code), study.operation(ALIKE))
        finish(study, name)
    rounds.open_together(study.desk("Ada"), guid, "heading", seen="heading")
    return study


def says(study: Study, answer: str) -> None:
    heading = perspectives.headings(study.desk("Eve"))[1]["guid"]
    small_groups.answer(study.desk("Eve"), Guid(heading), answer)


def team_copy(study: Study) -> str:
    start, ada = study.text().index(ALIKE), study.desk("Ada")
    if not themes.quotations(ada):
        passage = (study.source, start, start + len(ALIKE))
        themes.choose(ada, study.code("SA"), "looked_like", passage)
    made = documents.make(study.desk("Ada"), Wanted("thematic", team_copy=True))
    parts = Document(io.BytesIO(made.data)).part.package.iter_parts()
    return " ".join(part.blob.decode("utf-8", "replace") for part in parts)


ON_SCREEN: dict[str, Callable[[Study], object]] = {
    "compare": lambda study: comparing.compare(study.desk("Dov")),
    "side by side": lambda study: side_by_side.lanes(study.desk("Dov"), study.source),
    "quotations": lambda study: [
        each.readings for each in picking.marked(study.desk("Dov"), picking.Filters())
    ],
}
LEAVING: dict[str, Callable[[Study], object]] = {
    "compare": lambda study: comparing.compare(study.desk("Dov"), leaving=True),
    "compare turns": lambda study: units.compare(study.desk("Dov"), unit="turn", leaving=True),
    "marks": lambda study: exporting.export(study.desk("Dov"), "json").decode(),
    "frames": lambda study: (
        workbench.open_project(study.desk("Dov").project.path).codings().to_dict()
    ),
    "team copy": team_copy,
    # As the files of a day do.
    "for nobody in particular": lambda study: comparing.compare(for_everybody(study.desk("Dov"))),
}


@pytest.mark.parametrize("look", ON_SCREEN)
def test_on_the_screen_it_stands_once_they_said_that_the_team_may_see_it(
    study: Study, look: str
) -> None:
    for answer, stands in (("", False), ("team", True), ("files", True)):
        says(study, answer)
        told = json.dumps(ON_SCREEN[look](study), default=str)
        assert ", Carers" in told
        assert (", Researchers" in told) is stands, answer


@pytest.mark.parametrize("look", LEAVING)
def test_it_leaves_only_with_a_yes_to_that_or_where_two_stand_under_it(
    study: Study, look: str
) -> None:
    for answer, stands in (("", False), ("team", False), ("files", True)):
        says(study, answer)
        told = json.dumps(LEAVING[look](study), default=str)
        assert ", Carers" in told
        assert (", Researchers" in told) is stands, answer
        assert not any(name in told for name in ("words of Eve", *UNDER) if look == "compare")


def test_quotations_are_not_found_by_a_heading_that_is_somebody_who_said_nothing(
    study: Study,
) -> None:
    heading = perspectives.headings(study.desk("Dov"))[1]["guid"]
    chosen = picking.Filters(heading=heading)
    assert picking.marked(study.desk("Dov"), chosen) == []
    says(study, "team")
    assert len(picking.marked(study.desk("Dov"), chosen)) == 2


def yes_of(*people: str) -> Callable[[Guid, str], bool]:
    return lambda _, person: person in people


def test_headings_that_two_share_are_told_and_those_of_one_with_their_yes() -> None:
    under = {"1": (A,), "2": (A,), "3": (B,), "4": ()}
    assert that_may_be_told(under, yes_of()) == {"1": (A,), "2": (A,), "3": (), "4": ()}
    assert that_may_be_told(under, yes_of("3")) == under


def test_two_headings_together_can_be_one_person_too() -> None:
    under = {"1": (A, B), "2": (A,), "3": (B,), "4": (A,), "5": (B,), "6": ()}
    assert that_may_be_told(under, yes_of()) == {**under, "1": ()}
    assert that_may_be_told(under, lambda heading, _: heading == A) == {**under, "1": (A,)}


def test_nobody_is_known_by_being_the_only_one_left_without() -> None:
    under = {"1": (A,), "2": (A,), "3": (B,)}
    assert that_may_be_told(under, yes_of()) == dict.fromkeys(under, ())
    # Whoever has put nothing under any heading is not hidden by leaving theirs out.
    assert that_may_be_told({"1": (A,), "2": (A,), "3": ()}, yes_of())["1"] == (A,)
    assert that_may_be_told({"1": (A,), "2": (B,), "3": (C,)}, yes_of()) == {
        "1": (),
        "2": (),
        "3": (),
    }
