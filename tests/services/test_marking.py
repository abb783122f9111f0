"""Marking: what is sent, what is kept, what undo brings back, and what is refused."""

import copy
from pathlib import Path
from threading import Barrier, Thread

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import SignInNeeded
from workbench.domain.ids import new_guid
from workbench.services import coding, notes, reading


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path)


def test_a_mark_is_kept_with_its_words_and_seen_by_a_colleague(study: Study) -> None:
    [result] = study.do("Ada", study.operation("I felt safe there", presence="there"))

    assert result["state"] == "saved"
    [mark] = study.marks("Ben")
    assert study.text()[mark["start"] : mark["end"]] == "I felt safe there"
    assert (mark["coder"], mark["presence"]) == (study.people["Ada"], "there")


def test_positions_are_code_points_after_an_emoji(study: Study) -> None:
    study.do("Ada", study.operation("washing up"))

    [mark] = study.marks("Ada")
    assert study.text()[mark["start"] : mark["end"]] == "washing up"


def test_a_repeated_operation_is_done_once_and_answered_alike(study: Study) -> None:
    operation = study.operation("A friend took me along")
    first = study.do("Ada", operation)

    assert study.do("Ada", operation) == first
    assert len(study.marks("Ada")) == 1


def test_the_same_id_with_another_body_is_refused(study: Study) -> None:
    operation = study.operation("A friend took me along")
    study.do("Ada", operation)
    other = copy.deepcopy(operation)
    other["coding"]["presence"] = "missing"

    [result] = study.do("Ada", other)
    assert (result["state"], result["error"]) == ("refused", "already_there")
    assert study.marks("Ada")[0]["presence"] == "not_said"


def test_a_mark_whose_words_differ_from_the_text_is_refused_and_changes_nothing(
    study: Study,
) -> None:
    operation = study.operation("A friend took me along")
    operation["coding"]["quote"] = "A fiend took me along!"
    before = study.desk("Ada").project.revision()

    [result] = study.do("Ada", operation)
    assert (result["state"], result["error"]) == ("refused", "text_differs")
    assert study.desk("Ada").project.revision() == before


def test_two_readers_marking_the_same_words_both_keep_their_mark(study: Study) -> None:
    study.do("Ada", study.operation("I felt safe there", "SA"))
    study.do("Ben", study.operation("I felt safe there", "FR"))

    assert {mark["code"] for mark in study.marks("Ada")} == {study.code("SA"), study.code("FR")}


def test_nobody_removes_or_changes_anothers_mark(study: Study) -> None:
    operation = study.operation("I felt safe there")
    study.do("Ada", operation)
    guid = operation["coding"]["guid"]

    results = study.do(
        "Ben",
        {"id": new_guid(), "kind": "remove_coding", "coding": guid},
        {"id": new_guid(), "kind": "change_coding", "coding": guid, "presence": "missing"},
        {"id": new_guid(), "kind": "undo"},
    )
    assert [result["state"] for result in results] == ["refused"] * 3
    [mark] = study.marks("Ada")
    assert mark["presence"] == "not_said"


def test_undo_and_redo_walk_back_and_forth_through_ones_own_operations(study: Study) -> None:
    first, second = study.operation("A friend took me along"), study.operation("biscuits", "TW")
    guid = first["coding"]["guid"]
    study.do("Ada", first, second)
    study.do("Ben", study.operation("washing up", "HC"))
    study.do("Ada", {"id": new_guid(), "kind": "change_coding", "coding": guid, "lens": "feeling"})
    study.do("Ada", {"id": new_guid(), "kind": "remove_coding", "coding": guid})
    full = study.marks("Ben")

    def undo() -> None:
        assert study.do("Ada", {"id": new_guid(), "kind": "undo"})[0]["state"] == "saved"

    def redo() -> None:
        assert study.do("Ada", {"id": new_guid(), "kind": "redo"})[0]["state"] == "saved"

    undo()
    assert next(m for m in study.marks("Ada") if m["guid"] == guid)["lens"] == "feeling"
    undo()
    assert next(m for m in study.marks("Ada") if m["guid"] == guid)["lens"] is None
    undo()
    undo()
    assert [mark["coder"] for mark in study.marks("Ada")] == [study.people["Ben"]]
    [nothing] = study.do("Ada", {"id": new_guid(), "kind": "undo"})
    assert nothing["error"] == "cannot_undo"
    for _ in range(4):
        redo()
    assert study.marks("Ben") == full


def test_something_new_ends_what_could_be_done_again(study: Study) -> None:
    study.do("Ada", study.operation("A friend took me along"))
    study.do("Ada", {"id": new_guid(), "kind": "undo"})
    study.do("Ada", study.operation("biscuits", "TW"))

    [result] = study.do("Ada", {"id": new_guid(), "kind": "redo"})
    assert result["error"] == "cannot_undo"


