"""Intervals by resampling transcripts, and the sentence where there is none."""

import numpy as np
import pytest

from workbench.agreement import coefficients
from workbench.agreement.figure import Figure, figure, sample
from workbench.agreement.tally import Tally, tallied


def alpha_of(values: np.ndarray, transcripts: np.ndarray) -> Figure:
    sums: Tally = tallied(values, 2, transcripts=transcripts)
    return figure(coefficients.alpha, sample(sums), coefficients.why_undefined_by_pairs)


def test_an_interval_lies_around_the_value_and_is_the_same_each_time() -> None:
    pick = np.random.default_rng(5)
    first = pick.integers(0, 2, 400)
    values = np.stack([first, np.where(pick.random(400) < 0.8, first, 1 - first)], axis=1)
    places = np.repeat(np.arange(20), 20)

    found = alpha_of(values, places)

    assert found == alpha_of(values, places)
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high
    assert found.high - found.low == pytest.approx(0.12, abs=0.06)
    assert found.why == ""


def test_whole_transcripts_are_drawn_and_not_units() -> None:
    # Full agreement in one transcript and none beyond chance in the other: nothing between.
    agreed, apart = [[0, 0], [1, 1]] * 20, [[0, 1], [1, 0]] * 20
    found = alpha_of(np.array(agreed + apart), np.repeat([0, 1], 40))
    assert (found.high, found.low) == (1, pytest.approx(-0.9875))


def test_one_transcript_has_a_value_and_no_interval() -> None:
    found = alpha_of(np.array([[0, 0], [1, 1]]), np.zeros(2, dtype=int))
    assert (found.value, found.low) == (1, None)
    assert found.why == "No interval: it needs more than one transcript."


def test_too_few_transcripts_with_what_it_needs_have_no_interval() -> None:
    values = np.array([[0, 0]] * 9 + [[1, 1]])
    found = alpha_of(values, np.arange(10))
    assert (found.value, found.low) == (1, None)
    assert found.why.startswith("No interval: too few transcripts")
