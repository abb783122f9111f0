"""Counting a text: sentences, syllables and the grade, against words worked out by hand."""

import pytest

from workbench.domain.readable import readable, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("peer", 1), ("support", 2), ("people", 2), ("table", 2), ("wanted", 2), ("helped", 1),
        ("houses", 2), ("makes", 1), ("connection", 3), ("facilitator", 5), ("the", 1),
        ("different", 3), ("don’t", 1), ("kettle", 2),
    ],
)  # fmt: skip
def test_syllables_are_those_one_hears(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_rule_is_off_by_one_at_times_and_no_more() -> None:
    for word, count in (("experience", 4), ("safety", 2)):
        assert abs(syllables(word) - count) == 1


def test_the_grade_is_that_of_the_formula_worked_by_hand() -> None:
    # 20 sentences of 5 words and 6 syllables each: 0.39·5 + 11.8·120/100 − 15.59.
    found = readable("We put the kettle on. " * 20)

    assert (found.words, found.sentences, found.words_per_sentence) == (100, 20, 5.0)
    assert found.grade == round(0.39 * 5 + 11.8 * 1.2 - 15.59, 1)
    assert readable("We put the kettle on.").grade is None  # too short to say


def test_long_sentences_and_hard_words_are_listed_and_explained_words_are_not() -> None:
    long = "We " + "and we " * 10 + "sat there."
    found = readable(f"Dr. Ames came. {long} A facilitator of Human Connection.\nNext line",
                     allowed=["Human connection"])  # fmt: skip

    assert found.long_sentences == (long,)
    assert found.hard_words == ("facilitator",)
    assert found.sentences == 4


def test_nothing_is_nothing() -> None:
    assert readable("  … \n").sentences == 0
