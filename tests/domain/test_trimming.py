"""A quotation can be cut and have words of ours put beside it; what was said is never altered."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import NotReadable
from workbench.domain.span import Span
from workbench.domain.trimming import printed, trim

SAID = "Well, yeah, I, kind of, went to [the hall] on … Tuesdays and, kind of, stayed there."
OURS = re.compile(r"…|\[[^\]]*\]")


def reads(typed: str, said: str = SAID) -> str:
    whole = Span(0, len(said))
    kept = trim(said, whole, typed)
    return printed(said, whole, kept.pieces, kept.ending)


@pytest.mark.parametrize(
    ("typed", "prints"),
    [
        (SAID, SAID),
        ("I, kind of, went to [the hall]", "… I, kind of, went to [the hall] …"),
        ("Well, … stayed there.", "Well, … stayed there."),
        ("Well, yeah, I, stayed there.", "Well, yeah, I, … stayed there."),
        ("Well, yeah, [the woman] went to", "Well, yeah, [the woman] went to …"),
        ("and, kind of, stayed there. [laughs]", "… and, kind of, stayed there. [laughs]"),
        ("on … Tuesdays", "… on … Tuesdays …"),
        ("...kind of, stayed there.", "… kind of, stayed there."),
    ],
)
def test_what_is_typed_is_a_choice_among_the_words_that_were_said(typed: str, prints: str) -> None:
    assert reads(typed) == prints


@pytest.mark.parametrize(
    "typed", ["Well, yes, I", "stayed there. Well,", "", "[only ours]", "went to the hall", "[ ]"]
)
def test_other_words_than_those_said_are_refused(typed: str) -> None:
    with pytest.raises(NotReadable):
        reads(typed)


def test_a_brackets_words_may_not_hide_what_cannot_be_seen() -> None:
    with pytest.raises(NotReadable):
        reads("Well, [\u202e] yeah,")


def test_a_bracket_that_was_said_twice_hides_no_word_that_comes_before_it() -> None:
    assert reads("[her] of of", "kind [her] kind of kind [her] of") == "[her] of … of"


WORDS = st.lists(st.sampled_from(["kind", "of", "we", "…", "[her]", "went,"]), min_size=1)


@given(WORDS, st.data())
def test_any_choice_of_words_reads_as_those_words_in_their_order(
    words: list[str], data: st.DataObject
) -> None:
    keep = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    typed = " ".join(word for word, kept in zip(words, keep, strict=True) if kept)
    said = " ".join(words)
    try:
        out = reads(typed, said)
    except NotReadable:
        assert not OURS.sub("", typed).strip()
        return
    assert OURS.sub(" ", out).split() == OURS.sub(" ", typed).split()
