"""Themes: gathering, choosing, ordering and trimming quotations, and writing without losing."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.services import correcting, participants, prose, themes
from workbench.store import themes as theme_store

SAFE = "I felt safe there from the first day, and nobody asked why I came."
BISCUITS = "Now I bring the biscuits 🙂 and I stay for the washing up."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben"))


def passage(study: Study, words: str) -> themes.Passage:
    start = study.text().index(words)
    return (study.source, start, start + len(words))


def test_the_values_come_first_and_a_theme_of_ones_own_after_them(study: Study) -> None:
    made = themes.start(study.desk("Ben"), "What the washing up is for")

    titles = [theme.title for theme in themes.listed(study.desk("Ada"))]
    assert titles[0] == "Experience in common"
    assert len(titles) == 7
    assert themes.listed(study.desk("Ada"))[-1].guid == made
    themes.undo(study.desk("Ben"))
    assert len(themes.listed(study.desk("Ada"))) == 6


def test_a_theme_is_started_from_a_talk_in_one_step(study: Study) -> None:
    talk, decision = new_guid(), new_guid()
    made = themes.start(
        study.desk("Ada"), "Tea", passages=[passage(study, SAFE)], codes=[study.code("SA1")],
        discussion=talk, decisions=[decision],
    )  # fmt: skip

    theme = themes.one(study.desk("Ben"), made)
    assert (theme.discussion, theme.decisions, theme.codes) == (
        talk, (decision,), (study.code("SA1"),),
    )  # fmt: skip
    (gathered,) = themes.quotations(study.desk("Ben"), made)
    assert (gathered.words, gathered.chosen.part) == (SAFE, "gathered")
    themes.undo(study.desk("Ada"))
    assert themes.quotations(study.desk("Ada"), made) == []
    themes.redo(study.desk("Ada"))
    assert [each.words for each in themes.quotations(study.desk("Ada"), made)] == [SAFE]


def test_quotations_are_ordered_with_buttons_and_undone(study: Study) -> None:
    desk, value = study.desk("Ada"), study.code("SA")
    first = themes.choose(desk, value, "looked_like", passage(study, SAFE))
    second = themes.choose(desk, value, "looked_like", passage(study, BISCUITS))

    def order() -> list[Guid]:
        return [each.chosen.guid for each in themes.quotations(desk, value)]

    themes.move(desk, second, -1)
    assert order() == [second, first]
    themes.move(desk, second, -1)
    assert order() == [second, first]
    themes.undo(desk)
    themes.undo(desk)
    assert order() == [first, second]
    themes.take_out(desk, first)
    assert order() == [second]
    themes.undo(desk)
    assert order() == [first, second]


def test_the_same_words_are_in_a_theme_once_and_move_where_they_are_wanted(study: Study) -> None:
    desk, value = study.desk("Ada"), study.code("SA")
    one = themes.choose(desk, value, "gathered", passage(study, SAFE))
    again = themes.choose(desk, value, "hard", passage(study, SAFE))

    assert one == again
    assert [each.chosen.part for each in themes.quotations(desk, value)] == ["hard"]


def test_trimming_never_alters_what_was_said_and_takes_its_checks_along(study: Study) -> None:
    desk, value = study.desk("Ada"), study.code("SA")
    quotation = themes.choose(desk, value, "looked_like", passage(study, SAFE))
    themes.check(desk, quotation, [])
    assert themes.quotations(desk, value)[0].checked

    themes.trim(desk, quotation, "I felt safe … [and] nobody asked why I came.")

    (shown,) = themes.quotations(desk, value)
    assert shown.words == "I felt safe [and] nobody asked why I came."
    assert shown.whole == SAFE
    assert not shown.checked
    with pytest.raises(NotReadable, match="“unsafe”"):
        themes.trim(desk, quotation, "I felt unsafe there")
    assert themes.quotations(desk, value)[0].words == shown.words


def test_a_quotation_follows_a_correction_of_its_transcript(study: Study) -> None:
    desk, value = study.desk("Ada"), study.code("SA")
    quotation = themes.choose(desk, value, "looked_like", passage(study, SAFE))
    themes.trim(desk, quotation, "I felt safe there … nobody asked why I came.")
    seen = correcting.version(desk, study.source)
    start = study.text().index("A friend took")
    correcting.correct_words(
        desk, study.source, start, f"My friend took me along. {SAFE}".replace("safe", "safer"),
        seen=seen,
    )  # fmt: skip

    (shown,) = themes.quotations(desk, value)
    assert shown.words == "I felt safer there … nobody asked why I came."


def test_a_quotation_that_may_tell_who_it_is_needs_a_reason_and_two_people(study: Study) -> None:
    ada, ben, value = study.desk("Ada"), study.desk("Ben"), study.code("SA")
    quotation = themes.choose(ada, value, "looked_like", passage(study, SAFE))
    with pytest.raises(NotReadable, match="why"):
        themes.check(ada, quotation, ["area"])

    themes.check(ada, quotation, ["area"], "Every town has one.")
    assert not themes.quotations(ada, value)[0].checked
    themes.check(ben, quotation, ["area"])
    assert themes.quotations(ada, value)[0].checked
    themes.undo(ben)
    assert not themes.quotations(ada, value)[0].checked


def test_what_may_be_quoted_is_said_for_each_audience(study: Study) -> None:
    desk, value = study.desk("Ada"), study.code("SA")
    themes.choose(desk, value, "looked_like", passage(study, SAFE))
    (who,) = [each for each in participants.everybody(desk) if each.label == "P01"]
    assert themes.quotations(desk, value)[0].report == "not_recorded"

    participants.say_consent(desk, [who.guid], "report", True)
    participants.say_consent(desk, [who.guid], "public_summary", False)

    (shown,) = themes.quotations(desk, value)
    assert (shown.report, shown.public) == ("yes", "no")


def test_two_people_writing_in_one_place_lose_nothing(study: Study) -> None:
    ada, ben, value = study.desk("Ada"), study.desk("Ben"), study.code("SA")
    first = prose.save(ada, value, "claim", "Safety is made.", 0)
    seen_by_ben = prose.current(ben, value, "claim")["number"]
    prose.save(ada, value, "claim", "Safety is made, and kept.", first["number"])

    answer = prose.save(ben, value, "claim", "Safety is made by somebody.", seen_by_ben)
    assert [each["words"] for each in answer["beside"]] == ["Safety is made, and kept."]
    again = prose.save(ben, value, "claim", "Safety is made by one of us.", answer["number"])

    now = prose.current(ada, value, "claim")
    assert now["words"] == "Safety is made, and kept."
    assert [(each["by"], each["words"]) for each in now["beside"]] == [
        ("Ben", "Safety is made by one of us.")
    ]
    prose.join(ada, value, "claim", "Both.", [each["number"] for each in now["beside"]])
    assert prose.current(ben, value, "claim")["words"] == "Both."
    assert prose.current(ben, value, "claim")["beside"] == []
    assert {each["words"] for each in prose.history(ben, value, "claim")} == {
        "Both.", "Safety is made by one of us.", "Safety is made, and kept.",
    }  # fmt: skip
    assert again["number"] != answer["number"]


def test_an_earlier_wording_can_be_brought_back(study: Study) -> None:
    ada, ben, value = study.desk("Ada"), study.desk("Ben"), study.code("SA")
    was = prose.save(ada, value, "claim", "The first.", 0)["number"]
    prose.save(ben, value, "claim", "The second.", was)

    prose.bring_back(ada, value, "claim", was)

    assert prose.written(ben, value) == {"claim": "The first."}
    assert len(prose.history(ben, value, "claim")) == 3


def test_a_theme_that_was_removed_comes_back_with_what_was_written(study: Study) -> None:
    desk = study.desk("Ada")
    made = themes.start(desk, "Tea")
    prose.save(desk, made, "claim", "Tea matters.", 0)
    themes.choose(desk, made, "looked_like", passage(study, SAFE))

    themes.remove(desk, made)
    assert made not in {theme.guid for theme in themes.listed(desk)}
    themes.undo(desk)

    assert themes.written(desk, made) == {"claim": "Tea matters."}
    assert len(theme_store.quotations(desk.project.db, theme=made)) == 1
