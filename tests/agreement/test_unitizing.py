"""Krippendorff's unitizing alphas against worked figures, and what must not change them."""

import numpy as np
import pytest

from workbench.agreement.tally import drawn, whole
from workbench.agreement.unitizing import (
    coding_alone,
    coverage,
    coverage_of_one_value,
    of_one_value,
    sections,
    u_alpha,
    unitizing_alone,
)
from workbench.agreement.unitizing_of_1995 import alpha_of_1995, observed_and_expected

# Three readers of twenty characters; the figures are those that three programs agree on.
THREE = [
    [(2, 5, 0), (9, 11, 0), (12, 20, 1)],
    [(2, 5, 0), (7, 15, 1)],
    [(2, 5, 0), (10, 15, 1)],
]


def test_the_family_of_2016_on_three_readers() -> None:
    found = whole(sections([(20, THREE)], 2))

    assert u_alpha(found)[0] == pytest.approx(0.4739130434782609)
    assert unitizing_alone(found)[0] == pytest.approx(0.4328125)
    assert coding_alone(found)[0] == pytest.approx(0.7788819875776397)
    assert coverage(found)[0] == pytest.approx(0.3833333333333333)
    assert of_one_value(found, 0)[0] == pytest.approx(0.7692517006802722)
    assert of_one_value(found, 1)[0] == pytest.approx(0.7869714285714285)
    assert coverage_of_one_value(found, 0)[0] == pytest.approx(0.9545454545)
    assert coverage_of_one_value(found, 1)[0] == pytest.approx(0.5952380952)


# Krippendorff (2004), page 254: a text from 150 to 450 with codes c (0) and k (1).
LENGTH = 300
PAGE_254 = [
    [(75, 145, 0), (220, 250, 0), (30, 90, 1), (150, 200, 1)],
    [(70, 150, 0), (205, 225, 0), (250, 270, 0), (30, 90, 1), (150, 200, 1)],
]


def test_the_form_of_1995_on_the_page_where_it_was_printed() -> None:
    observed, expected = observed_and_expected(LENGTH, PAGE_254, 0)

    assert (observed, expected) == pytest.approx((0.0144, 0.0532), abs=0.00005)
    assert observed_and_expected(LENGTH, PAGE_254, 1) == pytest.approx((0, 0.049), abs=0.00005)
    assert alpha_of_1995(LENGTH, PAGE_254, [0]) == pytest.approx(0.7286, abs=0.00005)
    assert alpha_of_1995(LENGTH, PAGE_254, [1]) == 1
    assert alpha_of_1995(LENGTH, PAGE_254, [0, 1]) == pytest.approx(0.8591, abs=0.0005)


def test_the_form_of_2016_gives_another_figure_for_the_same_marks() -> None:
    only_c = [[unit for unit in own if unit[2] == 0] for own in PAGE_254]
    assert u_alpha(whole(sections([(LENGTH, only_c)], 1)))[0] == pytest.approx(0.516, abs=0.0005)


def test_the_same_marks_by_all_give_1_and_the_order_of_readers_changes_nothing() -> None:
    alike = whole(sections([(20, [THREE[0]] * 3)], 2))
    assert [each(alike)[0] for each in (u_alpha, unitizing_alone, coding_alone)] == [1, 1, 1]
    turned = whole(sections([(20, THREE[::-1])], 2))
    assert u_alpha(turned)[0] == pytest.approx(0.4739130434782609)


def test_without_marks_nothing_is_defined() -> None:
    nothing = whole(sections([(20, [[], [], []])], 2))
    assert all(np.isnan(each(nothing)[0]) for each in (u_alpha, unitizing_alone, coding_alone))
    assert np.isnan(alpha_of_1995(20, [[], []], [0, 1]))


def test_unmarked_text_leaves_agreement_on_codes_as_it_was() -> None:
    short, long = (whole(sections([(length, THREE)], 2)) for length in (20, 200))

    assert coding_alone(long)[0] == coding_alone(short)[0]
    assert of_one_value(long, 0)[0] == of_one_value(short, 0)[0]
    assert unitizing_alone(long)[0] > unitizing_alone(short)[0]
    assert coverage(long)[0] == pytest.approx(coverage(short)[0] / 10)


def test_transcripts_are_laid_apart_and_drawn_together() -> None:
    two = sections([(20, THREE), (LENGTH, [*PAGE_254, []])], 2)
    first = drawn(two, np.array([[1.0, 0.0]]))
    assert u_alpha(first)[0] == pytest.approx(0.4739130434782609)
