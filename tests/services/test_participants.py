"""Participants: what each allows holds wherever words leave, and every step can be undone."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import AlreadyThere, CannotUndo, NotAllowed, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.participant import Participant
from workbench.services import (
    attribute_sheets,
    checking,
    coding,
    correcting,
    participants,
    projects,
    reporting,
    taking_in,
)

SAFE = "I felt safe there from the first day, and nobody asked why I came."
BISCUITS = "Now I bring the biscuits 🙂 and I stay for the washing up."
FOCUS_GROUP = """Facilitator: What is it like, coming on a Thursday to somebody else’s kitchen?

P09: Quincewater soup is what we made, the four of us, and everyone stayed until it was gone.

P10: Marzipanlike is the word for that kitchen, warm and a bit too sweet for me on some days.

Facilitator: And after the summer, when the heating went and half of you stopped coming?

P09: Thistledowned, that is how I felt then, blown about with nobody to come and find me.

P10: Rhubarbing on, that is all that any of us did.

P09: In the end it was me who rang round.
"""
RHUBARB = "Rhubarbing on, that is all that any of us did.\nIn the end it was me who rang round."
QUESTION = "What would you say to somebody who is standing outside and cannot come in?"
SOUP = "Quincewater soup is what we made, the four of us, and everyone stayed until it was gone."
SWEET = "Marzipanlike is the word for that kitchen, warm and a bit too sweet for me on some days."
BLOWN = "Thistledowned, that is how I felt then, blown about with nobody to come and find me."


@dataclass
class FocusGroup(Study):
    """A small study with a focus group beside its interview."""

    kitchen: Guid
    kitchen_text: str


@pytest.fixture
def study(tmp_path: Path) -> FocusGroup:
    """An interview with P01, and a focus group FG1 of P09 and P10 that two people have marked."""
    study = small_study(tmp_path)
    desk = study.desk("Ada")
    data = FOCUS_GROUP.encode()
    transcript = taking_in.recognise("kitchen.txt", data)
    said = taking_in.details(
        transcript,
        name="Kitchen",
        kind="focus_group",
        settings=["group"],
        participants=["FG1", "P09", "P10"],
        interviewers=["Facilitator"],
    )
    kitchen, _ = taking_in.take_in(desk, transcript, data, said)
    study = FocusGroup(**vars(study), kitchen=kitchen, kitchen_text=transcript.text)
    participants.say_role(desk, one(study, "FG1").guid, "group")
    mark(study, "Ada", study.source, study.text(), SAFE, "SA")
    mark(study, "Ada", study.source, study.text(), BISCUITS, "TW")
    for words, key in ((SOUP, "HC"), (SWEET, "FR"), (BLOWN, "SA")):
        mark(study, "Ada", kitchen, transcript.text, words, key, presence="there")
        mark(study, "Ben", kitchen, transcript.text, words, key, presence="missing")
    return study


def mark(study: Study, name: str, source: Guid, text: str, words: str, key: str, **more) -> None:
    start = text.index(words)
    coding.mark(
        study.desk(name), source, start=start, end=start + len(words), code=study.code(key), **more
    )


def one(study: Study, label: str) -> Participant:
    return next(each for each in participants.everybody(study.desk("Ada")) if each.label == label)


def say(study: Study, purpose: str, given: bool | None, *labels: str) -> int:
    chosen = [one(study, label).guid for label in labels]
    return participants.say_consent(study.desk("Ada"), chosen, purpose, given)


def printed(study: Study) -> str:
    """Every word of every part of the Word file: body, tables, notes, headers and properties."""
    _, data = reporting.thematic(study.desk("Ada"))
    with zipfile.ZipFile(BytesIO(data)) as parts:
        found = [
            parts.read(name).decode()
            for name in parts.namelist()
            if name.endswith((".xml", ".rels"))
        ]
    # Attributes count as well; a word that runs over a change of style is put together again.
    return "\n".join([*found, *(re.sub(r"<[^>]*>", "", part) for part in found)])


def test_everybody_who_allows_it_or_was_not_asked_is_quoted(study: Study) -> None:
    words = printed(study)

    for quotation in (SAFE, BISCUITS, SOUP, SWEET, BLOWN):
        assert quotation in words


@pytest.mark.parametrize("purpose", ["report", "analysis"])
def test_who_said_no_is_nowhere_in_the_report_and_the_others_still_are(
    study: Study, purpose: str
) -> None:
    say(study, purpose, False, "P09")

    words = printed(study)

    assert "Quincewater" not in words
    assert "Thistledowned" not in words
    assert SWEET in words
    assert SAFE in words


def test_a_quotation_over_several_turns_is_out_when_one_of_them_said_no(
    study: FocusGroup,
) -> None:
    mark(study, "Ada", study.kitchen, study.kitchen_text, RHUBARB, "CC")
    assert "Rhubarbing" in printed(study)

    say(study, "report", False, "P10")

    words = printed(study)
    assert "Rhubarbing" not in words
    assert "who rang round" not in words
    assert SOUP in words


def test_the_no_of_a_groups_own_id_counts_for_the_whole_group(study: Study) -> None:
    say(study, "report", True, "P09", "P10")
    say(study, "report", False, "FG1")

    words = printed(study)

    for canary in ("Quincewater", "Marzipanlike", "Thistledowned"):
        assert canary not in words
    assert SAFE in words


def test_an_interview_is_out_with_its_questions_when_its_participant_said_no(
    study: Study,
) -> None:
    talk = f"Interviewer: {QUESTION}\n\nP07: I would say nothing, and open the door."
    _, source = taking_in.import_file(
        study.desk("Ada"), "door.txt", talk.encode(), participants=["P07"]
    )
    assert source is not None
    mark(study, "Ada", source, QUESTION, QUESTION, "EC")
    assert QUESTION in printed(study)

    say(study, "report", False, "P07")

    words = printed(study)
    assert QUESTION not in words
    assert SWEET in words


def test_what_nobody_is_named_for_may_be_theirs_and_is_out(study: Study) -> None:
    talk = FOCUS_GROUP.replace("Marzipanlike", "Tamarindish").replace("P10:", "Somebody:", 1)
    data = talk.encode()
    transcript = taking_in.recognise("later.txt", data)
    said = taking_in.details(
        transcript, name="Later", participants=["P09", "P10"], interviewers=["Facilitator"]
    )
    later, _ = taking_in.take_in(study.desk("Ada"), transcript, data, said)
    mark(study, "Ada", later, transcript.text, SWEET.replace("Marzipanlike", "Tamarindish"), "EC")
    assert "Tamarindish" in printed(study)

    say(study, "report", False, "P09")

    assert "Tamarindish" not in printed(study)


def test_the_draft_says_for_how_many_it_is_not_recorded(study: Study) -> None:
    say(study, "report", True, "P01")
    say(study, "analysis", False, "P09")

    assert "is not recorded for 2 of the 4 participant IDs" in printed(study)

    say(study, "report", True, "FG1", "P10")
    assert "is not recorded for" not in printed(study)


def test_consent_for_several_is_one_step_that_undo_takes_back(study: Study) -> None:
    say(study, "training", True, "P01")
    assert say(study, "training", False, "P01", "P09", "P10") == 3
    assert say(study, "training", False, "P01") == 0

    participants.undo(study.desk("Ada"))
    assert one(study, "P01").consents == {"training": True}
    assert one(study, "P09").consents == {}

    participants.redo(study.desk("Ada"))
    assert one(study, "P09").consents == {"training": False}


def test_undo_leaves_what_somebody_else_has_recorded_since(study: Study) -> None:
    participants.rename(study.desk("Ada"), one(study, "P10").guid, "P11")
    say(study, "report", True, "P09")
    projects.put_in_team(
        study.workspace, study.project, study.people["Ben"], "Ben", frozenset({"transcripts"})
    )
    participants.say_consent(study.desk("Ben"), [one(study, "P09").guid], "report", False)

    with pytest.raises(CannotUndo):
        participants.undo(study.desk("Ada"))

    assert one(study, "P09").consents == {"report": False}
    participants.undo(study.desk("Ada"))
    assert one(study, "P10").label == "P10"


def test_an_id_can_be_changed_to_one_that_nobody_else_has(study: Study) -> None:
    guid = one(study, "P09").guid
    with pytest.raises(AlreadyThere):
        participants.rename(study.desk("Ada"), guid, "p10")

    participants.rename(study.desk("Ada"), guid, " PV24 ")

    assert one(study, "PV24").guid == guid
    (place,) = participants.places(study.desk("Ada"), guid).values()
    assert place == {"turns": 3, "labels": ["P09"]}
    participants.undo(study.desk("Ada"))
    assert one(study, "P09").guid == guid


def test_a_value_is_read_as_its_kind_or_refused_in_a_sentence(study: Study) -> None:
    desk, guid = study.desk("Ada"), one(study, "P09").guid
    born = participants.define(desk, "First came", "date")
    area = participants.define(desk, "Area", "choice")
    participants.give(desk, guid, {born: "3/4/2026", area: "North"})
    participants.give(desk, one(study, "P10").guid, {area: "north"})

    with pytest.raises(NotReadable, match="First came: “spring” is not a date"):
        participants.give(desk, guid, {born: "spring", area: "South"})

    assert one(study, "P09").attributes == {born: "2026-04-03", area: "North"}
    assert participants.choices(desk, area) == ["North"]


def test_an_attribute_that_was_taken_away_comes_back_with_everybodys_values(study: Study) -> None:
    desk, guid = study.desk("Ada"), one(study, "P09").guid
    age = participants.define(desk, "Age", "number")
    participants.give(desk, guid, {age: "1,034"})
    participants.remove(desk, age)
    assert one(study, "P09").attributes == {}

    participants.undo(desk)

    assert one(study, "P09").attributes == {age: "1034"}
    assert checking.check(desk) == []


SHEET = """ID;Age;Carer;Since
p09;34;yes;2 May 2019
P10;old;no;
P99;20;no;1/1/2020
p09;35;;
;1;;
"""


def test_the_good_cells_of_a_csv_go_in_and_each_other_gets_a_sentence(study: Study) -> None:
    desk = study.desk("Ada")
    age = participants.define(desk, "age", "number")

    sheet = attribute_sheets.read(desk, "people.csv", SHEET.encode("utf-16"))
    assert sheet.columns == ("age", "Carer", "Since")
    assert sheet.new == {"Carer": "yes_no", "Since": "date"}
    assert sheet.remarks == (
        "Line 4: there is no participant called P99, so this line is left out.",
        "Line 5: P09 is in line 2 already, so this line is left out.",
        "Line 6: there is no participant ID in it, so this line is left out.",
    )
    kinds = {"Carer": "yes_no", "Since": attribute_sheets.LEAVE_OUT}
    assert attribute_sheets.values_in(desk, sheet, kinds).remarks == (
        "Line 3, P10, age: “old” is not a number, such as 34 or 7.5.",
    )
    assert one(study, "P09").attributes == {}

    assert attribute_sheets.keep(desk, sheet, kinds) == 3
    carer = participants.attributes(desk)[1]
    assert carer.name == "Carer"
    assert one(study, "P09").attributes == {age: "34", carer.guid: "yes"}
    assert one(study, "P10").attributes == {carer.guid: "no"}
    participants.undo(desk)
    assert [each.name for each in participants.attributes(desk)] == ["age"]
    assert one(study, "P09").attributes == {}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"ID\nP09\n", b'ID,Age\nP09,"' + b"9" * 200_000])
def test_a_file_that_is_no_table_is_refused_in_a_sentence(study: Study, data: bytes) -> None:
    with pytest.raises(NotReadable, match=r"^people\.csv"):
        attribute_sheets.read(study.desk("Ada"), "people.csv", data)


def test_only_who_looks_after_transcripts_sees_participants(study: Study) -> None:
    ben, guid = study.desk("Ben"), one(study, "P09").guid
    for attempt in (
        lambda: participants.everybody(ben),
        lambda: participants.rename(ben, guid, "X"),
        lambda: participants.say_consent(ben, [guid], "report", True),
        lambda: participants.define(ben, "Age", "number"),
        lambda: participants.undo(ben),
        lambda: attribute_sheets.read(ben, "people.csv", SHEET.encode()),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_history_names_the_participant_of_every_change(study: Study) -> None:
    """So that a withdrawal finds all that the history holds of them."""
    desk, guid = study.desk("Ada"), one(study, "P09").guid
    age = participants.define(desk, "Age", "number")
    participants.give(desk, guid, {age: "34"})
    participants.rename(desk, guid, "Tanglefoot")
    with desk.project.writing(desk.viewer.person) as w:
        w.erase_payloads(guid)
    participants.rename(desk, guid, "P09")
    with desk.project.writing(desk.viewer.person) as w:
        w.erase_payloads(guid)
    desk.project.file.db.execute("vacuum")
    desk.project.file.forget_earlier_pages()

    assert b"Tanglefoot" not in desk.project.path.read_bytes()
    assert checking.check(desk) == []


def test_people_in_a_group_get_an_id_each_and_one_who_is_called_by_it_speaks_alone(
    study: Study,
) -> None:
    ada = study.desk("Ada")
    group = b"Moderator: Who?\nAna: Me.\nBea: And me.\nCam: And I.\nAna: Yes.\nBea: So.\nCam: No."
    _, source = taking_in.import_file(ada, "group.txt", group)
    spoken = {one["label"]: one["participant"] for one in correcting.speakers(ada, source)}
    label = {each.guid: each.label for each in participants.everybody(ada)}
    assert {name: label.get(guid) for name, guid in spoken.items()} == {
        "Moderator": None,
        "Ana": "P02",
        "Bea": "P03",
        "Cam": "P04",
    }

    otter = b"Sara Lind  0:01\nHow?\n\nQR01  0:04\nWell.\n\nSara Lind  0:09\nAnd?\n"
    _, source = taking_in.import_file(ada, "otter.txt", otter)
    [theirs] = [one for one in correcting.speakers(ada, source) if one["participant"]]
    assert theirs["label"] == "QR01"
