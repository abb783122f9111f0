"""Correcting a text: a mark that is carried over quotes the same words wherever they remain."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.revision import Edit, Revision, edits_between, revise
from workbench.domain.span import Span

# Emoji with joiners and flags, combining marks, right-to-left, line breaks.
_PIECES = st.sampled_from(
    [
        *"abc .,",
        "é",
        "e\u0301",
        "👩🏽‍🦽",
        "🇬🇧",
        "🙂",
        "שלום",
        "مرحبا",
        "\u200f",
        "\n",
        "ก็",
        "gate ",
    ]
)
_WORDS = st.lists(_PIECES, max_size=12).map("".join)


@st.composite
def _revisions(draw: st.DrawFn) -> Revision:
    """Some text with stretches of it replaced, taken away and put in."""
    text, edits, at = "", [], 0
    for kept, gone, new in draw(st.lists(st.tuples(_WORDS, _WORDS, _WORDS), max_size=5)):
        text += kept + gone
        at += len(kept)
        edits.append(Edit(at, at + len(gone), new))
        at += len(gone)
    return revise(text + draw(_WORDS) + "end", edits)


def _letters(words: str) -> int:
    """Letters with their accents, numbers and signs, counted apart from their words."""
    return sum(unicodedata.category(character)[0] in "LMNS" for character in words)


def _keeps_its_words(words: str, kept: list[str]) -> bool:
    """What must always be enough: all of it, or well over half in a row."""
    left = max(kept, key=_letters)
    return _letters(left) == _letters(words) > 0 or (
        len(left) > len(words) / 2 and " " not in words and left.isalnum() and len(left) > 3
    )


def _span(data: st.DataObject, text: str) -> Span:
    start = data.draw(st.integers(0, len(text) - 1))
    return Span(start, data.draw(st.integers(start + 1, len(text))))


@given(_revisions(), st.data())
def test_a_carried_mark_quotes_exactly_the_words_that_remain(
    revision: Revision, data: st.DataObject
) -> None:
    mark = _span(data, revision.before)
    carried = revision.carried(mark)

    kept, put_in, at = [], [], mark.start
    for edit in revision.edits:
        if edit.start < mark.end and edit.end > mark.start and edit.start < edit.end:
            kept.append(revision.before[at : max(at, edit.start)])
            put_in.append(edit.words)
            at = edit.end
        elif mark.start < edit.start == edit.end < mark.end:
            kept.append(revision.before[at : edit.start])
            put_in.append(edit.words)
            at = edit.end
    kept.append(revision.before[at : mark.end])
    expected = kept[0] + "".join(new + rest for new, rest in zip(put_in, kept[1:], strict=True))
    if not revision.touches(mark):
        assert carried is not None
        assert revision.text[carried.start : carried.end] == expected
    elif carried is not None:
        assert any(kept)
        assert revision.text[carried.start : carried.end] == expected.strip()
    else:  # too little of it remains, and there is a place to show it at
        assert not _keeps_its_words(revision.before[mark.start : mark.end], kept)
        place = revision.place(mark)
        assert place is not None
        assert revision.text[place.start : place.end].strip()


@given(_revisions(), st.data())
def test_a_correction_taken_back_puts_every_untouched_mark_where_it_was(
    revision: Revision, data: st.DataObject
) -> None:
    mark, back = _span(data, revision.before), revision.back()

    assert revise(back.before, back.edits).text == revision.before
    if not revision.touches(mark):
        carried = revision.carried(mark)
        assert carried is not None
        if not back.touches(carried):
            assert back.carried(carried) == mark


@given(_WORDS, _WORDS, _WORDS)
def test_what_differs_between_two_texts_makes_one_of_the_other(
    before: str, old: str, new: str
) -> None:
    edits = edits_between(old, new, at=len(before))

    assert revise(before + old + "!", edits).text == before + new + "!"
    for edit in edits:
        assert edit.words != (before + old)[edit.start : edit.end]


@given(st.lists(_WORDS.filter(bool), min_size=1), st.data())
def test_turns_hold_what_is_put_in_at_their_ends(spoken: list[str], data: st.DataObject) -> None:
    text, turns, at = "\n".join(spoken), [], 0
    for words in spoken:
        turns.append(Span(at, at + len(words)))
        at += len(words) + 1
    number = data.draw(st.integers(0, len(turns) - 1))
    now = data.draw(_WORDS.filter(bool))
    corrected = turns[number]

    revision = revise(text, edits_between(spoken[number], now, at=corrected.start))

    said = [*spoken[:number], now, *spoken[number + 1 :]]
    moved = revision.moved_turns(turns)
    assert [revision.text[turn.start : turn.end] for turn in moved] == said
    assert [revision.moved(turn.start) for turn in turns] == [turn.start for turn in moved]


@given(st.lists(_WORDS.filter(bool), min_size=1), st.data())
def test_a_turn_came_from_all_that_was_said_in_it_before(
    spoken: list[str], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(spoken) - 1))
    now = [*spoken]
    now[number] = data.draw(_WORDS.filter(bool))
    start = len("\n".join(spoken[:number])) + (number > 0)

    edits = edits_between(spoken[number], now[number], at=start)
    revision = revise("\n".join(spoken), edits)

    at = 0
    for was, words in zip(spoken, now, strict=True):
        came_from = revision.came_from(Span(at, at + len(words)))
        assert came_from is not None
        assert revision.before[came_from.start : came_from.end] == was
        at += len(words) + 1


def test_a_part_came_from_all_that_its_words_replaced() -> None:
    old, new = "So the cold grey gate was shut", "So it was shut tight"
    revision = revise(old, [Edit(3, 21, "it"), Edit(30, 30, " tight")])
    assert revision.text == new

    def came_from(words: str) -> str | None:
        start = new.index(words)
        span = revision.came_from(Span(start, start + len(words)))
        return span and old[span.start : span.end]

    assert came_from("So it") == "So the cold grey gate"
    assert came_from("it") == "the cold grey gate"
    assert came_from("t was") == "the cold grey gate was"
    assert came_from("tight") is None


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("the gate was", "the big gate was"),  # a word put in
        ("old gate", "iron gate"),  # a part replaced
        ("gate", "gate"),
        ("old", None),
        ("old ", None),
    ],
)
def test_a_mark_goes_on_with_what_is_left_of_its_words(words: str, now: str | None) -> None:
    old = "So the gate was shut, the old gate"
    new = "So the big gate was shut, the iron gate"
    revision = revise(old, edits_between(old, new))
    start = old.rindex(words)

    carried = revision.carried(Span(start, start + len(words)))

    assert (carried and new[carried.start : carried.end]) == now
    if now is None:
        place = revision.place(Span(start, start + len(words)))
        assert place is not None
        assert new[place.start : place.end] == "iron"


def test_a_mark_on_a_short_word_stays_when_only_what_nobody_sees_is_taken_away() -> None:
    revision = revise("No\u200f, said Ada", [Edit(2, 3, "")])

    assert revision.carried(Span(0, 3)) == Span(0, 2)
    assert revise("e\u0301, said Ada", [Edit(1, 2, "")]).carried(Span(0, 2)) is None  # an accent


@pytest.mark.parametrize(
    ("old", "new", "now"),
    [
        # Most of it was heard wrongly: one shared word does not make it the same words.
        ("and the old gate was shut", "then the new door stayed open", None),
        ("the gate", "the door", None),
        ("the men", "the boys", None),
        ("that was painful for me", "that hurt", None),
        ("not me", "not her", None),
        ("I never once felt at home there", "I felt a stranger in it", None),
        ("It helped", "It hurt", None),
        # Half of the words, or of the letters, are still those that were marked.
        ("recieve help", "receive help", "receive help"),
        ("I am so sad", "I was so sad", "I was so sad"),
        ("disappointment after all of it", "disappointment in me", "disappointment in me"),
        ("we kept the shed open", "they kept the shed going", "they kept the shed going"),
        ("sad", "sad", "sad"),
        ("to me, to us", "to me. To us", "to me. To us"),
        ("👩🏽‍🦽 said so", "👩🏽‍🦽 said no", "👩🏽‍🦽 said no"),
        ("אני מרגיש בבית", "אני מרגיש לבד", "אני מרגיש לבד"),
        ("אני מרגיש בבית", "הוא היה לבד", None),
    ],
)
def test_a_mark_goes_on_with_half_of_its_words_and_not_with_one_that_stands_anywhere(
    old: str, new: str, now: str | None
) -> None:
    before, after = f"Well, {old}, then.", f"Well, {new}, then."
    mark = Span(6, 6 + len(old))

    revision = revise(before, edits_between(before, after))

    carried = revision.carried(mark)
    assert (carried and after[carried.start : carried.end]) == now
    place = revision.place(mark)  # where it is shown while it waits for its reader
    assert place is not None
    assert after[place.start : place.end] in f"{new},"


def test_what_is_taken_away_leaves_the_nearest_word_as_its_place() -> None:
    text = "one two\nthree\nfour"
    revision = revise(text, [Edit(7, 13, "")])

    assert revision.carried(Span(8, 13)) is None
    assert revision.place(Span(8, 13)) == Span(4, 7)


def test_a_mark_on_a_name_goes_with_what_stands_for_it() -> None:
    revision = revise("I met Ruth there.", [Edit(6, 10, "[a friend]", stands_for=True)])

    assert revision.carried(Span(6, 10)) == Span(6, 16)


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="no edit can follow"):
        revise("abcdef", [Edit(0, 3, "x"), Edit(2, 4, "y")])
