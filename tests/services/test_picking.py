"""Picking quotations: what passes the filters, and whom a report would quote how often."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import NotReadable
from workbench.services import participants, picking, rounds, themes
from workbench.services.picking import Filters

SAFE = "I felt safe there from the first day, and nobody asked why I came."
BISCUITS = "Now I bring the biscuits 🙂 and I stay for the washing up."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path, names=("Ada", "Ben"))
    study.do("Ada", study.operation(SAFE, "SA", presence="there"))
    study.do("Ben", study.operation(SAFE, "HC", presence="missing"))
    study.do("Ben", study.operation(BISCUITS, "SA1", flags=["powerful"]))
    return study


def found(study: Study, **chosen: object) -> list[str]:
    return [each.words for each in picking.marked(study.desk("Ada"), Filters(**chosen))]


def test_what_several_marked_is_there_once_with_all_readings(study: Study) -> None:
    first, second = picking.marked(study.desk("Ada"), Filters())

    assert (first.words, second.words) == (SAFE, BISCUITS)
    assert first.readings == (
        ("Ada", "Safety", "there"), ("Ben", "Human connection", "missing"),
    )  # fmt: skip
    assert first.before.endswith("A friend took me along. ")
    assert first.attribution == "[P01, group]"


def test_stretches_that_share_words_stand_together_with_all_their_words(study: Study) -> None:
    study.do("Ada", study.operation("from the first day", "HC"))
    study.do("Ada", study.operation("nobody asked why I came.\nAnd now?", "SA"))
    everything = picking.marked(study.desk("Ada"), Filters())

    first, second = picking.together(everything)

    assert [each.words for each in first] == [
        SAFE, "from the first day", "nobody asked why I came.\nAnd now?",
    ]  # fmt: skip
    assert picking.words_of(first) == f"{SAFE}\nAnd now?"
    assert [each.words for each in second] == [BISCUITS]
    assert [each for card in picking.together(everything) for each in card] == everything


def test_around_a_quotation_each_turn_says_who_speaks(study: Study) -> None:
    first, second = picking.marked(study.desk("Ada"), Filters())

    assert "\nP01: A friend" in first.before
    assert ": " not in first.words
    assert "\nInterviewer: " in first.after
    assert second.before.endswith("P01: ")


def test_filters_leave_in_what_fits(study: Study) -> None:
    assert found(study, code=study.code("SA")) == [SAFE, BISCUITS]  # with the codes under it
    assert found(study, code=study.code("SA1")) == [BISCUITS]
    assert found(study, presence="missing") == [SAFE]
    assert found(study, reader=study.people["Ada"]) == [SAFE]
    assert found(study, flag="powerful") == [BISCUITS]
    assert found(study, setting="online") == []
    assert found(study, setting="group") == [SAFE, BISCUITS]


def test_words_are_looked_for_as_a_search_does_in_what_was_marked(study: Study) -> None:
    assert found(study, words="feel safe") == [SAFE]
    assert found(study, words="stayed") == [BISCUITS]
    assert found(study, words='"first day"') == [SAFE]
    assert found(study, words="bisc*") == [BISCUITS]
    assert found(study, words="friend") == []  # said before it, and not marked
    assert found(study, words="  ") == [SAFE, BISCUITS]
    assert found(study, words="feel", code=study.code("SA1")) == []
    with pytest.raises(NotReadable, match="three letters"):
        found(study, words="bi*")


def test_an_attribute_of_a_participant_is_a_filter(study: Study) -> None:
    ada = study.desk("Ada")
    (who,) = participants.everybody(ada)
    borough = participants.define(ada, "Borough", "text")
    participants.give(ada, who.guid, {borough: "Northside"})

    ((words, meant),) = picking.attribute_values(ada).values()
    assert words == "Borough: Northside"
    assert found(study, attribute=meant) == [SAFE, BISCUITS]
    assert found(study, attribute=(borough, "Southside")) == []


def test_what_a_theme_has_is_said_and_can_be_left_out(study: Study) -> None:
    ada = study.desk("Ada")
    one = picking.marked(ada, Filters())[0]
    themes.choose(ada, study.code("SA"), "looked_like", (one.source, one.span.start, one.span.end))

    assert picking.marked(ada, Filters())[0].themes == ("Safety",)
    assert found(study, unused=True) == [BISCUITS]
    (share,) = picking.shares(ada)
    assert (share.label, share.quotations, share.of, share.much) == ("P01", 1, 1, False)
    assert picking.not_quoted(ada) == []


def test_what_is_read_on_our_own_is_not_there_to_be_quoted(study: Study) -> None:
    sealed = "Some weeks I do not go."
    rounds.start(study.desk("Ada"), "Alone", [study.source], [*study.people.values()])
    study.do("Ben", study.operation(sealed, "CC"))

    assert sealed not in found(study)
