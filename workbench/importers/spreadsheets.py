"""Tables as files, one row for each turn: CSV with any of its separators, and Excel workbooks."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from workbench.domain.errors import UnreadableFile
from workbench.importers.characters import plain_references
from workbench.importers.decoding import rows_of
from workbench.importers.paragraphs import Content
from workbench.importers.passages import Line, Passage, Piece
from workbench.importers.remarks import counted
from workbench.importers.tables import Row, columns_in, conversation_lines, names_columns

_SEPARATORS = ",;\t|"
_SAYS_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n?")
_NAME_COLUMNS = (
    "Name the columns in the first row, “speaker” and “words” among them, save it again, and add "
    "that."
)
_FEWEST_ROWS = 4
_SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file: its name, where it has one, and its cells row by row."""

    name: str
    rows: Sequence[Sequence[str]]


def separator_in(text: str) -> str | None:
    """Find what parts the columns, where text is a table; None where it is not.

    It is one when its first row names columns, one of them that of what was said. Without such
    names it has to have the same number of columns in every row, which prose does not, one of
    them short names that recur.
    """
    start = text.lstrip("\n\r")
    if stated := _SAYS_SEPARATOR.match(start):
        return stated[1]
    first = start[:2000].split("\n", 1)[0].split("\r", 1)[0]
    for separator in _SEPARATORS:
        if names_columns([cell.strip(' "') for cell in first.split(separator)]):
            rows = islice(csv.reader(io.StringIO(start, newline=""), delimiter=separator), 1, 40)
            try:
                sizes = [len(row) for row in rows if row]
            except csv.Error:
                return separator
            if sum(size > 1 for size in sizes) > 0.6 * len(sizes):
                return separator
    # Tabs and bars are left to the labels: a name and a tab is a way to write a conversation.
    return next((s for s in ",;" if s in first and _all_rows_alike(text, s)), None)


def read_csv(name: str, text: str, separator: str) -> Content:
    """Read a table of turns from text.

    Quotation marks and separators that CSV itself puts there are no words; white space between a
    separator and the words is left out. Commas in the last column need no quotation marks.

    Raises
    ------
    UnreadableFile
        A row has more cells than there are columns, quotation marks do not pair, or no column is
        known to be what was said.
    """
    stated = _SAYS_SEPARATOR.match(text.lstrip("\n\r"))
    heads = Passage((Piece("header", stated[0].strip()),) if stated else (), "breaks")
    body = text.lstrip("\n\r")[stated.end() :] if stated else text
    rows = list(_csv_rows(name, body, separator))
    lines, remarks = _conversation(name, [Sheet("", rows)], "is a table (CSV)")
    return Content(tuple(lines), heads, remarks=tuple(remarks))


def read_sheets(name: str, sheets: Sequence[Sheet], remarks: Sequence[str]) -> Content:
    """Read the sheets of a workbook as one conversation, in their order.

    The sheets' names are headings where there is more than one. Sheets in which nobody speaks are
    kept beside the text.

    Raises
    ------
    UnreadableFile
        In no sheet a column is known to be what was said.
    """
    lines, more = _conversation(name, sheets, "is an Excel workbook")
    return Content(tuple(lines), remarks=(*remarks, *more))


def _conversation(name: str, sheets: Sequence[Sheet], what: str) -> tuple[list[Line], list[str]]:
    lines: list[Line] = []
    aside = references = spoken = 0
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not filled:
        raise UnreadableFile(
            name, "has no words in it", "Add the file that has the transcript in it."
        )
    for sheet in filled:
        rows, found = _cells(sheet.rows)
        references += found
        if len(filled) > 1:
            lines.append(_beside("heading", sheet.name))
        columns = columns_in(rows)
        if columns is None:
            aside += 1
            lines += [_beside("note", line.words) for row in rows for cell in row for line in cell]
        else:
            spoken += 1
            lines += conversation_lines(rows, columns)
    if not spoken:
        raise UnreadableFile(
            name, f"{what} in which no column is known to hold what was said", _NAME_COLUMNS
        )
    remarks = []
    if aside:
        remarks.append(
            f"{counted(aside, 'sheet')} of the workbook "
            f"{'has' if aside == 1 else 'have'} no column of what was said and "
            f"{'was' if aside == 1 else 'were'} kept beside the text."
        )
    if references:
        remarks.append(
            f"{counted(references, 'character')} written as a code, such as &#8212;, "
            f"{'was' if references == 1 else 'were'} read as what "
            f"{'it stands' if references == 1 else 'they stand'} for."
        )
    return lines, remarks


def _beside(kind: str, words: str) -> Line:
    piece = Piece("heading" if kind == "heading" else "note", words)
    return Line("", opens=False, passage=Passage((piece,), "breaks"))


def _cells(rows: Sequence[Sequence[str]]) -> tuple[list[Row], int]:
    """Make cells of words, all rows of one width, and count the character references in them."""
    width = max(map(len, rows))
    references = 0
    cells: list[Row] = []
    for row in rows:
        made = []
        for words in (*row, *[""] * (width - len(row))):
            plain, found = plain_references(words)
            references += found
            parts = rows_of(plain.lstrip(" \t"))
            made.append([Line(part) for part in parts if part.strip()])
        cells.append(made)
    return cells, references


def _csv_rows(name: str, text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    width = 0
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            width = width or len(row)
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                row = _joined(name, row, width, separator, reader.line_num)
            yield row[:width]
    except csv.Error as error:
        raise UnreadableFile(
            name,
            "has a quotation mark that is not paired, or a cell longer than any turn",
            "Put cells with quotation marks between double quotes, with each mark in them "
            "doubled, or save the table again as Excel (.xlsx).",
            line=reader.line_num,
        ) from error


def _joined(name: str, row: list[str], width: int, separator: str, line: int) -> list[str]:
    """Take cells past the last column as what they are where commas stand unquoted in speech."""
    last = row[width - 1 :]
    if separator != "," or any(cell[:1] not in (" ", "") for cell in last[1:]):
        raise UnreadableFile(
            name,
            "has more cells than the first row has columns",
            "Put words with commas in them between double quotes, or save the table again as "
            "Excel (.xlsx).",
            line=line,
        )
    return [*row[: width - 1], separator.join(last)]


def _all_rows_alike(text: str, separator: str) -> bool:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            if row:
                rows.append(row)
            if len(row) == 1 or (rows and len(row) != len(rows[0])) or row[1:2] == [""]:
                return False
            if any(cell.startswith(" ") for cell in row):
                return False
    except csv.Error:
        return False
    columns = columns_in(_cells(rows[:_SAMPLE])[0]) if len(rows) >= _FEWEST_ROWS else None
    return columns is not None and columns.speakers is not None
