"""Counting a text: sentences and the grade, against what is worked out by hand."""

import pytest

from workbench import language
from workbench.domain import readable as counting
from workbench.domain.readable import Readable


def readable(text: str, **how: list[str]) -> Readable:
    return counting.readable(text, syllables=language.syllables, **how)


@pytest.mark.parametrize(
    ("words", "sentences", "syllables", "grade"),
    [
        (6, 1, 6, -1.45),  # The cat sat on the mat.
        (100, 5, 150, 9.91),  # 0.39·20 + 11.8·1.5 − 15.59
        (100, 10, 125, 3.06),  # 0.39·10 + 11.8·1.25 − 15.59
        (300, 12, 480, 13.04),  # 0.39·25 + 11.8·1.6 − 15.59
    ],
)
def test_the_grade_is_that_of_the_formula_worked_by_hand(
    words: int, sentences: int, syllables: int, grade: float
) -> None:
    assert counting.grade_of(words, sentences, syllables) == pytest.approx(grade, abs=0.005)


def test_a_text_has_the_grade_of_its_words_sentences_and_syllables() -> None:
    # 20 sentences of 5 words and 6 syllables each: 0.39·5 + 11.8·120/100 − 15.59 = 0.52.
    found = readable("We put the kettle on. " * 20)

    assert (found.words, found.sentences, found.words_per_sentence) == (100, 20, 5.0)
    assert (found.grade, found.age) == (0.5, 6)
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
