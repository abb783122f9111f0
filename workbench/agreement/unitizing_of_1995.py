"""Krippendorff's α for readers who choose their own stretches, in its form of 1995 and 2004.

Krippendorff (1995), On the reliability of unitizing continuous data, Sociological Methodology 25;
the same in Content Analysis, 2nd edition (2004), chapter 11. It compares by squared distance where
stretches begin and end. The family of 2016, in `unitizing`, gives other figures for such marks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from workbench.agreement.unitizing import Unit

Pieces = list[tuple[int, int]]


def alpha_of_1995(length: int, readers: Sequence[Sequence[Unit]], values: Sequence[int]) -> float:
    """Give α_U over these values of one text; NaN where none of them was marked.

    Parameters
    ----------
    length
        That of the text; several transcripts are one text, laid end to end.
    readers
        Each reader's stretches, of which none overlaps another of the same reader and value.
    """
    found = [observed_and_expected(length, readers, value) for value in values]
    observed, expected = (sum(each) for each in zip(*found, strict=True))
    return float(1 - observed / expected) if expected > 0 else np.nan


def observed_and_expected(
    length: int, readers: Sequence[Sequence[Unit]], value: int
) -> tuple[float, float]:
    """Give the observed and the expected disagreement about one value."""
    units = [sorted((s, e) for s, e, which in own if which == value) for own in readers]
    gaps = [_between(length, own) for own in units]
    apart = sum(
        _apart(own, other, gaps[number])
        for one, own in enumerate(units)
        for number, other in enumerate(units)
        if one != number
    )
    count = len(readers)
    return apart / (count * (count - 1) * length**2), _expected(length, units, gaps)


def _between(length: int, units: Pieces) -> Pieces:
    starts = [0, *(end for _, end in units)]
    ends = [*(start for start, _ in units), length]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _apart(own: Pieces, other: Pieces, gaps: Pieces) -> float:
    """Sum the squared distances of one reader's stretches from another's stretches and gaps.

    A stretch within another's gap counts its own length squared, once from each side.
    """
    ends, starts = [end for _, end in other], [start for start, _ in other]
    gap_starts = [start for start, _ in gaps]
    total = 0.0
    for start, end in own:
        for begins, stops in other[bisect_right(ends, start) : bisect_left(starts, end)]:
            total += (start - begins) ** 2 + (end - stops) ** 2
        gap = bisect_right(gap_starts, start) - 1
        if gap >= 0 and end <= gaps[gap][1]:
            total += 2 * (end - start) ** 2
    return total


def _expected(length: int, units: list[Pieces], gaps: list[Pieces]) -> float:
    empty = np.sort(np.array([end - start for own in gaps for start, end in own], dtype=float))
    # Sums over all gaps that are at least as long as one of them.
    from_here = np.append(np.cumsum(empty[::-1])[::-1], 0.0)
    marked = np.array([end - start for own in units for start, end in own], dtype=float)
    if not len(marked):
        return 0.0
    first = np.searchsorted(empty, marked)
    room = from_here[first] - (len(empty) - first) * (marked - 1)
    # How far a stretch would be from each other one, wherever both of them stood.
    moved = (len(marked) - 1) / 3 * (2 * marked**3 - 3 * marked**2 + marked)
    total = (moved + marked**2 * room).sum()
    places = len(units) * length
    return 2 / length * total / (places * (places - 1) - (marked * (marked - 1)).sum())
