"""Card sort: everybody's own piles, what may be on a card, and piles that become codes."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.codebook_change import Place
from workbench.domain.errors import NotAllowed, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.services import (
    card_sorting,
    codebook_view,
    content_notes,
    participants,
    withdrawing,
)
from workbench.store import checks

WORDS = ("A friend took me along", "nobody asked why I came", "Some weeks I do not go")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def place(study: Study, words: str) -> Place:
    start = study.text().index(words)
    return Place(study.source, Span(start, start + len(words)))


def begun(study: Study) -> Guid:
    return card_sorting.begin(study.desk("Ben"), "Cards", [place(study, one) for one in WORDS])


def test_each_sorts_into_piles_of_their_own_and_nobody_into_anothers(study: Study) -> None:
    ada, ben = study.desk("Ada"), study.desk("Ben")
    guid = begun(study)
    first, second, third = (card.guid for card in card_sorting.find(ben, guid).cards)
    coming = card_sorting.new_pile(ben, guid, "Coming in", first)
    card_sorting.put(ben, guid, second, coming)
    card_sorting.put(ben, guid, second, None)
    other = card_sorting.new_pile(ben, guid, "Going", second)
    card_sorting.put(ben, guid, first, other)

    mine = card_sorting.find(ben, guid)
    assert {pile.name: set(pile.cards) for pile in mine.mine()} == {
        "Coming in": set(), "Going": {first, second},
    }  # fmt: skip
    assert [card.guid for card in mine.unsorted()] == [third]
    seen = card_sorting.find(ada, guid)
    assert [(pile.maker, pile.mine) for pile in seen.piles] == [("Ben", False)] * 2
    assert len(seen.unsorted()) == 3
    for act in (
        lambda: card_sorting.put(ada, guid, third, other),
        lambda: card_sorting.rename(ada, other, "Mine now"),
        lambda: card_sorting.remove(ada, other),
        lambda: card_sorting.become(ada, other),
    ):
        with pytest.raises(NotAllowed, match="somebody else"):
            act()
    assert card_sorting.find(ben, guid) == mine
    for _ in range(6):
        card_sorting.undo(ben)
    assert card_sorting.listed(ben) == []
    for _ in range(6):
        card_sorting.redo(ben)
    assert card_sorting.find(ben, guid) == mine


def test_a_pile_becomes_a_draft_code_and_its_cards_ones_own_marks(study: Study) -> None:
    ben = study.desk("Ben")
    guid = begun(study)
    first, second, _ = (card.guid for card in card_sorting.find(ben, guid).cards)
    pile = card_sorting.new_pile(ben, guid, "No questions asked", first)
    card_sorting.put(ben, guid, second, pile)

    code = card_sorting.become(ben, pile, under=study.code("FR"))

    made = codebook_view.code(ben, code)
    assert (made.name, made.status, made.parent) == ("No questions asked", "draft", "FR")
    (step,) = codebook_view.story_of(ben, code)
    assert {each.words for each in codebook_view.passages(ben, step.guid)} == set(WORDS[:2])
    assert study.marks("Ben") == []  # nothing is marked until its maker says so
    assert card_sorting.mark(ben, pile) == 2
    assert card_sorting.mark(ben, pile) == 0
    assert {(row["coder"], row["code"]) for row in study.marks("Ada")} == {
        (study.people["Ben"], code)
    }
    assert checks.troubles(ben.project) == []


def test_cards_hold_what_may_be_read_and_hard_words_are_folded_until_opened(study: Study) -> None:
    ada = study.desk("Ada")
    content_notes.keep(ada, study.source, "Why somebody came", turns=(2, 2))
    guid = begun(study)
    first, _, third = card_sorting.find(ada, guid).cards
    assert (first.words, first.folded, first.warns) == ("", True, "Why somebody came")
    assert (third.words, third.folded) == (WORDS[2], False)
    assert card_sorting.find(ada, guid, opened={first.guid}).cards[0].words == WORDS[0]
    assert [one.words[:6] for one in card_sorting.offered(ada, source=study.source)] == [
        "A frie", "Now I ",
    ]  # fmt: skip

    who = participants.everybody(ada)[0]
    participants.say_consent(ada, [who.guid], "analysis", False)
    assert card_sorting.find(ada, guid).cards == ()
    assert card_sorting.offered(ada, source=study.source) == []


def test_up_to_forty_and_at_least_one(study: Study) -> None:
    ben = study.desk("Ben")
    with pytest.raises(NotReadable, match="Choose the extracts first"):
        card_sorting.begin(ben, "None", [])
    many = [Place(study.source, Span(at, at + 2)) for at in range(41)]
    with pytest.raises(NotReadable, match="up to 40"):
        card_sorting.begin(ben, "Many", many)
    guid = card_sorting.begin(ben, "Many", many[:40])
    with pytest.raises(NotReadable, match="these are 41"):
        card_sorting.add(ben, guid, many)
    assert len(card_sorting.find(ben, guid).cards) == 40


def test_withdrawn_words_leave_the_cards_and_the_names_of_piles(study: Study) -> None:
    ada = study.desk("Ada")
    guid = begun(study)
    card = card_sorting.find(ada, guid).cards[0].guid
    card_sorting.new_pile(ada, guid, "P01 felt safe there from the first day", card)
    withdrawing.withdraw(study.workspace, ada, "P01")
    assert card_sorting.find(ada, guid).cards == ()
    dump = "\n".join(ada.project.db.conn.iterdump())
    assert "P01" not in dump
    assert "felt safe there from" not in dump
