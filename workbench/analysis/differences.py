"""Where readings of one transcript differ, said in plain words and put in an order.

A difference is a finding. Nothing here says who is right, counts who agrees, leaves out what one
reader alone marked, or takes somebody who has not read the text for somebody who disagrees.

Marks are gathered into passages, each about a *core*: the shortest stretch marked there. A mark
belongs to every core of which it covers more than half, and a mark that covers more than half of
no shorter core begins a core of its own. Cores share at most half of their words, so a chain of
overlapping marks never grows into one passage as long as the text, however long some marks are.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category

from workbench.analysis.sides import FINISHED, NEVER_ASKED
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
# Between two readers, each mark is held against that mark of the other which is nearest to it.
_NEAREST_FIRST = (
    "same",
    "other_stretch",
    "other_presence",
    "other_level",
    "here_and_missing",
    "other_code",
    "overlap_other_code",
)
_NOBODY = (0,) * len(_NEAREST_FIRST)
_Placed = tuple[Coding, Sequence[str]]  # a mark and the sides it counts under
_Words = tuple[int, int]
_Meaning = tuple[Guid, str]  # a code and a presence
_Marks = list[tuple[str, Coding]]  # each with its side


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
    weight
        For order only and never shown: how different the most different kind is, how many kinds
        there are besides `same`, how many sides have read the passage.
    """

    span: Span
    kinds: tuple[str, ...]
    readings: tuple[Reading, ...]
    unmarked_by: tuple[str, ...]
    not_finished: tuple[str, ...]
    not_asked: tuple[str, ...]
    weight: tuple[int, int, int]

    @property
    def kind(self) -> str:
        """The most different of the kinds."""
        return self.kinds[0]


