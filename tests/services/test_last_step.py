"""What a press of undo would take back, in a few words that tell nothing private."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.deciding import About
from workbench.services import (
    arranging,
    content_notes,
    deciding,
    discussing,
    evenness,
    last_step,
    notes,
    rounds,
    saying,
    themes,
)

SAFE = "I felt safe there from the first day, and nobody asked why I came."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben"))


def undo(study: Study, scope: str, name: str = "Ada") -> str:
    return last_step.in_words(study.desk(name), scope)["undo"]


def redo(study: Study, scope: str, name: str = "Ada") -> str:
    return last_step.in_words(study.desk(name), scope)["redo"]


def test_a_theme_and_its_quotation_are_named_whichever_way_they_go(study: Study) -> None:
    ada = study.desk("Ada")
    made = themes.start(ada, "What the washing up is for")
    assert undo(study, themes.THEMES) == "the theme “What the washing up is for”"
    start = study.text().index(SAFE)
    themes.choose(ada, made, "looked_like", (study.source, start, start + len(SAFE)))
    named = "a quotation in “What the washing up is for”"
    assert undo(study, themes.THEMES) == f"{named}: “I felt safe there from the first day, …”"

    themes.undo(ada)
    assert redo(study, themes.THEMES) == named
    themes.undo(ada)
    assert redo(study, themes.THEMES) == "the theme “What the washing up is for”"


def test_what_was_said_with_a_name_is_named_by_its_first_words_and_nothing_else_is(
    study: Study,
) -> None:
    ben = study.desk("Ben")
    talk = discussing.open_discussion(ben, About(theme="Who decides?"))
    assert undo(study, saying.DECIDING, "Ben") == "opening a discussion: “Who decides?”"
    made = deciding.decide(ben, "We ask them, and we wait for as long as it takes.")
    assert undo(study, saying.DECIDING, "Ben") == (
        "a decision: “We ask them, and we wait for as long as …”"
    )
    deciding.add(ben, made, "dissent", "Not yet.", signed="unnamed")
    assert undo(study, saying.DECIDING, "Ben") == "what I saw differently"
    discussing.say(ben, talk, "Nobody\ndoes.")
    assert undo(study, saying.DECIDING, "Ben").endswith(": “Nobody does.”")
    evenness.add_stage(ben, "Choosing the biscuits")
    assert undo(study, evenness.EVENNESS, "Ben") == "adding a stage: “Choosing the biscuits”"


def test_what_waits_until_readings_are_opened_is_named_by_its_kind_alone(study: Study) -> None:
    ben = study.desk("Ben")
    talk = discussing.open_discussion(ben, About(theme="Who decides?", source=study.source))
    rounds.start(study.desk("Ada"), "Second", [study.source], [study.people["Ben"]])
    discussing.say(ben, talk, "I read it as fear.")
    assert "fear" not in undo(study, saying.DECIDING, "Ben")
    start = study.text().index(SAFE)
    about = About(source=study.source, start=start, end=start + len(SAFE))
    discussing.open_discussion(ben, about)
    assert undo(study, saying.DECIDING, "Ben") == "opening a discussion"


def test_a_note_a_content_note_and_an_offer_are_named_by_transcript_alone(study: Study) -> None:
    ada = study.desk("Ada")
    notes.write(ada, "The kettle again.", source=study.source)
    assert undo(study, notes.NOTEBOOK) == "writing a note on “talk”"
    notes.write(ada, "Nothing in particular.")
    assert undo(study, notes.NOTEBOOK) == "writing a note"
    content_notes.keep(ada, study.source, "hunger", turns=None)
    assert undo(study, content_notes.CONTENT_NOTES) == "a content note on “talk”"
    ben = study.desk("Ben").viewer.self()
    arranging.offer(ada, [study.source], [ben])
    assert undo(study, arranging.ARRANGING) == "offering “talk”"
    arranging.undo(ada)
    assert redo(study, arranging.ARRANGING) == "offering “talk”"
    arranging.redo(ada)
    (mine,) = arranging.mine(study.desk("Ben"))
    arranging.say(study.desk("Ben"), mine["round"], study.source, "passed_back")
    assert undo(study, arranging.ARRANGING) == "offering transcripts"
