"""Notes for people one picks, notes documents may quote, what notes are about, and taking away."""

from pathlib import Path

import pytest

from tests.alone import OWN_CODE, alone, secretly
from tests.builders import Study, small_study
from tests.raw import document_words, raw_bytes
from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import Guid, new_guid
from workbench.services import (
    deciding,
    desks,
    discussing,
    note_links,
    notes,
    participants,
    reading,
    reporting,
    rounds,
    saying,
    sets,
    themes,
    withdrawing,
)

SECRET = "quixotic marmalade lighthouse"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cleo"))


def words(study: Study, name: str) -> list[str]:
    return [note["words"] for note in notes.readable(study.desk(name))]


def test_a_note_for_people_one_picks_is_for_them_alone_in_the_file_too(study: Study) -> None:
    cleo = study.people["Cleo"]
    cursor = {name: reading.cursor(study.desk(name)) for name in ("Ada", "Cleo")}
    note = notes.write(
        study.desk("Ben"), SECRET, source=study.source, visibility="picked", readers=[cleo]
    )

    assert words(study, "Cleo") == words(study, "Ben") == [SECRET]
    assert words(study, "Ada") == []
    assert SECRET in str(reading.snapshot(study.desk("Cleo"), study.source))
    everybody = desks.from_command_line(study.workspace, "small-study")
    assert notes.readable(everybody) == []
    assert SECRET.encode() not in raw_bytes(study)
    told = {
        name: reading.changes(study.desk(name), study.source, at)["changes"]
        for name, at in cursor.items()
    }
    assert told == {"Ada": [], "Cleo": [reading.REFETCH]}

    notes.change(study.desk("Ben"), note, words="reworded")
    assert words(study, "Cleo") == ["reworded"]
    notes.change(study.desk("Ben"), note, visibility="me")
    assert words(study, "Cleo") == []
    notes.undo(study.desk("Ben"))
    assert words(study, "Cleo") == ["reworded"]


def test_a_note_for_people_one_picks_is_written_beside_the_text_as_well(study: Study) -> None:
    team = reading.snapshot(study.desk("Ben"), study.source)["team"]
    assert {each["name"]: each["guid"] for each in team} == {
        name: study.people[name] for name in ("Ada", "Cleo")
    }

    def note(*readers: str) -> dict:
        noted = {
            "guid": new_guid(),
            "words": SECRET,
            "visibility": "picked",
            "readers": [*readers],
        }
        [result] = study.do("Ben", {"id": new_guid(), "kind": "add_note", "note": noted})
        return result

    for nobody in ([], [study.people["Ben"]], [new_guid()]):
        assert note(*nobody)["state"] == "refused"
    assert note(study.people["Cleo"])["state"] == "saved"
    assert [words(study, name) for name in ("Ada", "Ben", "Cleo")] == [[], [SECRET], [SECRET]]
    assert SECRET.encode() not in raw_bytes(study)
    study.do("Ben", {"id": new_guid(), "kind": "undo"})
    assert words(study, "Cleo") == []


def test_a_note_made_for_other_people_is_taken_from_the_first_at_once(study: Study) -> None:
    ada, cleo = study.people["Ada"], study.people["Cleo"]
    note = notes.write(study.desk("Ben"), SECRET, visibility="picked", readers=[cleo])
    cursor = reading.cursor(study.desk("Cleo"))
    notes.change(study.desk("Ben"), note, readers=[ada])

    assert words(study, "Ada") == [SECRET]
    assert words(study, "Cleo") == []
    assert reading.changes(study.desk("Cleo"), study.source, cursor)["changes"]
    notes.change(study.desk("Ben"), note, visibility="team")
    assert words(study, "Cleo") == [SECRET]
    notes.change(study.desk("Ben"), note, readers=[ada])
    assert SECRET.encode() not in raw_bytes(study)


def test_nobody_picks_nobody_themselves_or_a_stranger(study: Study) -> None:
    for readers in ([], [study.people["Ben"]], ["no such person"]):
        with pytest.raises(WorkbenchError):
            notes.write(study.desk("Ben"), SECRET, visibility="picked", readers=readers)
    assert words(study, "Ben") == []


def test_a_note_written_on_ones_own_waits_for_its_people_too(study: Study) -> None:
    coding_round = alone(study, "Ben", "Cleo")
    cursor = reading.cursor(study.desk("Cleo"))
    notes.write(
        study.desk("Ben"),
        SECRET,
        source=study.source,
        visibility="picked",
        readers=[study.people["Cleo"]],
    )
    assert words(study, "Cleo") == []
    assert reading.changes(study.desk("Cleo"), study.source, cursor)["changes"] == []

    rounds.open_together(study.desk("Ada"), coding_round, "named", seen="named")
    assert words(study, "Cleo") == [SECRET]
    assert words(study, "Ada") == []


