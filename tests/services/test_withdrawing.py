"""Withdrawn means gone: from every raw byte, while everybody else's words and marks stay."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.withdrawn import WHO, Shared, raw_bytes, still_there, study_with_rare_words
from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound, TextDiffers
from workbench.domain.ids import new_guid
from workbench.domain.withdrawal import TAKEN_OUT
from workbench.services import (
    checking,
    comparing,
    groups,
    notes,
    participants,
    quotation_answers,
    reading,
    reporting,
    taking_in,
    withdrawing,
)

TALK_OF_TWO = """Kestrel: I was there.

Plover: I was too.

Kestrel: In the rain.

Plover: Yes.
"""


@pytest.fixture
def study(tmp_path: Path) -> Shared:
    """A study with rare words of one participant everywhere."""
    return study_with_rare_words(tmp_path / "workspace")


def withdraw(study: Shared, who: str = WHO) -> withdrawing.Withdrawn:
    """Withdraw in Ada's name."""
    return withdrawing.withdraw(study.workspace, study.desk("Ada"), who)


def test_nothing_of_a_withdrawn_participant_is_in_any_raw_byte(study: Shared) -> None:
    assert len(still_there(study)) > 20  # what is looked for can be found while it is there

    done = withdraw(study)

    assert done.finished
    assert still_there(study) == []
    project = study.desk("Ada").project
    assert project.db.execute("pragma freelist_count").fetchone() == (0,)
    project.file.close()
    study.workspace.file.close()
    assert still_there(study) == []


def test_the_study_is_sound_afterwards_and_its_history_verifies(study: Shared) -> None:
    withdraw(study)

    assert checking.check(study.desk("Ada")) == []
    assert study.desk("Ada").project.check_history() == []
    assert [
        one for one in comparing.compare(study.desk("Ada")) if one["source"] == study.alone
    ] == []


def test_what_other_people_said_stays_with_the_marks_on_it(study: Shared) -> None:
    kept = study.mark("Ben", study.group, "And we sang שלום")
    across = study.mark("Ada", study.group, "the tea and stayed.\nMy pangolin")
    over = study.mark("Ada", study.group, reading.text_of(study.desk("Ada"), study.group))
    withdraw(study)

    assert reading.text_of(study.desk("Ada"), study.group).split("\n") == [
        "Shall we begin?",
        "I came for the tea and stayed.",
        TAKEN_OUT,
        "We all had one of those 👩🏽‍🦽 somewhere.",
        TAKEN_OUT,
        "And we sang שלום together.",
    ]
    assert study.quoted(study.group) == {
        kept: "And we sang שלום",
        across: "the tea and stayed.",
        over: reading.text_of(study.desk("Ada"), study.group),
    }
    snapshot = reading.snapshot(study.desk("Ada"), study.group)["source"]
    assert snapshot["name"] == "group_[taken out]_Marigold"
    assert [turn["speaker"] for turn in snapshot["turns"]].count(None) == 2
    said = [part["words"] for part in snapshot["structure"]]
    assert "Present: [taken out], Marigold, Teasel" in said
    assert said.count("Marigold: ") == 2


def test_the_preview_says_in_words_what_will_be_gone_and_changes_nothing(study: Shared) -> None:
    study.mark("Ada", study.group, "stayed.\nMy pangolin")
    notes.write(study.desk("Ada"), "My own.", source=study.alone)
    revision = study.desk("Ada").project.revision()
    foretold = withdrawing.preview(study.workspace, study.desk("Ada"), WHO)

    assert (foretold.whole, foretold.parts) == (
        ("the talk about zanzibarite",),
        ("group_Zebedee_Marigold",),
    )
    # Notes shared with the team are counted, private ones are not.
    assert (foretold.marks, foretold.marks_cut, foretold.notes) == (2, 1, 2)
    assert foretold.turns == 2 + 2
    told = " ".join(foretold.sentences)
    assert "2 notes shared with the team are about these words" in told
    assert told.endswith("This cannot be undone.")
    assert "Ben" not in told
    assert study.desk("Ada").project.revision() == revision
    assert still_there(study)


