"""Paragraphs of a document while they are read, and what hangs on them, whatever the format."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from workbench.importers.decoding import rows_of
from workbench.importers.passages import Line, Passage, Piece
from workbench.importers.remarks import ON_PAGES, kept_beside

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BESIDE = {
    "footnote": ("footnote", "footnotes"),
    "endnote": ("endnote", "endnotes"),
    "comment": ("comment in the margin", "comments in the margin"),
    "box": ("text box", "text boxes"),
    "hidden": ("stretch of hidden words", "stretches of hidden words"),
}


_NOTHING = Passage((), "breaks")


@dataclass(frozen=True, slots=True)
class Content:
    """What a document holds: its lines, what stands on every page, and remarks.

    `comments` has who wrote what by the key of the anchors that stand around the words meant.
    """

    lines: tuple[Line, ...]
    page_heads: Passage = _NOTHING
    page_feet: Passage = _NOTHING
    remarks: tuple[str, ...] = ()
    comments: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Paragraph:
    """A paragraph while it is read.

    `lead` counts the characters at its start that are bold, italic or underlined.
    """

    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    anchors: list[tuple[int, Piece]] = field(default_factory=list)
    lead: int = 0
    leading: bool = True
    length: int = 0

    def write(self, words: str, *, styled: bool = False) -> None:
        """Add words to the end."""
        self.parts.append(words)
        self.length += len(words)
        self.leading = self.leading and styled
        if self.leading:
            self.lead += len(words)

    def anchor(self, key: str) -> None:
        """Remember this place under a key."""
        self.anchors.append((self.length, Piece("anchor", key)))


class SpacedParagraph(Paragraph):
    """A paragraph in which runs of white space are one space, and none stands at either end."""

    _after_space = True

    def flow(self, words: str | None, *, styled: bool) -> None:
        """Add words as they stand between tags."""
        words = _SPACE.sub(" ", words or "")
        if self._after_space:
            words = words.removeprefix(" ")
        if words:
            self.write(words, styled=styled)
            self._after_space = words.endswith(" ")

    def set(self, words: str, *, styled: bool) -> None:
        """Add white space that somebody put there; after a line break none flows in."""
        self.write(words, styled=styled)
        self._after_space = words.endswith("\n")

    def trim(self) -> None:
        """Take away the space that only stands before the end of the element."""
        if self._after_space and self.parts:
            self.parts[-1] = self.parts[-1].removesuffix(" ")


class Paragraphs:
    """Turns paragraphs into lines, and counts what a person should hear about."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.gap = False
        self._anchors: list[Piece] = []

    def lines_of(self, paragraph: Paragraph, *, heading: bool = False) -> Iterator[Line]:
        """Give the lines of a finished paragraph; its notes hang on the last one."""
        rows = rows_of("".join(paragraph.parts))
        last = max((place for place, row in enumerate(rows) if row.strip()), default=-1)
        opens = True
        anchors = deque([*((0, piece) for piece in self._anchors), *paragraph.anchors])
        self._anchors = [piece for _, piece in anchors] if last < 0 else []
        start = 0
        for place, row in enumerate(rows[: last + 1]):
            end = start + len(row)
            if not row.strip():
                self.gap = True
                start = end + 1
                continue
            lead = min(paragraph.lead, len(row)) if place == 0 else 0
            notes = tuple(paragraph.notes) if place == last else ()
            within = []
            while anchors and (anchors[0][0] <= end or place == last):
                at, piece = anchors.popleft()
                within.append((min(max(at, start), end) - start, piece))
            yield Line(row, opens, self.gap, lead, heading, notes, within=tuple(within))
            opens = self.gap = False
            start = end + 1
        if last < 0:
            self.gap = True
            if paragraph.notes:
                yield Line("", opens=False, notes=tuple(paragraph.notes))

    def beside(self, kind: str, words: str, paragraph: Paragraph) -> None:
        """Hang words on a paragraph that are no part of what was said."""
        if words.strip():
            self.seen[kind] += 1
            paragraph.notes.append(words)

    def remarks(self) -> list[str]:
        """Say in sentences what was left out of the text."""
        return [
            kept_beside(self.seen[key], *words) for key, words in _BESIDE.items() if self.seen[key]
        ]


def on_pages(lines: Iterable[Line]) -> Passage:
    """Make one passage of what stands at the head or the foot of pages."""
    return Passage(
        tuple(Piece("header", line.words) for line in lines if line.words.strip()), "breaks"
    )


def whole(lines: Iterable[Line], heads: Passage, feet: Passage, remarks: Iterable[str]) -> Content:
    """Put a document together, with a remark where its pages have heads or feet."""
    said = (*remarks, ON_PAGES) if heads.pieces or feet.pieces else tuple(remarks)
    return Content(tuple(lines), heads, feet, said)
