"""The tray, the story, what came before, and whose words leave with whom."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.codebook_change import Place, Reason
from workbench.domain.errors import NotAllowed, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.domain.span import Span
from workbench.services import (
    codebook_changes as changing,
)
from workbench.services import (
    codebook_print,
    codebook_story,
    codebook_view,
    early_conversations,
    groundwork,
    participants,
    recoding,
    tray,
    withdrawing,
)
from workbench.store import codebook_changes, codebook_versions, codes

BISCUITS = "Now I bring the biscuits 🙂 and I stay for the washing up."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def place(study: Study, words: str) -> Place:
    start = study.text().index(words)
    return Place(study.source, Span(start, start + len(words)))


def steps(study: Study) -> list:
    return codebook_changes.story(study.desk("Ada").project.db)


def test_something_else_becomes_a_code_because_of_what_somebody_knew_and_its_reader_is_asked(
    study: Study,
) -> None:
    ada, ben = study.desk("Ada"), study.desk("Ben")
    operation = study.operation("washing up", "OTHER")
    study.do("Ben", operation)
    study.do("Ada", study.operation("Some weeks I do not go", "AGAINST"))
    first, second = tray.items(ada)
    assert [first.passage.words, second.passage.words] == ["washing up", "Some weeks I do not go"]
    assert (first.readers, first.waits, second.code) == (("Ben",), True, "This does not fit")

    tray.say(ada, second.marks, "stays")
    made = tray.become(
        ada, [first], "Clearing up together", reason=tray.from_life(Reason("Ben did too", "Ben"))
    )

    assert [item.waits for item in tray.items(ada)] == [False, False]
    assert tray.items(ada)[0].became == made
    assert steps(study)[-1].why == "Because of what one of us knew from life: Ben did too"
    assert [one.words for one in codebook_view.passages(ada, steps(study)[-1].guid)] == [
        "washing up"
    ]
    assert study.marks("Ben")[0]["code"] == study.code("OTHER")  # nothing is applied silently
    (question,) = recoding.waiting(ben)
    assert recoding.waiting(ada) == []
    recoding.answer(ben, question.change.guid, operation["coding"]["guid"], [made])
    assert study.marks("Ada")[0]["code"] == made
    assert tray.items(ada)[0].became == made  # it is still told where the code came from

    changing.undo(ada)
    changing.undo(ada)
    assert tray.items(ada)[-1].waits
    with pytest.raises(NotFound):
        tray.say(ada, [new_guid()], "stays")


def test_the_tray_tells_nothing_of_a_reading_on_our_own(study: Study) -> None:
    study.do("Ben", study.operation("washing up", "OTHER"))
    study.desk("Ada").project.db.execute("update rounds set kind = 'sealed'")
    assert tray.items(study.desk("Ada")) == []
    assert tray.items(study.desk("Ben")) == []
    assert codebook_view.marked_with(study.desk("Ben"), [study.code("OTHER")]) == []


def test_two_versions_side_by_side_and_the_story_by_chapters(study: Study) -> None:
    ada, code = study.desk("Ada"), study.code("SA1")
    made = new_guid()
    named = {"guid": made, "name": "Biscuits"}
    study.do("Ben", {"id": new_guid(), "kind": "add_code", "code": named})
    changing.reword(ada, code, {"definition": "Kept here."}, reason=Reason("Too long", "Ben"))
    changing.name_version(ada, "After the first day", "tried")
    changing.move(ada, study.code("SA2"), study.code("CC"))

    known = codebook_story.versions(ada)
    assert [one.label for one in known if one.named] == [
        "Side by Side values 0.1", "After the first day",
    ]  # fmt: skip
    found = codebook_story.differences(ada, known[0].guid, known[-1].guid)
    assert {one.name: one.parts for one in found} == {
        codebook_view.code(ada, code).name: ("definition",),
        codebook_view.code(ada, study.code("SA2")).name: ("parent",),
        "Biscuits": (),
    }
    first, day, now = codebook_story.story(ada)
    assert (first.steps, first.while_reading) == ((), ())
    assert [step.kind for step in day.steps] == ["reworded", "named"]
    assert day.while_reading == ("Biscuits",)
    assert [step.kind for step in now.steps] == ["moved"]


def test_the_printed_story_leaves_out_whoever_said_no_and_escapes_what_people_wrote(
    study: Study,
) -> None:
    ada = study.desk("Ada")
    reason = Reason("<b>Because</b>", "Ben & all", passages=(place(study, "washing up"),))
    changing.add(ada, "Clearing up", reason=reason)
    talk = early_conversations.begin(ada, "In March", credit="The Tuesday group")
    early_conversations.say(ada, talk, "Who makes the tea?\n\n Doors ")
    groundwork.add(ada, "survey", "Online survey", "They said: safety.", people="163 people")

    name, page = codebook_print.story(study.desk("Ben"))
    words = page.decode()
    assert name == "small-study-codebook-story.html"
    for said in ("&lt;b&gt;Because", "Ben &amp; all", "washing up", "The Tuesday group",
                 "Who makes the tea?", "Online survey", "163 people"):  # fmt: skip
        assert said in words
    assert "http" not in words.replace("http-equiv", "")

    who = participants.everybody(ada)[0]
    participants.say_consent(ada, [who.guid], "report", False)
    words = codebook_print.story(ada)[1].decode()
    assert "<blockquote>" not in words
    assert "said no to being quoted" in words


def test_an_early_conversation_makes_draft_codes_credited_to_the_group(study: Study) -> None:
    ben = study.desk("Ben")
    talk = early_conversations.begin(ben, "Before we begin", credit="Tea and chat group")
    assert early_conversations.say(ben, talk, "Who makes the tea?\nLeaving early") == 2
    idea, other = early_conversations.find(ben, talk).ideas
    made = early_conversations.become(ben, talk, idea.guid, name="Tea", under=study.code("TW"))
    code = codebook_view.code(ben, made)
    assert (code.status, code.parent, code.definition) == ("draft", "TW", "Who makes the tea?")
    assert steps(study)[-1].asked_by == "Tea and chat group"
    assert early_conversations.find(ben, talk).ideas[0].code == made
    early_conversations.take_away(ben, talk, other.guid)
    early_conversations.undo(ben)
    early_conversations.undo(ben)
    assert "Tea" not in {each.name for each in codebook_view.book(ben).codes}
    assert early_conversations.find(ben, talk).ideas[0].code is None
    early_conversations.redo(ben)
    assert codebook_view.code(ben, made).name == "Tea"


def test_guides_and_notes_keep_every_wording_and_what_they_led_to(study: Study) -> None:
    ada = study.desk("Ada")
    guid = groundwork.add(ada, "topic_guide", "Interviews", "How did you come here?")
    groundwork.reword(ada, guid, "How did you find this group?", why="Plainer")
    version = Guid(codebook_versions.listed(ada.project.db)[0]["guid"])
    groundwork.describe(
        ada, guid, kind="topic_guide", name="Interviews", people="All of us", decision=None,
        led_to=version,
    )  # fmt: skip
    one = groundwork.find(study.desk("Ben"), guid)
    assert [each.words for each in one.wordings] == [
        "How did you come here?", "How did you find this group?",
    ]  # fmt: skip
    assert (one.led_to, one.people) == (version, "All of us")
    for _ in range(3):
        groundwork.undo(ada)
    assert groundwork.listed(ada) == []
    for _ in range(3):
        groundwork.redo(ada)
    assert groundwork.find(ada, guid) == one
    with pytest.raises(NotAllowed):
        groundwork.add(study.desk("Ben"), "survey", "Mine", "Words")


def test_withdrawal_reaches_everything_the_team_wrote_about_the_codebook(study: Study) -> None:
    ada, code = study.desk("Ada"), study.code("SA1")
    quoted = "I stay for the washing up"
    changing.reword(
        ada,
        code,
        {"definition": f"As P01 said: {quoted} some weeks."},
        reason=Reason(f"“{quoted}” and more", "P01", passages=(place(study, "washing up"),)),
    )
    changing.examples(ada, code, [place(study, BISCUITS)])
    changing.reword(ada, code, {"definition": "Said shorter."})
    talk = early_conversations.begin(ada, "Early", credit="P01 and others")
    early_conversations.say(ada, talk, quoted)
    groundwork.add(ada, "event", "A day", f"Somebody: {quoted}", people="P01")

    withdrawing.withdraw(study.workspace, ada, "P01")

    assert quoted.encode() not in ada.project.path.read_bytes()
    dump = "\n".join(ada.project.db.conn.iterdump())
    assert quoted not in dump
    assert "P01" not in dump
    assert codebook_view.passages(ada, code) == []
    assert codes.all_codes(ada.project.db)[0].definition  # what the study began with stays
