"""Krippendorff (1980): agreement and nominal alpha of two and of three readers."""

from tests.agreement.published import agrees_with, published

EXAMPLES = published("krippendorff_1980")["examples"]


def test_two_readers_of_a_dichotomy() -> None:
    agrees_with(EXAMPLES["dichotomy"])


def test_three_readers() -> None:
    agrees_with(EXAMPLES["three_readers"])
