"""The parts of Word that python-docx has no words for: fields, bookmarks, direction, table heads.

A field is something Word works out: a page number, a running number, a list of headings. What
stands inside it until then is what other programs show.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

# Word wants its settings in a fixed order; a template may have any of these.
_AFTER_UPDATE_FIELDS = (
    *("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids"),
    *("m:mathPr", "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping", "w:shapeDefaults"),
    *("w:decimalSymbol", "w:listSeparator", "w14:docId"),
)
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading the list of contents names."""

    words: str
    level: int
    bookmark: str


def printable(text: str) -> str:
    """Replace characters that no Word file can hold by U+FFFD; everything else stays."""
    return _NOT_IN_XML.sub("\ufffd", text)


def set_direction(paragraph: Paragraph) -> None:
    """Set a paragraph from right to left where its first letter is of such a script."""
    letters = (unicodedata.bidirectional(character) for character in paragraph.text)
    if next((kind for kind in letters if kind in ("L", "R", "AL")), "L") == "L":
        return
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        OxmlElement("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    for run in paragraph.runs:
        run.font.rtl = True


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Put a field at the end of a paragraph, showing some text until Word works it out."""
    _begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    _end_field(paragraph)


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark around everything in a paragraph."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(end)


def add_link(paragraph: Paragraph, words: str, bookmark: str) -> None:
    """Put words at the end of a paragraph that lead to a place in the same document."""
    run = paragraph.add_run(printable(words))
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    link.append(run._r)
    paragraph._p.append(link)


def add_contents(place: Paragraph, headings: Sequence[Heading]) -> None:
    """Put a list of contents where `place` stands, already filled with links to the headings.

    Page numbers are left to Word, which is told to work them out on opening: nobody but the
    program that sets the pages knows them.
    """
    entries: list[Paragraph] = []
    for heading in headings:
        entry = place.insert_paragraph_before("", style=f"toc {heading.level}")
        if not entries:
            _begin_field(entry, r'TOC \o "1-2" \h \z \u')
        add_link(entry, heading.words, heading.bookmark)
        entries.append(entry)
    if entries:
        _end_field(entries[-1])
    place._p.getparent().remove(place._p)


def update_fields_on_opening(document: Document) -> None:
    """Have Word work out all fields when somebody opens the document."""
    settings = document.settings.element
    for theirs in settings.findall(qn("w:updateFields")):
        settings.remove(theirs)
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    settings.insert_element_before(update, *_AFTER_UPDATE_FIELDS)


def describe_picture(run: Run, *, alt_text: str) -> None:
    """Give the picture in a run the words that stand for it, and no space around it."""
    for inline in run._r.iter(qn("wp:inline")):
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # LibreOffice shifts the picture where this is absent
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", printable(alt_text))


def set_table_head(table: Table, *, description: str) -> None:
    """Repeat the first row on every page, keep rows whole, and say what the table holds."""
    for number, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    properties = table._tbl.tblPr
    told = OxmlElement("w:tblCaption")
    told.set(qn("w:val"), printable(description))
    properties.append(told)


def _begin_field(paragraph: Paragraph, instruction: str) -> None:
    _mark(paragraph, "begin")
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {instruction} "
    paragraph.add_run()._r.append(words)
    _mark(paragraph, "separate")


def _end_field(paragraph: Paragraph) -> None:
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
