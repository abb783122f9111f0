"""Peer support groups and sets: kept whole, taken back whole, and chosen by in one way."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import AlreadyThere, CannotUndo, NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.support_group import NOT_KNOWN, KeyDecision
from workbench.services import (
    group_sheets,
    groups,
    overview,
    participants,
    reading,
    reporting,
    sets,
    taking_in,
    withdrawing,
)

BISCUITS = "Now I bring the biscuits"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """P01 in one interview, P02 in another."""
    study = small_study(tmp_path / "workspace")
    words = b"Interviewer: And you?\n\nP02: I lead the walks.\n\nP02: In all weathers.\n"
    taking_in.import_file(study.desk("Ada"), "walks.txt", words)
    return study


def person(study: Study, label: str) -> Guid:
    everybody = participants.everybody(study.desk("Ada"))
    return next(each.guid for each in everybody if each.label == label)


def the_group(study: Study) -> groups.SupportGroup:
    (group,) = groups.listed(study.desk("Ada"))
    return group


def test_of_a_new_group_nothing_is_known(study: Study) -> None:
    groups.add(study.desk("Ada"), "  The   Tuesday group ")

    group = the_group(study)
    assert (group.name, group.area, group.settings) == ("The Tuesday group", "", ())
    assert group.decisions.get(groups.key_decisions(study.desk("Ada"))[0].guid) is None
    assert KeyDecision().words == NOT_KNOWN


def test_a_group_is_described_and_each_step_taken_back(study: Study) -> None:
    ada = study.desk("Ada")
    guid = groups.add(ada, "Tuesdays")
    facilitation = groups.key_decisions(ada)[0].guid
    groups.describe(ada, guid, area="The coast", settings=["group", "online"])
    groups.describe(ada, guid, participants=[person(study, "P01")])
    groups.decide(ada, guid, {facilitation: "Two people take turns"})
    whole = the_group(study)
    assert whole.decisions[facilitation].words == "Two people take turns"

    groups.remove(ada, guid)
    groups.undo(ada)
    assert the_group(study) == whole
    for _ in range(3):
        groups.undo(ada)
    assert (the_group(study).area, the_group(study).participants) == ("", ())
    for _ in range(3):
        groups.redo(ada)
    assert the_group(study) == whole


def test_a_key_decision_rests_on_passages_marked_with_it_that_the_viewer_may_see(
    study: Study,
) -> None:
    ada = study.desk("Ada")
    guid = groups.add(ada, "Tuesdays")
    facilitation = groups.key_decisions(ada)[0].guid
    assert groups.passages_on(ada, guid, facilitation) == []
    groups.describe(ada, guid, participants=[person(study, "P01")])
    study.do("Ben", study.operation(BISCUITS, "KD1.3"))
    study.do("Ben", study.operation("I felt safe there", "SA"))

    (offered,) = groups.passages_on(ada, guid, facilitation)
    assert offered["words"] == BISCUITS
    groups.rest_on(ada, guid, facilitation, [offered["coding"]])
    assert the_group(study).decisions[facilitation] == KeyDecision(NOT_KNOWN, (offered["coding"],))

    ada.project.db.execute("update rounds set kind = 'sealed'")
    assert groups.passages_on(ada, guid, facilitation) == []
    groups.rest_on(ada, guid, facilitation, [])
    assert the_group(study).decisions[facilitation].passages == (offered["coding"],)


def test_two_groups_or_two_sets_do_not_share_a_name(study: Study) -> None:
    ada = study.desk("Ada")
    groups.add(ada, "Tuesdays")
    sets.add(ada, "Tuesdays")
    with pytest.raises(AlreadyThere, match="called “Tuesdays” already"):
        groups.add(ada, "TUESDAYS")
    with pytest.raises(AlreadyThere, match="called “Tuesdays” already"):
        sets.add(ada, "tuesdays")
    with pytest.raises(NotReadable, match="Write one first"):
        sets.add(ada, "  ")


def test_transcripts_are_chosen_by_a_set_or_by_a_group(study: Study) -> None:
    ada = study.desk("Ada")
    guid = groups.add(ada, "Tuesdays")
    groups.describe(ada, guid, participants=[person(study, "P01")])
    chosen = sets.add(ada, "Walkers")
    sets.change(ada, chosen, sources=[study.source])

    ben = study.desk("Ben")
    assert sets.to_choose_from(ben) == {
        chosen: "Set: Walkers",
        guid: "Peer support group: Tuesdays",
    }
    assert sets.chosen(ben, None) is None
    assert sets.chosen(ben, chosen) == sets.chosen(ben, guid) == {study.source}
    assert sets.called(ben, "walkers") == chosen
    with pytest.raises(NotFound, match="There are: Set: Walkers, Peer"):
        sets.called(ben, "Runners")

    sets.remove(ada, chosen)
    assert list(sets.to_choose_from(ben)) == [guid]
    groups.undo(ada)
    assert sets.chosen(ben, chosen) == {study.source}


def test_groups_and_sets_are_for_those_who_look_after_transcripts(study: Study) -> None:
    ben = study.desk("Ben")
    for act in (groups.undo, lambda ben: groups.add(ben, "A"), lambda ben: sets.add(ben, "A")):
        with pytest.raises(NotAllowed):
            act(ben)


def test_undo_never_brings_back_somebody_who_withdrew(study: Study) -> None:
    ada = study.desk("Ada")
    guid = groups.add(ada, "Tuesdays")
    both = [person(study, "P01"), person(study, "P02")]
    groups.describe(ada, guid, participants=both)
    groups.describe(ada, guid, participants=both[1:])
    chosen = sets.add(ada, "Everything")
    sets.change(ada, chosen, sources=[study.source])
    withdrawing.withdraw(study.workspace, ada, "P01")
    assert sets.chosen(ada, chosen) == frozenset()

    with pytest.raises(CannotUndo):
        groups.undo(ada)  # the set is not as it was left
    groups.undo(ada)
    groups.undo(ada)
    assert the_group(study).participants == tuple(both[1:])


def test_groups_come_from_a_csv_that_is_shown_first(study: Study) -> None:
    ada = study.desk("Ada")
    data = (
        "Group;Area;Setting;Participants;Is there someone who runs it?;Colour\n"
        "Tuesdays;The coast;group, online;p01, P99;Two people;red\n"
        "Walks;;outdoors;P02;;\n"
        "Night line;;;;;\n"
    )
    sheet = group_sheets.read_groups(ada, "groups.csv", data.encode())

    assert groups.listed(ada) == []
    assert sheet.columns == ("area", "setting", "participants", "Facilitation")
    assert sheet.cells["Tuesdays"]["setting"] == "group, online"
    assert sheet.cells["Night line"]["area"] == NOT_KNOWN
    assert sheet.remarks == (
        "Column 6, “Colour”, is not used.",
        "Line 2: there is no participant called P99.",
        "Line 3 is left out. “outdoors” is no setting. There are group, one-to-one, online, "
        "other.",
    )
    assert group_sheets.keep_groups(ada, sheet) == 2
    night, tuesdays = groups.listed(ada)
    assert (night.name, night.settings) == ("Night line", ())
    assert tuesdays.participants == (person(study, "P01"),)

    # A second file fills in; what it leaves empty stays.
    more = group_sheets.read_groups(ada, "g.csv", b"group,area,about\nTUESDAYS,,Since 2019\n")
    assert group_sheets.keep_groups(ada, more) == 1
    assert [(each.area, each.about) for each in groups.listed(ada)] == [
        ("", ""), ("The coast", "Since 2019"),
    ]  # fmt: skip
    groups.undo(ada)
    groups.undo(ada)
    assert groups.listed(ada) == []


def test_sets_come_from_a_csv_that_names_transcripts(study: Study) -> None:
    ada = study.desk("Ada")
    sheet = group_sheets.read_sets(
        ada, "sets.csv", b"set,transcript\nFirst,Talk\nFirst,walks\nFirst,runs\n"
    )
    assert sheet.names == {"First": ("talk", "walks")}
    assert sheet.remarks == (
        "Line 4 is left out. There is no transcript called “runs” in this study.",
    )
    assert group_sheets.keep_sets(ada, sheet) == 1
    assert [len(each.sources) for each in sets.listed(ada)] == [2]


def test_overview_and_report_are_of_the_transcripts_that_were_chosen(study: Study) -> None:
    ada = study.desk("Ada")
    study.do("Ada", study.operation("I felt safe there from the first day, and nobody", "SA"))
    chosen = sets.add(ada, "Walkers")
    walks = next(row["guid"] for row in reading.transcripts(ada) if row["name"] == "walks")
    sets.change(ada, chosen, sources=[walks])

    whole, part = overview.overview(ada), overview.overview(ada, among=sets.chosen(ada, chosen))
    assert (len(whole.kinds), len(whole.read)) == (2, 1)
    assert (set(part.kinds), set(part.read)) == ({walks}, set())
    for of, there in ((None, True), (chosen, False)):
        document = docx.Document(BytesIO(reporting.thematic(ada, of=of)[1]))
        words = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert ("I felt safe there" in words) is there
        assert ("Set: Walkers" in words) is not there