def test_marks_nobody_may_see_yet_are_in_no_count(study: Shared) -> None:
    study.desk("Ada").project.db.execute("update rounds set kind = 'sealed'")
    study.mark("Ben", study.alone, "quokka badge")

    assert withdrawing.preview(study.workspace, study.desk("Ada"), WHO).marks == 2


def test_only_those_who_look_after_transcripts_withdraw_anybody(study: Shared) -> None:
    for act in (
        lambda: withdrawing.preview(study.workspace, study.desk("Ben"), WHO),
        lambda: withdrawing.withdraw(study.workspace, study.desk("Ben"), WHO),
        lambda: withdrawing.quotes_only(study.desk("Ben"), WHO),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound, match="no participant called P99"):
        withdraw(study, "P99")
    assert still_there(study)


def test_a_receipt_without_content_remains(study: Shared) -> None:
    withdraw(study)

    [receipt] = withdrawing.receipts(study.desk("Ben"))
    assert (receipt["by"], receipt["whole"], receipt["parts"], receipt["turns"]) == (
        "Ada",
        1,
        1,
        4,
    )
    with pytest.raises(NotFound):
        withdraw(study)


def test_notes_stay_and_their_owners_alone_are_asked_to_see_to_them(study: Shared) -> None:
    quoting = notes.write(
        study.desk("Ben"),
        "They said pangolin, and I cried.",
        visibility="team",
        source=study.group,
        span=(50, 60),
    )
    elsewhere = notes.write(study.desk("Ben"), "Tea.", source=study.group, span=(20, 30))
    withdraw(study)

    own = {note["guid"]: note for note in notes.mine(study.desk("Ben"))}
    assert len(own) == 6
    asked = withdrawing.notes_to_see_to(study.desk("Ben"))
    assert asked == own.keys() - {elsewhere}
    assert withdrawing.notes_to_see_to(study.desk("Ada")) == set()
    assert all(not own[guid]["quote"] for guid in asked)
    assert own[elsewhere]["quote"] == reading.text_of(study.desk("Ben"), study.group)[20:30]
    assert own[quoting]["source"] == study.group

    notes.change(study.desk("Ben"), quoting, words="I cried.")
    withdrawing.see_to(study.desk("Ben"), quoting)
    assert withdrawing.notes_to_see_to(study.desk("Ben")) == asked - {quoting}
    for note in asked - {quoting}:
        notes.remove(study.desk("Ben"), note)
    assert withdrawing.notes_to_see_to(study.desk("Ben")) == set()
    assert still_there(study) == []


def test_a_report_made_afterwards_has_none_of_the_words(study: Shared) -> None:
    for name in ("Ada", "Ben"):
        study.mark(name, study.group, "My pangolin waistcoat was the only warm thing I owned.")
        study.mark(name, study.group, "I came for the tea and stayed.\nMy pangolin waistcoat was")
    withdraw(study)
    _, data = reporting.thematic(study.desk("Ada"))

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        paper = b"".join(package.read(name) for name in package.namelist()).decode(
            "utf-8", "replace"
        )
    assert "pangolin" not in paper
    assert WHO not in paper


def test_panes_that_are_open_fetch_the_text_anew(study: Shared) -> None:
    old = reading.snapshot(study.desk("Ben"), study.group)["source"]["version"]
    for who, source in (("P21", study.group), (WHO, study.alone)):
        cursor = reading.snapshot(study.desk("Ben"), source)["cursor"]
        withdraw(study, who)
        assert reading.changes(study.desk("Ben"), source, cursor)["changes"] == [reading.REFETCH]
    with pytest.raises(NotFound):
        reading.snapshot(study.desk("Ben"), study.alone)
    late = study.operation("biscuits")
    late["coding"]["version"] = old
    [result] = study.in_group("Ben", late)
    assert (result["state"], result["error"]) == ("refused", TextDiffers.code_word)
    # Nor do their words come back as the name of a code that was made of them and not yet sent.
    made = {"guid": new_guid(), "name": "My pangolin waistcoat", "version": old}
    [result] = study.in_group("Ben", {"id": new_guid(), "kind": "add_code", "code": made})
    assert (result["state"], result["error"]) == ("refused", TextDiffers.code_word)
    assert b"pangolin" not in raw_bytes(study.workspace)
    made["version"] = reading.snapshot(study.desk("Ben"), study.group)["source"]["version"]
    [result] = study.in_group("Ben", {"id": new_guid(), "kind": "add_code", "code": made})
    assert result["state"] == "saved"


