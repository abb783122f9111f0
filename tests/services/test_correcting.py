"""Correcting a transcript: marks and notes are carried, nothing disappears, undo brings back."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import (
    AlreadyThere,
    CannotUndo,
    NotAllowed,
    NotFound,
    NotReadable,
    TextDiffers,
)
from workbench.domain.ids import Guid, new_guid
from workbench.services import checking, corrected, correcting, notes, reading, undoing

FELT = "I felt safe there"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def correct(study: Study, old: str, new: str, *, by: str = "Ada", why: str = "") -> None:
    """Replace words in the turn they are in, as somebody at the Correct page would."""
    desk = study.desk(by)
    turn = next(one for one in correcting.turns(desk, study.source) if old in one["words"])
    correcting.correct_words(
        desk,
        study.source,
        turn["start"],
        turn["words"].replace(old, new),
        seen=correcting.version(desk, study.source),
        why=why,
    )


def quoted(study: Study, name: str = "Ben") -> list[str]:
    """The words each mark stands on, as somebody sees them."""
    text = study.text()
    return [text[one["start"] : one["end"]] for one in study.marks(name)]


def sound(study: Study) -> bool:
    return checking.check(study.desk("Ada")) == []


def test_a_typo_before_a_mark_moves_the_mark_with_its_words(study: Study) -> None:
    study.do("Ben", study.operation(FELT), study.operation("biscuits 🙂 and"))

    correct(study, "A friend", "An old friend")

    assert quoted(study) == [FELT, "biscuits 🙂 and"]
    assert [one["corrected_away"] for one in study.marks("Ben")] == [None, None]
    assert sound(study)


def test_a_mark_with_a_corrected_word_is_stretched_over_it(study: Study) -> None:
    study.do("Ben", study.operation("felt safe there from"))

    correct(study, "safe", "quite safe enough")

    assert quoted(study) == ["felt quite safe enough there from"]
    assert sound(study)


def test_a_mark_does_not_move_to_the_one_word_that_was_left_of_it(study: Study) -> None:
    study.do("Ben", study.operation(FELT), study.operation("biscuits 🙂 and"))
    ben, start = study.desk("Ben"), study.text().index(FELT)
    notes.write(ben, "Safe?", source=study.source, span=(start, start + len(FELT)))

    correct(study, FELT, "nobody minded me there")

    assert [one["corrected_away"] for one in study.marks("Ben")] == [FELT, None]
    waiting = corrected.waiting(ben, study.source)
    assert [(one.kind, one.was, one.now) for one in waiting] == [
        ("mark", FELT, "nobody minded me there"),
        ("note", FELT, "nobody minded me there"),
    ]
    corrected.keep_here(ben, study.source, waiting[0])
    assert quoted(study)[0] == "nobody minded me there"
    correcting.undo(study.desk("Ada"), study.source)
    assert FELT in study.text()
    assert sound(study)


def test_undo_returns_the_old_text_with_every_mark_and_note_where_it_was(study: Study) -> None:
    study.do("Ben", study.operation("felt safe"), study.operation("washing up"))
    text, marks = study.text(), study.marks("Ben")
    start = text.index("biscuits")
    ben = study.desk("Ben")
    notes.write(ben, "Why biscuits?", source=study.source, span=(start, start + 8))

    correct(study, "felt safe there", "was brave everywhere")
    correct(study, "biscuits", "cakes")
    assert len(corrected.waiting(ben, study.source)) == 2
    study.do("Ben", study.operation("was brave", "HC"))
    for _ in range(2):
        correcting.undo(study.desk("Ada"), study.source)

    assert study.text() == text
    assert [one for one in study.marks("Ben") if one["code"] == study.code("SA")] == marks
    # What was marked in between has no words in the old text, and waits in its turn.
    assert [one.was for one in corrected.waiting(ben, study.source)] == ["was brave"]
    note = notes.mine(ben)[0]
    assert (note["start"], note["quote"]) == (start, "biscuits")
    assert sound(study)

    correcting.redo(study.desk("Ada"), study.source)
    assert "was brave everywhere" in study.text()
    assert "was brave" in quoted(study)
    assert [one.was for one in corrected.waiting(ben, study.source)] == ["felt safe"]
    correcting.undo(study.desk("Ada"), study.source)
    assert study.text() == text
    assert sound(study)


def test_a_mark_without_its_words_stays_until_its_reader_keeps_it_there(study: Study) -> None:
    study.do("Ben", study.operation("biscuits"))
    ben = study.desk("Ben")

    correct(study, "biscuits", "cakes")

    assert [one["corrected_away"] for one in study.marks("Ben")] == ["biscuits"]
    (waiting,) = corrected.waiting(ben, study.source)
    assert (waiting.was, waiting.now, waiting.mine) == ("biscuits", "cakes", True)
    ada = study.desk("Ada")
    (theirs,) = corrected.waiting(ada, study.source)
    assert not theirs.mine
    for settle in (corrected.keep_here, corrected.take_away):
        with pytest.raises(NotFound, match="not yours"):
            settle(ada, study.source, theirs)

    corrected.keep_here(ben, study.source, waiting)

    assert quoted(study) == ["cakes"]
    assert corrected.waiting(ben, study.source) == []
    assert sound(study)
    study.do("Ben", {"id": new_guid(), "kind": "undo"})
    assert [one.was for one in corrected.waiting(ben, study.source)] == ["biscuits"]


def test_a_mark_without_its_words_is_taken_away_only_by_its_reader_and_comes_back(
    study: Study,
) -> None:
    study.do("Ben", study.operation("biscuits"))
    correct(study, "the biscuits", "them")
    ben = study.desk("Ben")

    corrected.take_away(ben, study.source, corrected.waiting(ben, study.source)[0])
    assert study.marks("Ben") == []
    study.do("Ben", {"id": new_guid(), "kind": "undo"})

    assert [one["corrected_away"] for one in study.marks("Ben")] == ["biscuits"]
    assert sound(study)


def test_a_note_without_its_words_is_kept_there_or_let_go_by_its_writer(study: Study) -> None:
    ben, start = study.desk("Ben"), study.text().index("biscuits")
    for words in ("One.", "Two."):
        notes.write(ben, words, source=study.source, span=(start, start + 8))

    correct(study, "biscuits", "cakes")
    assert {one["quote"] for one in notes.mine(ben)} == {"biscuits"}
    assert corrected.waiting(study.desk("Ada"), study.source) == []  # private to Ben
    first, second = corrected.waiting(ben, study.source)
    corrected.keep_here(ben, study.source, first)
    corrected.take_away(ben, study.source, second)

    assert corrected.waiting(ben, study.source) == []
    assert sorted(one["quote"] for one in notes.mine(ben)) == ["", "cakes"]
    study.do("Ben", {"id": new_guid(), "kind": "undo"})
    assert [one.was for one in corrected.waiting(ben, study.source)] == ["biscuits"]


def test_a_mark_taken_away_before_a_correction_comes_back_on_its_words_after_it(
    study: Study,
) -> None:
    add = study.operation(FELT)
    study.do("Ben", add)
    study.do("Ben", {"id": new_guid(), "kind": "remove_coding", "coding": add["coding"]["guid"]})

    correct(study, "A friend", "An old friend")
    study.do("Ben", {"id": new_guid(), "kind": "undo"})

    assert quoted(study) == [FELT]
    assert sound(study)


def test_a_mark_sent_from_the_version_before_lands_on_its_words_or_is_refused(
    study: Study,
) -> None:
    kept, gone = study.operation(FELT), study.operation("friend")
    lies = study.operation("washing up")
    lies["coding"]["start"] += 1
    lies["coding"]["end"] += 1

    correct(study, "A friend", "My neighbour")
    results = study.do("Ben", kept, gone, lies)

    assert [one["state"] for one in results] == ["saved", "refused", "refused"]
    assert "have been corrected since" in results[1]["message"]
    assert quoted(study) == [FELT]
    unknown = study.operation("washing up", version=new_guid())
    assert study.do("Ben", unknown)[0]["state"] == "refused"


def test_a_mark_moved_from_the_version_before_lands_on_its_words(study: Study) -> None:
    added = study.operation(FELT)
    study.do("Ben", added)
    there = added["coding"]
    correct(study, "A friend", "An old friend")

    part = {**there, "end": there["start"] + 4, "quote": FELT[:4]}
    moved = {name: part[name] for name in ("version", "start", "end", "quote")}
    results = study.do(
        "Ben", {"id": new_guid(), "kind": "change_coding", "coding": there["guid"], **moved}
    )

    assert results[0]["state"] == "saved"
    assert quoted(study) == [FELT[:4]]
    assert [one["start"] for one in study.marks("Ben")] == [
        there["start"] + len("An old friend") - len("A friend")
    ]


def test_what_was_corrected_meanwhile_is_not_overwritten(study: Study) -> None:
    desk = study.desk("Ada")
    seen = correcting.version(desk, study.source)
    correct(study, "A friend", "An old friend")

    with pytest.raises(TextDiffers, match="since you opened it"):
        correcting.correct_words(desk, study.source, 0, "How did you come?", seen=seen)


def test_a_correction_is_undone_only_while_it_is_the_last(study: Study) -> None:
    study.workspace.put_in_team(study.project, study.people["Ben"], frozenset({"transcripts"}))
    correct(study, "A friend", "An old friend")
    correct(study, "biscuits", "cakes", by="Ben")

    with pytest.raises(CannotUndo, match="changed since"):
        correcting.undo(study.desk("Ada"), study.source)
    assert "cakes" in study.text()
    assert "old friend" in study.text()


def test_what_corrections_did_is_told_to_each_as_they_may_see_it(study: Study) -> None:
    study.do("Ben", study.operation("biscuits"), study.operation("felt safe"))
    study.do("Ada", study.operation("washing up"))

    correct(study, "the biscuits", "the cakes", why="listened again")

    (told,) = corrected.corrections(study.desk("Ada"), study.source)
    assert told.why == "listened again"
    assert told.kept == 2
    assert [(one.was, one.now, one.reader) for one in told.reached] == [("biscuits", None, "Ben")]
    before, after = told.places[0]
    assert before == "Now I bring the biscuits 🙂 and I stay for the washing up. Some …"
    assert after == before.replace("biscuits", "cakes")
    correcting.undo(study.desk("Ada"), study.source)
    assert corrected.corrections(study.desk("Ada"), study.source)[0].takes_back


def test_structure_is_corrected_without_moving_a_position_and_undone(study: Study) -> None:
    desk = study.desk("Ada")
    study.do("Ben", study.operation(FELT))
    text, marks = study.text(), study.marks("Ben")
    before = reading.snapshot(desk, study.source)["source"]
    turn = correcting.turns(desk, study.source)[1]
    asks, p01 = (Guid(one["guid"]) for one in correcting.speakers(desk, study.source))

    correcting.split(desk, study.source, turn["start"], text.index("I felt"))
    correcting.say_who(desk, study.source, text.index("I felt"), None, label="P02")
    correcting.join(desk, study.source, 0)
    correcting.say_speaker(
        desk, study.source, asks, label="Facilitator", role="interviewer", participant=None
    )
    correcting.merge(
        desk, study.source, Guid(correcting.speakers(desk, study.source)[2]["guid"]), p01
    )
    correcting.say_kind(desk, study.source, "focus_group")
    correcting.say_settings(desk, study.source, ["online"], "Elefriends")

    now = reading.snapshot(desk, study.source)["source"]
    assert [one["speaker"] for one in now["turns"]] == ["Facilitator", "P01", "Facilitator", "P01"]
    assert (now["kind"], now["settings"]) == ("focus_group", ["online"])
    assert (study.text(), study.marks("Ben")) == (text, marks)
    assert sound(study)
    for _ in range(7):
        correcting.undo(desk, study.source)
    assert reading.snapshot(desk, study.source)["source"] == before
    for _ in range(7):
        correcting.redo(desk, study.source)
    assert reading.snapshot(desk, study.source)["source"] == now


def test_words_are_corrected_in_a_turn_that_was_split_off(study: Study) -> None:
    desk, text = study.desk("Ada"), study.text()
    turn = correcting.turns(desk, study.source)[1]
    correcting.split(desk, study.source, turn["start"], text.index("I felt"))

    correct(study, "took me along.", "took me.")
    correct(study, "I felt safe", "I did feel safe")

    words = [one["words"] for one in correcting.turns(desk, study.source)]
    assert words[1] == "A friend took me."
    assert words[2].startswith("I did feel safe there")
    assert sound(study)


@pytest.mark.parametrize("words", ["", " \n ", "a\0b", "a\ud800"])
def test_words_that_cannot_be_kept_are_refused_in_a_sentence(study: Study, words: str) -> None:
    desk = study.desk("Ada")

    with pytest.raises(NotReadable):
        correcting.correct_words(
            desk, study.source, 0, words, seen=correcting.version(desk, study.source)
        )


def test_only_who_looks_after_transcripts_corrects_them(study: Study) -> None:
    ben = study.desk("Ben")

    with pytest.raises(NotAllowed, match="look after transcripts"):
        correcting.say_kind(ben, study.source, "other")
    with pytest.raises(NotAllowed):
        correcting.correct_words(ben, study.source, 0, "Hello", seen="")
    assert not any(undoing.what_is_possible(ben, correcting.scope(study.source)).values())


def test_two_speakers_never_have_one_label(study: Study) -> None:
    desk = study.desk("Ada")
    asks = Guid(correcting.speakers(desk, study.source)[0]["guid"])

    with pytest.raises(AlreadyThere, match="Merge"):
        correcting.say_speaker(
            desk, study.source, asks, label="P01", role="interviewer", participant=None
        )


def test_a_check_finds_a_mark_that_does_not_stand_on_its_words(study: Study) -> None:
    study.do("Ben", study.operation(FELT))
    correct(study, "A friend", "An old friend")
    db = study.desk("Ada").project.db
    db.execute(
        'update coding_positions set start = start + 1, "end" = "end" + 1 where version = ?',
        (correcting.version(study.desk("Ada"), study.source),),
    )

    assert any("does not stand on its words" in one for one in checking.check(study.desk("Ada")))
    db.execute("update edits set length = length + 1")
    assert any("does not follow from the" in one for one in checking.check(study.desk("Ada")))


def test_name_header_and_speakers_are_corrected_and_each_is_undone(study: Study) -> None:
    ada = study.desk("Ada")
    before = correcting.details(ada, study.source)
    correcting.say_name(ada, study.source, "Biscuits and tea")
    correcting.say_fields(ada, study.source, {"Place": "by the sea", "Date": " "})
    now = correcting.details(ada, study.source)
    assert (now["name"], now["fields"]) == ("Biscuits and tea", {"Place": "by the sea"})
    assert [row["name"] for row in reading.transcripts(ada)] == ["Biscuits and tea"]
    for _ in range(2):
        correcting.undo(ada, study.source)
    assert correcting.details(ada, study.source) == before
    for name in ("", " \n ", "x" * 201):
        with pytest.raises(NotReadable):
            correcting.say_name(ada, study.source, name)


def test_working_without_speakers_moves_nothing_and_is_undone(study: Study) -> None:
    ada = study.desk("Ada")
    study.do("Ben", study.operation(FELT))
    was = (correcting.speakers(ada, study.source), correcting.turns(ada, study.source))

    correcting.without_speakers(ada, study.source)

    assert correcting.speakers(ada, study.source) == []
    assert [one["speaker"] for one in correcting.turns(ada, study.source)] == [None] * 4
    assert quoted(study) == [FELT]
    with pytest.raises(NotReadable):
        correcting.without_speakers(ada, study.source)
    correcting.undo(ada, study.source)
    assert (correcting.speakers(ada, study.source), correcting.turns(ada, study.source)) == was
    assert sound(study)
