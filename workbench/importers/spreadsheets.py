"""Tables as files: CSV with any of its separators, and Excel workbooks, as conversations."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from workbench.domain.errors import UnreadableFile
from workbench.domain.table import Table, TableReading
from workbench.importers.characters import plain_references
from workbench.importers.columns import says_survey, says_thread
from workbench.importers.decoding import rows_of
from workbench.importers.paragraphs import Content
from workbench.importers.passages import Line, Passage, Piece
from workbench.importers.remarks import counted
from workbench.importers.tables import (
    Columns,
    Row,
    columns_in,
    conversation_lines,
    names_columns,
)

_SEPARATORS = ",;\t|"
_SAYS_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n?")
_NAME_COLUMNS = (
    "Name the columns in the first row, “speaker” and “words” among them, save it again, and add "
    "that."
)
_FEWEST_ROWS = 4
_SAMPLE = 500
_SAMPLED = 40
_MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file: its name, where it has one, and its cells row by row."""

    name: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a file, what stands before them in it, and remarks."""

    sheets: tuple[Sheet, ...]
    what: str
    heads: Passage
    remarks: tuple[str, ...] = ()


def separator_in(text: str) -> str | None:
    """Find what parts the columns, where text is a table; None where it is not.

    It is one when its first row names columns: one of them that of what was said, or several as
    only a survey or a thread has them. Without such names it has to have the same number of
    columns in every row, which prose does not, one of them short names that recur.
    """
    start = text.lstrip("\n\r")
    if stated := _SAYS_SEPARATOR.match(start):
        return stated[1]
    first = start[:2000].split("\n", 1)[0].split("\r", 1)[0]
    for separator in _SEPARATORS:
        sample = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
        try:
            rows = [row for row in islice(sample, _SAMPLED) if row]
        except csv.Error:
            rows = []
        if names_columns([cell.strip(' "') for cell in first.split(separator)]):
            if not rows or sum(len(row) > 1 for row in rows[1:]) > 0.6 * len(rows[1:]):
                return separator
        elif rows and _says_more(rows, questions=separator in ",;"):
            return separator
    # Tabs and bars are left to the labels: a name and a tab is a way to write a conversation.
    return next((s for s in ",;" if s in first and _all_rows_alike(text, s)), None)


def _says_more(rows: Sequence[Sequence[str]], *, questions: bool) -> bool:
    """Say whether the first rows are those of a survey or a thread, as wide as its heads."""
    heads = rows[0]
    alike = len(heads) > 1 and all(len(row) == len(heads) for row in rows[1:])
    unspaced = not any(cell.startswith(" ") for cell in heads)
    named = says_thread(heads) or says_survey(heads, questions=questions)
    return len(rows) > 1 and alike and unspaced and named


def read_csv(name: str, text: str, separator: str) -> Sheets:
    """Read a table from text.

    Quotation marks and separators that CSV itself puts there are no words; white space between a
    separator and the words is left out. Commas in the last column need no quotation marks.

    Raises
    ------
    UnreadableFile
        A row has more cells than there are columns, or quotation marks do not pair.
    """
    stated = _SAYS_SEPARATOR.match(text.lstrip("\n\r"))
    heads = Passage((Piece("header", stated[0].strip()),) if stated else (), "breaks")
    body = text.lstrip("\n\r")[stated.end() :] if stated else text
    rows = list(_csv_rows(name, body, separator))
    return Sheets((Sheet("", rows),), "is a table (CSV)", heads)


def table_in(found: Sheets) -> Table | None:
    """Give the first sheet with anything in it as a table with named columns.

    None where it has one column or row, or where its first row says something instead of naming.
    """
    filled = next((sheet for sheet in found.sheets if any(any(row) for row in sheet.rows)), None)
    if filled is None or len(filled.rows) < 2:
        return None
    width = max(map(len, filled.rows))
    rows = [
        tuple(plain_references(cell)[0] for cell in (*row, *[""] * (width - len(row))))
        for row in filled.rows
    ]
    columns = columns_in(_cells(rows[:_SAMPLE])[0])
    speech = columns and not columns.headed and not says_survey(rows[0], questions=True)
    if width < 2 or width > _MOST_COLUMNS or speech:
        return None
    heads = [head.strip() or f"Column {n}" for n, head in enumerate(rows[0], 1)]
    return Table(tuple(heads), tuple(row for row in rows[1:] if any(map(str.strip, row))))


def turns_in(table: Table) -> TableReading | None:
    """Find the columns of a conversation by turns; None where none is known to be the words."""
    columns = columns_in(_cells([table.columns, *table.rows[:_SAMPLE]])[0])
    if columns is None:
        return None
    roles = ["beside"] * len(table.columns)
    roles[columns.words] = "words"
    if columns.speakers is not None:
        roles[columns.speakers] = "speaker"
    return TableReading("turns", tuple(roles))


def read_turns(name: str, found: Sheets, reading: TableReading | None = None) -> Content:
    """Read the sheets of a file as one conversation, in their order.

    The sheets' names are headings where there is more than one. Sheets in which nobody speaks are
    kept beside the text. Which columns of the first sheet hold what can be said.

    Raises
    ------
    UnreadableFile
        In no sheet a column is known to be what was said.
    """
    said = None
    if reading is not None:
        words = reading.place("words")
        if words is None:
            raise UnreadableFile(
                name, "has no column for what was said", "Say which column holds it."
            )
        said = Columns(words, reading.place("speaker"), headed=True)
    lines, more = _conversation(name, found.sheets, found.what, said)
    return Content(tuple(lines), found.heads, remarks=(*found.remarks, *more))


def _conversation(
    name: str, sheets: Sequence[Sheet], what: str, said: Columns | None
) -> tuple[list[Line], list[str]]:
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
        columns, said = said or columns_in(rows), None
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
