"""DKPro Statistics: three readers, and readings that are sets of codes."""

import numpy as np
import pytest

from tests.agreement.published import agrees_with, chance_behind, numbered, published, sums_of
from workbench.agreement.coefficients import alpha, fleiss, percent_of_pairs
from workbench.agreement.several_codes import jaccard, masi

EXAMPLES = published("dkpro_statistics")["examples"]
SETS = EXAMPLES["sets"]["units"]
PRINTED = EXAMPLES["sets"]["expected"]
KNOWN = numbered(SETS)[1]
MEMBERS = np.array([[code in each for code in "ABC"] for each in KNOWN])  # type: ignore[operator]


def between(distance) -> np.ndarray:  # type: ignore[no-untyped-def]
    return np.array([[distance(one, other) for other in KNOWN] for one in KNOWN])


def of_dkpro(one: frozenset, other: frozenset) -> float:
    """How DKPro weighs what two sets have to do with one another."""
    if one == other:
        return 0
    if one <= other or other <= one:
        return 1 / 3
    return 2 / 3 if one & other else 1


def masi_of_dkpro(one: frozenset, other: frozenset) -> float:
    return (1 - len(one & other) / max(len(one | other), 1)) * of_dkpro(one, other)


def apart_unless_they_meet(one: frozenset, other: frozenset) -> float:
    return not one & other


def dice(one: frozenset, other: frozenset) -> float:
    return 1 - 2 * len(one & other) / max(len(one) + len(other), 1)


def test_three_readers() -> None:
    agrees_with(EXAMPLES["three_readers"], apart_from=("fleiss_pe",))
    printed = EXAMPLES["three_readers"]["expected"]
    found = fleiss(sums_of(EXAMPLES["three_readers"]["units"]))[0]
    behind = chance_behind(printed["percent_agreement_pairwise"], found)
    assert behind == pytest.approx(printed["fleiss_pe"], abs=0.001)


def test_sets_with_our_distances() -> None:
    ours = [
        (masi, "alpha_masi_nltk_passonneau2006 (computed here, empty-empty = 0)"),
        (jaccard, "alpha_jaccard (computed here, empty-empty = 0)"),
    ]
    for distance, name in ours:
        distances = distance(MEMBERS)
        found = alpha(sums_of(SETS, distances), distances)[0]
        assert found == pytest.approx(PRINTED[name], abs=0.000001)


def test_sets_with_the_distances_of_dkpro_give_other_figures() -> None:
    for distance, name in (
        (of_dkpro, "alpha_dkpro_setdistance"),
        (masi_of_dkpro, "alpha_dkpro_masi"),
    ):
        distances = between(distance)
        found = alpha(sums_of(SETS, distances), distances)[0]
        assert found == pytest.approx(PRINTED[name], abs=0.001)


def test_observed_agreement_between_sets() -> None:
    exactly = percent_of_pairs(sums_of(SETS))[0]
    close = percent_of_pairs(sums_of(SETS, between(dice)))[0]
    meeting = percent_of_pairs(sums_of(SETS, between(apart_unless_they_meet)))[0]
    assert exactly == pytest.approx(PRINTED["percent_agreement_exact_set"], abs=0.001)
    assert close == pytest.approx(PRINTED["dice"], abs=0.001)
    assert meeting == pytest.approx(PRINTED["max_percentage_agreement"], abs=0.001)
