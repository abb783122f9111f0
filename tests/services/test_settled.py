"""What came of talking stands as a layer over the readings, which stay as they were made."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.deciding import About
from workbench.domain.ids import Guid, new_guid
from workbench.services import comparing, deciding, discussing, settled, side_by_side

SAFE = "I felt safe there"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path, names=("Ada", "Ben", "Cleo"))
    for name, key in (("Ada", "SA"), ("Ben", "FR")):
        study.do(name, study.operation(SAFE, key))
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    return study


def talk(study: Study) -> Guid:
    (one,) = comparing.compare(study.desk("Ada"))
    where = About(source=Guid(one["source"]), start=one["start"], end=one["end"])
    guid = discussing.open_discussion(study.desk("Ada"), where)
    assert discussing.open_discussion(study.desk("Ben"), where) == guid
    return guid


def test_a_passage_is_talked_about_and_what_came_of_it_stands_over_the_marks(
    study: Study,
) -> None:
    before = study.marks("Cleo")
    guid = talk(study)
    (one,) = settled.by_transcript(study.desk("Cleo"))[study.source]
    assert (one.told(), one.outcome) == ("Being talked about", "")

    discussing.settle(study.desk("Ben"), guid, "agreed", "Both, really.", code=study.code("SA1"))
    deciding.decide(study.desk("Ada"), "We mark rules under Safety.", discussion=guid)

    (one,) = settled.by_transcript(study.desk("Cleo"))[study.source]
    assert one.told() == f"What came of it: agreed, {one.code}"
    assert (one.key, one.value) == ("SA1", "SA")
    assert one.words == ("Both, really.", "We mark rules under Safety.")
    assert settled.at([one], one.span.end, one.span.end + 9) == []
    lanes = side_by_side.lanes(study.desk("Cleo"), study.source)
    layer = lanes["readers"][-1]
    assert layer["name"] == "What we agreed"
    assert [(mark["key"], mark["start"], mark["end"]) for mark in layer["marks"]] == [
        ("SA1", one.span.start, one.span.end)
    ]
    # The readings are what they were, and still differ.
    assert study.marks("Cleo") == before
    (found,) = comparing.compare(study.desk("Cleo"))
    assert {each["reader"]: each["key"] for each in found["readings"]} == {
        "Ada": "SA",
        "Ben": "FR",
    }
    assert found["differs"]


def test_both_standing_is_something_that_can_come_of_it(study: Study) -> None:
    discussing.settle(study.desk("Ada"), talk(study), "both_stand", "We heard two things.")
    (one,) = settled.by_transcript(study.desk("Ben"), [study.source])[study.source]
    assert one.told() == "What came of it: both stand"
    assert [side["name"] for side in side_by_side.lanes(study.desk("Ben"), study.source)[
        "readers"
    ]] == ["Ada", "Ben", "Cleo"]  # fmt: skip
    assert settled.by_transcript(study.desk("Ben"), [new_guid()]) == {}
