"""Excel workbooks (.xlsx): what their cells show, sheet by sheet. No formula is worked out."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from lxml import etree

from workbench.domain.errors import TooLarge
from workbench.importers.package import Package, local, value
from workbench.importers.passages import Passage
from workbench.importers.remarks import counted
from workbench.importers.spreadsheets import Sheet, Sheets

_MOST_SHEETS = 50
_MOST_CELLS = 1_000_000
_MOST_LETTERS = 20_000_000  # words that many cells share stand in the file once
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Excel's own formats for dates and times; those a person makes are known by their letters.
_DATES = {14, 15, 16, 17, 22}
_TIMES = {18, 19, 20, 21, 45, 46, 47}
_DAY_ZERO = datetime(1899, 12, 30)


def read_workbook(name: str, data: bytes) -> Sheets:
    """Read the sheets of a workbook.

    Formulas are not worked out: what a cell showed when the file was last saved is read. Hidden
    sheets are read like others. Dates and times are written as YYYY-MM-DD and H:MM:SS.

    Raises
    ------
    UnreadableFile
        The file is damaged.
    TooLarge
        It has more cells than any transcript would.
    """
    package = Package(name, data, kind="Excel workbook", program="Excel")
    with package.opened() as parts:
        strings = [_words(item) for item in _root(package, parts, "xl/sharedStrings.xml")]
        formats = _formats(_root(package, parts, "xl/styles.xml"))
        reader = _Cells(name, strings, formats)
        sheets = [
            Sheet(title, list(reader.rows(package.read(path))))
            for title, path in _paths(package, parts)
        ]
    formulas = counted(reader.formulas, "cell")
    remarks = (
        f"{formulas} hold{'s' if reader.formulas == 1 else ''} a formula; what was shown when the "
        "file was last saved was read.",
    )
    told = remarks if reader.formulas else ()
    return Sheets(tuple(sheets), "is an Excel workbook", Passage((), "breaks"), told)


def _root(package: Package, parts: frozenset[str], path: str) -> Sequence[etree._Element]:
    return package.read(path) if path in parts else ()


def _paths(package: Package, parts: frozenset[str]) -> list[tuple[str, str]]:
    """Give the sheets in the order of the workbook: name and part."""
    targets = {
        value(relation, "Id"): posixpath.normpath(
            posixpath.join("/xl", value(relation, "Target") or "")
        ).lstrip("/")
        for relation in package.read("xl/_rels/workbook.xml.rels")
        if (value(relation, "Type") or "").endswith("/worksheet")
    }
    found: list[tuple[str, str]] = []
    for element in package.read("xl/workbook.xml").iter():
        if local(element) == "sheet":
            links = [text for key, text in element.attrib.items() if key.endswith("}id")]
            path = targets.get(links[0]) if links else None
            if path and path in parts and len(found) < _MOST_SHEETS:
                found.append((element.get("name") or "", path))
    return found


class _Cells:
    """Reads the cells of sheets, with the strings and formats they share."""

    def __init__(self, name: str, strings: Sequence[str], formats: Sequence[str]) -> None:
        self._name, self._strings, self._formats = name, strings, formats
        self._count = self._letters = 0
        self.formulas = 0

    def rows(self, sheet: etree._Element) -> Iterator[list[str]]:
        """Give what each row with anything in it shows, gaps between cells filled."""
        for row in sheet.iter("{*}row"):
            cells: list[str] = []
            for cell in row:
                if local(cell) != "c":
                    continue
                place = _column(cell.get("r") or "", len(cells))
                shown = self._shown(cell)
                self._count += max(1, place - len(cells))
                self._letters += len(shown)
                if self._count > _MOST_CELLS or self._letters > _MOST_LETTERS:
                    raise TooLarge(
                        f"{self._name} has more cells or words than the workbench takes. "
                        "Save only the conversation as a new workbook, and add that."
                    )
                cells += [""] * (place - len(cells))
                cells[place:] = [shown]
            if any(cell.strip() for cell in cells):
                yield cells

    def _shown(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        parts = {local(part): part for part in cell}
        self.formulas += "f" in parts
        if kind == "inlineStr":
            return _words(parts["is"]) if "is" in parts else ""
        shown = (parts["v"].text or "") if "v" in parts else ""
        if kind == "s":
            place = int(shown or -1)
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        if kind == "b":
            return "TRUE" if shown == "1" else "FALSE"
        if kind == "n" and shown:
            style = cell.get("s") or "0"
            place = int(style) if style.isdecimal() and len(style) < 7 else 0
            return _number(shown, self._formats[place] if place < len(self._formats) else "")
        return _unescaped(shown)


def _column(reference: str, otherwise: int) -> int:
    """Read the letters of a cell's reference (“AB7”) as a column counted from 0."""
    letters = reference.rstrip("0123456789").upper()
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        return otherwise
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return max(place - 1, otherwise)


def _number(shown: str, form: str) -> str:
    try:
        number = float(shown)
        if form == "time" and 0 <= number < 1000:
            total = round(number * 86_400)
            return f"{total // 3600}:{total // 60 % 60:02}:{total % 60:02}"
        if form == "date" and 0 <= number < 2_900_000:
            moment = _DAY_ZERO + timedelta(days=number)
            return moment.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    except (ValueError, OverflowError):
        return shown
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else shown


def _formats(styles: Sequence[etree._Element]) -> list[str]:
    """Say for each cell style whether numbers in it are dates, times or neither."""
    kinds = {**dict.fromkeys(map(str, _DATES), "date"), **dict.fromkeys(map(str, _TIMES), "time")}
    for part in styles:
        for form in part if local(part) == "numFmts" else ():
            code = re.sub(r'"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]', "", form.get("formatCode") or "")
            letters = set(code.lower())
            if letters & {"y", "d"}:
                kinds[form.get("numFmtId") or ""] = "date"
            elif letters & {"h", "s"} and "general" not in code.lower():
                kinds[form.get("numFmtId") or ""] = "time"
    return [
        kinds.get(style.get("numFmtId") or "", "")
        for part in styles
        if local(part) == "cellXfs"
        for style in part
    ]


def _words(element: etree._Element) -> str:
    """Join the runs of a string; readings of Asian characters stand beside it and are left out."""
    parts = []
    for child in element:
        kind = local(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind == "r":
            parts += [run.text or "" for run in child if local(run) == "t"]
    return _unescaped("".join(parts))


def _unescaped(words: str) -> str:
    """Read characters that XML cannot hold, which Excel writes as “_x000D_”."""
    if "_x" not in words:
        return words
    return _ESCAPED.sub(lambda found: _character(found) or found.group(), words)


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return "" if character == "\0" or "\ud800" <= character <= "\udfff" else character
