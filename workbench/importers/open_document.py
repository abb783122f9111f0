"""OpenDocument text (.odt), as LibreOffice and others write it: paragraphs and tables as lines."""

from collections.abc import Iterator, Mapping

from lxml import etree

from workbench.domain.errors import UnreadableFile
from workbench.importers.package import Package, local, value
from workbench.importers.paragraphs import Content, Paragraphs, SpacedParagraph, on_pages, whole
from workbench.importers.passages import Line
from workbench.importers.tables import table_lines

_SET_APART = {"font-weight": {"bold"}, "font-style": {"italic", "oblique"}}
_EMPHASIS = {"Strong_20_Emphasis", "Emphasis"}
_BLOCKS = {"list", "list-item", "list-header", "section", "numbered-paragraph", "index-body"}
_BLOCKS |= {"table-of-content", "index-title", "text", "note-body"}
_MOST_SPACES = 200  # a few letters in a file can stand for as many as they like
_PASSWORD = (
    "is protected by a password",
    "Open it in LibreOffice, take the password off, and save it.",
)


def read_open_document(name: str, data: bytes) -> Content:
    """Read an OpenDocument text into lines.

    Runs of white space count as one space, as the format says. Tracked deletions are left out.
    Footnotes, margin comments, text boxes and hidden words hang on their paragraph as notes.
    Numbers in front of list items are worked out by the program and are not in the file.

    Raises
    ------
    UnreadableFile
        The file is damaged, protected by a password, or declares XML entities.
    TooLarge
        It unpacks to more than any transcript would.
    """
    package = Package(name, data, kind="OpenDocument text", program="LibreOffice")
    with package.opened() as parts:
        manifest = "META-INF/manifest.xml"
        if "encrypted-package" in parts or (
            manifest in parts and b"encryption-data" in package.bytes_of(manifest)
        ):
            raise UnreadableFile(name, *_PASSWORD)
        content = package.read("content.xml")
        styles = package.read("styles.xml") if "styles.xml" in parts else None
    roots = [content] if styles is None else [styles, content]
    looks = _looks(roots)
    reader = _Reader(looks)
    bodies = [element for element in content if local(element) == "body"]
    lines = [line for body in bodies for root in body for line in reader.lines(root)]
    heads, feet = (
        on_pages(
            line
            for page in (styles.iter() if styles is not None else ())
            if local(page) == kind
            for line in _Reader(looks).lines(page)
        )
        for kind in ("header", "footer")
    )
    return whole(lines, heads, feet, reader.remarks())


class _Reader(Paragraphs):
    """Walks a part of the document."""

    def __init__(self, looks: Mapping[str, tuple[bool, bool]]) -> None:
        super().__init__()
        self._looks = looks

    def lines(self, root: etree._Element) -> Iterator[Line]:
        """Give the lines of a part in reading order."""
        for element in root:
            kind = local(element)
            if kind in ("p", "h"):
                yield from self._paragraph(element, heading=kind == "h")
            elif kind == "table":
                yield from table_lines(list(self._rows(element)))
                self.gap = True
            elif kind == "tracked-changes":
                self.seen["deleted"] += sum(
                    local(change) == "deletion" for change in element.iter()
                )
            elif kind in _BLOCKS:
                yield from self.lines(element)

    def remarks(self) -> list[str]:
        """Say in sentences what was left out or read in a particular way."""
        said = super().remarks()
        if self.seen["deleted"]:
            said.append("Tracked changes were read as accepted: what was deleted is left out.")
        return said

    def _rows(self, table: etree._Element) -> Iterator[list[list[Line]]]:
        for element in table:
            kind = local(element)
            if kind == "table-row":
                yield [
                    [line for line in self.lines(cell) if line.words or line.notes]
                    for cell in element
                    if local(cell) in ("table-cell", "covered-table-cell")
                ]
            elif kind in ("table-rows", "table-header-rows", "table-row-group"):
                yield from self._rows(element)

    def _paragraph(self, element: etree._Element, *, heading: bool) -> Iterator[Line]:
        paragraph = SpacedParagraph()
        self._inline(element, paragraph, styled=False)
        paragraph.trim()
        yield from self.lines_of(paragraph, heading=heading)

    def _inline(
        self, element: etree._Element, paragraph: SpacedParagraph, *, styled: bool
    ) -> None:
        paragraph.flow(element.text, styled=styled)
        for child in element:
            self._child(child, paragraph, styled=styled)
            paragraph.flow(child.tail, styled=styled)

    def _child(self, child: etree._Element, paragraph: SpacedParagraph, *, styled: bool) -> None:
        kind = local(child)
        if kind == "s":
            count = value(child, "c") or "1"
            spaces = min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < 9 else 1
            paragraph.set(" " * spaces, styled=styled)
        elif kind == "tab":
            paragraph.set("\t", styled=styled)
        elif kind == "line-break":
            paragraph.set("\n", styled=styled)
        elif kind == "note":
            note = value(child, "note-class") or "footnote"
            bodies = [self._words(part) for part in child if local(part) == "note-body"]
            self.beside(note, "\n".join(bodies), paragraph)
        elif kind == "annotation":
            said = [part for part in child if local(part) in ("p", "list")]
            self.beside("comment", "\n".join(map(self._words, said)), paragraph)
        elif kind in ("frame", "custom-shape", "rect", "g"):
            for box in child.iter():
                if local(box) == "text-box":
                    self.beside("box", self._words(box), paragraph)
        elif kind in ("hidden-text", "hidden-paragraph"):
            self.beside("hidden", value(child, "string-value") or "", paragraph)
        elif kind == "ruby":
            for base in child:
                if local(base) == "ruby-base":
                    self._inline(base, paragraph, styled=styled)
        elif kind not in ("", "annotation-end", "tracked-changes"):
            apart, hidden = self._looks.get(value(child, "style-name") or "", (False, False))
            if hidden and kind == "span":
                self.beside("hidden", self._words(child), paragraph)
            else:
                self._inline(child, paragraph, styled=styled or (apart and kind == "span"))

    def _words(self, element: etree._Element) -> str:
        """Join all words below an element, paragraphs by line feeds."""
        if local(element) in ("p", "h", "span"):
            paragraph = SpacedParagraph()
            self._inline(element, paragraph, styled=False)
            paragraph.trim()
            return "".join(paragraph.parts)
        return "\n".join(self._words(child) for child in element if local(child))


def _looks(roots: list[etree._Element]) -> dict[str, tuple[bool, bool]]:
    """Find which character styles set words apart (bold, italic, underlined) or hide them."""
    found = dict.fromkeys(_EMPHASIS, (True, False))
    for root in roots:
        for style in root.iter():
            if local(style) == "style" and value(style, "family") == "text":
                apart, hidden = found.get(value(style, "parent-style-name") or "", (False, False))
                for look in style:
                    apart = apart or _sets_apart(look)
                    hidden = hidden or value(look, "display") == "none"
                found[value(style, "name") or ""] = (apart, hidden)
    return found


def _sets_apart(look: etree._Element) -> bool:
    underline = value(look, "text-underline-style") or "none"
    return underline != "none" or any(
        value(look, key) in settings for key, settings in _SET_APART.items()
    )
