"""Cohen (1960), with Gwet's AC1 as others worked it out on the same tables."""

import pytest

from tests.agreement.published import agrees_with, chance_behind, published

EXAMPLES = published("cohen_1960")["examples"]


@pytest.mark.parametrize("page", ["page_37", "page_45"])
def test_two_readers_of_three_values(page: str) -> None:
    agrees_with(EXAMPLES[page], apart_from=("gwet_ac1_pe",))


@pytest.mark.parametrize("page", ["page_37", "page_45"])
def test_the_chance_that_gwet_takes_off(page: str) -> None:
    printed = EXAMPLES[page]["expected"]
    behind = chance_behind(printed["po"], printed["gwet_ac1"])
    assert behind == pytest.approx(printed["gwet_ac1_pe"], abs=0.0005)
