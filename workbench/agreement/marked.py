"""Who gave which codes in which units, and the sums that figures are worked out from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.agreement.tally import NOT_READ, Array, Tally, tallied


@dataclass(frozen=True, slots=True)
class Marked:
    """Units of several transcripts, with the marks of all readers in them.

    `transcript` and `weight` have an entry for each unit: the number of its transcript, and how
    many units it stands for. `read` says which reader (columns) finished which unit (rows).
    `unit`, `reader` and `code` have an entry for each mark, of which some may be alike.
    """

    transcript: Array
    weight: Array
    read: Array
    unit: Array
    reader: Array
    code: Array


@dataclass(frozen=True, slots=True)
class Counts:
    """How many units were marked by all who read them, by some of them and by none.

    With two readers `only` has, for each of them, the units that nobody but they marked.
    """

    everyone: int
    some: int
    nobody: int
    only: tuple[int, int] | None = None


def of_readers(marked: Marked, readers: Sequence[int]) -> Marked:
    """Keep these readers alone, and of the units only those that two or more of them read."""
    columns = list(readers)
    read = marked.read[:, columns]
    kept = read.sum(axis=1) >= 2
    place = np.cumsum(kept) - 1
    seat = np.full(marked.read.shape[1], NOT_READ)
    seat[columns] = np.arange(len(columns))
    mine = (seat[marked.reader] >= 0) & kept[marked.unit] & marked.read[marked.unit, marked.reader]
    return Marked(
        transcript=np.unique(marked.transcript[kept], return_inverse=True)[1],
        weight=marked.weight[kept],
        read=read[kept],
        unit=place[marked.unit[mine]],
        reader=seat[marked.reader[mine]],
        code=marked.code[mine],
    )


def yes_or_no(marked: Marked, codes: Iterable[int]) -> Array:
    """Say for each unit and reader whether they gave it one of these codes: 1, 0 or `NOT_READ`."""
    values = np.where(marked.read, 0, NOT_READ).astype(np.int64)
    chosen = np.isin(marked.code, list(codes))
    values[marked.unit[chosen], marked.reader[chosen]] = 1
    return values


def of_codes(marked: Marked, codes: Iterable[int]) -> tuple[Tally, Counts]:
    """Sum up whether units were given one of these codes, and count them."""
    values = yes_or_no(marked, codes)
    sums = tallied(values, 2, transcripts=marked.transcript, weights=marked.weight)
    given, readings = (values == 1).sum(axis=1), (values >= 0).sum(axis=1)

    def units(which: Array) -> int:
        return int(marked.weight[which].sum())

    return sums, Counts(
        everyone=units(given == readings),
        some=units((given > 0) & (given < readings)),
        nobody=units(given == 0),
        only=(
            (units((values[:, 0] == 1) & (given == 1)), units((values[:, 1] == 1) & (given == 1)))
            if values.shape[1] == 2
            else None
        ),
    )


def sets_of_codes(marked: Marked) -> tuple[Array, Array]:
    """Give each reading as the set of its codes: units × readers, and sets × codes.

    The empty set has the number 0: a unit that was read and given no code.
    """
    readers = marked.read.shape[1]
    codes = int(marked.code.max()) + 1 if len(marked.code) else 1
    place = marked.unit * readers + marked.reader
    each = np.unique(np.stack([place, marked.code], axis=1), axis=0)
    starts = np.flatnonzero(np.diff(each[:, 0], prepend=-1))
    numbers: dict[tuple[int, ...], int] = {(): 0}
    values = np.where(marked.read, 0, NOT_READ).astype(np.int64)
    for begin, end in zip(starts, [*starts[1:], len(each)], strict=True):
        codes_here = tuple(each[begin:end, 1].tolist())
        unit, reader = divmod(int(each[begin, 0]), readers)
        values[unit, reader] = numbers.setdefault(codes_here, len(numbers))
    members = np.zeros((len(numbers), codes), dtype=bool)
    for codes_here, number in numbers.items():
        members[number, list(codes_here)] = True
    return values, members
