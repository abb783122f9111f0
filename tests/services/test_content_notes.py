"""Content notes, and transcripts of which some is folded: its words are not sent at all."""

import json
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from tests.withdrawn import WHO, study_with_rare_words
from workbench.domain.errors import CannotUndo, NotAllowed, NotReadable
from workbench.services import content_notes, reading, withdrawing

HARD = "A friend took me along. I felt safe there from the first day, and nobody asked why I came."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def noted(study: Study) -> list[tuple]:
    return [
        (one["words"], one["turns"]) for one in content_notes.of(study.desk("Ben"), study.source)
    ]


def opened(study: Study, how: str, *, by: str = "Ben", opened: tuple = ()) -> dict:
    return reading.snapshot(study.desk(by), study.source, how=how, opened=opened)


def test_everybody_may_read_content_notes_and_only_some_may_write_them(study: Study) -> None:
    content_notes.keep(study.desk("Ada"), study.source, "  A  first day ", turns=(2, 2))
    content_notes.keep(study.desk("Ada"), study.source, "Staying away", turns=None)

    assert noted(study) == [("Staying away", None), ("A first day", (2, 2))]
    with pytest.raises(NotAllowed):
        content_notes.keep(study.desk("Ben"), study.source, "No", turns=None)
    for words, turns in (("", None), ("x" * 301, None), ("Fine", (3, 2)), ("Fine", (1, 9))):
        with pytest.raises(NotReadable):
            content_notes.keep(study.desk("Ada"), study.source, words, turns=turns)


def test_each_step_on_content_notes_can_be_taken_back_and_done_again(study: Study) -> None:
    ada = study.desk("Ada")
    guid = content_notes.keep(ada, study.source, "A first day", turns=(2, 2))
    content_notes.keep(ada, study.source, "Beginnings", turns=(1, 2), guid=guid)
    content_notes.remove(ada, guid)
    assert noted(study) == []

    content_notes.undo(ada)
    assert noted(study) == [("Beginnings", (1, 2))]
    content_notes.undo(ada)
    assert noted(study) == [("A first day", (2, 2))]
    content_notes.undo(ada)
    assert noted(study) == []
    with pytest.raises(CannotUndo):
        content_notes.undo(ada)
    content_notes.redo(ada)
    assert noted(study) == [("A first day", (2, 2))]


def test_the_words_of_a_folded_passage_are_nowhere_in_what_is_sent(study: Study) -> None:
    guid = content_notes.keep(study.desk("Ada"), study.source, "A first day", turns=(2, 2))
    study.do("Ben", study.operation("washing up"), study.operation("felt safe"))
    whole = opened(study, "whole")

    folded = opened(study, "folded")
    sent = json.dumps(folded, ensure_ascii=False)
    assert not any(
        words in sent for words in ("friend took", "me along", "felt safe", "why I came")
    )
    assert [(fold["words"], fold["open"]) for fold in folded["source"]["folds"]] == [
        ("A first day", False)
    ]
    # Every position in the rest is what it was.
    text = folded["source"]["text"]
    assert len(text) == len(whole["source"]["text"])
    assert [text[one["start"] : one["end"]] for one in folded["codings"]].count("washing up") == 1
    assert [one["start"] for one in folded["codings"]] == [
        one["start"] for one in whole["codings"]
    ]

    again = opened(study, "folded", opened=(guid,))
    assert again["source"]["text"] == whole["source"]["text"]
    assert again["source"]["folds"][0]["open"]


def test_notes_on_folded_words_wait_until_the_words_are_opened(study: Study) -> None:
    start = study.text().index(HARD)
    note = {
        "guid": "11111111-1111-4111-8111-111111111111",
        "start": start,
        "end": start + len(HARD),
        "quote": HARD,
        "words": "She felt safe",
        "visibility": "team",
    }
    study.do("Ada", {"id": note["guid"], "kind": "add_note", "note": note})
    guid = content_notes.keep(study.desk("Ada"), study.source, "A first day", turns=(2, 2))

    assert opened(study, "folded")["notes"] == []
    assert opened(study, "folded", opened=(guid,))["notes"][0]["words"] == "She felt safe"


def test_extracts_are_the_turns_somebody_marked_without_the_hard_ones(study: Study) -> None:
    content_notes.keep(study.desk("Ada"), study.source, "A first day", turns=(2, 2))
    study.do("Ada", study.operation("felt safe"), study.operation("the biscuits"))

    sent = opened(study, "extracts")["source"]
    left = sent["text"].replace("…", "").strip()
    assert left == study.text().split("\n")[-1]
    assert [fold["words"] for fold in sent["folds"]] == ["", "A first day", ""]


def test_passages_that_share_words_are_opened_together(study: Study) -> None:
    first = content_notes.keep(study.desk("Ada"), study.source, "One", turns=(1, 2))
    content_notes.keep(study.desk("Ada"), study.source, "Other", turns=(2, 3))

    (fold,) = opened(study, "folded")["source"]["folds"]
    assert (fold["guid"], fold["words"]) == (first, "One; Other")
    with pytest.raises(NotReadable):
        opened(study, "inside out")


def test_not_this_one_gives_an_offer_back_and_is_nothing_where_there_was_none(
    study: Study,
) -> None:
    ben = study.desk("Ben")
    with ben.project.writing(study.people["Ada"]) as w:
        reading.ask_to_read(w, study.source, [study.people["Ben"]])
    assert reading.transcript(ben, study.source)["state"] == "asked"

    content_notes.not_this_one(ben, study.source)
    assert reading.transcript(ben, study.source)["state"] == "not_asked"
    before = ben.project.revision()
    content_notes.not_this_one(ben, study.source)
    assert ben.project.revision() == before


def test_a_content_note_on_withdrawn_words_goes_and_the_others_keep_their_place(
    tmp_path: Path,
) -> None:
    study = study_with_rare_words(tmp_path / "workspace")
    ada = study.desk("Ada")
    for words, turns in (("Canary-hornbeam", (5, 5)), ("Warmth", (4, 4)), ("Singing", (6, 6))):
        content_notes.keep(ada, study.group, words, turns=turns)
    content_notes.keep(ada, study.alone, "Canary-hornbeam too", turns=(2, 2))

    withdrawing.withdraw(study.workspace, ada, WHO)

    left = content_notes.of(study.desk("Ben"), study.group)
    assert [(one["words"], one["turns"]) for one in left] == [
        ("Warmth", (4, 4)),
        ("Singing", (6, 6)),
    ]
    held = b"".join(
        path.read_bytes() for path in study.workspace.folder.rglob("*") if path.is_file()
    )
    assert b"hornbeam" not in held
