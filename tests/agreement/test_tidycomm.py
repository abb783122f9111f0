"""tidycomm: the two meanings of percent agreement, on its examples and on posts read by six."""

import pytest

from tests.agreement.published import agrees_with, published, sums_of
from workbench.agreement.coefficients import percent_all_equal, percent_of_pairs

EXAMPLES = published("tidycomm_examples")["examples"]
POSTS = published("tidycomm_fbposts")["variables"]


def test_its_examples() -> None:
    agrees_with(EXAMPLES["three_readers"])
    agrees_with(EXAMPLES["two_readers"])


@pytest.mark.parametrize("name", POSTS)
def test_posts_read_by_six(name: str) -> None:
    units = [
        [value for value, readers in enumerate(split) for _ in range(readers)]
        for times, *split in POSTS[name]["splits"]
        for _ in range(times)
    ]
    assert len(units) == 45
    assert percent_all_equal(sums_of(units))[0] == pytest.approx(
        POSTS[name]["all_equal"], abs=0.0005
    )
    assert percent_of_pairs(sums_of(units))[0] == pytest.approx(POSTS[name]["holsti"], abs=0.0005)
