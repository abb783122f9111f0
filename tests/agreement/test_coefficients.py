"""What must hold of every coefficient, whatever the readings."""

import resource
import time
from collections.abc import Callable

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import coefficients
from workbench.agreement.coefficients import Measure
from workbench.agreement.figure import figure, sample
from workbench.agreement.tally import NOT_READ, Tally, tallied, whole

FOR_ANY: dict[str, Measure] = {
    "all equal": coefficients.percent_all_equal,
    "pairs": coefficients.percent_of_pairs,
    "Conger": coefficients.conger,
    "Fleiss": coefficients.fleiss,
    "Gwet": coefficients.gwet,
    "alpha": coefficients.alpha,
}
BEYOND_CHANCE = ("Conger", "Fleiss", "Gwet", "alpha")
VALUES = 3


@st.composite
def readings(draw: Callable, *, missing: bool = True, readers: int | None = None) -> np.ndarray:
    """Units by readers, some of them not read."""
    across = readers or draw(st.integers(2, 5))
    lowest = NOT_READ if missing else 0
    one = st.lists(st.integers(lowest, VALUES - 1), min_size=across, max_size=across)
    return np.array(draw(st.lists(one, min_size=1, max_size=30)))


def found(values: np.ndarray, **more: np.ndarray) -> list[float]:
    sums = whole(tallied(values, VALUES, **more))
    return [float(measure(sums)[0]) for measure in FOR_ANY.values()]


@settings(max_examples=60, deadline=None)
@given(readings(), st.randoms(use_true_random=False))
def test_the_order_of_readers_units_and_transcripts_changes_nothing(values, pick) -> None:
    before = found(values)
    across, down = list(range(values.shape[1])), list(range(len(values)))
    pick.shuffle(across)
    pick.shuffle(down)
    places = np.array([pick.randrange(3) for _ in down])
    assert found(values[down][:, across]) == pytest.approx(before, nan_ok=True)
    assert found(values, transcripts=places) == pytest.approx(before, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(readings(), st.permutations(range(VALUES)))
def test_other_names_for_the_codes_change_nothing(values, names) -> None:
    renamed = np.where(values == NOT_READ, NOT_READ, np.array(names)[values])
    assert found(renamed) == pytest.approx(found(values), nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(readings(), st.integers(2, 4))
def test_a_weight_is_so_many_units(values, times) -> None:
    several = np.repeat(values, times, axis=0)
    weights = np.full(len(values), times)
    assert found(values, weights=weights) == pytest.approx(found(several), nan_ok=True)


@given(st.lists(st.integers(0, VALUES - 1), min_size=2, max_size=30), st.integers(2, 5))
def test_the_same_from_everybody_gives_1_or_is_not_defined(column, readers) -> None:
    values = np.array(column)[:, None].repeat(readers, axis=1)
    told = dict(zip(FOR_ANY, found(values), strict=True))
    assert (told["all equal"], told["pairs"]) == (1, 1)
    if len(set(column)) > 1:
        assert [told[name] for name in BEYOND_CHANCE] == pytest.approx([1] * 4)
    else:
        assert all(np.isnan(told[name]) for name in BEYOND_CHANCE)


@pytest.mark.parametrize("readers", [2, 3, 6])
def test_independent_readings_give_about_0(readers: int) -> None:
    values = np.random.default_rng(readers).choice(3, (20_000, readers), p=[0.6, 0.3, 0.1])
    told = dict(zip(FOR_ANY, found(values), strict=True))
    assert [told[name] for name in ("Conger", "Fleiss", "alpha")] == pytest.approx(
        [0] * 3, abs=0.02
    )


def test_without_variation_or_readers_the_reason_is_a_sentence() -> None:
    same = figure(
        coefficients.alpha, sample(tallied(np.ones((4, 2), int), 2)), coefficients.why_undefined
    )
    assert same.value is None
    assert same.why.startswith("Every reading here is the same")
    alone = tallied(np.array([[1, NOT_READ], [NOT_READ, 0]]), 2)
    nobody = figure(coefficients.alpha, sample(alone), coefficients.why_undefined_by_pairs)
    assert nobody.why == "Nothing here was finished by two of us."
    never_all = tallied(np.array([[1, 0, NOT_READ], [NOT_READ, 1, 0]]), 2)
    fleiss = figure(coefficients.fleiss, sample(never_all), coefficients.why_undefined)
    assert fleiss.why == "Nothing here was finished by all of us."


@settings(max_examples=40, deadline=None)
@given(readings(missing=False, readers=2).map(lambda values: np.minimum(values, 1)))
def test_unmarked_text_raises_agreement_and_leaves_the_marks_as_they_were(values) -> None:
    longer = np.vstack([values, np.zeros((50, 2), dtype=values.dtype)])
    short, long = (whole(tallied(each, 2)) for each in (values, longer))
    assert (long.by_reader - short.by_reader)[0].tolist() == [[50, 0], [50, 0]]
    for measure in (coefficients.percent_of_pairs, coefficients.pabak):
        assert measure(long)[0] >= measure(short)[0]
    assert coefficients.bias_index(long)[0] <= coefficients.bias_index(short)[0]
    both = values.all(axis=1).sum()
    marked = short.by_reader[0, :, 1].sum()
    if both * 2 == marked > 0:
        assert coefficients.cohen(long)[0] == pytest.approx(1)


def test_kappa_near_0_stands_beside_a_high_share_of_agreement() -> None:
    sums = whole(tallied(np.array([[0, 1]] + [[0, 0]] * 33), 2))
    assert coefficients.cohen(sums)[0] == pytest.approx(0)
    assert coefficients.percent_of_pairs(sums)[0] == pytest.approx(0.97, abs=0.001)
    assert coefficients.pabak(sums)[0] == pytest.approx(0.941, abs=0.0005)


def test_cohens_kappa_is_for_two_readers_and_the_indexes_for_yes_and_no() -> None:
    three = whole(tallied(np.zeros((2, 3), int), 2))
    for measure in (coefficients.cohen, coefficients.pabak, coefficients.bias_index):
        with pytest.raises(ValueError, match="two readers"):
            measure(three)


@settings(max_examples=40, deadline=None)
@given(readings())
def test_alpha_is_what_the_krippendorff_library_gives(values) -> None:
    sums: Tally = whole(tallied(values, VALUES))
    ours = float(coefficients.alpha(sums)[0])
    if np.isnan(ours):
        return
    theirs = krippendorff.alpha(
        np.where(values == NOT_READ, np.nan, values).T, level_of_measurement="nominal"
    )
    assert ours == pytest.approx(theirs)


def test_a_million_units_by_six_readers_take_little_time_and_memory() -> None:
    values = np.random.default_rng(7).integers(NOT_READ, 5, (1_000_000, 6))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    coefficients.alpha(whole(tallied(values, 5)))
    # Room to spare for a crowded machine; `make bench` prints the time itself.
    assert time.process_time() - began < 4
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_000_000  # kilobytes
