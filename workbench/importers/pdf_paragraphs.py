"""Rows on the pages of a PDF, put back into paragraphs; what only belongs to a page moved out."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median, median_low
from typing import NamedTuple

from workbench.importers.labels import label_in
from workbench.importers.names import likeness
from workbench.importers.passages import Line, Piece

_EDGE = 3
# Ways of naming somebody that the middle of a paragraph can look like too.
_NO_SIGN = ("alone", "bracket", "tab", "dash")
# How many times the usual distance of rows parts paragraphs, and a page's head from its text.
_GAP = 1.3
_FAR = 1.5
_INDENT = 0.6  # times the letters' size
_HEADING = 1.2
_NARROWEST = 0.55  # times the page's width
_PAGE_NUMBER = re.compile(r"(?:page|p\.)?\s*[-–—]?\s*(\d{1,4})\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?")
_FEWEST_NUMBERS = 5


class Part(NamedTuple):
    """Words in a row, with where they begin and end in points from the left.

    `first` is where the first of them ends.
    """

    begins: float
    first: float
    ends: float
    words: str


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a page.

    `base` is the baseline in points from the foot of the page, `size` that of the letters; `lead`
    counts the characters at its start that are bold or italic; `space` says that a space ends it.
    `number` is one that stood in the margin before it.
    """

    base: float
    size: float
    lead: int
    space: bool
    parts: tuple[Part, ...]
    number: str = ""

    @property
    def words(self) -> str:
        """The words of all parts, with a tab between parts."""
        return "\t".join(part.words for part in self.parts)

    @property
    def begins(self) -> float:
        """Where the row begins, in points from the left."""
        return self.parts[0].begins if self.parts else 0.0

    @property
    def ends(self) -> float:
        """Where the row ends, in points from the left."""
        return self.parts[-1].ends if self.parts else 0.0

    @property
    def styled(self) -> bool:
        """Whether all of it is bold or italic."""
        return self.lead >= len(self.words)


class Page(NamedTuple):
    """The rows of one page, from head to foot, notes such as comments, and its width in points."""

    rows: tuple[PrintedRow, ...]
    notes: tuple[str, ...]
    width: float


class Paragraphs(NamedTuple):
    """Lines, one for each paragraph, and how much was moved out of them or left as it was."""

    lines: tuple[Line, ...]
    furniture: int
    numbers: int
    hyphens: int


def paragraphs_of(pages: Sequence[Page]) -> Paragraphs:
    """Put the rows of pages together into paragraphs.

    A paragraph begins where rows are further apart than usual, where the first word would have
    fitted on the row before, at a change of indent or of the letters' size, and where a row
    begins with a name that begins other paragraphs too.
    """
    edges = _furniture(pages)
    margin = _margin_numbers(pages, edges)
    printed = _Printed(pages, edges, margin)
    lines = _lines(printed)
    return Paragraphs(tuple(lines), sum(map(len, edges)), sum(map(len, margin)), printed.hyphens)


def _furniture(pages: Sequence[Page]) -> list[set[int]]:
    """Find heads and feet of pages: the numbers of their rows, page by page."""
    found: list[set[int]] = [set() for _ in pages]
    for edge in (1, -1):
        for depth in range(_EDGE):
            alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for number, page in enumerate(pages):
                place = depth if edge == 1 else len(page.rows) - 1 - depth
                inward = place - edge
                if not 0 <= place < len(page.rows) or (depth and inward not in found[number]):
                    continue
                alike[_key(page.rows[place].words)].append((number, place))
            for places in alike.values():
                for number, place in _repeated(pages, places):
                    found[number].add(place)
    for number in range(len(pages)):
        found[number] = {
            place for place in found[number] if _apart(pages, number, place, found[number])
        }
    return found


def _apart(pages: Sequence[Page], number: int, place: int, edges: set[int]) -> bool:
    """Say whether a row belongs to what stands apart from the text: what is said may recur too."""
    edge = 1 if place < len(pages[number].rows) / 2 else -1
    while place in edges:
        if _far(pages, number, place, edge) or _is_page_number(pages, number, place):
            return True
        place += edge
    return False


