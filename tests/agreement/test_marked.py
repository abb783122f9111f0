"""From marks in units to counts, to yes and no, and to sets of codes."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import several_codes, spans
from workbench.agreement.coefficients import alpha
from workbench.agreement.marked import Marked, of_codes, of_readers, sets_of_codes
from workbench.agreement.tally import NOT_READ, tallied, whole


def made(marks: list[tuple[int, int, int]], read: list[list[bool]]) -> Marked:
    """Marks as unit, reader and code; every unit in a transcript of its own."""
    unit, reader, code = np.array(marks or np.zeros((0, 3)), dtype=int).reshape(-1, 3).T
    number = len(read)
    return Marked(np.arange(number), np.ones(number, int), np.array(read), unit, reader, code)


def test_both_only_one_and_neither_are_counted_apart() -> None:
    marked = made([(0, 0, 7), (0, 1, 7), (1, 0, 7), (2, 1, 7), (2, 1, 7)], [[True, True]] * 5)
    counts = of_codes(marked, [7])[1]
    assert (counts.everyone, counts.some, counts.nobody, counts.only) == (1, 2, 2, (1, 1))


def test_what_one_reader_alone_finished_does_not_count() -> None:
    marked = made([(0, 0, 1), (1, 0, 1)], [[True, True], [True, False]])
    left = of_readers(marked, [0, 1])
    assert len(left.weight) == 1
    assert left.unit.tolist() == [0]


def test_a_pair_is_taken_out_of_three_with_the_marks_of_the_two() -> None:
    marked = made([(0, 0, 1), (0, 2, 1), (1, 1, 1)], [[True, True, True], [True, False, True]])
    pair = of_readers(marked, [2, 0])
    assert sorted(zip(pair.unit.tolist(), pair.reader.tolist(), strict=True)) == [(0, 0), (0, 1)]
    assert of_codes(pair, [1])[1].everyone == 1


def test_a_reading_is_the_set_of_its_codes_and_none_is_a_set_too() -> None:
    read = [[True, True], [True, False]]
    values, members = sets_of_codes(made([(0, 0, 2), (0, 0, 0), (0, 0, 2)], read))
    assert values.tolist() == [[1, 0], [0, NOT_READ]]
    assert members.tolist() == [[False, False, False], [True, False, True]]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=40
    ),
    st.permutations(range(4)),
    st.permutations(range(3)),
)
def test_alpha_over_sets_does_not_depend_on_names_or_order(marks, codes, readers) -> None:
    def found(marks: list[tuple[int, int, int]]) -> list[float]:
        values, members = sets_of_codes(made(marks, [[True] * 3] * 10))
        told = []
        for distance in (several_codes.jaccard, several_codes.masi):
            between = distance(members)
            told.append(alpha(whole(tallied(values, len(members), distances=between)), between)[0])
        return told

    turned = [(unit, readers[reader], codes[code]) for unit, reader, code in marks]
    np.testing.assert_allclose(found(turned), found(marks))


def test_f1_is_not_defined_where_nobody_marked_and_1_where_all_marked_the_same() -> None:
    nothing = whole(spans.matches([[set(), set()]]))
    assert np.isnan(spans.mean_pairwise_f1(nothing)[0])
    same = whole(spans.matches([[{(0, 5, 1)}, {(0, 5, 1)}, {(0, 5, 1)}]]))
    assert spans.mean_pairwise_f1(same)[0] == 1
