"""The same words are found again as a person would know them again, and nothing beside them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import NotReadable
from workbench.domain.pseudonym import in_brackets, key_of, names_somebody, places, standing


def found(text: str, words: str) -> list[str]:
    return [text[place.start : place.end] for place in places(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Anna said Anna's name to ANNA, not Annabel or Joanna.",
            "Anna",
            ["Anna", "Anna", "ANNA"],
        ),
        ("Mary\nAnn and Mary  Ann", "Mary Ann", ["Mary\nAnn", "Mary  Ann"]),
        ("O’Brien, O'Brien", "O'Brien", ["O’Brien", "O'Brien"]),
        ("Zoe\u0308, Zoë and Zoe", "Zoë", ["Zoe\u0308", "Zoë"]),
        ("Zoe\u0308, Zoë and Zoe", "Zoe", ["Zoe"]),
        ("e\u0301Anna 🙂Anna ❤️Anna👩🏽‍🦽", "Anna", ["Anna", "Anna"]),
        ("ring 07700 900123.", "07700 900123", ["07700 900123"]),
        ("קראו לי נועה, נועה!", "נועה", ["נועה", "נועה"]),
        ("mail a.b@c.org.", "a.b@c.org", ["a.b@c.org"]),
        ("anything", "  ", []),
        ("", "Anna", []),
    ],
)
def test_words_are_found_as_words_of_their_own(text: str, words: str, expected: list[str]) -> None:
    assert found(text, words) == expected


@given(st.text(max_size=40), st.text(min_size=1, max_size=6))
def test_places_are_in_order_apart_and_hold_the_words(text: str, words: str) -> None:
    last = 0
    for place in places(text, words):
        assert place.start >= last
        last = place.end
        assert len(text[place.start : place.end].split()) == len(words.split())


@given(st.sampled_from(["Anna", "Zoë", "נועה", "O’Brien", "Łukasz"]), st.text(max_size=12))
def test_a_name_between_blanks_is_always_found(name: str, around: str) -> None:
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, name)
        assert written in found(f"{around} {written} {around}", name)


def test_ways_of_writing_the_same_words_are_one() -> None:
    assert key_of("Zoe\u0308  O’Brien") == key_of("zoë o'brien")


def test_something_else_is_written_wherever_the_words_stand() -> None:
    assert standing("Anna_and_Joanna, anna", "Anna", "[sister]") == "[sister]_and_Joanna, [sister]"


def test_a_replacement_stands_in_square_brackets() -> None:
    assert in_brackets("  sister ") == in_brackets("[sister]") == "[sister]"
    for empty in ("", "[]", "a]b", "x" * 61, "a\u0000b"):
        with pytest.raises(NotReadable):
            in_brackets(empty)


@pytest.mark.parametrize(
    "label", ["Interviewer", "P01", "Participant 3", "AB", "J. W.", "Int.", "Speaker B", "[x]"]
)
def test_a_label_that_is_a_part_or_an_id_names_nobody(label: str) -> None:
    assert not names_somebody(label)


@pytest.mark.parametrize("label", ["Zebedee", "Anna Smith", "Tom", "נועה"])
def test_a_label_that_may_be_a_name_is_one(label: str) -> None:
    assert names_somebody(label)
