"""Figures and tables of a document: bars by setting, how values occur together, and the matrix."""

from itertools import combinations

from workbench.exporters.workbook import workbook
from workbench.figures.together import together_picture, together_words
from workbench.figures.value_by_setting import Cell, value_by_setting_words
from workbench.reports import contents as paper
from workbench.services import overview, prose
from workbench.services.material import Material
from workbench.store import withdrawal_receipts

NOT_READ, NOTHING, WITHDRAWN = "Not yet read", "Nothing marked", "Withdrawn"


def matrix_about(theme: str) -> str:
    """Under what the summaries of a value, participant by participant, are kept."""
    return f"matrix:{theme}"


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


def together(material: Material) -> tuple[paper.Picture, paper.NumbersTable] | None:
    """In how many transcripts two values were marked on the same words, by anybody."""
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
    names = [(value.key, value.name) for value in values]
    read = len(material.found.read)
    rows = tuple(
        (
            f"{key} {name}",
            *(
                "" if key == other else str(found.get((key, other), found.get((other, key), 0)))
                for other, _ in names
            ),
        )
        for key, name in names
    )
    return (
        paper.Picture(
            together_picture(names, found),
            together_words(names, found, read),
            f"In how many of the {read} transcripts read two values were marked on the same "
            "words, by one reader or several. Marking is not measuring.",
        ),
        paper.NumbersTable(
            "The same in numbers: transcripts in which both were marked on the same words",
            ("Value", *(key for key, _ in names)),
            rows,
        ),
    )


def matrix(material: Material) -> paper.NumbersTable:
    """Participants by values, in the team's words; what is blank says why it is."""
    values = [row.code for row in material.found.values]
    wrote = {value.key: prose.written(material.desk, matrix_about(value.guid)) for value in values}
    under = {value.key: material.under(value.key) for value in values}
    rows = []
    for each in material.people:
        if each.role == "group":
            continue
        read = material.found.read.intersection(each.sources)
        cells = []
        for value in values:
            said = wrote[value.key].get(each.guid, "")
            marked = sum(
                mark.source in each.sources
                and mark.code in under[value.key]
                and any(one.guid == each.guid for one in material.whose(mark.source, mark.span))
                for mark in material.marks
            )
            cells.append(
                said
                or (NOT_READ if not read else "")
                or (f"Marked in {marked} places" if marked > 1 else "")
                or ("Marked in one place" if marked else NOTHING)
            )
        rows.append((each.label, *cells))
    gone = sum(not row["some"] for row in withdrawal_receipts.listed(material.desk.project))
    rows += [(WITHDRAWN, *[WITHDRAWN] * len(values))] * gone
    return paper.NumbersTable(
        "Participants by values. What is blank says why.",
        ("Participant", *(value.name for value in values)),
        tuple(rows),
    )


def _read(cell: Cell) -> str:
    return cell.setting if cell.read is None else f"{cell.setting} ({cell.read} read)"
