"""Krippendorff (2004): nominal alpha, with units that not everybody read."""

from tests.agreement.published import agrees_with, published, sums_of

EXAMPLES = published("krippendorff_2004")["examples"]


def test_two_readers() -> None:
    agrees_with(EXAMPLES["dichotomy"])
    agrees_with(EXAMPLES["two_readers"])


def test_four_readers_some_of_whom_did_not_read_everything() -> None:
    agrees_with(EXAMPLES["four_readers"])


def test_a_unit_that_one_reader_alone_read_does_not_count() -> None:
    units = EXAMPLES["four_readers"]["units"]
    assert sums_of(units).pairable[0] == sums_of(units[:-1]).pairable[0] == 40
