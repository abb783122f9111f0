"""Krippendorff's alpha for readers who choose their own stretches: the family of 2016.

Krippendorff, Mathet, Bouvry and Widlöcher (2016), On the reliability of unitizing textual
continua: further developments, Quality & Quantity 50. These are not the α of 1995 and 2004, which
compares the squared distances of where stretches begin and end, and gives other figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from workbench.agreement.tally import Array, share

Unit = tuple[int, int, int]  # start, end, and the number of its value, from 0
_GAP = 0


@dataclass(frozen=True, slots=True)
class Sections:
    """Lengths in characters, summed; a row for each transcript or resample. Value 0 is a gap.

    `shared` has how much text two readers gave which values, over pairs (rows × values × values).
    `squares` is what a stretch shares with itself: the squares of the lengths of marked stretches
    and the plain lengths of gaps (rows × values); `squares_within` the same for the parts of
    marked stretches that another reader marked as well.
    """

    shared: Array
    squares: Array
    squares_within: Array


def sections(continua: Sequence[tuple[int, Sequence[Sequence[Unit]]]], values: int) -> Sections:
    """Lay readers' stretches over one another.

    Parameters
    ----------
    continua
        For each transcript its length, and each reader's stretches there; they lie within the
        text and one reader's do not overlap one another.
    values
        How many values there are.
    """
    laid = [_laid(length, readers, values + 1) for length, readers in continua]
    return Sections(*(np.stack(part) for part in zip(*laid, strict=True)))


def _laid(
    length: int, readers: Sequence[Sequence[Unit]], values: int
) -> tuple[Array, Array, Array]:
    cuts = {0, length} | {at for units in readers for unit in units for at in unit[:2]}
    bounds = np.array(sorted(cuts))
    long = np.diff(bounds).astype(float)
    value = np.zeros((len(readers), len(long)), dtype=np.int64)
    piece = np.zeros_like(value)
    squares = np.zeros(values)
    for reader, units in enumerate(readers):
        for number, (start, end, which) in enumerate(sorted(units), start=1):
            inside = slice(*np.searchsorted(bounds, (start, end)))
            value[reader, inside] = which + 1
            piece[reader, inside] = number
            squares[which + 1] += (end - start) ** 2
        squares[_GAP] += long[value[reader] == _GAP].sum()
    shared, within = np.zeros(values * values), np.zeros(values)
    for one, other in permutations(range(len(readers)), 2):
        both = value[one] * values + value[other]
        shared += np.bincount(both, weights=long, minlength=values * values)
        marked = long * (value[one] != _GAP) * (value[other] != _GAP)
        parts = np.bincount(piece[one], weights=marked)
        kinds = np.zeros(len(parts), dtype=np.int64)
        kinds[piece[one]] = value[one]
        within += np.bincount(kinds, weights=parts**2, minlength=values)
    pairs = max(len(readers) - 1, 1)
    return shared.reshape(values, values) / pairs, squares, within / pairs


def u_alpha(sums: Sections) -> Array:
    """Give uα: agreement on where stretches are and on their codes, gaps included."""
    total, each = _totals(sums.shared)
    observed = share(total - _same(sums.shared), total)
    expected = share(total**2 - (each**2).sum(axis=1), total**2 - sums.squares.sum(axis=1))
    return 1 - share(observed, expected)


def unitizing_alone(sums: Sections) -> Array:
    """Give |uα: agreement on what is marked at all, whatever the code."""
    total, each = _totals(sums.shared)
    gaps = each[:, _GAP]
    observed = share(2 * (gaps - sums.shared[:, _GAP, _GAP]), total)
    expected = share(2 * gaps * (total - gaps), total**2 - sums.squares.sum(axis=1))
    return 1 - share(observed, expected)


def coding_alone(sums: Sections) -> Array:
    """Give cuα: agreement on the codes where two readers both marked the text."""
    marked = sums.shared[:, 1:, 1:]
    total, each = _totals(marked)
    observed = share(total - _same(marked), total)
    within = sums.squares_within[:, 1:].sum(axis=1)
    expected = share(total**2 - (each**2).sum(axis=1), total**2 - within)
    return 1 - share(observed, expected)


def of_one_value(sums: Sections, value: int) -> Array:
    """Give (k)uα of the value with this number: agreement on it against all other codes."""
    marked = sums.shared[:, 1:, 1:]
    total, each = _totals(marked)
    own = each[:, value]
    observed = share(own - marked[:, value, value], own)
    expected = share(own * (total - own), own * total - sums.squares_within[:, value + 1])
    return 1 - share(observed, expected)


def coverage(sums: Sections) -> Array:
    """Give the share of the text that cuα rests on: marked by both of a pair."""
    return share(_totals(sums.shared[:, 1:, 1:])[0], _totals(sums.shared)[0])


def coverage_of_one_value(sums: Sections, value: int) -> Array:
    """Give the share of one value's text that its (k)uα rests on."""
    own = sums.shared[:, value + 1]
    return share(own[:, 1:].sum(axis=1), own.sum(axis=1))


def why_no_unitizing(sums: Sections) -> str:
    """Say in a sentence why there is no figure."""
    if not sums.shared[0, 1:].any():
        return "Nobody marked anything here."
    return "There is too little marked here, or too little that differs, to tell it from chance."


def _totals(shared: Array) -> tuple[Array, Array]:
    each = shared.sum(axis=2)
    return each.sum(axis=1), each


def _same(shared: Array) -> Array:
    return np.trace(shared, axis1=1, axis2=2)
