"""Web pages (HTML): what a browser would show, as lines. Scripts and styles are never words."""

import re
from collections.abc import Iterator

from lxml import etree

from workbench.domain.errors import UnreadableFile
from workbench.importers.package import local
from workbench.importers.paragraphs import Content, Paragraphs, SpacedParagraph, on_pages
from workbench.importers.passages import Line
from workbench.importers.tables import table_lines

_BEGINNING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,1000}-->\s*)?"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|p|div|table|h[1-6]|article|section|main|ul"
    r"|ol|dl)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
_ENCODING = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})")
_NO_WORDS = {"script", "style", "template", "noscript", "head", "iframe", "object", "svg", "math"}
_NO_WORDS |= {"select", "button", "audio", "video", "canvas", "rp", "rt", "noframes"}
_BLOCKS = {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"}
_BLOCKS |= {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"}
_BLOCKS |= {"h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p"}
_BLOCKS |= {"pre", "section", "summary", "table", "tbody", "tr", "td", "ul", "caption"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_STYLED = {"b", "strong", "i", "em", "u", "dt"}
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_APART = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font-style\s*:\s*italic", re.IGNORECASE)


def stated_encoding(data: bytes) -> str | None:
    """Give the encoding that a web page says it is in; None where it is none or says nothing."""
    found = _ENCODING.search(data[:2000]) if data[:200].lstrip()[:1] == b"<" else None
    if found is None:
        return None
    # What calls itself Latin-1 on the web is its extension by Windows.
    encoding = found[1].decode().lower()
    return "cp1252" if encoding in ("iso-8859-1", "latin1", "us-ascii", "ascii") else encoding


def is_web_page(text: str) -> bool:
    """Say whether text begins as a web page, or a part of one, does."""
    return _BEGINNING.match(text[:3000]) is not None


def read_web_page(name: str, text: str) -> Content:
    """Read a web page into lines.

    White space counts as a browser counts it: a run of it is one space, except in preformatted
    text. The page's title is kept as a page head; hidden words and what is struck out hang on
    their paragraph as notes. Scripts, styles, buttons, comments and pictures are no words.

    Raises
    ------
    UnreadableFile
        Its elements stand in one another more often than can be read.
    """
    # lxml's parser is imported with the package; nothing is fetched and no script is run by it.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        root = None
    errors = [error.message for error in parser.error_log]
    if any("depth" in error.lower() or "huge" in error.lower() for error in errors):
        raise UnreadableFile(
            name,
            "is a web page with too many elements within one another",
            "Open it in a browser, copy its words into a Word document, and add that.",
        )
    if root is None:
        return Content(())
    reader = _Reader()
    lines = list(reader.lines(root))
    title = " ".join(" ".join(t.text or "" for t in root.iter("title")).split())
    heads, feet = on_pages([Line(title), *reader.heads]), on_pages(reader.feet)
    return Content(tuple(lines), heads, feet, tuple(reader.remarks()))


class _Reader(Paragraphs):
    """Walks the tree; a paragraph ends where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self._paragraph = SpacedParagraph()
        self.heads: list[Line] = []
        self.feet: list[Line] = []

    def lines(self, root: etree._Element) -> Iterator[Line]:
        """Give the lines of an element in reading order."""
        yield from self._block(root)
        yield from self._end(heading=False)

    def _end(self, *, heading: bool) -> Iterator[Line]:
        paragraph, self._paragraph = self._paragraph, SpacedParagraph()
        paragraph.trim()
        if paragraph.parts or paragraph.notes:
            yield from self.lines_of(paragraph, heading=heading)

    def _block(
        self, element: etree._Element, *, styled: bool = False, kept: bool = False
    ) -> Iterator[Line]:
        kind = local(element).lower()
        look = element.get("style") or ""
        if _HIDES.search(look) or element.get("hidden") is not None or kind == "del":
            # Every part of it is said to be hidden at once.
            self.beside("hidden", _words(element), self._paragraph)
            return
        if kind in _NO_WORDS or not kind:
            return
        if kind == "div" and (place := element.get("title")) in ("header", "footer"):
            # So LibreOffice writes what stood at the head and foot of pages.
            yield from self._end(heading=False)
            element.attrib.pop("title")
            (self.heads if place == "header" else self.feet).extend(self.lines(element))
            return
        if kind == "br":
            self._paragraph.set("\n", styled=styled)
            return
        block = kind in _BLOCKS
        if block:
            yield from self._end(heading=False)
        if kind == "table":
            yield from table_lines(list(self._rows(element)))
        else:
            styled = styled or kind in _STYLED or _APART.search(look) is not None
            kept = kept or kind in ("pre", "textarea")
            self._flow(element.text, styled=styled, kept=kept)
            for child in element:
                yield from self._block(child, styled=styled, kept=kept)
                self._flow(child.tail, styled=styled, kept=kept)
        if block:
            yield from self._end(heading=kind in _HEADINGS)

    def _flow(self, words: str | None, *, styled: bool, kept: bool) -> None:
        if kept:
            self._paragraph.write(words or "", styled=styled)
        else:
            self._paragraph.flow(words, styled=styled)

    def _rows(self, table: etree._Element) -> Iterator[list[list[Line]]]:
        for element in table:
            kind = local(element).lower()
            if kind == "tr":
                yield [
                    list(self.lines(cell))
                    for cell in element
                    if local(cell).lower() in ("td", "th")
                ]
            elif kind in ("thead", "tbody", "tfoot"):
                yield from self._rows(element)
            elif kind == "caption":
                yield [list(self.lines(element))]


def _words(element: etree._Element) -> str:
    parts = []
    for child in element.iter():
        if local(child).lower() not in ("script", "style"):
            parts.append(child.text or "")
        if child is not element:
            parts.append(child.tail or "")
    return " ".join(" ".join(parts).split())
