"""Word documents: paragraphs, tables and what hangs on them, as lines."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from workbench.importers.package import local, value
from workbench.importers.paragraphs import Content, Paragraph, Paragraphs, on_pages, whole
from workbench.importers.passages import Line, Passage, Piece
from workbench.importers.remarks import counted
from workbench.importers.tables import table_lines
from workbench.importers.word_package import WordPackage

_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink"}
_WRAPPERS |= {"fldSimple", "dir", "bdo", "AlternateContent", "Choice"}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n"}
_CHARACTERS |= {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# Where the words that a comment is about begin and end, and where its sign stands.
_ANCHORS = {"commentRangeStart": "from", "commentRangeEnd": "to", "commentReference": "at"}
_OFF = {"0", "false", "off", "none"}


def read_word(name: str, data: bytes) -> Content:
    """Read a Word document into lines.

    Tracked changes are read as accepted: what was inserted is in, what was deleted is out.
    Footnotes, margin comments, text boxes and hidden words hang on their paragraph as notes.
    Numbers that Word works out itself, in front of list items or on pages, are not in the file.

    Raises
    ------
    UnreadableFile, TooLarge
        As `WordPackage` says.
    """
    package = WordPackage(name, data)
    reader = _Reader(package)
    lines = tuple(reader.lines(package.document))
    heads, feet = _on_pages(package, "header"), _on_pages(package, "footer")
    content = whole(lines, heads, feet, reader.remarks())
    return replace(content, comments=_comments(package))


def _on_pages(package: WordPackage, wanted: str) -> Passage:
    parts = [root for kind, root in package.parts if kind == wanted]
    return on_pages(line for root in parts for line in _Reader(package).lines(root))


class _Reader(Paragraphs):
    """Walks a part of the document and counts what a person should hear about."""

    def __init__(self, package: WordPackage) -> None:
        super().__init__()
        self._notes = _notes_in(package)
        self._headings = _heading_styles(package)
        # A paragraph whose end was deleted runs on in the next one.
        self._open: Paragraph | None = None

    def lines(self, root: etree._Element) -> Iterator[Line]:
        """Give the lines of a part, tables included, in reading order."""
        yield from self._lines(root)
        if self._open is not None:
            paragraph, self._open = self._open, None
            yield from self.lines_of(paragraph, heading=False)

    def _lines(self, root: etree._Element) -> Iterator[Line]:
        for element in root:
            kind = local(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "tbl":
                yield from table_lines(list(self._rows(element)))
                self.gap = True
            elif kind in _WRAPPERS or kind == "body":
                yield from self._lines(element)
            elif kind in _ANCHORS:
                # Between paragraphs: it holds the place before the next.
                self._anchors.append(Piece("anchor", _anchor(element)))
            elif kind == "altChunk":
                self.seen["inserted file"] += 1

    def remarks(self) -> list[str]:
        """Say in sentences what was left out or read in a particular way."""
        said = super().remarks()
        deleted, inserted = self.seen["deleted"], self.seen["inserted"]
        if deleted or inserted:
            said.append(
                "Tracked changes were read as accepted: "
                f"{counted(inserted, 'insertion')} in the text, "
                f"{counted(deleted, 'deletion')} left out."
            )
        if self.seen["inserted file"]:
            said.append(
                "The document holds another file inside it, which was not read. "
                "Open it in Word and save it again to have its words."
            )
        return said

    def _rows(self, table: etree._Element) -> Iterator[list[list[Line]]]:
        for element in table:
            kind = local(element)
            if kind == "tr":
                yield [
                    [line for line in self.lines(cell) if line.words or line.notes]
                    for cell in _cells(element)
                ]
            elif kind in _WRAPPERS:
                yield from self._rows(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Line]:
        paragraph = self._open or Paragraph()
        self._open = None
        heading = False
        for child in element:
            if local(child) == "pPr":
                heading = self._properties(child, paragraph)
            else:
                self._inline(child, paragraph)
        if self._open is None:
            yield from self.lines_of(paragraph, heading=heading)

    def _properties(self, properties: etree._Element, paragraph: Paragraph) -> bool:
        heading = False
        for child in properties:
            kind = local(child)
            if kind == "pStyle":
                heading = heading or value(child, "val") in self._headings
            elif kind == "outlineLvl":
                heading = heading or value(child, "val") in set("012345678")
            elif kind == "rPr" and any(local(mark) == "del" for mark in child):
                self._open = paragraph
        return heading

    def _inline(self, element: etree._Element, paragraph: Paragraph) -> None:
        kind = local(element)
        if kind == "r":
            self._run(element, paragraph)
        elif kind in ("del", "moveFrom"):
            self.seen["deleted"] += 1
        elif kind in _ANCHORS:
            paragraph.anchor(_anchor(element))
        elif kind in ("oMath", "oMathPara"):
            paragraph.write(_all_words(element))
        elif kind in _WRAPPERS:
            self.seen["inserted"] += kind in ("ins", "moveTo")
            for child in element:
                self._inline(child, paragraph)

    def _run(self, run: etree._Element, paragraph: Paragraph) -> None:
        styled, hidden, words = False, False, []
        for child in run:
            kind = local(child)
            if kind == "t":
                words.append(child.text or "")
            elif kind == "rPr":
                styled, hidden = _look(child)
            elif kind in _CHARACTERS:
                words.append(_CHARACTERS[kind])
            elif kind == "sym":
                words.append(_symbol(child))
            elif kind in ("footnoteReference", "endnoteReference", "commentReference"):
                self._note(kind.removesuffix("Reference"), value(child, "id"), paragraph)
                if kind in _ANCHORS:
                    paragraph.anchor(_anchor(child))
            elif kind in ("drawing", "pict", "object", "AlternateContent"):
                self._boxes(child, paragraph)
            elif kind == "ruby":
                words += _ruby(child)
        if not words:
            return
        if hidden:
            self.beside("hidden", "".join(words), paragraph)
        else:
            paragraph.write("".join(words), styled=styled)

    def _note(self, kind: str, number: str | None, paragraph: Paragraph) -> None:
        self.beside(kind, self._notes.get((kind, number), ""), paragraph)

    def _boxes(self, element: etree._Element, paragraph: Paragraph) -> None:
        # Word writes a box twice, the second time for older programs: AlternateContent, Fallback.
        if local(element) == "txbxContent":
            self.beside("box", _all_words(element), paragraph)
        elif local(element) != "Fallback":
            for child in element:
                self._boxes(child, paragraph)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in _WRAPPERS:
            yield from _cells(element)


def _look(properties: etree._Element) -> tuple[bool, bool]:
    """Say whether a run is set apart (bold, italic, underlined) and whether it is hidden."""
    styled = hidden = False
    for child in properties:
        kind, setting = local(child), value(child, "val")
        if kind in ("b", "i", "u"):
            styled = styled or setting not in _OFF
        elif kind == "rStyle":
            styled = styled or setting in ("Strong", "Emphasis")
        elif kind == "vanish":
            hidden = setting not in _OFF
    return styled, hidden


def _symbol(element: etree._Element) -> str:
    try:
        return chr(int(value(element, "char") or "", 16))
    except (ValueError, OverflowError):
        return ""


def _ruby(element: etree._Element) -> list[str]:
    return [_all_words(child) for child in element if local(child) == "rubyBase"]


def _all_words(element: etree._Element) -> str:
    """Join the words below an element, paragraphs by line feeds."""
    parts: list[str] = []
    for child in element.iter():
        kind = local(child)
        if kind == "p" and parts:
            parts.append("\n")
        elif kind == "t":
            parts.append(child.text or "")
        elif kind in _CHARACTERS:
            parts.append(_CHARACTERS[kind])
    return "".join(parts)


def _notes_in(package: WordPackage) -> dict[tuple[str, str | None], str]:
    return {
        (local(note), value(note, "id")): _all_words(note)
        for kind, root in package.parts
        if kind in ("footnotes", "endnotes", "comments")
        for note in root
        if local(note)
    }


def _anchor(element: etree._Element) -> str:
    return f"{_ANCHORS[local(element)]} {value(element, 'id')}"


def _comments(package: WordPackage) -> dict[str, tuple[str, str]]:
    """Find what comments say and the names in which they stand, by the key of their anchors."""
    return {
        value(note, "id") or "": ((value(note, "author") or "").strip(), _all_words(note))
        for kind, root in package.parts
        if kind == "comments"
        for note in root
        if local(note) == "comment"
    }


def _heading_styles(package: WordPackage) -> frozenset[str]:
    """Find the identifiers of heading styles; they differ by Word's language, their names not."""
    found = {f"Heading{level}" for level in range(1, 10)} | {"Title", "Subtitle"}
    for kind, root in package.parts:
        for style in root if kind == "styles" else ():
            named = next((value(child, "val") for child in style if local(child) == "name"), "")
            if (named or "").casefold().startswith(("heading ", "title", "subtitle")):
                found.add(value(style, "styleId") or "")
    return frozenset(found)
