"""What a document is written on: Word or a web page, with the same few things one can add."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from workbench.reports.contents import BarChart, Picture, Quotation, Told

DRAFT = "Draft, not checked"
CHECKED = "Checked"


@dataclass(frozen=True, slots=True)
class Traced:
    """A cell that holds a quotation: its paragraphs, and the reference it is traced by."""

    paragraphs: Sequence[tuple[str, str]]
    reference: str


# A table cell: words in the usual style, paragraphs as (style, words), a quotation, or words that
# lead to quotations which stand elsewhere in the document.
CellWords = str | Sequence[tuple[str, str]] | Traced | Told


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the names of its columns, its rows, and its caption.

    `widths` are shares of the width of the text; without them columns are equally wide.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[CellWords]]
    caption: str
    widths: Sequence[float] = ()


class Paper(Protocol):
    """A document that is written from top to bottom; text is never read as markup."""

    draft: bool

    def paragraph(self, words: str, *, style: str = "Normal") -> object:
        """Add one paragraph; a line break in the words stays a line break."""

    def text(self, words: str) -> None:
        """Add somebody's text; a blank line begins a new paragraph."""
        for part in words.replace("\r\n", "\n").split("\n\n"):
            if part.strip():
                self.paragraph(part.strip("\n"))

    def to_write(self, words: str) -> None:
        """Say, in a draft only, what an empty section is for."""
        self.note(f"To write: {words}")

    def note(self, words: str) -> None:
        """Say something to the team, in a draft only."""
        if self.draft:
            self.paragraph(words, style="To Write")

    def heading(self, words: str, *, level: int, new_page: bool = False) -> None:
        """Add a heading; those of levels 1 and 2 are listed in the contents."""

    def contents(self) -> None:
        """Say that the list of contents stands here."""

    def bullets(self, lines: Iterable[str]) -> None:
        """Add a list."""

    def quotations(self, quotations: Iterable[Quotation]) -> None:
        """Set quotations off, each with its attribution alone on the next line."""

    def picture(self, picture: Picture) -> None:
        """Add a picture with words for people who do not see it, and a caption."""

    def chart(self, chart: BarChart) -> None:
        """Add a chart of bars with its numbers in it, words for it, and a caption."""

    def table(self, table: Table) -> None:
        """Add a captioned table; the row of column names is repeated on every page."""

    def to_bytes(self) -> bytes:
        """Finish the document."""


def in_paragraphs(words: str) -> list[tuple[str, str]]:
    """A cell of a table with somebody's text in it; nothing where there is none."""
    return [("Table Text", part) for part in words.split("\n\n") if part.strip()]


def capital(words: str) -> str:
    """Words as they begin a line."""
    return words[:1].upper() + words[1:]


def leads(told: Told) -> list[tuple[str, str]]:
    """What the links in a cell say, and the references they lead to."""
    many = len(told.leads_to) > 1
    return [
        (f"quoted {number}" if many else "quoted", reference)
        for number, reference in enumerate(told.leads_to, start=1)
    ]


class Maker(Protocol):
    """Begins a document."""

    def __call__(
        self,
        title: str,
        *,
        subtitle: str,
        authors: Sequence[str],
        draft: bool,
        large: bool = False,
        short: bool = False,
    ) -> Paper:
        """Begin one with these words in its properties."""
