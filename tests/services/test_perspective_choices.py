"""Skip, I'd rather not say, I'll decide each time; one mark's own perspective; empty headings."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.raw import raw_bytes
from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import new_guid
from workbench.services import perspectives, reading

SECRET = "quixotic marmalade lighthouse"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path)


def test_a_wish_is_its_owners_alone_and_can_be_forgotten(study: Study) -> None:
    perspectives.add(study.desk("Ben"), "a carer")
    perspectives.wish_for(study.desk("Ben"), "rather_not")

    assert perspectives.wish(study.desk("Ben")) == "rather_not"
    assert perspectives.wish(study.desk("Ada")) is None
    assert reading.snapshot(study.desk("Ben"), study.source)["perspective_wish"] == "rather_not"
    assert reading.snapshot(study.desk("Ada"), study.source)["perspective_wish"] is None
    assert b"rather_not" not in raw_bytes(study)
    assert not any(row["in_use"] for row in perspectives.mine(study.desk("Ben")))
    perspectives.wish_for(study.desk("Ben"), None)
    assert perspectives.wish(study.desk("Ben")) is None
    with pytest.raises(WorkbenchError):
        perspectives.wish_for(study.desk("Ben"), "something else")


def test_whoever_decides_each_time_begins_each_sitting_with_nothing_chosen(study: Study) -> None:
    own = perspectives.add(study.desk("Ben"), "a carer", visibility="team")
    perspectives.sit_down(study.desk("Ben"))
    assert perspectives.mine(study.desk("Ben"))[0]["in_use"]

    perspectives.wish_for(study.desk("Ben"), "each_time")
    perspectives.read_from(study.desk("Ben"), [own])
    study.do("Ben", study.operation("I felt safe there"))
    perspectives.sit_down(study.desk("Ben"))
    study.do("Ben", study.operation("biscuits", "TW"))
    assert [mark["perspectives"] for mark in study.marks("Ada")] == [["a carer"], []]


def test_one_mark_carries_another_perspective_than_the_sitting(study: Study) -> None:
    ben = study.desk("Ben")
    carer = perspectives.add(ben, "a carer", visibility="team")
    other = perspectives.add(ben, SECRET, visibility="team")
    perspectives.read_from(ben, [carer])
    first, second = study.operation("I felt safe there"), study.operation("biscuits", "TW")
    study.do("Ben", first, second)

    def say(*chosen: str) -> dict:
        change = {"kind": "change_coding", "coding": first["coding"]["guid"]}
        [result] = study.do("Ben", {"id": new_guid(), "perspectives": list(chosen), **change})
        return result

    assert say(other)["state"] == "saved"
    assert [mark["perspectives"] for mark in study.marks("Ada")] == [[SECRET], ["a carer"]]
    study.do("Ben", {"id": new_guid(), "kind": "undo"})
    assert [mark["perspectives"] for mark in study.marks("Ada")] == [["a carer"], ["a carer"]]
    study.do("Ben", {"id": new_guid(), "kind": "redo"})
    assert study.marks("Ada")[0]["perspectives"] == [SECRET]
    assert say(carer, other)["state"] == "saved"
    assert study.marks("Ada")[0]["perspectives"] == ["a carer", SECRET]

    perspectives.take_back(study.desk("Ben"), other)
    assert SECRET.encode() not in raw_bytes(study)
    study.do("Ben", {"id": new_guid(), "kind": "undo"})
    assert study.marks("Ada")[0]["perspectives"] == []
    hers = perspectives.add(study.desk("Ada"), "hers")
    say(hers)
    assert study.marks("Ada")[0]["perspectives"] == []


def test_headings_with_nobody_are_said_until_somebody_shares_something(study: Study) -> None:
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    assert perspectives.headings_with_nobody(study.desk("Ben")) == ["Carers", "Researchers"]
    own = perspectives.add(study.desk("Ben"), "a carer", visibility="team")
    heading = perspectives.headings(study.desk("Ben"))[0]["guid"]
    perspectives.place(study.desk("Ben"), own, [heading])
    assert perspectives.headings_with_nobody(study.desk("Ada")) == ["Researchers"]
