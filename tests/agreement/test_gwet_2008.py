"""Gwet (2008): AC1 where one value is rare, and kappa is low although nearly all units agree."""

import pytest

from tests.agreement.published import agrees_with, chance_behind, published, sums_of
from workbench.agreement.coefficients import cohen

EXAMPLES = published("gwet_2008")["examples"]


@pytest.mark.parametrize("name", ["by_hand", "paradox"])
def test_two_readers(name: str) -> None:
    agrees_with(EXAMPLES[name], apart_from=("gwet_ac1_pe",))
    printed = EXAMPLES[name]["expected"]
    behind = chance_behind(printed["po"], printed["gwet_ac1"])
    assert behind == pytest.approx(printed["gwet_ac1_pe"], abs=0.0005)


def test_kappa_is_low_on_the_paradox() -> None:
    assert cohen(sums_of(EXAMPLES["paradox"]["units"]))[0] == pytest.approx(0.314442, abs=0.000001)
