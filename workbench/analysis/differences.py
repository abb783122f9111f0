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
from functools import cache
from unicodedata import category

from workbench.analysis.nearness import Marks, Nearness
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
_Placed = tuple[Coding, Sequence[str]]  # a mark and the sides it counts under
_Words = tuple[int, int]


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
        sides_of=lambda coding: (coding.coder,),
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
    marks: list[_Placed] = [(coding, sides_of(coding)) for coding in codings]
    return _compare(text, marks, Nearness(codes, values), states, parts or {}, order, alone)


def _compare(
    text: str,
    marks: list[_Placed],
    nearness: Nearness,
    states: Mapping[str, str],
    parts: Parts,
    order: Sequence[str],
    alone: str,
) -> list[Difference]:
    """Gather marks into passages and say of each how its sides differ."""
    place = {side: number for number, side in enumerate(order)}

    def in_order(side: str) -> tuple[int, str]:
        return place.get(side, len(place)), side

    marks.sort(key=lambda mark: _in_text_order(mark[0]))
    at: dict[_Words, Marks] = defaultdict(list)
    for coding, sides in marks:
        at[_words(text, coding.span)].extend((side, coding) for side in sides)

    found = []
    absent = _absent(states, order)
    for core, close, touching in _passages(sorted(at)):
        near = [at[words] for words in close]
        nearby = {side for here in near for side, _ in here}
        far = [[mark for mark in at[words] if mark[0] not in nearby] for words in touching]
        by_side: dict[str, list[Coding]] = defaultdict(list)
        for here in (*near, *far):
            for side, coding in here:
                by_side[side].append(coding)
        sides = sorted(by_side, key=in_order) if len(by_side) > 1 else list(by_side)
        told_here = _of_passages(Span(*core), states, parts) if parts else ()
        unmarked, not_finished, not_asked = absent(frozenset(by_side), told_here)
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
                not_finished,
                not_asked,
                (-ranks[0], len(kinds - {"same"}), len(sides) + len(unmarked)),
            )
        )
    # Passages come in the order of the text, and sorting keeps it among equals.
    return sorted(found, key=lambda one: one.weight, reverse=True)


_Sides = tuple[str, ...]
_Told = tuple[tuple[str, str], ...]


def _of_passages(core: Span, states: Mapping[str, str], parts: Parts) -> _Told:
    """Say how far at one place those sides are that were asked for passages alone."""
    return tuple(
        (side, told_at(core, states.get(side, "not_asked"), own)) for side, own in parts.items()
    )


def _absent(
    states: Mapping[str, str], order: Sequence[str]
) -> Callable[[frozenset[str], _Told], tuple[_Sides, _Sides, _Sides]]:
    """Say of the sides that marked a passage who left it, has not finished, was not asked.

    `here` has the sides for which that is not the same everywhere in the text.
    """

    @cache
    def told(there: frozenset[str], here: _Told) -> tuple[_Sides, _Sides, _Sides]:
        at_it = {**states, **dict(here)}
        left = [side for side in order if side in at_it and side not in there]
        unmarked = tuple(side for side in left if at_it[side] in FINISHED)
        not_asked = tuple(side for side in left if at_it[side] in NEVER_ASKED)
        rest = tuple(side for side in left if side not in (*unmarked, *not_asked))
        return unmarked, rest, not_asked

    return told


def _in_text_order(coding: Coding) -> tuple[int, int, Guid, Guid]:
    return coding.span.start, coding.span.end, coding.code, coding.guid


def _words(text: str, span: Span) -> _Words:
    """Leave out blanks and punctuation at the edges: nobody means those by a longer mark."""
    start, end = span.start, min(span.end, len(text))
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end
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

    for start, end in sorted(spans, key=lambda words: (words[1] - words[0], words)):
        # This is done for every mark of a study, so it is written out and calls nothing.
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            left, right = starts[at], ends[at]
            shared = (end if end < right else right) - (start if start > left else left)
            if 2 * shared > right - left:
                break
        else:
            at = bisect_left(starts, start)
            starts.insert(at, start)
            ends.insert(at, end)
    close: list[list[_Words]] = [[] for _ in starts]
    touching: list[list[_Words]] = [[] for _ in starts]
    for words in spans:
        start, end = words
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            left, right = starts[at], ends[at]
            shared = (end if end < right else right) - (start if start > left else left)
            (close if 2 * shared > right - left else touching)[at].append(words)
    return zip(zip(starts, ends, strict=True), close, touching, strict=True)
