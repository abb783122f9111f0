"""Figures and tables of a document: bars by setting, and how values occur together."""

from dataclasses import dataclass
from itertools import combinations

from workbench.exporters.workbook import workbook
from workbench.figures.together import together_picture, together_words
from workbench.figures.value_by_setting import Cell, value_by_setting_words
from workbench.reports import contents as paper
from workbench.services import overview
from workbench.services.material import Material


def by_setting(material: Material) -> paper.BarChart | None:
    """Each value by setting, as bars whose numbers can be edited."""
    cells = overview.cells(material.found)
    if not (cells and cells[0]):
        return None
    names = tuple(row[0].name for row in cells)
    series = tuple(
        (_read(cells[0][at]), tuple(row[at].marked for row in cells))
        for at in range(len(cells[0]))
    )
    sheet: list[tuple[str | int, ...]] = [("Value", *[name for name, _ in series])]
    for at, name in enumerate(names):
        sheet.append((name, *[numbers[at] for _, numbers in series]))
    return paper.BarChart(
        names,
        series,
        value_by_setting_words(cells),
        "Transcripts in which somebody marked each value, by the setting of the peer support.",
        axis="Transcripts",
        workbook=workbook({"Numbers": sheet}),
    )


@dataclass(frozen=True, slots=True)
class Pairs:
    """In how many transcripts two values were marked on the same words, by anybody.

    `names` are key and name of each value, `counts` are by a pair of keys, and `read` says how
    many transcripts were read.
    """

    names: tuple[tuple[str, str], ...]
    counts: dict[tuple[str, str], int]
    read: int

    @property
    def caption(self) -> str:
        """Say what is counted."""
        return (
            f"In how many of the {self.read} transcripts read two values were marked on the same "
            "words, by one reader or several. Marking is not measuring."
        )

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The numbers as a table: a row for each value, and a column."""
        return tuple(
            (
                f"{key} {name}",
                *("" if key == other else str(self.of(key, other)) for other, _ in self.names),
            )
            for key, name in self.names
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of that table."""
        return ("Value", *(key for key, _ in self.names))

    def of(self, one: str, other: str) -> int:
        """How many there are for two values, in either order."""
        return self.counts.get((one, other), self.counts.get((other, one), 0))


def pairs(material: Material) -> Pairs | None:
    """Count where values occur together; None where there are not two values."""
    values = [row.code for row in material.found.values]
    if len(values) < 2:
        return None
    under = {value.key: material.under(value.key) for value in values}
    by_source: dict[str, list[tuple[int, int, str]]] = {}
    for mark in material.marks:
        for key, codes in under.items():
            if mark.code in codes:
                by_source.setdefault(mark.source, []).append((mark.span.start, mark.span.end, key))
    found = dict.fromkeys(combinations([value.key for value in values], 2), 0)
    for marked in by_source.values():
        met: set[tuple[str, str]] = set()
        marked.sort()
        for at, (_, end, key) in enumerate(marked):
            for start, _, other in marked[at + 1 :]:
                if start >= end:
                    break
                met.update({(key, other), (other, key)})
        for pair in found:
            found[pair] += pair in met
    names = tuple((value.key, value.name) for value in values)
    return Pairs(names, found, len(material.found.read))


def together(material: Material) -> tuple[paper.Picture, paper.NumbersTable] | None:
    """How values occur together, as a picture and as its numbers."""
    found = pairs(material)
    if found is None:
        return None
    return (
        paper.Picture(
            together_picture(found.names, found.counts),
            together_words(found.names, found.counts, found.read),
            found.caption,
        ),
        paper.NumbersTable(
            "The same in numbers: transcripts in which both were marked on the same words",
            found.columns,
            found.rows,
        ),
    )


def _read(cell: Cell) -> str:
    return cell.setting if cell.read is None else f"{cell.setting} ({cell.read} read)"
