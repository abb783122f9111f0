"""Rich text (RTF), as Word, TextEdit and others write it: paragraphs and tables as lines."""

import codecs
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.importers.paragraphs import Content, Paragraph, Paragraphs, on_pages, whole
from workbench.importers.passages import Line
from workbench.importers.tables import table_lines

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?"
    rb"|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])|(?P<brace>[{}])"
    rb"|(?P<end>[\r\n]+)|(?P<words>[^\\{}\r\n]+)",
    re.DOTALL,
)
_DEEPEST = 400
_MOST_TOKENS = 6_000_000
_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"-": "\u00ad", b"{": "{", b"}": "}", b"\\": "\\"}
_SIGNS |= {b"\n": "\n", b"\r": "\n"}
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002",
    "ltrmark": "\u200e", "rtlmark": "\u200f", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
# What a group is for, where it is not the running text. All other groups that begin with \* , and
# those that hold tables of fonts and the like, have no words for people.
_BESIDE = {"footnote": "footnote", "annotation": "comment", "shptxt": "box"}
_ON_PAGES = (
    {"header", "headerl", "headerr", "headerf"},
    {"footer", "footerl", "footerr", "footerf"},
)
_NO_WORDS = {
    "fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "info", "pict",
    "object", "fldinst", "themedata", "datastore", "latentstyles", "generator", "rsidtbl",
    "xmlnstbl", "bkmkstart", "bkmkend", "atnid", "atnauthor", "atndate", "atnicn", "atnref",
    "atrfstart", "atrfend", "nonshppict", "tc", "xe", "revtbl", "filetbl", "pgptbl", "mmathPr",
    "listtext", "pntext", "sp", "shprslt", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "template",
    "docvar", "userprops",
}  # fmt: skip
_TRANSPARENT = {"shpinst", "shptxt", "annotation"}
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_MAIN, _SKIPPED, _HEAD, _FOOT = "main", "skipped", "head", "foot"


class _Look(NamedTuple):
    """How the words of a group are set, and where they belong."""

    where: str = _MAIN
    apart: frozenset[str] = frozenset()
    hidden: bool = False
    deleted: bool = False
    font: int | None = None
    skip: int = 1


def read_rich_text(name: str, data: bytes) -> Content:
    """Read an RTF document into lines.

    Tracked deletions are left out. Footnotes, comments, text boxes and hidden words hang on their
    paragraph as notes. Pictures, fields' instructions and numbers in front of list items are left
    out; nothing in the file is run.

    Raises
    ------
    UnreadableFile
        The file ends in the middle, or holds half of a character.
    TooLarge
        It has more parts than any transcript would.
    """
    reader = _Reader(name, data)
    lines = reader.lines()
    return whole(lines, on_pages(reader.heads), on_pages(reader.feet), reader.remarks())


@dataclass
class _Cells:
    """The row of a table while it is read, and the rows above it."""

    rows: list[list[list[Line]]] = field(default_factory=list)
    row: list[list[Line]] = field(default_factory=list)
    cell: list[Line] = field(default_factory=list)


