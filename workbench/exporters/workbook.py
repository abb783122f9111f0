"""A spreadsheet of plain tables: xlsx, which spreadsheet programs and statistics packages read."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | None
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDEST = 60  # characters


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """Write tables, one to a sheet.

    Parameters
    ----------
    sheets
        The name of each sheet, of up to 31 characters, to its rows. Numbers stay numbers; words
        are written as words, so that nothing is run as a formula. The first row is kept in sight.
    """
    names = list(sheets)
    parts = {
        "[Content_Types].xml": _types(len(names)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
        ),
    }
    for number, rows in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, words in parts.items():
            # A fixed day, so that the same tables make the same bytes.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, (_HEAD + words).encode())
    return made.getvalue()


def _types(sheets: int) -> str:
    one = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f"{one}</Types>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="r{n}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _book(names: Sequence[str]) -> str:
    each = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{each}</sheets></workbook>'


def _sheet(rows: Sequence[Sequence[Cell]]) -> str:
    columns = max((len(row) for row in rows), default=0)
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_width(rows, n - 1)}" customWidth="1"/>'
        for n in range(1, columns + 1)
    )
    body = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{_column(place)}{number}", cell) for place, cell in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews>{f'<cols>{widths}</cols>' if widths else ''}"
        f"<sheetData>{body}</sheetData></worksheet>"
    )


def _width(rows: Sequence[Sequence[Cell]], column: int) -> int:
    cells = (str(row[column]) for row in rows if column < len(row) and row[column] is not None)
    return min(max((len(cell) for cell in cells), default=8) + 2, _WIDEST)


def _column(place: int) -> str:
    before, last = divmod(place, 26)
    return (_column(before - 1) if before else "") + chr(ord("A") + last)


def _cell(at: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        words = escape(_NOT_XML.sub("�", cell))
        # Where spaces or lines would be lost without it; the file format's own rules lack it.
        keep = ' xml:space="preserve"' if words != words.strip() or "\n" in words else ""
        return f'<c r="{at}" t="inlineStr"><is><t{keep}>{words}</t></is></c>'
    return f'<c r="{at}"><v>{cell}</v></c>'
