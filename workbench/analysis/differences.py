"""Where readings of one transcript differ, said in plain words and put in an order.

A difference is a finding. Nothing here says who is right, counts who agrees, leaves out what one
reader alone marked, or takes somebody who has not read the text for somebody who disagrees. How
marks are gathered into passages stands in `passages`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from unicodedata import category

from workbench.analysis.nearness import NEAREST_FIRST, Nearness
from workbench.analysis.passages import Marks, Passages, gathered
from workbench.analysis.sides import FINISHED, NEVER_ASKED, Parts, told_at
from workbench.domain.codebook import Code
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.domain.span import Span

# The kinds in plain words, the most different first: this is the order in which they are offered.
KINDS = {
    "here_and_missing": "one says it is here, one says it is missing or hard",
    "other_code": "same words, another code",
    "overlap_other_code": "overlapping words, another code",
    "only_one": "only one of us marked this",
    "only_some": "some of us marked this, and some of us read it and did not",
    "other_presence": "same code, another answer to “is it here?”",
    "other_level": "the same code at another level: one stands under the other",
    "other_stretch": "same code, a longer or shorter stretch",
    "nobody_else_yet": "nobody else has finished reading this",
    "same": "same words, same code",
}
_BY_RANK = tuple(KINDS)
_RANK = {kind: rank for rank, kind in enumerate(_BY_RANK)}
# So many marks are looked at together: enough to be quick, and few enough to need little memory.
_TOGETHER = 20_000

# A mark as it is compared: start, end, code and GUID, by which marks are put in order, presence,
# and whatever else is known of it where it came from.
Placed = tuple[int, int, Guid, Guid, str, *tuple[Any, ...]]
_Sides = tuple[str, ...]
_Told = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One reading of one text: its marks, and how far each side is, in the order they are told in.

    Only sides that have a state, or a part of the text, can have left anything unmarked.
    """

    text: str
    marks: list[Placed]
    sides_of: Callable[[Placed], Sequence[str]]
    states: Mapping[str, str]
    parts: Parts
    order: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one side marked in a passage, in the order of the text.

    `by` is a person, or a side as `sides` has them. The marks are those that cover more than half
    of the passage or, where that side has none, those that touch it.
    """

    by: str
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One passage with every reading of it.

    Parameters
    ----------
    span
        The words it is about: the shortest stretch anybody marked here, without blanks and
        punctuation at its edges. Each coding has its own span, which may be longer.
    kinds
        Keys of `KINDS`, the most different first; never empty.
    readings
        One for each side that marked something here.
    unmarked_by
        Who finished reading the text and marked nothing here, which is a reading too.
    not_finished
        Who marked nothing here, was asked to read the text and has not finished it.
    not_asked
        Who marked nothing here and was never asked to read the text.
    """

    span: Span
    kinds: tuple[str, ...]
    readings: tuple[Reading, ...]
    unmarked_by: tuple[str, ...]
    not_finished: tuple[str, ...]
    not_asked: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The most different of the kinds."""
        return self.kinds[0]


@dataclass(frozen=True, slots=True)
class Found:
    """One passage, to be told when it is shown.

    `weight` is for order only and never shown: how different the most different kind is, how many
    kinds there are besides `same`, how many sides have read the passage.
    """

    kinds: tuple[str, ...]
    weight: tuple[int, int, int]
    laid: "_Laid"
    number: int

    def marks(self) -> Iterator[tuple[str, Placed]]:
        """Give each mark in it with the side it counts under, those on its words first."""
        return self.laid.marks(self.number)

    def difference(self, made: Callable[[Placed], Coding]) -> Difference:
        """Tell it; `made` makes the coding that a mark is."""
        by_side: dict[str, list[Coding]] = defaultdict(list)
        for side, mark in self.marks():
            by_side[side].append(made(mark))
        here = self.laid.told_at(self.number)
        unmarked, not_finished, not_asked = self.laid.absent(frozenset(by_side), here)
        return Difference(
            self.laid.span(self.number),
            self.kinds,
            tuple(Reading(s, tuple(by_side[s])) for s in self.laid.in_order(by_side)),
            unmarked,
            not_finished,
            not_asked,
        )


def differences(
    text: str,
    codings: Iterable[Coding],
    *,
    codes: Mapping[Guid, Code],
    values: Mapping[Guid, Code | None],
    readers: Mapping[Guid, str],
    parts: Parts | None = None,
) -> list[Difference]:
    """Lay the readings of one transcript by different people beside one another.

    Parameters
    ----------
    text
        The whole text of the source version that the spans of the codings belong to.
    codings
        What the viewer may see of the marks in this one source.
    codes
        Codes by their GUID. A code that is missing here is only ever equal to itself.
    values
        For the GUID of a code the value it stands under, if any.
    readers
        For each person how far they are: finished, finished_nothing, opened, asked, not_asked or
        passed_back. Only the first two can have left something unmarked. A mark by anybody
        counts, whether they have finished or not.
    parts
        For people who were asked for a passage alone, that passage and how far they are with it.
        It says something of what lies wholly within it, and nothing of other words.

    Returns
    -------
    list of Difference
        The most different first, then in the order of the text. Every coding is in at least one.
    """
    return compare_by_side(
        text,
        codings,
        codes=codes,
        values=values,
        sides_of=lambda one: (one.coder,),
        states={str(person): state for person, state in readers.items()},
        parts=parts,
        order=sorted(readers),
    )


def compare_by_side(
    text: str,
    codings: Iterable[Coding],
    *,
    codes: Mapping[Guid, Code],
    values: Mapping[Guid, Code | None],
    sides_of: Callable[[Coding], Sequence[str]],
    states: Mapping[str, str],
    order: Sequence[str],
    parts: Parts | None = None,
    alone: str = "nobody_else_yet",
) -> list[Difference]:
    """Lay marks from different sides beside one another: shared headings, or lenses.

    As `differences`. A mark counts on each of its sides, and so may be held against itself.

    Parameters
    ----------
    states
        How far each side is that can have left something unmarked; no other is said to have.
    order
        The sides in the order in which they are told.
    alone
        The kind of a passage that one side marked and no other has finished reading.
    """
    read = Text(
        text,
        placed(codings),
        lambda mark: sides_of(coding(mark)),
        states,
        parts or {},
        order,
    )
    (found,) = compared([read], Nearness(codes, values), alone=alone)
    return [one.difference(coding) for one in sorted(found, key=by_weight)]


def placed(codings: Iterable[Coding]) -> list[Placed]:
    """Make codings ready to be compared."""
    return [
        (one.span.start, one.span.end, one.code, one.guid, one.presence, one) for one in codings
    ]


def coding(mark: Placed) -> Coding:
    """Give the coding that was made ready."""
    return mark[5]


def by_weight(one: Found) -> tuple[int, int, int]:
    """Sort by this for the most different first; among equals an order stays as it was."""
    kind, kinds, sides = one.weight
    return -kind, -kinds, -sides


def compared(
    texts: Iterable[Text], nearness: Nearness, *, alone: str = "nobody_else_yet"
) -> Iterator[list[Found]]:
    """Find for each reading of a text its passages, in the order of the text."""
    some: list[Text] = []
    for text in texts:
        some.append(text)
        if sum(len(each.marks) for each in some) >= _TOGETHER:
            yield from _compared(some, nearness, alone)
            some = []
    yield from _compared(some, nearness, alone)


def _compared(texts: list[Text], nearness: Nearness, alone: str) -> Iterator[list[Found]]:
    laid, first = [], 0
    for text in texts:
        laid.append(_Laid(text, first, alone))
        first += len(text.marks)
    marked = [one for one in laid if one.text.marks]
    if marked:
        passages = gathered([one.numbered(nearness) for one in marked], nearness)
        for number, one in enumerate(marked):
            one.passages, one.own = passages, range(*passages.first[number : number + 2])
    for one in laid:
        yield one.found()


class _Laid:
    """One reading of one text, as it is laid out among several.

    `own` numbers the passages in it, of all of theirs, once they are gathered.
    """

    passages: Passages
    own = range(0)

    def __init__(self, text: Text, first: int, alone: str) -> None:
        text.marks.sort(key=itemgetter(0, 1, 2, 3))
        self.text, self.first, self.alone = text, first, alone
        self._place = {side: number for number, side in enumerate(text.order)}
        self._sides = self.in_order({side for mark in text.marks for side in text.sides_of(mark)})
        self._absent: dict[tuple[frozenset[str], _Told], tuple[_Sides, _Sides, _Sides]] = {}

    def in_order(self, sides: Iterable[str]) -> list[str]:
        """Put sides into the order they are told in, those that have no place last."""
        last = len(self._place)
        return sorted(sides, key=lambda side: (self._place.get(side, last), side))

    def numbered(self, nearness: Nearness) -> Marks:
        """Give the marks as numbers."""
        bits = {side: 1 << number for number, side in enumerate(self._sides)}
        text, size, sides_of = self.text.text, len(self.text.text), self.text.sides_of
        found = Marks([], [], [], [])
        for mark in self.text.marks:
            start, end, code, _, presence, *_ = mark
            if end > size or not (text[start].isalnum() and text[end - 1].isalnum()):
                start, end = _words(text, start, end)
            found.starts.append(start)
            found.ends.append(end)
            found.meanings.append(nearness.meaning(code, presence))
            sides = sides_of(mark)
            found.sides.append(
                bits[sides[0]] if len(sides) == 1 else sum(bits[side] for side in {*sides})
            )
        return found

    def found(self) -> list[Found]:
        """Give every passage in it, in the order of the text."""
        known: dict[tuple[int, int, _Told], tuple[_Sides, tuple[int, int, int]]] = {}
        found = []
        for number in self.own:
            how = self.passages.sides[number], self.passages.places[number], self.told_at(number)
            if how not in known:
                known[how] = self._kinds(*how)
            found.append(Found(*known[how], self, number))
        return found

    def _kinds(self, sides: int, places: int, here: _Told) -> tuple[_Sides, tuple[int, int, int]]:
        """Say how sides differ that marked a passage, and what that weighs."""
        there = frozenset(side for at, side in enumerate(self._sides) if sides >> at & 1)
        unmarked, _, _ = self.absent(there, here)
        if len(there) == 1:
            kinds = ["only_one" if unmarked else self.alone]
        else:
            kinds = [kind for at, kind in enumerate(NEAREST_FIRST) if places >> at & 1]
            kinds += ["only_some"] if unmarked else []
        ranks = sorted(_RANK[kind] for kind in kinds)
        besides = len(kinds) - ("same" in kinds)
        weight = -ranks[0], besides, len(there) + len(unmarked)
        return tuple(_BY_RANK[rank] for rank in ranks), weight

    def told_at(self, number: int) -> _Told:
        """Say how far those sides are with a passage that were asked for a part of the text."""
        states, parts = self.text.states, self.text.parts
        if not parts:
            return ()
        core = self.span(number)
        return tuple(
            (side, told_at(core, states.get(side, "not_asked"), own))
            for side, own in parts.items()
        )

    def absent(self, there: frozenset[str], here: _Told) -> tuple[_Sides, _Sides, _Sides]:
        """Say of the sides that did not mark a passage who left it, is not done, was not asked.

        `here` has the sides for which that is not the same everywhere in the text.
        """
        if (there, here) not in self._absent:
            states = {**self.text.states, **dict(here)}
            left = [side for side in self.text.order if side in states and side not in there]
            unmarked = tuple(side for side in left if states[side] in FINISHED)
            not_asked = tuple(side for side in left if states[side] in NEVER_ASKED)
            rest = tuple(side for side in left if side not in (*unmarked, *not_asked))
            self._absent[there, here] = unmarked, rest, not_asked
        return self._absent[there, here]

    def span(self, number: int) -> Span:
        """The words a passage is about."""
        return Span(self.passages.starts[number], self.passages.ends[number])

    def marks(self, number: int) -> Iterator[tuple[str, Placed]]:
        """Give each mark in a passage with its side; those that only touch it for other sides."""
        near, far = self.passages.marks(number)
        nearby: set[str] = set()
        for at in near:
            mark = self.text.marks[at - self.first]
            for side in self.text.sides_of(mark):
                nearby.add(side)
                yield side, mark
        for at in far:
            mark = self.text.marks[at - self.first]
            yield from ((side, mark) for side in self.text.sides_of(mark) if side not in nearby)


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks and punctuation at the edges: nobody means those by a longer mark."""
    first, last = start, min(end, len(text))
    while first < last and _is_edge(text[first]):
        first += 1
    while first < last and _is_edge(text[last - 1]):
        last -= 1
    return (first, last) if first < last else (start, end)


def _is_edge(sign: str) -> bool:
    return not sign.isalnum() and (sign.isspace() or category(sign).startswith("P"))
