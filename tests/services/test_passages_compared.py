"""Whoever was asked for a passage has finished that and no more, wherever readings are compared.

The talk has four turns. Worked by hand: Ada reads all of it, Ben turns 1 to 2, Cleo turns 2 to 3,
so that the passages of Ben and Cleo share turn 2.
"""

from pathlib import Path

import pytest

from tests.alone import finish
from tests.builders import Study, small_study
from workbench.domain.ids import Guid
from workbench.services import (
    arranging,
    comparing,
    correcting,
    figures_of_agreement,
    finished_readings,
    perspectives,
    seen_from,
    small_groups,
    units,
    wanting_figures,
)

SAFE, CAME, NOW, WASHING = (
    "I felt safe there", "nobody asked why I came.\nAnd now?", "And now?", "washing up"
)  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path, names=("Ada", "Ben", "Cleo"))
    for name, turns in (("Ada", None), ("Ben", (1, 2)), ("Cleo", (2, 3))):
        people = [study.people[name]]
        arranging.offer(study.desk("Ada"), [study.source], people, turns=turns)
    return study


def told(rows: list[dict]) -> dict[str, tuple[list[str], list[str], list[str]]]:
    """For each passage who left it unmarked, who has not finished, who was never asked."""
    return {
        row["words"]: (
            sorted(row["unmarked_by"]),
            sorted(row["not_finished"]),
            sorted(row["not_asked"]),
        )
        for row in rows
    }


def turns(study: Study) -> list[dict]:
    return correcting.turns(study.desk("Ada"), study.source)


def test_within_a_passage_and_beyond_it_three_things_stay_three(study: Study) -> None:
    for words in (SAFE, CAME, WASHING):
        study.do("Ada", study.operation(words))
    for name in ("Ada", "Ben"):
        finish(study, name)
    finish(study, "Cleo", "opened")

    assert told(comparing.compare(study.desk("Ada"))) == {
        SAFE: (["Ben"], ["Cleo"], []),
        # Of words that go on beyond the passage nothing is said of its reader.
        CAME: ([], ["Cleo"], ["Ben"]),
        WASHING: ([], [], ["Ben", "Cleo"]),
    }
    finish(study, "Cleo", "finished_nothing")
    found = comparing.compare(study.desk("Ada"))
    assert told(found) == {
        SAFE: (["Ben", "Cleo"], [], []),
        CAME: (["Cleo"], [], ["Ben"]),
        WASHING: ([], [], ["Ben", "Cleo"]),
    }
    assert {row["words"]: row["kind"] for row in found} == {
        SAFE: "only_one",
        CAME: "only_one",
        WASHING: "nobody_else_yet",
    }
    # A mark beyond one's passage is a reading like any other.
    study.do("Ben", study.operation(WASHING, "HC"))
    assert told(comparing.compare(study.desk("Ada")))[WASHING] == ([], [], ["Cleo"])


def test_a_passage_keeps_its_turns_through_a_correction(study: Study) -> None:
    study.do("Ada", study.operation(SAFE))
    for name in ("Ada", "Ben"):
        finish(study, name)
    second = turns(study)[1]
    now = f"Well now: {second['words']} Not once."
    seen = correcting.version(study.desk("Ada"), study.source)
    correcting.correct_words(study.desk("Ada"), study.source, second["start"], now, seen=seen)

    [turn] = units.compare(study.desk("Ada"), unit="turn")
    assert (turn["words"], turn["unmarked_by"]) == (now, ["Ben"])
    assert arranging.mine(study.desk("Ben"))[0]["turns"] == (1, 2)
    study.do("Ada", study.operation("Not once"))
    assert told(comparing.compare(study.desk("Ada")))["Not once"][0] == ["Ben"]
    study.do("Ada", study.operation(NOW))
    assert told(comparing.compare(study.desk("Ada")))[NOW] == ([], ["Cleo"], ["Ben"])


def test_figures_rest_on_what_two_finished_and_on_no_other_word(study: Study) -> None:
    study.do("Ada", study.operation(SAFE), study.operation(WASHING, "HC"))
    study.do("Ben", study.operation(SAFE))
    study.do("Cleo", study.operation(NOW, "EC"))
    for name in study.people:
        finish(study, name)
    wanting_figures.turn_on(study.desk("Ada"), "A journal asks.")

    found = figures_of_agreement.summary(study.desk("Ada"), unit="turn")
    # Turn 1: Ada and Ben, neither; turn 2: Ada and Ben did, Cleo did not; turn 3: Cleo, not Ada.
    # Turn 4 Ada alone has finished, so that what she marked there is nothing to compare.
    assert (found.units, found.transcripts) == (3, 1)
    counts = {line.about: line.counts for line in found.lines}
    any_code = counts[figures_of_agreement.ANY_CODE]
    assert any_code is not None
    assert (any_code.everyone, any_code.some, any_code.nobody) == (0, 2, 1)
    given = {line.about for line in found.lines if line.kind == "code"}
    assert ("Human connection" in given, "Safety" in given) == (False, True)

    for unit in ("sentence", "character"):
        assert finished_readings.gathered(study.desk("Ada"), unit=unit).marked.weight.sum() > 0
    [text] = finished_readings.gathered(study.desk("Ada"), unit="character").texts
    second = turns(study)[1]
    at = study.text().index(SAFE) - second["start"]
    length = len(second["words"])
    stretches = {own and tuple(each[:2] for each in own) for own in text.readers}
    # Stretches are compared in turn 2, which alone all three have finished.
    assert text.length == length
    assert stretches == {((at, at + len(SAFE)),), ()}


def test_passages_that_share_no_turn_are_nothing_to_compare(tmp_path: Path) -> None:
    study = small_study(tmp_path, names=("Ada", "Ben", "Cleo"))
    for name, passage in (("Ben", (1, 1)), ("Cleo", (4, 4))):
        people = [study.people[name]]
        arranging.offer(study.desk("Ada"), [study.source], people, turns=passage)
        finish(study, name)
    assert finished_readings.gathered(study.desk("Ada"), unit="turn").texts == ()


def test_by_heading_only_what_was_finished_from_both_counts(study: Study) -> None:
    perspectives.word_headings(study.desk("Ada"), ["From life", "From work"])
    headings = [Guid(row["guid"]) for row in perspectives.headings(study.desk("Ada"))]
    for name, heading in (("Ada", headings[0]), ("Ben", headings[1])):
        own = perspectives.add(study.desk(name), f"words of {name}", visibility="team")
        perspectives.place(study.desk(name), own, [heading])
        small_groups.answer(study.desk(name), heading, "team")
    study.do("Ada", study.operation(SAFE), study.operation(CAME), study.operation(WASHING))
    study.do("Ben", study.operation("A friend took me along", "HC"))
    for name in ("Ada", "Ben"):
        finish(study, name)

    found = comparing.compare(study.desk("Cleo"), by="perspective")
    assert told(found)[SAFE] == (["From work"], [], [])
    assert told(found)[WASHING] == ([], [], ["From work"])

    pair = seen_from.seen_from(study.desk("Cleo"), *headings)
    # Of three passages from life two begin within turns 1 to 2, and one of them is cut there.
    assert (pair.of, len(pair.transcripts), pair.in_part) == ((2, 1), 1, 1)
    assert "Of 1 of these, only a part was finished from both" in " ".join(pair.what_it_can_show())
    [life, _] = seen_from.passages(study.desk("Cleo"), pair, "SA")
    assert [each["words"] for each in life] == [SAFE, "nobody asked why I came."]
    assert (pair.how_far[1].finished, pair.how_far[1].not_asked) == (1, 0)