def test_documents_quote_a_note_only_as_its_writer_has_seen_it_there(study: Study) -> None:
    note = notes.write(study.desk("Ben"), "The kettle was always on.", visibility="team")
    with pytest.raises(WorkbenchError):
        notes.change(study.desk("Ben"), note, visibility="report")
    with pytest.raises(WorkbenchError):
        notes.let_be_quoted(study.desk("Ada"), note, seen={"words": "", "by": ""})
    seen = notes.quoted_as(study.desk("Ben"), note)
    notes.change(study.desk("Ben"), note, words="The kettle was never on.")
    with pytest.raises(WorkbenchError, match="changed since"):
        notes.let_be_quoted(study.desk("Ben"), note, seen=seen)

    seen = notes.quoted_as(study.desk("Ben"), note)
    notes.let_be_quoted(study.desk("Ben"), note, seen=seen)
    assert seen == {"words": "The kettle was never on.", "by": "Ben"}
    assert notes.for_documents(study.desk("Ada")) == [seen]
    assert "The kettle was never on." in in_the_report(study)

    notes.change(study.desk("Ben"), note, words="Something not previewed.")
    assert notes.for_documents(study.desk("Ada")) == []
    assert "Something not previewed." not in in_the_report(study)


def test_a_note_that_repeats_words_somebody_said_no_to_is_in_no_document(study: Study) -> None:
    ada, ben = study.desk("Ada"), study.desk("Ben")
    [who] = [each.guid for each in participants.everybody(ada) if each.label == "P01"]
    canary, fewer = "It is “and I STAY for the washing…” to me.", "To stay for the washing: that."
    theirs = [notes.write(ben, said, visibility="team") for said in (canary, fewer)]
    for note in theirs:
        notes.let_be_quoted(ben, note, seen=notes.quoted_as(ben, note))
    assert [each["words"] for each in notes.for_documents(ada)] == [canary, fewer]

    participants.say_consent(ada, [who], "report", given=False)
    assert [each["words"] for each in notes.for_documents(ada)] == [fewer]
    assert canary not in in_the_report(study)
    assert notes.not_quoted(ben) == {theirs[0]: notes.REFUSED}
    notes.change(ben, theirs[0], visibility="team")
    seen = notes.quoted_as(ben, theirs[0])
    with pytest.raises(WorkbenchError, match="said no to being quoted"):
        notes.let_be_quoted(ben, theirs[0], seen=seen)

    participants.say_consent(ada, [who], "report", given=True)
    assert notes.not_quoted(ben) == {}
    notes.let_be_quoted(ben, theirs[0], seen=seen)
    # Withdrawn, the words are nowhere to be held against; whoever wrote the note is asked.
    withdrawing.withdraw(study.workspace, ada, "P01")
    assert [each["words"] for each in notes.for_documents(ada)] == [fewer]
    assert notes.not_quoted(ben) == {theirs[0]: notes.WITHDRAWN}
    withdrawing.see_to(ben, theirs[0])
    assert notes.not_quoted(ben) == {}


def in_the_report(study: Study) -> str:
    return document_words(reporting.thematic(study.desk("Ada"))[1])


def test_a_note_is_about_a_code_or_a_set_until_that_is_gone(study: Study) -> None:
    chosen = sets.add(study.desk("Ada"), "Evenings")
    code = study.code("SA")
    note = notes.write(
        study.desk("Ben"),
        "How we word this.",
        visibility="team",
        kind="memo",
        about=[("code", code), ("set", chosen)],
    )
    [seen] = notes.readable(study.desk("Ada"))
    assert [each["name"] for each in seen["about"]] == ["Safety", "Evenings"]
    sets.remove(study.desk("Ada"), chosen)
    [seen] = notes.readable(study.desk("Ada"))
    assert [each["name"] for each in seen["about"]] == ["Safety"]
    notes.change(study.desk("Ben"), note, about=[])
    notes.undo(study.desk("Ben"))
    assert notes.readable(study.desk("Ada"))[0]["about"]
    with pytest.raises(WorkbenchError):
        notes.change(study.desk("Ben"), note, about=[("code", "nothing")])


