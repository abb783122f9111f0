"""Readings of units, summed up by transcript: all that the measures need, and nothing more.

Every measure is worked out from sums, so that a resample of transcripts is one multiplication and
not a second count.
"""

from dataclasses import dataclass, fields
from itertools import combinations
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
NOT_READ = -1


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over units, with one row for each transcript or for each resample of transcripts.

    `units` counts those that every reader read, `all_equal` those of them with one value from
    all, `equal_pairs` the share of pairs of readers with the same value, summed over them, and
    `by_reader` who gave which value there (rows × readers × values). The last three are as
    Krippendorff (2018, chapter 12) counts them, over units that two or more read: `pairable`
    readings, `disagreement` (the distances within each unit, over its readings less one) and
    `totals` of each value.
    """

    units: Array
    all_equal: Array
    equal_pairs: Array
    by_reader: Array
    pairable: Array
    disagreement: Array
    totals: Array


def tallied(
    values: Array,
    count: int,
    *,
    transcripts: Array | None = None,
    weights: Array | None = None,
    distances: Array | None = None,
) -> Tally:
    """Sum up readings.

    Parameters
    ----------
    values
        Units × readers, each a number from 0 to `count` - 1, or `NOT_READ`.
    count
        How many values there are to choose from.
    transcripts
        The number, from 0, of the transcript each unit is in; all in one when None.
    weights
        How many units each row stands for; 1 when None. A stretch of characters that were all
        read alike is one row.
    distances
        How far apart two values are, from 0 to 1; 1 for any two that differ when None.
    """
    number, readers = values.shape
    place = np.zeros(number, dtype=np.int64) if transcripts is None else transcripts
    places = int(place.max()) + 1 if number else 1
    weight = np.ones(number) if weights is None else weights.astype(float)
    if places * (count + 1) ** readers < number:
        values, place, weight = _alike_together(values, count, place, places, weight)
        number = len(place)
    columns = [np.ascontiguousarray(values[:, reader]) for reader in range(readers)]
    readings = sum((column >= 0).astype(np.int16) for column in columns)
    equal, apart = np.zeros(number), np.zeros(number)
    for one, other in combinations(columns, 2):
        both = (one >= 0) & (other >= 0)
        same = both & (one == other)
        equal += same
        apart += both & ~same if distances is None else np.where(both, distances[one, other], 0)
    pairs = readers * (readers - 1) / 2
    complete = weight * (readings == readers)
    paired = np.asarray(readings) >= 2
    by_reader = [_by_value(column, place, complete, places, count) for column in columns]
    totals = [_by_value(column, place, weight * paired, places, count) for column in columns]

    def summed(each: Array) -> Array:
        return np.bincount(place, weights=each, minlength=places)

    return Tally(
        units=summed(complete),
        all_equal=summed(complete * (equal == pairs)),
        equal_pairs=summed(complete * equal / max(pairs, 1)),
        by_reader=np.stack(by_reader, axis=1),
        pairable=summed(weight * paired * readings),
        disagreement=summed(weight * 2 * apart / np.maximum(np.asarray(readings) - 1, 1)),
        totals=np.sum(totals, axis=0),
    )


def _alike_together(
    values: Array, count: int, place: Array, places: int, weight: Array
) -> tuple[Array, Array, Array]:
    """Make one row of all units of a transcript that were read alike, which are soon few."""
    base, readers = count + 1, values.shape[1]
    key = place.astype(np.int64)
    for reader in range(readers):
        key = key * base + (values[:, reader] + 1)
    weights = np.bincount(key, weights=weight, minlength=places * base**readers)
    key = np.flatnonzero(weights)
    weights = weights[key]
    columns = []
    for _ in range(readers):
        key, value = np.divmod(key, base)
        columns.append(value - 1)
    return np.stack(columns[::-1], axis=1), key, weights


def _by_value(column: Array, place: Array, weight: Array, places: int, count: int) -> Array:
    read = column >= 0
    if not read.all():
        column, place, weight = column[read], place[read], weight[read]
    found = np.bincount(place * count + column, weights=weight, minlength=places * count)
    return found.reshape(places, count)


def share(part: Array, of: Array) -> Array:
    """Divide; NaN where there is nothing to divide by."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.asarray(of) > 0, part / of, np.nan)


Sums = TypeVar("Sums")


def drawn(sums: Sums, draws: Array) -> Sums:
    """Add rows up: a row of `draws` says how often each row of `sums` is taken."""
    return type(sums)(
        **{
            field.name: np.tensordot(draws, getattr(sums, field.name), axes=1)
            for field in fields(sums)  # type: ignore[arg-type]
        }
    )


def whole(sums: Sums) -> Sums:
    """Add all rows up into one."""
    return drawn(sums, np.ones((1, rows_of(sums))))


def rows_of(sums: object) -> int:
    """Count the rows, which all parts of the sums have alike."""
    return len(getattr(sums, fields(sums)[0].name))  # type: ignore[arg-type]