def test_undo_and_repeats_bring_nothing_back(study: Shared) -> None:
    start = reading.text_of(study.desk("Ben"), study.group).index("We all")
    sent = study.operation("biscuits")
    sent["coding"] |= {
        "version": reading.snapshot(study.desk("Ben"), study.group)["source"]["version"],
        "start": start,
        "end": start + 6,
        "quote": "We all",
    }
    assert study.in_group("Ben", sent)[0]["state"] == "saved"
    withdraw(study)

    undo = reading.snapshot(study.desk("Ben"), study.group)["undo"]
    assert undo == {"can_undo": False, "can_redo": False}
    assert study.desk("Ben").project.db.execute(
        "select distinct fingerprint from operations where scope = ?", (study.group,)
    ).fetchall() == [("",)]  # not even a hash of what was marked
    assert study.in_group("Ben", sent)[0]["state"] == "saved"  # a repeat gets its first answer
    assert list(study.quoted(study.group).values()) == ["We all"]
    [undone] = study.in_group("Ben", {"id": new_guid(), "kind": "undo"})
    assert undone["error"] == "cannot_undo"


def test_a_code_in_the_words_of_the_one_who_withdrew_loses_its_name(study: Shared) -> None:
    told = " ".join(withdrawing.preview(study.workspace, study.desk("Ada"), WHO).sentences)
    withdraw(study)

    names = [code["name"] for code in reading.snapshot(study.desk("Ada"), study.group)["codes"]]
    assert "The code “Pangolin waistcoat was the only”" in told
    assert "The tea and" not in told
    assert names[-2:] == ["[taken out]", "The tea and"]


def test_others_who_name_the_participant_are_shown_for_a_check(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path / "workspace")
    project = study.desk("Ada").project
    project.db.execute(
        "update source_versions set text = replace(text, 'for the tea', 'Zebedee, yes')"
    )

    done = withdraw(study)

    [place] = done.to_check
    text = reading.text_of(study.desk("Ada"), study.group)
    assert text[place["at"] :].startswith("I came Zebedee, yes")


def test_where_nobody_knows_who_spoke_it_is_asked_first(study: Shared) -> None:
    taking_in.import_file(
        study.desk("Ada"), "two.txt", TALK_OF_TWO.encode(), participants=["P30", "P31"]
    )
    foretold = withdrawing.preview(study.workspace, study.desk("Ada"), "P30")
    assert foretold.unclear == {"two": ("Kestrel", "Plover")}
    with pytest.raises(NotAllowed, match="cannot tell which turns are theirs"):
        withdraw(study, "P30")

    withdrawing.withdraw(study.workspace, study.desk("Ada"), "P30", spoke_as=["Kestrel"])
    listed = {row["name"]: row for row in reading.transcripts(study.desk("Ada"))}
    text = reading.text_of(study.desk("Ada"), listed["two"]["guid"])
    assert text == f"{TAKEN_OUT}\nI was too.\n{TAKEN_OUT}\nYes."
    assert listed["two"]["participants"] == ["P31"]


def test_when_the_last_of_a_group_withdraws_the_transcript_is_gone(study: Shared) -> None:
    for who in (WHO, "P20"):
        withdraw(study, who)
    assert reading.text_of(study.desk("Ada"), study.group).count(TAKEN_OUT) == 4

    withdraw(study, "P21")
    assert [row["name"] for row in reading.transcripts(study.desk("Ada"))] == ["talk"]
    assert checking.check(study.desk("Ada")) == []
    assert len(withdrawing.receipts(study.desk("Ada"))) == 3