def test_a_note_can_be_about_a_theme_or_a_decision(study: Study) -> None:
    theme = themes.start(study.desk("Ada"), "Kettles")
    decision = deciding.decide(study.desk("Ada"), "We keep both readings of the kettle.")
    notes.write(study.desk("Ben"), "Mine.", about=[("theme", theme), ("decision", decision)])

    [own] = notes.mine(study.desk("Ben"))
    assert [each["name"] for each in own["about"]] == [
        "We keep both readings of the kettle.",
        "Kettles",
    ]
    assert note_links.here(study.desk("Ben"), {"theme": theme}) == ("theme", theme)
    value = study.code("SA")
    assert note_links.here(study.desk("Ben"), {"theme": value}) == ("code", value)
    assert note_links.here(study.desk("Ben"), {"theme": "nothing"}) is None


def talk_about(study: Study, name: str, words: str) -> Guid:
    about = discussing.passage(study.desk(name), study.source, words)
    return discussing.open_discussion(study.desk(name), about)


def test_a_note_on_the_data_can_be_about_a_discussion_while_there_is_one(study: Study) -> None:
    point = talk_about(study, "Ada", "washing up")
    about = ("discussion", point)
    assert note_links.here(study.desk("Ben"), {"discussion": point}) == about
    # A place of a day is a discussion too, and meant rather than the day.
    assert note_links.here(study.desk("Ben"), {"day": new_guid(), "point": point}) == about
    assert note_links.to_choose_from(study.desk("Ben"))[about] == "Discussion: “washing up”"
    notes.write(study.desk("Ben"), "Ask again.", visibility="team", kind="memo", about=[about])
    [seen] = notes.readable(study.desk("Cleo"))
    assert seen["about"] == [{"kind": "discussion", "guid": point, "name": "“washing up”"}]

    # What a note is about keeps nobody from taking back what they opened; the note keeps quiet.
    saying.undo(study.desk("Ada"))
    assert notes.readable(study.desk("Cleo"))[0]["about"] == []
    saying.redo(study.desk("Ada"))
    assert notes.readable(study.desk("Cleo"))[0]["about"]

    withdrawing.withdraw(study.workspace, study.desk("Ada"), "P01")
    [seen] = notes.readable(study.desk("Cleo"))
    assert [each["name"] for each in seen["about"]] == [
        "Words that are not in the transcript any more"
    ]


def test_a_discussion_of_one_who_reads_on_their_own_is_nobody_elses_to_write_about(
    study: Study,
) -> None:
    coding_round = alone(study, "Ben", "Cleo")
    before = note_links.to_choose_from(study.desk("Cleo"))
    point = talk_about(study, "Ben", "washing up")
    about = ("discussion", point)
    notes.write(study.desk("Ben"), SECRET, visibility="team", kind="memo", about=[about])

    for name in ("Cleo", "Ada"):
        assert note_links.to_choose_from(study.desk(name)) == before
        assert note_links.here(study.desk(name), {"discussion": point}) is None
        assert words(study, name) == []
        with pytest.raises(WorkbenchError, match="not in this study any more"):
            notes.write(study.desk(name), "Mine.", about=[about])
    assert notes.readable(study.desk("Ben"))[0]["about"][0]["guid"] == point

    rounds.open_together(study.desk("Ada"), coding_round, "named", seen="named")
    [seen] = notes.readable(study.desk("Cleo"))
    assert (seen["words"], seen["about"][0]["name"]) == (SECRET, "“washing up”")


def test_a_note_about_anothers_unopened_code_is_refused_like_one_that_is_not_there(
    study: Study,
) -> None:
    alone(study, "Ben", "Cleo")
    before = note_links.to_choose_from(study.desk("Cleo"))
    secretly(study, "Ben")
    assert note_links.to_choose_from(study.desk("Cleo")) == before
    assert f"Code: {OWN_CODE}" in note_links.to_choose_from(study.desk("Ben")).values()


def test_a_notebook_is_taken_away_and_destroyed_by_its_owner_alone(study: Study) -> None:
    notes.write(study.desk("Ben"), SECRET, source=study.source)
    notes.write(study.desk("Ben"), "the spare kettle", visibility="team")
    notes.write(study.desk("Ben"), "on the data", visibility="team", kind="memo")
    notes.write(study.desk("Ada"), "hers", visibility="team")

    taken = notes.notebook_file(study.desk("Ben")).decode()
    assert SECRET in taken
    assert "about talk" in taken
    assert "hers" not in taken
    assert SECRET not in notes.notebook_file(study.desk("Ada")).decode()

    assert notes.destroy_notebook(study.desk("Ben")) == 2
    assert words(study, "Ada") == ["hers", "on the data"]
    assert b"the spare kettle" not in raw_bytes(study)
    notes.undo(study.desk("Ben"))
    assert words(study, "Ben") == ["hers"]
    with pytest.raises(WorkbenchError):
        notes.undo(study.desk("Ben"))
