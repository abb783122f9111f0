"""What only its owner may read: in no answer to anybody else, and in no raw byte of any file."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.raw import raw_bytes
from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import new_guid
from workbench.services import desks, notes, perspectives, reading

SECRET = "quixotic marmalade lighthouse"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path)


def test_a_private_note_is_in_no_raw_byte_and_no_answer_to_others(study: Study) -> None:
    notes.write(study.desk("Ben"), SECRET, source=study.source)
    note = {"guid": new_guid(), "words": SECRET, "visibility": "me"}
    study.do("Ben", {"id": new_guid(), "kind": "add_note", "note": note})

    assert SECRET.encode() not in raw_bytes(study)
    assert [row["words"] for row in notes.mine(study.desk("Ben"))] == [SECRET, SECRET]
    for desk in (study.desk("Ada"), desks.from_command_line(study.workspace, "small-study")):
        assert notes.readable(desk) == []
        assert SECRET not in str(reading.snapshot(desk, study.source))


def test_others_are_not_told_that_there_is_a_private_note(study: Study) -> None:
    cursor = reading.snapshot(study.desk("Ada"), study.source)["cursor"]
    notes.write(study.desk("Ben"), SECRET, source=study.source)

    assert reading.changes(study.desk("Ada"), study.source, cursor)["changes"] == []


def test_nobody_else_rewords_shares_or_removes_a_note(study: Study) -> None:
    note = notes.write(study.desk("Ben"), SECRET)
    for act in (
        lambda: notes.change(study.desk("Ada"), note, visibility="team"),
        lambda: notes.change(study.desk("Ada"), note, words="mine now"),
        lambda: notes.remove(study.desk("Ada"), note),
    ):
        with pytest.raises(WorkbenchError):
            act()
    assert notes.mine(study.desk("Ben"))[0]["words"] == SECRET


def test_making_a_shared_note_private_takes_it_from_others_and_from_the_file(
    study: Study,
) -> None:
    note = notes.write(study.desk("Ben"), SECRET, visibility="team")
    assert notes.readable(study.desk("Ada"))[0]["words"] == SECRET
    notes.change(study.desk("Ben"), note, visibility="me")

    assert notes.readable(study.desk("Ada")) == []
    assert SECRET.encode() not in raw_bytes(study)


def test_sharing_a_reworded_note_leaves_its_private_words_sealed(study: Study) -> None:
    note = notes.write(study.desk("Ben"), SECRET)
    notes.change(study.desk("Ben"), note, words="for everybody", visibility="team")

    assert notes.readable(study.desk("Ada"))[0]["words"] == "for everybody"
    assert SECRET.encode() not in raw_bytes(study)
    notes.undo(study.desk("Ben"))
    assert notes.readable(study.desk("Ada")) == []


def test_a_perspective_taken_back_is_in_no_raw_byte(study: Study) -> None:
    own = perspectives.add(study.desk("Ben"), SECRET, visibility="report")
    study.do("Ben", study.operation("I felt safe there"))
    assert study.marks("Ada")[0]["perspectives"] == [SECRET]
    perspectives.take_back(study.desk("Ben"), own)

    assert study.marks("Ada")[0]["perspectives"] == []
    assert SECRET.encode() not in raw_bytes(study)


def test_a_perspective_made_private_again_is_in_no_raw_byte(study: Study) -> None:
    own = perspectives.add(study.desk("Ben"), SECRET, visibility="team")
    study.do("Ben", study.operation("I felt safe there"))
    perspectives.share(study.desk("Ben"), own, "me")

    assert study.marks("Ada")[0]["perspective_hidden"]
    assert SECRET.encode() not in raw_bytes(study)


def test_a_private_perspective_is_kept_with_the_mark_and_hidden_from_others(
    study: Study,
) -> None:
    perspectives.add(study.desk("Ben"), SECRET)
    study.do("Ben", study.operation("I felt safe there"))

    assert SECRET.encode() not in raw_bytes(study)
    [mine], [theirs] = study.marks("Ben"), study.marks("Ada")
    assert mine["perspectives"] == [SECRET]
    assert (theirs["perspectives"], theirs["perspective_hidden"]) == ([], True)


def test_a_mark_keeps_the_perspective_of_its_moment(study: Study) -> None:
    first = perspectives.add(study.desk("Ben"), "a carer", visibility="team")
    study.do("Ben", study.operation("I felt safe there"))
    second = perspectives.add(study.desk("Ben"), "a researcher", visibility="team")
    perspectives.read_from(study.desk("Ben"), [second])
    study.do("Ben", study.operation("biscuits", "TW"))
    perspectives.read_from(study.desk("Ben"), [])
    study.do("Ben", study.operation("washing up", "HC"))

    assert [mark["perspectives"] for mark in study.marks("Ada")] == [
        ["a carer"],
        ["a researcher"],
        [],
    ]
    perspectives.take_back(study.desk("Ben"), first)
    assert [mark["perspectives"] for mark in study.marks("Ada")] == [[], ["a researcher"], []]


def test_one_mark_can_carry_several_perspectives(study: Study) -> None:
    perspectives.add(study.desk("Ben"), "a carer", visibility="team")
    perspectives.add(study.desk("Ben"), "a researcher", visibility="team")
    study.do("Ben", study.operation("I felt safe there"))

    assert study.marks("Ada")[0]["perspectives"] == ["a carer", "a researcher"]


def test_nobody_uses_anothers_perspective(study: Study) -> None:
    own = perspectives.add(study.desk("Ben"), SECRET)
    with pytest.raises(WorkbenchError):
        perspectives.read_from(study.desk("Ada"), [own])
    [result] = study.do("Ada", study.operation("biscuits", "TW", perspectives=[own]))
    assert result["state"] == "refused" or study.marks("Ada")[0]["perspectives"] == []


def test_undoing_a_private_note_and_doing_it_again_keeps_it_private(study: Study) -> None:
    note = {"guid": new_guid(), "words": SECRET, "visibility": "me"}
    study.do("Ben", {"id": new_guid(), "kind": "add_note", "note": note})
    study.do("Ben", {"id": new_guid(), "kind": "undo"})
    assert notes.mine(study.desk("Ben")) == []
    study.do("Ben", {"id": new_guid(), "kind": "redo"})

    assert notes.mine(study.desk("Ben"))[0]["words"] == SECRET
    assert SECRET.encode() not in raw_bytes(study)


def test_a_note_shared_in_between_comes_back_private_with_nothing_left_in_clear(
    study: Study,
) -> None:
    note = {"guid": new_guid(), "words": SECRET, "visibility": "me"}
    study.do("Ben", {"id": new_guid(), "kind": "add_note", "note": note})
    notes.change(study.desk("Ben"), note["guid"], visibility="team")
    study.do("Ben", {"id": new_guid(), "kind": "undo"})
    study.do("Ben", {"id": new_guid(), "kind": "redo"})
    notes.change(study.desk("Ben"), note["guid"], visibility="me")

    assert [row["words"] for row in notes.mine(study.desk("Ben"))] == [SECRET]
    assert SECRET.encode() not in raw_bytes(study)


def test_redo_brings_a_note_back_as_it_was_last_worded(study: Study) -> None:
    note = {"guid": new_guid(), "words": "first", "visibility": "me"}
    study.do("Ben", {"id": new_guid(), "kind": "add_note", "note": note})
    notes.change(study.desk("Ben"), note["guid"], words="second")
    study.do("Ben", {"id": new_guid(), "kind": "undo"})
    study.do("Ben", {"id": new_guid(), "kind": "redo"})

    assert [row["words"] for row in notes.mine(study.desk("Ben"))] == ["second"]


def test_what_is_kept_to_know_a_repeat_by_cannot_be_guessed_at(study: Study) -> None:
    perspective = {"guid": new_guid(), "words": "a guess"}
    sent = {"id": new_guid(), "kind": "add_perspective", "perspective": perspective}
    study.do("Ben", sent)
    body = json.dumps({**sent, "source": study.source}, sort_keys=True).encode()
    assert hashlib.sha256(body).hexdigest().encode() not in raw_bytes(study)


def test_a_perspective_for_its_owner_alone_stands_under_no_heading(study: Study) -> None:
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    heading = perspectives.headings(study.desk("Ben"))[0]["guid"]
    own = perspectives.add(study.desk("Ben"), SECRET)
    with pytest.raises(WorkbenchError, match="cannot stand under a heading"):
        perspectives.place(study.desk("Ben"), own, [heading])

    perspectives.share(study.desk("Ben"), own, "team")
    perspectives.place(study.desk("Ben"), own, [heading])
    perspectives.share(study.desk("Ben"), own, "me")
    assert perspectives.mine(study.desk("Ben"))[0]["headings"] == []


def test_a_heading_worded_anew_keeps_what_people_placed_under_it(study: Study) -> None:
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    heading = perspectives.headings(study.desk("Ben"))[0]["guid"]
    own = perspectives.add(study.desk("Ben"), "a carer", visibility="team")
    perspectives.place(study.desk("Ben"), own, [heading])

    perspectives.word_headings(study.desk("Ada"), ["People who care", "Researchers"])
    assert perspectives.mine(study.desk("Ben"))[0]["headings"] == [heading]
    with pytest.raises(WorkbenchError):
        perspectives.word_headings(study.desk("Ben"), ["Mine", "Yours"])
