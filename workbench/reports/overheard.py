"""What is said in a document and under which heading, kept while it is written.

Before a document leaves, its words are looked through; a quotation's are not, since each has been
asked about already.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.reports.contents import BarChart, Picture, Quotation, Told
from workbench.reports.paper import CellWords, Maker, Paper, Table, Traced


@dataclass(frozen=True, slots=True)
class Said:
    """Some words of a document, and the headings they stand under, outermost first."""

    under: tuple[str, ...]
    words: str


class Overheard(Paper):
    """Writes on another paper, and keeps what is said there in `said`."""

    def __init__(self, paper: Paper, said: list[Said]) -> None:
        self.draft = paper.draft
        self._paper, self._said = paper, said
        self._under: tuple[str, ...] = ()

    def paragraph(self, words: str, *, style: str = "Normal") -> object:
        """Add one paragraph."""
        self._keep(words)
        return self._paper.paragraph(words, style=style)

    def heading(self, words: str, *, level: int, new_page: bool = False) -> None:
        """Add a heading."""
        self._under = (*self._under[: level - 1], words)
        self._keep(words)
        self._paper.heading(words, level=level, new_page=new_page)

    def contents(self) -> None:
        """Say that the list of contents stands here."""
        self._paper.contents()

    def bullets(self, lines: Iterable[str]) -> None:
        """Add a list."""
        lines = list(lines)
        self._keep(*lines)
        self._paper.bullets(lines)

    def quotations(self, quotations: Iterable[Quotation]) -> None:
        """Set quotations off."""
        self._paper.quotations(quotations)

    def picture(self, picture: Picture) -> None:
        """Add a picture."""
        self._keep(picture.caption)
        self._paper.picture(picture)

    def chart(self, chart: BarChart) -> None:
        """Add a chart."""
        self._keep(chart.caption)
        self._paper.chart(chart)

    def table(self, table: Table) -> None:
        """Add a captioned table."""
        cells = (cell for row in table.rows for cell in row)
        self._keep(table.caption, *(words for cell in cells for words in _in_cell(cell)))
        self._paper.table(table)

    def to_bytes(self) -> bytes:
        """Finish the document."""
        return self._paper.to_bytes()

    def _keep(self, *words: str) -> None:
        self._said += [Said(self._under, each) for each in words if each]


def overhearing(make: Maker, said: list[Said]) -> Maker:
    """Give what begins a document and keeps in `said` what is said in it."""

    def begin(*title: Any, **look: Any) -> Paper:
        return Overheard(make(*title, **look), said)

    return begin


def _in_cell(cell: CellWords) -> Iterable[str]:
    if isinstance(cell, str):
        return (cell,)
    if isinstance(cell, Traced):
        return ()
    return cell.paragraphs if isinstance(cell, Told) else [words for _, words in cell]
