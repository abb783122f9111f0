"""What is kept with a mark beside its code: the way it was made, flags, and “not sure”."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import NotAllowed, NotReadable
from workbench.domain.ids import new_guid
from workbench.services import reading, today


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def change(study: Study, guid: str, **fields: object) -> dict:
    (result,) = study.do(
        "Ada", {"id": new_guid(), "kind": "change_coding", "coding": guid, **fields}
    )
    return result


def test_the_way_of_reading_is_kept_with_each_mark_and_comes_back_with_undo(study: Study) -> None:
    study.do("Ada", study.operation("felt safe", way="simple"), study.operation("biscuits"))
    study.do("Ada", study.operation("washing up", way="turn"))
    undo = {"id": new_guid(), "kind": "undo"}
    study.do("Ada", undo, {"id": new_guid(), "kind": "redo"})

    kept = study.desk("Ada").project.db.execute("select way from codings order by id")
    assert [way for (way,) in kept] == ["simple", "detailed", "turn"]
    (refused,) = study.do("Ada", study.operation("Some weeks", way="quickly"))
    assert refused["error"] == "not_readable"


def test_flags_are_set_seen_by_the_team_and_taken_back(study: Study) -> None:
    operation = study.operation("felt safe")
    study.do("Ada", operation)
    guid = operation["coding"]["guid"]

    change(study, guid, flags=["powerful", "discuss", "discuss"])
    assert study.marks("Ben")[0]["flags"] == ["discuss", "powerful"]
    change(study, guid, flags=[])
    study.do("Ada", {"id": new_guid(), "kind": "undo"})
    assert study.marks("Ben")[0]["flags"] == ["discuss", "powerful"]
    study.do("Ada", {"id": new_guid(), "kind": "undo"})
    assert study.marks("Ben")[0]["flags"] == []
    for wrong in (["urgent"], "discuss", [1]):
        assert change(study, guid, flags=wrong)["error"] == "not_readable"


def test_not_sure_is_an_answer_and_no_answer_is_never_taken_for_yes(study: Study) -> None:
    operation = study.operation("felt safe")
    study.do("Ada", operation)
    assert study.marks("Ben")[0]["presence"] == "not_said"
    change(study, operation["coding"]["guid"], presence="unsure")
    assert study.marks("Ben")[0]["presence"] == "unsure"


def test_whom_to_tell_is_set_by_those_who_look_after_the_study_and_shown_to_readers(
    study: Study,
) -> None:
    words = {"contact": "Grace, 020 7946 0000", "email": "grace@example.org", "procedure": "Ring."}
    assert reading.snapshot(study.desk("Ben"), study.source)["today"]["contact"] == ""
    with pytest.raises(NotAllowed):
        today.say(study.desk("Ben"), words)
    with pytest.raises(NotReadable):
        today.say(study.desk("Ada"), {**words, "email": "grace"})

    today.say(study.desk("Ada"), words)
    assert reading.snapshot(study.desk("Ben"), study.source)["today"] == words
