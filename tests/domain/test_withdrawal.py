"""Taking turns out of a text: every mark that is carried over quotes the same remaining words."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.span import Span
from workbench.domain.withdrawal import (
    TAKEN_OUT,
    names_in,
    quotations_out_of,
    take_out,
    without_names,
)

# Emoji with joiners and flags, combining marks, right-to-left, line breaks within a turn.
_PIECES = st.sampled_from(
    [*"abc .", "é", "e\u0301", "👩🏽‍🦽", "🇬🇧", "🙂", "שלום", "مرحبا", "\u200f", "\n", "ก็"]
)
_TURNS = st.lists(
    st.tuples(st.lists(_PIECES, min_size=1, max_size=8).map("".join), st.booleans()), min_size=1
)


@given(_TURNS, st.data())
def test_a_carried_mark_quotes_exactly_the_words_that_remain(
    spoken: list[tuple[str, bool]], data: st.DataObject
) -> None:
    text = "\n".join(words for words, _ in spoken)
    turns, at = [], 0
    for words, _ in spoken:
        turns.append(Span(at, at + len(words)))
        at += len(words) + 1
    gone = {number for number, (_, theirs) in enumerate(spoken) if theirs}
    start = data.draw(st.integers(0, len(text) - 1))
    mark = Span(start, data.draw(st.integers(start + 1, len(text))))

    left = take_out(text, turns, gone)
    carried = left.carried(mark)

    assert left.text == "\n".join(TAKEN_OUT if theirs else words for words, theirs in spoken)
    for number, turn in enumerate(left.turns):
        expected = TAKEN_OUT if number in gone else spoken[number][0]
        assert left.text[turn.start : turn.end] == expected
    if not left.touches(mark):
        assert carried is not None
        assert left.text[carried.start : carried.end] == text[mark.start : mark.end]
        return
    # Turn by turn, what the mark had of those that stay and what it has of them now.
    before = [
        text[max(mark.start, turn.start) : min(mark.end, turn.end)]
        for number, turn in enumerate(turns)
        if number not in gone and mark.overlaps(turn)
    ]
    after = [
        left.text[max(carried.start, turn.start) : min(carried.end, turn.end)]
        for number, turn in enumerate(left.turns)
        if carried and number not in gone and carried.overlaps(turn)
    ]
    assert after == before
    if carried:  # no mark begins or ends in what is not anybody's words
        ends = (carried.start, carried.end - 1)
        assert not any(
            left.turns[number].start <= at < left.turns[number].end
            for number in gone
            for at in ends
        )


def test_a_mark_over_a_withdrawn_turn_goes_on_over_its_line() -> None:
    left = take_out("ab\ncd\nef", [Span(0, 2), Span(3, 5), Span(6, 8)], {1})

    carried = left.carried(Span(1, 7))

    assert carried is not None
    assert left.text[carried.start : carried.end] == f"b\n{TAKEN_OUT}\ne"
    assert left.carried(Span(2, 6)) is None


def test_a_name_goes_where_it_is_a_word_of_its_own() -> None:
    assert without_names("group_P07_and p07a, P07.", ["P07"]) == (
        "group_[taken out]_and p07a, [taken out]."
    )
    assert names_in("Then Ann said", ["ann"])
    assert not names_in("Then Anna said", ["ann"])


def test_words_of_theirs_that_a_text_repeats_are_taken_out_and_a_few_are_not() -> None:
    said = ["I buried my quokka badge under the floorboards, for eleven years."]
    text = (
        "People hid things: “I BURIED my quokka badge under the floorboards for years”. My badge."
    )

    without = quotations_out_of(said)

    assert without(text) == f"People hid things: “{TAKEN_OUT} years”. My badge."
    assert without("under the floorboards for a while") == "under the floorboards for a while"
    assert without("") == ""


def test_a_short_turn_is_a_quotation_as_a_whole_and_only_where_nobody_else_said_it() -> None:
    without = quotations_out_of(
        ["It whistled, mostly.", "Oh yes.", "I do not know.", "We all went home for tea."],
        stay=["Well, I do not know!", "Then we all went home for tea, and slept."],
    )

    assert without("“It whistled mostly” is the name.") == f"“{TAKEN_OUT}” is the name."
    for words in ("Oh yes.", "I do not know why.", "We all went home for tea."):
        assert without(words) == words