def differences(
    text: str,
    codings: Iterable[Coding],
    *,
    codes: Mapping[Guid, Code],
    values: Mapping[Guid, Code | None],
    readers: Mapping[Guid, str],
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
        sides_of=lambda coding: (coding.coder,),
        states={str(person): state for person, state in readers.items()},
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
    marks: list[_Placed] = [(coding, sides_of(coding)) for coding in codings]
    return _compare(text, marks, _Nearness(codes, values), states, order, alone)


def _compare(
    text: str,
    marks: list[_Placed],
    nearness: "_Nearness",
    states: Mapping[str, str],
    order: Sequence[str],
    alone: str,
) -> list[Difference]:
    """Gather marks into passages and say of each how its sides differ."""
    place = {side: number for number, side in enumerate(order)}
    marks.sort(key=lambda mark: _in_text_order(mark[0]))
    at: dict[_Words, _Marks] = defaultdict(list)
    for coding, sides in marks:
        at[_words(text, coding.span)].extend((side, coding) for side in sides)

    found = []
    for core, close, touching in _passages(sorted(at)):
        near = [at[words] for words in close]
        nearby = {side for here in near for side, _ in here}
        far = [[mark for mark in at[words] if mark[0] not in nearby] for words in touching]
        by_side: dict[str, list[Coding]] = defaultdict(list)
        for here in (*near, *far):
            for side, coding in here:
                by_side[side].append(coding)
        sides = sorted(by_side, key=lambda side: (place.get(side, len(place)), side))
        absent = [side for side in order if side in states and side not in by_side]
        unmarked = tuple(side for side in absent if states[side] in FINISHED)
        if len(sides) == 1:
            kinds = {"only_one" if unmarked else alone}
        else:
            kinds = nearness.kinds(near, far, sides) | ({"only_some"} if unmarked else set())
        ranks = sorted(_RANK[kind] for kind in kinds)
        found.append(
            Difference(
                Span(*core),
                tuple(_BY_RANK[rank] for rank in ranks),
                tuple(Reading(side, tuple(by_side[side])) for side in sides),
                unmarked,
                tuple(s for s in absent if states[s] not in FINISHED | NEVER_ASKED),
                tuple(side for side in absent if states[side] in NEVER_ASKED),
                (-ranks[0], len(kinds - {"same"}), len(sides) + len(unmarked)),
            )
        )
    # Passages come in the order of the text, and sorting keeps it among equals.
    return sorted(found, key=lambda one: one.weight, reverse=True)


def _in_text_order(coding: Coding) -> tuple[int, int, Guid, Guid]:
    return coding.span.start, coding.span.end, coding.code, coding.guid


def _words(text: str, span: Span) -> _Words:
    """Leave out blanks and punctuation at the edges: nobody means those by a longer mark."""
    start, end = span.start, min(span.end, len(text))
    while start < end and _is_edge(text[start]):
        start += 1
    while start < end and _is_edge(text[end - 1]):
        end -= 1
    return (start, end) if start < end else (span.start, span.end)


def _is_edge(sign: str) -> bool:
    return not sign.isalnum() and (sign.isspace() or category(sign).startswith("P"))


def _passages(spans: list[_Words]) -> Iterator[tuple[_Words, list[_Words], list[_Words]]]:
    """For each core give the spans that cover more than half of it, and those that only touch it.

    No core lies within another, so cores in order of their starts are in order of their ends too,
    and those that a span meets stand together.
    """
    starts: list[int] = []
    ends: list[int] = []

    def met(start: int, end: int) -> Iterator[tuple[int, bool]]:
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            shared = min(end, ends[at]) - max(start, starts[at])
            yield at, 2 * shared > ends[at] - starts[at]

    for start, end in sorted(spans, key=lambda words: (words[1] - words[0], words)):
        if not any(covers for _, covers in met(start, end)):
            at = bisect_left(starts, start)
            starts.insert(at, start)
            ends.insert(at, end)
    close: list[list[_Words]] = [[] for _ in starts]
    touching: list[list[_Words]] = [[] for _ in starts]
    for start, end in spans:
        for at, covers in met(start, end):
            (close if covers else touching)[at].append((start, end))
    return zip(zip(starts, ends, strict=True), close, touching, strict=True)


class _Nearness:
    """How near marks are to each other, as places in `_NEAREST_FIRST`.

    Sides are bits of a number here, so that a passage with hundreds of marks costs one step for
    each two meanings in it, not for each two marks.
    """

    def __init__(self, codes: Mapping[Guid, Code], values: Mapping[Guid, Code | None]) -> None:
        self.codes, self.values = codes, values
        self.by_key = {code.key: code for code in codes.values()}
        self.tops: dict[Guid, str] = {}
        # For two meanings: how near they are on the same words, and on overlapping ones.
        self.known: dict[_Meaning, dict[_Meaning, tuple[int, int]]] = defaultdict(dict)

    def kinds(self, near: list[_Marks], far: list[_Marks], sides: Sequence[str]) -> set[str]:
        """Hold each mark against the nearest of every other side, and say how they differ.

        `near` and `far` hold the marks on the same words together. Two marks that each cover more
        than half of the core share words. Marks that only touch it are held against the near
        ones, which speak of the same passage, and not against one another.
        """
        bit = {side: 1 << number for number, side in enumerate(sides)}
        everybody = (1 << len(sides)) - 1
        near_here, far_here = [_who(marks, bit) for marks in near], [_who(m, bit) for m in far]
        family: dict[str, dict[_Meaning, int]] = defaultdict(lambda: defaultdict(int))
        for here in (*near_here, *far_here):
            for meaning, who in here.items():
                family[self.top(meaning[0])][meaning] |= who
        overlapping = {
            # Only codes under one top code can be nearer than the last place.
            meaning: [*self.reach(meaning, kin, apart=1)[:-1], everybody]
            for kin in family.values()
            for meaning in kin
        }
        found: set[int] = set()
        nearby = 0
        for here in near_here:
            for meaning, who in here.items():
                nearby |= who
                if who & (who - 1):  # more than one bit: several sides did exactly this
                    found.add(0)
                alone = len(here) == 1
                on_the_words = _NOBODY if alone else self.reach(meaning, here, apart=0)
                _meet(everybody & ~who, overlapping[meaning], on_the_words, found)
        for here in far_here:
            for meaning in here:
                _meet(nearby, overlapping[meaning], _NOBODY, found)
        return {_NEAREST_FIRST[place] for place in found}

    def reach(self, meaning: _Meaning, others: Mapping[_Meaning, int], *, apart: int) -> list[int]:
        """Say for each place who has a mark that near, on the same words or, apart, on others."""
        reach, known = [0] * len(_NEAREST_FIRST), self.known[meaning]
        for other, who in others.items():
            near = known.get(other) or self.between(meaning, other)
            reach[near[apart]] |= who
        return reach

    def between(self, one: _Meaning, other: _Meaning) -> tuple[int, int]:
        """Compare two codes with their presences, and remember the answer."""
        said = {one[1], other[1]}
        value, other_value = self.values.get(one[0]), self.values.get(other[0])
        same_code, same_branch = one[0] == other[0], self.same_branch(one[0], other[0])
        same_value = value is not None and other_value is not None and value.key == other_value.key
        if said == {"there", "missing"} and (same_code or same_branch or same_value):
            kinds = "here_and_missing", "here_and_missing"
        elif same_code and len(said) == 2 and "not_said" not in said:
            kinds = "other_presence", "other_presence"
        elif same_code:
            kinds = "same", "other_stretch"
        elif same_branch:
            kinds = "other_level", "other_level"
        else:
            kinds = "other_code", "overlap_other_code"
        near = _NEAREST_FIRST.index(kinds[0]), _NEAREST_FIRST.index(kinds[1])
        self.known[one][other] = near
        return near

    def same_branch(self, one: Guid, other: Guid) -> bool:
        """Say whether one of two codes stands anywhere under the other."""
        if one not in self.codes or other not in self.codes:
            return False
        return self.codes[one].key in self.above(other) or self.codes[other].key in self.above(one)

    def top(self, code: Guid) -> str:
        """Give the key of the top code over a code, which may be the code itself."""
        if code not in self.tops:
            known = self.codes.get(code)
            self.tops[code] = [known.key, *self.above(code)][-1] if known else code
        return self.tops[code]

    def above(self, code: Guid) -> list[str]:
        """Collect the keys of the codes that a code stands under, from the nearest up."""
        keys: list[str] = []
        parent = self.codes[code].parent
        while parent is not None and parent not in keys:
            keys.append(parent)
            parent = self.by_key[parent].parent if parent in self.by_key else None
        return keys


def _who(marks: _Marks, bit: Mapping[str, int]) -> dict[_Meaning, int]:
    """For marks on the same words, say who meant what."""
    who: dict[_Meaning, int] = defaultdict(int)
    for side, coding in marks:
        who[coding.code, coding.presence] |= bit[side]
    return who


def _meet(left: int, overlapping: Sequence[int], same: Sequence[int], found: set[int]) -> None:
    """Add the place at which each of the sides that are left is met first."""
    for place, others in enumerate(overlapping):
        if met := left & (others | same[place]):
            found.add(place)
            left &= ~met
        if not left:
            return
