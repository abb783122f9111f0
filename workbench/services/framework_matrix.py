"""The framework matrix: participants by values, in the team's words, with the places they rest on.

What is blank says why: nobody has read it yet, nothing is marked, or somebody has withdrawn.
"""

from dataclasses import dataclass

from workbench.domain.codebook import Code
from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.reports import contents as paper
from workbench.services import prose
from workbench.services.material import Material
from workbench.store import withdrawal_receipts

NOT_READ, NOTHING, WITHDRAWN = "Not yet read", "Nothing marked", "Withdrawn"
CAPTION = "Participants by values. What is blank says why."
Place = tuple[Guid, Span]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of one participant and one value.

    `summaries` are what the team wrote, with who did; two can stand beside one another. `blank`
    says why there is none. `places` are where something of that value is marked in their words.
    """

    summaries: tuple[tuple[str, str], ...] = ()
    blank: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The values, and for each participant ID its cells in their order."""

    values: tuple[Code, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def about(theme: str) -> str:
    """Under what the summaries of a value, participant by participant, are kept."""
    return f"matrix:{theme}"


def matrix(material: Material) -> Matrix:
    """Gather the matrix as every member may see it."""
    values = tuple(row.code for row in material.found.values)
    wrote = {value.key: prose.written(material.desk, about(value.guid)) for value in values}
    places = _places(material, values)
    rows = []
    for each in material.people:
        if each.role == "group":
            continue
        read = material.found.read.intersection(each.sources)
        cells = []
        for value in values:
            here = tuple(sorted(places.get((each.guid, value.key), ())))
            told: tuple[tuple[str, str], ...] = ()
            if each.guid in wrote[value.key]:
                standing = prose.standing(material.desk, about(value.guid), each.guid)
                told = tuple((one["words"], one["by"]) for one in standing)
            cells.append(Cell(told, "" if told else _blank(len(here), bool(read)), here))
        rows.append((material.called(each.label), tuple(cells)))
    gone = sum(not row["some"] for row in withdrawal_receipts.listed(material.desk.project))
    rows += [(WITHDRAWN, (Cell(blank=WITHDRAWN),) * len(values))] * gone
    return Matrix(values, tuple(rows))


def printed(material: Material) -> paper.Matrix:
    """The matrix for a document; a cell leads to the quotations that stand there already."""
    found = matrix(material)
    quoted: dict[Guid, list[tuple[Span, Guid]]] = {}
    for each in material.quoted:
        quoted.setdefault(each.source, []).append((each.span, each.reference))

    def leads_to(cell: Cell) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                reference
                for source, span in cell.places
                for other, reference in quoted.get(source, ())
                if other.overlaps(span)
            )
        )

    return paper.Matrix(
        CAPTION,
        ("Who", *(value.name for value in found.values)),
        tuple(
            (
                label,
                tuple(
                    paper.Told(
                        tuple(words for words, _ in cell.summaries) or (cell.blank,),
                        leads_to(cell),
                    )
                    for cell in cells
                ),
            )
            for label, cells in found.rows
        ),
    )


def _places(material: Material, values: tuple[Code, ...]) -> dict[tuple[Guid, str], set[Place]]:
    """Where somebody marked a value in a participant's words, whoever it was."""
    over: dict[Guid, list[str]] = {}
    for value in values:
        for code in material.under(value.key):
            over.setdefault(code, []).append(value.key)
    found: dict[tuple[Guid, str], set[Place]] = {}
    for mark in material.marks:
        for key in over.get(mark.code, ()):
            for one in material.whose(mark.source, mark.span):
                found.setdefault((one.guid, key), set()).add((mark.source, mark.span))
    return found


def _blank(places: int, read: bool) -> str:
    if not read:
        return NOT_READ
    if not places:
        return NOTHING
    return "Marked in one place" if places == 1 else f"Marked in {places} places"
