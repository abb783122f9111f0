"""Fleiss (1971), table 1, and how the coefficients differ on the same readings."""

from itertools import combinations

import pytest

from tests.agreement.published import agrees_with, chance_behind, published, sums_of
from workbench.agreement import coefficients

EXAMPLE = published("fleiss_1971")["examples"]["table_1"]


def test_six_readers_of_thirty_units() -> None:
    agrees_with(EXAMPLE, apart_from=("pe",))
    printed = EXAMPLE["expected"]
    fleiss = coefficients.fleiss(sums_of(EXAMPLE["units"]))[0]
    assert chance_behind(printed["po"], fleiss) == pytest.approx(printed["pe"], abs=0.0005)


def test_each_author_means_another_figure() -> None:
    sums = sums_of(EXAMPLE["units"])
    pairs = [
        coefficients.cohen(sums_of([[row[one], row[other]] for row in EXAMPLE["units"]]))[0]
        for one, other in combinations(range(6), 2)
    ]
    found = [
        coefficients.fleiss(sums)[0],
        coefficients.alpha(sums)[0],
        coefficients.conger(sums)[0],
        sum(pairs) / len(pairs),
        coefficients.gwet(sums)[0],
    ]
    assert found == pytest.approx([0.4302, 0.4334, 0.4418, 0.4594, 0.4479], abs=0.00005)
