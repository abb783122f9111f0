"""A new code from within the text: who may add one, its name and key, and taking it back."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.ids import new_guid
from workbench.services import reading


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path)


def code_op(name: object, **more: object) -> dict:
    return {
        "id": new_guid(),
        "kind": "add_code",
        "code": {"guid": new_guid(), "name": name, **more},
    }


def act(kind: str) -> dict:
    return {"id": new_guid(), "kind": kind}


def code_names(study: Study, name: str = "Ada") -> list[str]:
    codes = reading.snapshot(study.desk(name), study.source)["codes"]
    return [code["name"] for code in codes]


def test_anybody_may_add_a_code_in_a_participants_own_words_and_mark_with_it(study: Study) -> None:
    made = code_op("I bring the biscuits")
    mark = study.operation("bring the biscuits")
    mark["coding"]["code"] = made["code"]["guid"]

    results = study.do("Ben", made, mark)

    assert [result["state"] for result in results] == ["saved", "saved"]
    codes = reading.snapshot(study.desk("Ada"), study.source)["codes"]
    assert codes[-1] == {
        "guid": made["code"]["guid"],
        "key": "N1",
        "parent": None,
        "value": None,
        "kind": "other",
        "level": None,
        "name": "I bring the biscuits",
        "plain_name": "I bring the biscuits",
        "definition": "",
        "include_when": "",
        "exclude_when": "",
        "digit": None,
        "retired": False,
    }
    assert study.marks("Ada")[0]["code"] == made["code"]["guid"]


def test_each_new_code_gets_a_key_of_its_own(study: Study) -> None:
    study.do("Ada", code_op("kettle"))
    study.do("Ben", code_op("mugs"), code_op("milk"))

    codes = reading.snapshot(study.desk("Ada"), study.source)["codes"]
    assert [code["key"] for code in codes[-3:]] == ["N1", "N2", "N3"]


def test_a_code_under_a_value_takes_after_it(study: Study) -> None:
    study.do("Ada", code_op("quiet corner", parent=study.code("SA")))

    code = reading.snapshot(study.desk("Ada"), study.source)["codes"][-1]
    assert (code["parent"], code["value"]) == (study.code("SA"), study.code("SA"))


@pytest.mark.parametrize("name", ["", "  \n ", None, 7, "\u200b\u200d", "a\x07b", "x" * 81])
def test_a_name_that_nobody_could_read_is_refused(study: Study, name: object) -> None:
    before = code_names(study)

    [result] = study.do("Ada", code_op(name))

    assert (result["state"], result["error"]) == ("refused", "not_readable")
    assert code_names(study) == before


def test_a_name_is_kept_on_one_line(study: Study) -> None:
    study.do("Ada", code_op("  nobody\nasked   why "))

    assert code_names(study)[-1] == "nobody asked why"


def test_a_name_that_is_there_already_is_refused_whatever_its_capitals(study: Study) -> None:
    study.do("Ada", code_op("The Kettle"))

    [result] = study.do("Ben", code_op("the kettle"))

    assert (result["state"], result["error"]) == ("refused", "already_there")
    assert "The Kettle" in result["message"]


def test_a_colleagues_pane_hears_of_the_code_before_the_mark_that_carries_it(study: Study) -> None:
    since = reading.cursor(study.desk("Ben"))
    made = code_op("kettle")
    mark = study.operation("washing up")
    mark["coding"]["code"] = made["code"]["guid"]
    study.do("Ada", made, mark)

    told = reading.changes(study.desk("Ben"), study.source, since)["changes"]

    assert [change["kind"] for change in told] == ["codes", "coding_added"]
    assert told[0]["codes"][-1]["guid"] == told[1]["coding"]["code"]


def test_a_code_made_by_mistake_is_undone_and_redone(study: Study) -> None:
    made = code_op("ketle")
    before = code_names(study)
    study.do("Ada", made)

    [undone] = study.do("Ada", act("undo"))
    assert undone["state"] == "saved"
    assert code_names(study) == before

    [redone] = study.do("Ada", act("redo"))
    codes = redone["changes"][0]["codes"]
    assert (codes[-1]["guid"], codes[-1]["name"]) == (made["code"]["guid"], "ketle")


def test_the_words_marked_at_once_are_unmarked_first_and_the_code_goes_next(study: Study) -> None:
    made = code_op("biscuits")
    mark = study.operation("biscuits")
    mark["coding"]["code"] = made["code"]["guid"]
    before = code_names(study)
    study.do("Ada", made, mark)

    study.do("Ada", act("undo"))
    assert study.marks("Ada") == []
    assert code_names(study)[-1] == "biscuits"
    study.do("Ada", act("undo"))
    assert code_names(study) == before


def test_a_code_somebody_uses_stays_and_undo_passes_it_by(study: Study) -> None:
    study.do("Ada", study.operation("I felt safe there"))
    made = code_op("biscuits")
    study.do("Ada", made)
    theirs = study.operation("biscuits")
    theirs["coding"]["code"] = made["code"]["guid"]
    study.do("Ben", theirs)

    [kept] = study.do("Ada", act("undo"))
    assert [change["kind"] for change in kept["changes"]] == ["codes", "code_stays"]
    assert code_names(study)[-1] == "biscuits"
    assert len(study.marks("Ada")) == 2

    study.do("Ada", act("undo"))
    assert [mark["coder"] for mark in study.marks("Ada")] == [study.people["Ben"]]


def test_undo_does_not_tell_whether_a_code_is_used_while_people_read_on_their_own(
    study: Study,
) -> None:
    desk = study.desk("Ada")
    with desk.project.writing(study.people["Ada"]) as w:
        w.db.execute("update rounds set kind = 'sealed'")
    study.do("Ada", code_op("biscuits"))

    [kept] = study.do("Ada", act("undo"))

    assert [change["kind"] for change in kept["changes"]] == ["codes", "code_stays"]


def test_a_repeat_makes_one_code_only(study: Study) -> None:
    made = code_op("biscuits")

    assert study.do("Ada", made)[0]["state"] == study.do("Ada", made)[0]["state"] == "saved"
    assert code_names(study).count("biscuits") == 1


def test_the_history_of_a_study_with_new_codes_holds_together(study: Study) -> None:
    study.do("Ada", code_op("biscuits"), act("undo"), act("redo"))

    assert study.desk("Ada").project.check_history() == []
