"""Opening together: one moment for everybody, and the most private choice anyone made."""

import json
from pathlib import Path

import pytest

import workbench
from tests.alone import NOTE, OWN_CODE, SECRET, alone, finish, round_named, secretly
from tests.builders import Study, small_study
from workbench.domain.errors import NotFound
from workbench.domain.ids import new_guid
from workbench.services import (
    arranging,
    comparing,
    notes,
    perspectives,
    reading,
    rounds,
    side_by_side,
    units,
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cleo", "Dov", "Eve", "Fay"))


def test_opening_is_one_moment_for_everybody(study: Study) -> None:
    guid = alone(study, "Ben", "Cleo")
    secretly(study, "Ben")
    study.do("Cleo", study.operation(SECRET, "FR"))
    finish(study, "Cleo")
    cursor = reading.cursor(study.desk("Dov"))
    assert round_named(study, "Dov").ready == "ready"

    rounds.open_together(study.desk("Ada"), guid, "named", seen="named")

    assert reading.changes(study.desk("Dov"), study.source, cursor)["changes"] == [reading.REFETCH]
    for name in ("Ada", "Ben", "Cleo", "Dov"):
        assert len(study.marks(name)) == 3
        assert [note["words"] for note in notes.readable(study.desk(name))] == [NOTE]
        codes = reading.snapshot(study.desk(name), study.source)["codes"]
        assert [code["key"] for code in codes if code["name"] == OWN_CODE] == ["N1"]
    with pytest.raises(NotFound):
        rounds.open_together(study.desk("Ada"), guid, "named", seen="named")


def test_compare_keeps_rounds_apart_and_says_which_it_is(study: Study) -> None:
    study.do("Ada", study.operation("I felt safe there"))
    finish(study, "Ada")
    finish(study, "Ben")
    guid = alone(study, "Ben", "Cleo")
    study.do("Ben", study.operation("I felt safe there", "FR"))

    [one] = comparing.compare(study.desk("Ada"))
    assert (one["round"], one["unmarked_by"]) == ("First reading", ["Ben"])
    [own] = comparing.compare(study.desk("Ben"))
    assert {each["reader"] for each in own["readings"]} == {"Ada"}

    finish(study, "Ben")
    finish(study, "Cleo", "finished_nothing")
    rounds.open_together(study.desk("Ada"), guid, "named", seen="named")

    found = {one["round"]: one for one in comparing.compare(study.desk("Dov"))}
    assert found["Second reading"]["unmarked_by"] == ["Cleo"]
    assert found["Second reading"]["not_finished"] == []
    assert {each["reader"] for each in found["First reading"]["readings"]} == {"Ada"}


@pytest.mark.parametrize(("choice", "asked"), [("unnamed", "named"), ("named", "unnamed")])
def test_the_most_private_choice_wins_for_everybody(study: Study, choice: str, asked: str) -> None:
    perspectives.add(study.desk("Ben"), "a friend of the kitchen")
    [own] = perspectives.mine(study.desk("Ben"))
    perspectives.share(study.desk("Ben"), own["guid"], "team")
    guid = alone(study, "Ben", "Cleo")
    rounds.choose_shown(study.desk("Ben"), guid, choice)
    assert round_named(study, "Cleo").shown == "named"
    secretly(study, "Ben")
    study.do("Cleo", study.operation(SECRET, "FR"))

    assert rounds.shown_as(study.desk("Ada"), guid, asked) == "unnamed"
    rounds.open_together(study.desk("Ada"), guid, asked, seen="unnamed")

    dov = study.desk("Dov")
    codings = workbench.open_project(dov.project.path).codings()
    for found in (comparing.compare(dov), units.compare(dov, unit="turn"), codings.to_dict()):
        told = json.dumps(found, default=str)
        assert "Ben" not in told
        assert "Reader A" in told
        assert "friend of the kitchen" not in told
    assert {lane["name"] for lane in side_by_side.lanes(dov, study.source)["readers"]} > {
        "Reader A"
    }
    assert study.people["Ben"] not in {mark["coder"] for mark in study.marks("Dov")}
    assert study.people["Ben"] in {mark["coder"] for mark in study.marks("Ben")}
    assert {row["author"] for row in notes.readable(study.desk("Dov"))}.isdisjoint(
        study.people.values()
    )


def test_by_heading_shows_the_headings_and_no_name(study: Study) -> None:
    perspectives.word_headings(study.desk("Ada"), ["Lived experience", "Academic"])
    for name in ("Ben", "Cleo"):
        own = perspectives.add(study.desk(name), "a friend of the kitchen", visibility="team")
        heading = perspectives.headings(study.desk(name))[0]["guid"]
        perspectives.place(study.desk(name), own, [heading])
    guid = alone(study, "Ben", "Cleo")
    secretly(study, "Ben")
    rounds.open_together(study.desk("Ada"), guid, "heading", seen="heading")

    readers = {
        each["reader"] for one in comparing.compare(study.desk("Dov")) for each in one["readings"]
    }

    assert len(readers) == 1
    assert readers.pop().endswith("Lived experience")
    told = json.dumps(study.marks("Dov"))
    assert "kitchen" not in told
    assert study.people["Ben"] not in told


def test_a_note_that_stands_without_a_name_gets_none_when_its_writer_passes_back(
    study: Study,
) -> None:
    guid = alone(study, "Ben", "Cleo")
    note = {"guid": new_guid(), "words": NOTE, "visibility": "team"}
    study.do("Ben", {"id": new_guid(), "kind": "add_note", "note": note})
    study.do("Cleo", study.operation(SECRET))
    rounds.open_together(study.desk("Ada"), guid, "unnamed", seen="unnamed")
    [before] = notes.readable(study.desk("Dov"))

    arranging.say(study.desk("Ben"), guid, study.source, "passed_back")

    [after] = notes.readable(study.desk("Dov"))
    assert after["author"] == before["author"] != study.people["Ben"]


def test_a_mark_brought_back_after_passing_back_stands_without_a_name_again(study: Study) -> None:
    guid = alone(study, "Ben", "Cleo")
    study.do("Ben", study.operation(SECRET))
    study.do("Cleo", study.operation(SECRET))
    rounds.open_together(study.desk("Ada"), guid, "unnamed", seen="unnamed")
    [mine] = [mark["guid"] for mark in study.marks("Ben") if not mark["perspective_hidden"]]
    study.do("Ben", {"id": new_guid(), "kind": "remove_coding", "coding": mine})
    arranging.say(study.desk("Ben"), guid, study.source, "passed_back")
    study.do("Ben", {"id": new_guid(), "kind": "undo"})

    coders = {mark["coder"] for mark in study.marks("Dov")}
    assert len(coders) == 2
    assert coders.isdisjoint(study.people.values())