def _key(words: str) -> str:
    return re.sub(r"\d+", "#", "".join(words.split())).casefold()


def _repeated(pages: Sequence[Page], places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    height = median(pages[number].rows[place].base for number, place in places)
    level = [(n, place) for n, place in places if abs(pages[n].rows[place].base - height) < 8]
    enough = len(level) >= 3 and len(level) >= 0.4 * len(pages)
    if enough or len(level) == len(pages) == 2:
        return level
    if len(pages) < 3:
        return [(n, place) for n, place in level if _is_page_number(pages, n, place)]
    return []


def _far(pages: Sequence[Page], number: int, place: int, edge: int) -> bool:
    """Say whether a row stands further from the next one than rows do on the page."""
    rows = pages[number].rows
    steps = [above.base - below.base for above, below in pairwise(rows)]
    inward = place + edge
    if not 0 <= inward < len(rows):
        return True
    return abs(rows[place].base - rows[inward].base) > _FAR * median_low(steps)


def _is_page_number(pages: Sequence[Page], number: int, place: int) -> bool:
    last = pages[number].rows[place].parts[-1].words
    found = _PAGE_NUMBER.fullmatch(last.strip().casefold())
    return found is not None and int(found[1]) == number + 1 and len(pages[number].rows) > 1


def _margin_numbers(pages: Sequence[Page], edges: Sequence[set[int]]) -> list[dict[int, str]]:
    """Find numbers to the left of the text that count its rows or paragraphs."""
    found: list[dict[int, str]] = [{} for _ in pages]
    rows = [
        (page_number, place, row)
        for page_number, page in enumerate(pages)
        for place, row in enumerate(page.rows)
        if place not in edges[page_number]
    ]
    numbered = [one for one in rows if _number(one[2])]
    lefts = Counter(
        round(row.parts[1].begins if _number(row) and len(row.parts) > 1 else row.begins)
        for _, _, row in rows
        if not (_number(row) and len(row.parts) == 1)
    )
    left = max(lefts, key=lambda place: (lefts[place], -place), default=0)
    inside = [one for one in numbered if one[2].parts[0].ends <= left + 1]
    values = [int(row.parts[0].words) for _, _, row in inside]
    # A number may be printed again on the next page, and lines may be counted page by page.
    steps = [after - before for before, after in pairwise(values)]
    usual = Counter(step for step in steps if step > 0).most_common(1)
    regular = sum(step <= 0 or step == usual[0][0] for step in steps) if usual else 0
    if usual and len(inside) >= _FEWEST_NUMBERS and regular >= 0.9 * len(steps):
        for page_number, place, row in inside:
            found[page_number][place] = row.parts[0].words
    return found


def _number(row: PrintedRow) -> bool:
    words = row.parts[0].words
    return words.isdecimal() and words.isascii() and len(words) < 6


@dataclass
class _Open:
    """A paragraph while rows are added to it."""

    words: str
    lead: int
    size: float
    gap: bool
    within: list[tuple[int, Piece]] = field(default_factory=list)
    rows: int = 1


class _Printed:
    """The rows of all pages with what was found out about them."""

    def __init__(
        self, pages: Sequence[Page], edges: Sequence[set[int]], margin: Sequence[dict[int, str]]
    ) -> None:
        self.hyphens = 0
        # Each row of the text, with its page and what stands before it that is no part of it.
        self.rows: list[tuple[int, PrintedRow, list[Piece]]] = []
        self.rest: list[Piece] = []
        for number, page in enumerate(pages):
            for place, row in enumerate(page.rows):
                if place in edges[number]:
                    self.rest.append(Piece("header", row.words))
                    continue
                if place in margin[number]:
                    row = replace(row, parts=row.parts[1:], lead=0, number=margin[number][place])
                    self.rest.append(Piece("number", row.number))
                if row.parts:
                    self.rows.append((number, row, self.rest))
                    self.rest = []
            self.rest += [Piece("note", note) for note in page.notes]
        text = [row for _, row, _ in self.rows]
        self.size = _usual([round(row.size, 1) for row in text for _ in row.words])
        ends = sorted((row.ends for row in text), reverse=True)
        # One or two rows that reach further than the rest say nothing about the margin.
        observed = ends[min(2, len(ends) // 10)] if ends else 0.0
        # Where all rows are short, each was ended by somebody, and none by the margin.
        widest = max((page.width for page in pages), default=0.0)
        self.right = max(observed, _NARROWEST * widest)
        # Columns of a table begin at the same place in several rows.
        seconds = Counter(round(row.parts[1].begins) for row in text if len(row.parts) > 1)
        self.columns = {place for place, count in seconds.items() if count > 2}
        steps = [
            round(above.base - below.base, 1)
            for (page, above, _), (same, below, _) in pairwise(self.rows)
            if page == same and not self.fits(above, below) and above.base > below.base
        ]
        self.step = _usual(steps) or 1.2 * self.size

    def fits(self, above: PrintedRow, below: PrintedRow) -> bool:
        """Say whether the first word of a row would have had room on the row above."""
        word = below.parts[0].first - below.parts[0].begins
        return above.ends + 0.25 * above.size + word < self.right

    def begins(self, place: int, opens: bool) -> tuple[bool, bool]:
        """Say whether a row begins a paragraph, and whether after a gap.

        `opens` says that the row above began one.
        """
        if not place:
            return True, False
        (page, above, _), (same, below, _) = self.rows[place - 1], self.rows[place]
        if page == same and above.base - below.base > _GAP * self.step:
            return True, True
        indent = below.begins - above.begins
        shifted = abs(indent) > _INDENT * below.size and not opens
        return (
            shifted
            or (len(below.parts) > 1 and round(below.parts[1].begins) in self.columns)
            or abs(above.size - below.size) > 0.15 * self.size
            or above.styled != below.styled
            or self.fits(above, below)
        ), False


def _usual(values: Sequence[float]) -> float:
    return Counter(values).most_common(1)[0][0] if values else 0.0


def _lines(printed: _Printed) -> list[Line]:
    starts: list[tuple[bool, bool]] = []
    for place in range(len(printed.rows)):
        starts.append(printed.begins(place, bool(starts) and starts[-1][0]))
    named = [_named(printed, place) for place in range(len(starts))]
    counts = Counter(named)
    names = {
        name
        for name, (begins, _) in zip(named, starts, strict=True)
        if name and (begins or counts[name] > 1)
    }
    open_, lines = None, []
    for place, (_, row, before) in enumerate(printed.rows):
        begins, gap = starts[place]
        if open_ is None or begins or named[place] in names:
            if open_ is not None:
                lines.append(_line(open_, printed))
            open_ = _Open(row.words, row.lead, row.size, gap, [(0, piece) for piece in before])
            continue
        open_.words += _joint(open_.words, printed, printed.rows[place - 1][1])
        at = len(open_.words)
        open_.within += [(at, piece) for piece in before]
        open_.words += row.words
        open_.rows += 1
    if open_ is not None:
        open_.within += [(len(open_.words), piece) for piece in printed.rest]
        lines.append(_line(open_, printed))
    return lines


def _named(printed: _Printed, place: int) -> str | None:
    """Give the name that a row begins with, where it looks like a label."""
    row = printed.rows[place][1]
    label = label_in(Line(row.words, lead=row.lead))
    if label is None or label.form in _NO_SIGN or not likeness(label.name):
        return None
    return label.name


def _joint(words: str, printed: _Printed, row: PrintedRow) -> str:
    """Give what stands between a row and the next one of its paragraph."""
    within_word = not row.space and words[-2:-1].isalpha()
    if within_word and words[-1] in "-\u2010\u00ad":
        printed.hyphens += 1
        return ""
    return "" if within_word and words[-1] == "—" else " "


def _line(paragraph: _Open, printed: _Printed) -> Line:
    heading = (
        paragraph.size > _HEADING * printed.size and paragraph.rows < 4 and bool(paragraph.words)
    )
    return Line(
        paragraph.words,
        gap=paragraph.gap,
        lead=min(paragraph.lead, len(paragraph.words)),
        heading=heading,
        within=tuple(paragraph.within),
    )
