"""The sides that readings are compared from besides people: shared headings, and lenses.

Nothing here matches words: a mark stands under the headings its reader put its perspectives under.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from workbench.domain.coding import LENSES, Coding
from workbench.domain.ids import Guid
from workbench.domain.reading import ReadSoFar
from workbench.domain.span import Span

FINISHED = frozenset({"finished", "finished_nothing"})
# Whoever passed a transcript back is in the place of somebody who was never asked.
NEVER_ASKED = frozenset({"not_asked", "passed_back"})
# For a side the passages of one text it was asked for alone, each with how far it is with that.
Parts = Mapping[str, Sequence[tuple[Span, str]]]

# Where a mark stands when the sides are headings and it is under none.
NO_HEADING = "not under a shared heading"
NOT_RECORDED = "no perspective recorded"
NOT_SHARED = "not shared with you"
UNDER_NO_HEADING = (NO_HEADING, NOT_RECORDED, NOT_SHARED)
# Where a mark stands when the sides are lenses and its reader named none.
NO_LENS = "nothing said of what drew them to it"
LENS_SIDES = (*LENSES, NO_LENS)


def headings_of(coding: Coding) -> tuple[str, ...]:
    """The headings a mark counts under, or what stands where it is under none."""
    if coding.headings:
        return coding.headings
    if coding.perspective_hidden:
        return (NOT_SHARED,)
    return (NO_HEADING,) if coding.perspectives else (NOT_RECORDED,)


def lens_of(coding: Coding) -> tuple[str, ...]:
    """The lens a mark was made through, or what stands where its reader named none."""
    return (coding.lens or NO_LENS,)


def without_headings(codings: Iterable[Coding], held_back: Collection[Guid]) -> list[Coding]:
    """Take headings from marks that the viewer may not see marks under.

    A mark that has no other heading then counts as not shared, and its perspective with it.
    """
    return [
        coding
        if not held_back or not set(coding.headings) & set(held_back)
        else _without(coding, held_back)
        for coding in codings
    ]


def under_any(codings: Iterable[Coding], headings: Collection[Guid]) -> list[Coding]:
    """Keep the marks that stand under any of these headings, and of their headings these alone."""
    return [
        replace(coding, headings=left)
        for coding in codings
        if (left := tuple(heading for heading in coding.headings if heading in headings))
    ]


def _without(coding: Coding, held_back: Collection[Guid]) -> Coding:
    left = tuple(heading for heading in coding.headings if heading not in held_back)
    return replace(coding, headings=left, perspectives=(), perspective_hidden=True)


def states_of_headings(
    codings: Iterable[Coding],
    readers: Mapping[Guid, str],
    under: Mapping[Guid, Collection[Guid]],
    headings: Sequence[Guid],
) -> dict[str, str]:
    """How far the readers under each heading are with one text: finished, asked or not asked.

    Parameters
    ----------
    codings
        The marks in that text.
    readers
        How far each reader is with it.
    under
        The headings each reader stands under. Of somebody under several, those count that they
        marked something from; where they marked nothing from any, each of them counts.
    """
    from_there = headings_read_from(codings, readers, under)
    found: dict[str, str] = dict.fromkeys(headings, "not_asked")
    for reader, state in readers.items():
        told = "finished" if state in FINISHED else "asked"
        for heading in from_there[reader]:
            if heading in found and state not in NEVER_ASKED and found[heading] != "finished":
                found[heading] = told
    return found


def headings_read_from(
    codings: Iterable[Coding],
    readers: Iterable[Guid],
    under: Mapping[Guid, Collection[Guid]],
) -> dict[Guid, frozenset[Guid]]:
    """For each reader the headings they read one text from; `under` as above."""
    marked: dict[Guid, set[Guid]] = {}
    for coding in codings:
        marked.setdefault(coding.coder, set()).update(coding.headings)
    return {reader: frozenset(marked.get(reader) or under.get(reader, ())) for reader in readers}


def parts_of_readers(far: Mapping[Guid, ReadSoFar]) -> dict[str, list[tuple[Span, str]]]:
    """The passage of one text that each reader was asked for alone, and how far they are."""
    return {reader: [(each.passage, each.state)] for reader, each in far.items() if each.passage}


def parts_of_headings(
    codings: Iterable[Coding],
    parts: Parts,
    under: Mapping[Guid, Collection[Guid]],
    headings: Sequence[Guid],
) -> dict[str, list[tuple[Span, str]]]:
    """The passages that readers under each heading were asked for alone, and how far they are.

    As `states_of_headings`, which tells the same of those who were asked for the whole text.
    """
    if not parts:
        return {}
    from_there = headings_read_from(codings, map(Guid, parts), under)
    found: dict[str, list[tuple[Span, str]]] = {}
    for reader, own in parts.items():
        for heading in from_there[Guid(reader)].intersection(headings):
            found.setdefault(heading, []).extend(own)
    return found


def told_at(place: Span, state: str, own: Iterable[tuple[Span, str]]) -> str:
    """How far a side is with one place: with the text, or with a passage that holds all of it."""
    return max((state, *(each for passage, each in own if passage.contains(place))), key=_how_far)


def _how_far(state: str) -> int:
    return 2 if state in FINISHED else int(state not in NEVER_ASKED)
