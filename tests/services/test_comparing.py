"""Readings side by side, against small studies worked out by hand."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.ids import Guid, new_guid
from workbench.services import coding, comparing, notes, perspectives, side_by_side

SAFE = "I felt safe there from the first day, and nobody asked why I came."
BISCUITS = "Now I bring the biscuits 🙂 and I stay for the washing up."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cleo"))


def mark(study: Study, name: str, words: str, key: str, **more: object) -> None:
    start = study.text().index(words)
    coding.mark(
        study.desk(name), study.source, start=start, end=start + len(words),
        code=study.code(key), **more,
    )  # fmt: skip


def finish(study: Study, *names: str) -> None:
    for name in names:
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})


def test_what_is_most_different_comes_first(study: Study) -> None:
    mark(study, "Ada", BISCUITS, "TW")
    mark(study, "Ada", SAFE, "SA", presence="there")
    mark(study, "Ben", SAFE, "SA", presence="missing")
    finish(study, "Ada", "Ben")

    first, second = comparing.compare(study.desk("Cleo"))

    assert (first["words"], first["kind"]) == (SAFE, "here_and_missing")
    assert (second["words"], second["kind"]) == (BISCUITS, "only_one")
    said = {each["reader"]: each["presence"] for each in first["readings"]}
    assert said == {"Ada": "there", "Ben": "missing"}


def test_who_left_it_unmarked_is_told_from_who_has_not_read_it(study: Study) -> None:
    mark(study, "Ada", SAFE, "SA")
    finish(study, "Ben")

    (only,) = comparing.compare(study.desk("Ada"))

    assert only["kind"] == "only_one"
    assert (only["unmarked_by"], only["not_asked"]) == (["Ben"], ["Cleo"])


def test_the_words_are_whole_as_the_shortest_mark_has_them(study: Study) -> None:
    mark(study, "Ada", SAFE, "SA")
    mark(study, "Ben", f"A friend took me along. {SAFE}", "HC")

    (only,) = comparing.compare(study.desk("Ada"))

    assert only["words"] == SAFE
    assert study.text()[only["start"] : only["end"]] == SAFE


def test_nobody_else_having_finished_is_not_something_to_talk_about(study: Study) -> None:
    mark(study, "Ada", SAFE, "SA")

    (only,) = comparing.compare(study.desk("Ada"))

    assert (only["kind"], only["differs"]) == ("nobody_else_yet", False)


def test_only_the_chosen_readers_are_compared(study: Study) -> None:
    for name, key in (("Ada", "SA"), ("Ben", "HC"), ("Cleo", "FR")):
        mark(study, name, SAFE, key)

    (only,) = comparing.compare(
        study.desk("Ada"), readers=[study.people["Ada"], study.people["Cleo"]]
    )

    assert {each["reader"] for each in only["readings"]} == {"Ada", "Cleo"}


def test_a_private_perspective_stands_under_not_shared_for_others(study: Study) -> None:
    own = perspectives.add(study.desk("Ada"), "my own years in groups", visibility="me")
    perspectives.word_headings(study.desk("Ada"), ["Been there", "Come by a job"])
    mark(study, "Ada", SAFE, "SA", perspectives=[own])
    mark(study, "Ben", SAFE, "HC", perspectives=[])

    def sides(name: str) -> list[str]:
        (only,) = comparing.compare(study.desk(name), by="perspective")
        return [each["reader"] for each in only["readings"]]

    assert sides("Ben") == ["No perspective recorded", "Not shared with you"]
    assert sides("Ada") == ["Not under a shared heading", "No perspective recorded"]
    assert comparing.one_person(study.desk("Ben")) == []


def test_a_heading_with_two_people_behind_it_shows_neither(study: Study) -> None:
    perspectives.word_headings(study.desk("Ada"), ["Been there", "Come by a job"])
    been_there = perspectives.headings(study.desk("Ada"))[0]["guid"]
    for name in ("Ada", "Ben"):
        own = perspectives.add(study.desk(name), f"words of {name}", visibility="team")
        perspectives.place(study.desk(name), own, [been_there])
        mark(study, name, SAFE, "SA", perspectives=[own])

    assert comparing.one_person(study.desk("Cleo")) == []
    (alone,) = comparing.one_person(study.desk("Cleo"), readers=[study.people["Ben"]])
    assert (alone.name, alone.mine, alone.held) == ("Been there", False, True)


def test_lanes_hold_each_readers_marks_under_their_value(study: Study) -> None:
    mark(study, "Ben", BISCUITS, "TW1", presence="there")

    found = side_by_side.lanes(study.desk("Ada"), study.source)

    ada, ben, cleo = found["readers"]
    assert (ada["marks"], cleo["marks"]) == ([], [])
    (only,) = ben["marks"]
    assert found["text"][only["start"] : only["end"]] == BISCUITS
    assert (only["key"], only["value"], only["presence_words"]) == ("TW1", "TW", "it is here")
    assert [turn["speaker"] for turn in found["turns"]][:2] == ["Interviewer", "P01"]


def test_the_text_has_a_line_for_each_heading_and_for_marks_under_none(tmp_path: Path) -> None:
    study = small_study(tmp_path)
    shared = perspectives.add(study.desk("Ada"), "a carer", visibility="team")
    perspectives.word_headings(study.desk("Ada"), ["Carers", "Researchers"])
    carers = Guid(perspectives.headings(study.desk("Ada"))[0]["guid"])
    perspectives.place(study.desk("Ada"), shared, [carers])
    study.do("Ada", study.operation("I felt safe there"))
    perspectives.add(study.desk("Ben"), "only mine")
    study.do("Ben", study.operation("biscuits", "TW"))

    found = side_by_side.lanes(study.desk("Ada"), study.source, by="perspective")
    lines = {one["name"]: len(one["marks"]) for one in found["readers"]}
    assert lines == {"Carers": 1, "Researchers": 0, "Not shared with you": 1}


def test_by_lens_readings_stand_under_what_drew_their_readers(study: Study) -> None:
    mark(study, "Ada", SAFE, "SA", lens="feeling")
    mark(study, "Ben", SAFE, "FR", lens="process")
    mark(study, "Cleo", BISCUITS, "TW")
    finish(study, "Ada", "Ben", "Cleo")

    first, second = comparing.compare(study.desk("Ada"), by="lens")

    sides = {(each["reader"], each["person"], each["code"]) for each in first["readings"]}
    assert sides == {
        ("What it was like", "Ada", "Safety"),
        ("How things were done", "Ben", "Freedom to be oneself"),
    }
    assert first["unmarked_by"] == first["not_finished"] == first["not_asked"] == []
    # What was marked through one lens alone, or none, is a finding like any other.
    assert (second["differs"], second["kinds"]) == (True, ["seen through one lens only"])
    lanes = side_by_side.lanes(study.desk("Ada"), study.source, by="lens")
    assert [lane["name"] for lane in lanes["readers"]] == [
        "What it was like",
        "How things were done",
        "Nothing said of what drew them to it",
    ]


def test_what_is_about_a_code_is_found_with_what_stands_under_it(study: Study) -> None:
    mark(study, "Ada", SAFE, "SA1")
    mark(study, "Ben", BISCUITS, "TW")
    finish(study, "Ada", "Ben")
    found = comparing.passages(study.desk("Cleo"))

    about = {key: [
            one["words"]
            for one in comparing.tell([one for one in found if one.is_about(study.code(key))])
        ]
             for key in ("SA", "SA1", "SA2", "TW")}  # fmt: skip
    assert about == {"SA": [SAFE], "SA1": [SAFE], "SA2": [], "TW": [BISCUITS]}
    offered = comparing.to_ask_about(study.desk("Ada"))
    assert (offered[study.code("SA")], offered[study.code("SA1")][0]) == ("Safety", "\u2003")


def test_asked_and_not_finished_is_told_from_never_asked(study: Study) -> None:
    mark(study, "Ada", SAFE, "SA")
    finish(study, "Ada")
    study.do("Ben", {"id": new_guid(), "kind": "reading_state", "state": "opened"})

    (one,) = comparing.compare(study.desk("Ada"))
    assert (one["not_finished"], one["not_asked"]) == (["Ben"], ["Cleo"])
    # By name only for whoever arranges reading.
    (one,) = comparing.compare(study.desk("Ben"))
    assert (one["not_finished"], one["not_asked"]) == (["somebody"], ["somebody"])


def test_shared_notes_stand_beside_the_text_and_private_ones_do_not(study: Study) -> None:
    at = study.text().index(SAFE)
    for name, visibility in (("Ben", "team"), ("Ada", "me")):
        notes.write(
            study.desk(name),
            f"note of {name}",
            visibility=visibility,
            source=study.source,
            span=(at, at + 5),
        )
    (note,) = side_by_side.lanes(study.desk("Ada"), study.source)["notes"]
    assert (note["who"], note["words"], note["start"]) == ("Ben", "note of Ben", at)