class _Reader(Paragraphs):
    """Walks the tokens once, with a stack for the groups."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__()
        self._name, self._data = name, data
        self._page = _page_encoding(data)
        self._fonts = _font_encodings(data, self._page)
        self._look = _Look()
        self._stack: list[_Look] = []
        self._bytes = bytearray()
        self._half = ""
        self._to_skip = 0
        self._starred = self._opening = False
        self._in_table = self._heading = False
        self._paragraph = Paragraph()
        self._aside: list[str] = []
        self._cells = _Cells()
        self._ready: list[Line] = []
        self.heads: list[Line] = []
        self.feet: list[Line] = []

    def lines(self) -> list[Line]:
        """Give the lines of the whole document."""
        position = count = 0
        while found := _TOKEN.match(self._data, position):
            position, count = found.end(), count + 1
            if count > _MOST_TOKENS or len(self._stack) > _DEEPEST:
                raise TooLarge(
                    f"{self._name} has more parts than the workbench takes. "
                    "Save only the words as a Word document, or as plain text, and add that."
                )
            kind = found.lastgroup
            if kind in ("word", "number"):
                number = found["number"]
                word = found["word"].decode()
                if word == "bin" and number:
                    position += max(0, int(number))
                self._word(word, int(number) if number else None)
            else:
                self._other(str(kind), found[0])
            if kind == "brace" and not self._stack and found[0] == b"}":
                break
        if self._stack:
            raise UnreadableFile(
                self._name,
                "is a damaged rich text document (RTF), or was cut off while it was copied",
                "Open it in Word and save it again, or copy it again from where it came from.",
            )
        self._end_paragraph()
        self._end_table()
        return self._ready

    def _other(self, kind: str, said: bytes) -> None:
        if said == b"{":
            self._flush()
            self._stack.append(self._look)
            self._opening, self._starred, self._to_skip = True, False, 0
            return
        if kind == "brace":
            self._flush()
            self._close()
        elif kind == "byte":
            self._put_bytes(bytes([int(said[2:], 16)]))
        elif said == b"\\*":
            self._starred = self._opening
            return
        elif kind == "sign":
            sign = _SIGNS.get(said[1:])
            if sign == "\n":
                self._end_paragraph()
            elif sign:
                self._put(sign)
        elif kind == "words":
            self._put_bytes(said)
        self._opening = False

    def _close(self) -> None:
        look = self._look
        self._look = self._stack.pop() if self._stack else _Look()
        self._to_skip = 0
        if look.where == self._look.where or look.where in (_MAIN, _SKIPPED):
            return
        words = "".join(self._aside)
        self._aside = []
        if look.where in (_HEAD, _FOOT):
            lines = [Line(row) for row in words.split("\n") if row.strip()]
            (self.heads if look.where == _HEAD else self.feet).extend(lines)
        else:
            self.beside(look.where, words.strip("\n"), self._paragraph)

    def _word(self, word: str, number: int | None) -> None:
        on = number != 0
        if word == "u" and number is not None:
            self._put_unit(chr(number % 65536))
            self._to_skip = self._look.skip
        elif word == "uc":
            self._look = self._look._replace(skip=min(max(number or 0, 0), 9))
        elif self._opening and not self._destination(word):
            pass
        elif word in ("par", "sect", "page"):
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word == "intbl":
            self._in_table = True
        elif word == "pard":
            self._in_table = self._heading = False
        elif word == "outlinelevel":
            self._heading = number is not None and number < 9
        else:
            self._look_or_character(word, number, on=on)
        self._opening = False

    def _look_or_character(self, word: str, number: int | None, *, on: bool) -> None:
        look = self._look
        if word in ("b", "i", "ul"):
            self._flush()
            apart = look.apart | {word} if on else look.apart - {word}
            self._look = look._replace(apart=apart)
        elif word == "ulnone":
            self._flush()
            self._look = look._replace(apart=look.apart - {"ul"})
        elif word == "plain":
            self._flush()
            self._look = _Look(look.where, font=look.font, skip=look.skip)
        elif word == "v":
            self._flush()
            self._look = look._replace(hidden=on)
        elif word == "deleted":
            self._flush()
            self._look = look._replace(deleted=on)
        elif word == "f":
            self._flush()
            self._look = look._replace(font=number)
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])

    def _destination(self, word: str) -> bool:
        """Say whether the word is to be looked at further, after it has said what a group is."""
        where = None
        if word in _NO_WORDS or (self._starred and word not in _TRANSPARENT):
            where = _SKIPPED
        elif word in _BESIDE:
            where = _BESIDE[word]
        elif word in _ON_PAGES[0]:
            where = _HEAD
        elif word in _ON_PAGES[1]:
            where = _FOOT
        if where is None:
            return True
        # What is inside a footnote stays there, and nothing leaves what is skipped.
        if self._look.where == _MAIN or where == _SKIPPED:
            self._look = self._look._replace(where=where)
        return False

    def _put_bytes(self, words: bytes) -> None:
        if self._to_skip:
            taken = min(self._to_skip, len(words))
            self._to_skip -= taken
            words = words[taken:]
        if self._look.where != _SKIPPED:
            self._bytes += words

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._fonts.get(self._look.font or 0, self._page)
            words = self._bytes.decode(encoding, "replace")
            self._bytes.clear()
            self._put(words)

    def _put(self, words: str) -> None:
        self._flush()
        self._no_half()
        look = self._look
        if look.where == _SKIPPED:
            return
        if "\0" in words:
            why = "holds a character that is not text (U+0000)"
            raise UnreadableFile(self._name, why, "Take it out, or save the file again.")
        if look.where != _MAIN:
            self._aside.append(words)
        elif look.deleted:
            self.seen["deleted"] += 1
        elif look.hidden:
            self.beside("hidden", words, self._paragraph)
        else:
            self._paragraph.write(words, styled=bool(look.apart))

    def _put_unit(self, unit: str) -> None:
        """Add a UTF-16 unit: a character, or one half that waits for the other."""
        self._flush()
        if not "\ud800" <= unit <= "\udfff":
            self._put(unit)
        elif not self._half and unit < "\udc00":
            self._half = unit
        else:
            pair, self._half = self._half + unit, ""
            words = pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
            if not words:
                self._half = pair
            self._put(words)

    def _no_half(self) -> None:
        if self._half:
            raise UnreadableFile(
                self._name,
                "holds half of a character (a lone surrogate)",
                "Open it in Word and save it as a Word document (.docx), and add that.",
            )

    def _end_paragraph(self) -> None:
        self._flush()
        self._no_half()
        if self._look.where == _SKIPPED:
            return
        if self._look.where != _MAIN:
            self._aside.append("\n")
            return
        if not self._in_table:
            self._end_table()
        paragraph, self._paragraph = self._paragraph, Paragraph()
        target = self._cells.cell if self._in_table else self._ready
        target.extend(self.lines_of(paragraph, heading=self._heading))

    def _end_cell(self) -> None:
        self._in_table = True
        self._end_paragraph()
        self._cells.row.append([line for line in self._cells.cell if line.words or line.notes])
        self._cells.cell = []

    def _end_row(self) -> None:
        self._flush()
        if self._cells.row:
            self._cells.rows.append(self._cells.row)
            self._cells.row = []

    def _end_table(self) -> None:
        cells, self._cells = self._cells, _Cells()
        rows = [*cells.rows, *([cells.row] if cells.row else [])]
        if rows:
            self._ready += table_lines(rows)
        self._ready += cells.cell

    def remarks(self) -> list[str]:
        """Say in sentences what was left out or read in a particular way."""
        said = super().remarks()
        if self.seen["deleted"]:
            said.append("Tracked changes were read as accepted: what was deleted is left out.")
        return said


def _page_encoding(data: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d{1,5})", data[:2000])
    if found and (encoding := _known(f"cp{int(found[1])}")):
        return encoding
    if found and int(found[1]) == 65001:
        return "utf-8"
    return "mac_roman" if re.search(rb"\\mac\b", data[:200]) else "cp1252"


def _known(encoding: str) -> str | None:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return None


def _font_encodings(data: bytes, page: str) -> dict[int, str]:
    """Find in which encoding each font's letters are; 0, the usual one, is the page's."""
    begins = data.find(b"\\fonttbl")
    table = data[begins : begins + 200_000] if begins >= 0 else b""
    fonts = re.findall(rb"\\f(\d{1,5})\b[^;{}]{0,200}?\\fcharset(\d{1,3})", table)
    encodings = {
        int(font): _CHARSETS.get(int(charset), page) for font, charset in fonts if charset != b"0"
    }
    return {font: encoding for font, encoding in encodings.items() if _known(encoding)}