def test_one_refused_operation_does_not_stop_the_others(study: Study) -> None:
    results = study.do(
        "Ada", {"id": new_guid(), "kind": "fly"}, study.operation("biscuits", "TW"), {"id": 3}
    )
    assert [result["state"] for result in results] == ["refused", "saved", "refused"]


@pytest.mark.parametrize(
    "spoil",
    [
        {"start": -1},
        {"start": True},
        {"end": 10**9},
        {"start": 2.0},
        {"quote": None},
        {"code": new_guid()},
        {"code": "SA"},
        {"presence": "always"},
        {"lens": ["feeling"]},
        {"version": new_guid()},
        {"guid": "x"},
        {"perspectives": "mine"},
    ],
)
def test_nonsense_from_a_browser_is_refused_in_a_sentence(study: Study, spoil: dict) -> None:
    operation = study.operation("biscuits", "TW")
    operation["coding"] |= spoil

    [result] = study.do("Ada", operation)
    assert result["state"] == "refused"
    assert result["message"].endswith(".")
    assert study.marks("Ada") == []


def test_changes_since_a_cursor_are_only_for_the_person_it_was_made_for(study: Study) -> None:
    cursor = reading.snapshot(study.desk("Ben"), study.source)["cursor"]
    operation = study.operation("biscuits", "TW")
    study.do("Ada", operation)

    told = reading.changes(study.desk("Ben"), study.source, cursor)
    assert [change["coding"]["guid"] for change in told["changes"]] == [
        operation["coding"]["guid"]
    ]
    assert reading.changes(study.desk("Ben"), study.source, told["cursor"])["changes"] == []
    stolen = reading.changes(study.desk("Ada"), study.source, cursor)
    assert stolen["changes"] == [{"kind": "refetch"}]


def test_the_history_verifies_and_notices_what_was_altered(study: Study) -> None:
    study.do("Ada", study.operation("biscuits", "TW"), study.operation("washing up"))
    project = study.desk("Ada").project
    assert project.check_history() == []

    with project.file.transaction() as db:
        db.execute("update changes set kind = 'coding_removed' where kind = 'coding_added'")
    assert project.check_history()


def test_an_erased_payload_leaves_the_chain_whole(study: Study) -> None:
    operation = study.operation("biscuits", "TW")
    study.do("Ada", operation)
    project = study.desk("Ada").project
    with project.writing(study.people["Ada"]) as w:
        w.erase_payloads(operation["coding"]["guid"])

    assert project.check_history() == []


def test_more_than_the_limit_at_once_is_refused_whole(study: Study) -> None:
    with pytest.raises(Exception, match="at most"):
        coding.apply_operations(study.desk("Ada"), study.source, [{}] * 201)


def test_two_people_marking_the_same_words_at_the_same_moment_both_keep_their_mark(
    study: Study,
) -> None:
    operations = {
        name: [study.operation("I felt safe there", key) for key in ("SA", "FR", "HC") * 5]
        for name in ("Ada", "Ben")
    }
    together, results = Barrier(2), []

    def mark(name: str) -> None:
        together.wait()
        for operation in operations[name]:
            results.extend(study.do(name, operation))

    threads = [Thread(target=mark, args=(name,)) for name in operations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert [result["state"] for result in results] == ["saved"] * 30
    wanted = {one["coding"]["guid"] for some in operations.values() for one in some}
    assert {mark["guid"] for mark in study.marks("Ada")} == wanted
    assert study.desk("Ada").project.check_history() == []


def test_nobody_takes_the_identifier_of_a_mark_somebody_may_still_bring_back(
    study: Study,
) -> None:
    operation = study.operation("biscuits", "TW")
    guid = operation["coding"]["guid"]
    study.do("Ada", operation, {"id": new_guid(), "kind": "remove_coding", "coding": guid})

    [taken] = study.do("Ben", study.operation("washing up", "HC", guid=guid))
    assert (taken["state"], taken["error"]) == ("refused", "already_there")
    assert study.do("Ada", {"id": new_guid(), "kind": "undo"})[0]["state"] == "saved"


def test_undo_lets_go_of_what_it_cannot_take_back_and_reaches_what_came_before(
    study: Study,
) -> None:
    note = {"guid": new_guid(), "words": "a thought", "visibility": "me"}
    study.do(
        "Ada",
        study.operation("biscuits", "TW"),
        {"id": new_guid(), "kind": "add_note", "note": note},
    )
    notes.remove(study.desk("Ada"), note["guid"])

    first, second = (
        study.do("Ada", {"id": new_guid(), "kind": "undo"})[0]["state"] for _ in range(2)
    )
    assert (first, second) == ("refused", "saved")
    assert study.marks("Ada") == []


def test_nothing_is_carried_out_for_somebody_the_client_does_not_mean(study: Study) -> None:
    operation = study.operation("biscuits", "TW")
    with pytest.raises(SignInNeeded, match="Somebody else has signed in"):
        coding.apply_operations(
            study.desk("Ben"), study.source, [operation], meant_by=study.people["Ada"]
        )
    assert study.marks("Ada") == []
