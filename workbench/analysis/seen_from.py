"""Which codes are seen from one heading and not from another: passages counted and told with care.

What is counted are passages: stretches that anybody under a heading marked with a code, where
stretches that share words are one. So a heading under which several people read does not see more
for that alone. Only text counts that was finished from both headings.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.agreement.figure import Figure, figure, sample
from workbench.agreement.tally import Array, share
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid
from workbench.domain.span import Span

Pair = tuple[Guid, Guid]


@dataclass(frozen=True, slots=True)
class Passages:
    """How many passages each heading of a pair has for each code, by transcript.

    `number` is transcripts × 2 × codes.
    """

    number: Array


@dataclass(frozen=True, slots=True)
class Seen:
    """One code as it was seen from the two headings of a pair.

    `passages` counts its passages from each. `shares` says how many they are of all the passages
    marked from there, and `apart` by how much the first share is larger than the second; each has
    the 95% interval over resamples of whole transcripts.
    """

    about: str
    passages: tuple[int, int]
    shares: tuple[Figure, Figure]
    apart: Figure


def counted(
    texts: Iterable[Iterable[Coding]],
    pair: Pair,
    *,
    about: Callable[[Coding], Collection[str]],
    order: Sequence[str],
) -> Passages:
    """Count passages in texts that were finished from both headings.

    Parameters
    ----------
    texts
        For each transcript the marks of those who finished it.
    about
        What a mark counts as; nothing where it is not counted.
    order
        Everything a mark can count as.
    """
    place = {each: number for number, each in enumerate(order)}
    rows = []
    for marks in texts:
        row = np.zeros((2, len(order)))
        for (side, each), passages in merged(marks, pair, about=about).items():
            row[pair.index(side), place[each]] = len(passages)
        rows.append(row)
    return Passages(np.array(rows).reshape(len(rows), 2, len(order)))


def merged(
    marks: Iterable[Coding],
    headings: Collection[Guid],
    *,
    about: Callable[[Coding], Collection[str]],
) -> dict[tuple[Guid, str], list[Span]]:
    """Give for each heading and code its passages in one text, in order."""
    marked: dict[tuple[Guid, str], list[Span]] = defaultdict(list)
    for coding in marks:
        for side in headings:
            if side in coding.headings:
                for each in about(coding):
                    marked[side, each].append(coding.span)
    return {key: _joined(spans) for key, spans in marked.items()}


def seen(passages: Passages, order: Sequence[str]) -> list[Seen]:
    """Tell each code that was marked from either heading, the most apart first.

    Where nothing is apart, the order is that of the codebook.
    """
    if not passages.number.any():
        return []
    drawn, found = sample(passages), []
    for place, about in enumerate(order):
        each = passages.number[:, :, place].sum(axis=0)
        if each.any():
            found.append(
                Seen(
                    about,
                    (int(each[0]), int(each[1])),
                    (
                        figure(lambda p, n=place: _share(p, n, 0), drawn, _why),  # type: ignore[misc]
                        figure(lambda p, n=place: _share(p, n, 1), drawn, _why),  # type: ignore[misc]
                    ),
                    figure(
                        lambda p, n=place: _share(p, n, 0) - _share(p, n, 1),  # type: ignore[misc]
                        drawn,
                        _why,
                    ),
                )
            )
    return sorted(found, key=lambda one: abs(one.apart.value or 0), reverse=True)


def _share(passages: Passages, code: int, side: int) -> Array:
    number = passages.number[:, side]
    return share(number[:, code], number.sum(axis=1))


def _why(passages: Passages) -> str:
    return "From one of the two, nothing was marked in this text."


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