def test_a_groups_own_id_is_not_withdrawn_over_the_heads_of_its_people(study: Shared) -> None:
    with pytest.raises(NotAllowed, match="one by one"):
        withdraw(study, "FG1")


def test_withdrawing_quotes_only_records_a_no_for_every_use_of_quotes(study: Shared) -> None:
    withdrawing.quotes_only(study.desk("Ada"), WHO)

    [who] = [each for each in participants.everybody(study.desk("Ada")) if each.label == WHO]
    assert who.consents == {"report": False, "public_summary": False, "training": False}
    assert "quokka" in reading.text_of(study.desk("Ada"), study.alone)
    participants.undo(study.desk("Ada"))
    [who] = [each for each in participants.everybody(study.desk("Ada")) if each.label == WHO]
    assert who.consents == {"report": True}


def test_the_id_of_somebody_who_withdrew_is_never_given_again(study: Shared) -> None:
    ada = study.desk("Ada")
    withdraw(study, "P01")
    data = b"Interviewer: And you?\n\nP01: I came by bus.\n"

    (proposal,) = taking_in.propose(ada, [taking_in.recognise("again.txt", data)])
    assert proposal.participant == "P02"
    for said in ("P01", "p01"):
        with pytest.raises(AlreadyThere, match="somebody who has withdrawn"):
            taking_in.import_file(ada, "again.txt", data, participants=[said])
    somebody = next(each for each in participants.everybody(ada) if each.label == "P20")
    with pytest.raises(AlreadyThere, match="somebody who has withdrawn"):
        participants.rename(ada, somebody.guid, "P01")
    _, source = taking_in.import_file(ada, "again.txt", data)
    assert source is not None


def test_other_peoples_turns_beside_a_gap_or_naming_them_wait_until_looked_through(
    study: Shared,
) -> None:
    ada = study.desk("Ada")
    withdraw(study)

    waiting = withdrawing.turns_to_check(ada)
    assert [(turn["words"], turn["why"]) for turn in waiting] == [
        ("I came for the tea and stayed.", "beside_gap"),
        ("We all had one of those 👩🏽‍🦽 somewhere.", "beside_gap"),
        ("And we sang שלום together.", "beside_gap"),
    ]
    withdrawing.look_through(ada, [turn["guid"] for turn in waiting[:2]])
    assert len(withdrawing.turns_to_check(ada)) == 1
    participants.undo(ada)
    assert withdrawing.turns_to_check(ada) == waiting
    # A further withdrawal moves them and leaves out what it takes away.
    withdraw(study, "P20")
    left = withdrawing.turns_to_check(ada)
    assert {turn["words"] for turn in left} == {
        "Shall we begin?",
        "We all had one of those 👩🏽‍🦽 somewhere.",
    }
    with pytest.raises(NotAllowed):
        withdrawing.turns_to_check(study.desk("Ben"))


def test_groups_answers_and_letters_keep_nothing_of_who_withdrew(study: Shared) -> None:
    ada = study.desk("Ada")
    who = next(each for each in participants.everybody(ada) if each.label == WHO)
    offered = quotation_answers.offered(ada, who.guid)
    for each in offered:
        asked = (ada, who.guid, each.source, each.span, "change")
        quotation_answers.say(*asked, change="Leave out the thimblewisp")
        quotation_answers.say(*asked, change="Say brackenmoth instead")
    groups.describe(ada, groups.add(ada, "Tuesdays"), participants=[who.guid])
    held = ("thimblewisp", "brackenmoth")
    assert all(words.encode() in raw_bytes(study.workspace) for words in held)

    withdraw(study)

    assert not any(words.encode() in raw_bytes(study.workspace) for words in held)
    assert still_there(study) == []
    assert groups.listed(ada)[0].participants == ()
    assert checking.check(ada) == []
