"""How a Word document of ours looks: page, language and styles. Text is only ever put into styles.

Everything is a real Word style, so a team can restyle the document in one place. Sizes are points.
"""

from copy import deepcopy
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

TYPEFACE = "Arial"
LANGUAGE = "en-GB"
TEXT_WIDTH = Cm(16)
TABLE_STYLE = "Workbench Table"

# Points in a letter in large type.
_LARGE = {
    "Normal": 16,
    "List Bullet": 16,
    "Title": 28,
    "Subtitle": 16,
    "Heading 1": 21,
    "Heading 2": 18,
    "Quote": 17,
    "Attribution": 14,
    "Footer": 12,
}

# The same where it is to fit a few pages: no smaller than 14 points.
_LARGE_AND_SHORT = {
    "Normal": 14, "List Bullet": 14, "Title": 22, "Subtitle": 14, "Heading 1": 16,
    "Heading 2": 14, "Quote": 14, "Attribution": 14, "Caption": 14, "Footer": 14,
}  # fmt: skip

# What a template gives beside its section: all else in a Word file belongs to its text.
_OF_THE_PAGE = frozenset(
    {"styles", "settings", "webSettings", "theme", "fontTable", "numbering", "header", "footer"}
)
_OF_THE_TEXT = (
    *("w:attachedTemplate", "w:mailMerge", "w:footnotePr", "w:endnotePr", "w:docVars"),
    *("w:attachedSchema", "w:rsids"),
)

_INK = RGBColor(0x1D, 0x1D, 0x1D)
_BLUE = RGBColor(0x1F, 0x3A, 0x56)
GREY = RGBColor(0x55, 0x55, 0x55)
_RULE = "9AA5B1"


def set_up(document: Document) -> None:
    """Give an empty document its page, language and styles."""
    _page(document)
    _language(document)
    _text_styles(document)
    _heading_styles(document)
    _table_style(document)


def text_width(document: Document) -> Length:
    """How wide the text is between the margins of the first page."""
    section = document.sections[0]
    page = section.page_width or Cm(21)
    return Emu(page - (section.left_margin or 0) - (section.right_margin or 0))


def adopted(template: bytes) -> Document:
    """Open a team's own file: its page and its styles hold, styles it lacks are ours.

    Its text goes, and with it whatever belonged to that: notes, comments, pictures, properties.
    """
    document, ours = docx.Document(BytesIO(template)), docx.Document()
    set_up(ours)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    for settings in list(body.iter(qn("w:printerSettings"))):
        settings.getparent().remove(settings)
    _without_what_went_with_the_text(document)
    _zoom(document)
    theirs = document.styles.element
    names = {style.name for style in document.styles}
    taken = {style.get(qn("w:styleId")) for style in theirs}
    for style in ours.styles:
        element = style.element
        if style.name not in names and element.get(qn("w:styleId")) not in taken:
            copied = deepcopy(element)
            for numbering in list(copied.iter(qn("w:numPr"))):  # a list of another file's
                numbering.getparent().remove(numbering)
            theirs.append(copied)
    return document


def _without_what_went_with_the_text(document: Document) -> None:
    used = {
        named.get(qn("r:id"))
        for kind in ("w:headerReference", "w:footerReference")
        for named in document.element.body.iter(qn(kind))
    }
    rels = document.part.rels
    for key, link in list(rels.items()):
        kind = link.reltype.rpartition("/")[2]
        if kind not in _OF_THE_PAGE or (kind in ("header", "footer") and key not in used):
            rels.pop(key)
        elif kind == "settings":
            link.target_part.rels.clear()
    settings = document.settings.element
    for name in _OF_THE_TEXT:
        for found in settings.findall(qn(name)):
            settings.remove(found)
    rels = document.part.package.rels
    for key, link in list(rels.items()):
        if not link.reltype.endswith("/officeDocument"):
            rels.pop(key)


def enlarge(document: Document) -> None:
    """Set what is read in large type, and the title no higher on the page than a letter has it."""
    for name, size in _LARGE.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        for others in style.element.rPr.findall(qn("w:szCs")):
            others.set(qn("w:val"), str(round(size * 2)))
    document.styles["Title"].paragraph_format.space_before = Pt(0)
    document.styles["Subtitle"].paragraph_format.space_after = Pt(18)


def shorten(document: Document, *, large: bool) -> None:
    """Put the title at the top, and everything closer together, for a document of a few pages."""
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(1.9)
    spaced = [
        ("Title", 0, 4),
        ("Subtitle", 0, 10),
        ("Heading 1", 13, 4),
        ("Heading 2", 9, 2),
        ("Normal", 0, 5),
        ("Attribution", 0, 6),
        ("Plain Name", 0, 3),
        ("List Bullet", 0, 2),
    ]
    if large:
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(1.5), Cm(1.5)
        section.header_distance = section.footer_distance = Cm(0.8)
        for name, size in _LARGE_AND_SHORT.items():
            style = document.styles[name]
            style.font.size = Pt(size)
            style.paragraph_format.line_spacing = 1.04
        spaced += [
            ("Subtitle", 0, 4),
            ("Heading 1", 8, 1),
            ("Heading 2", 6, 0),
            ("Normal", 0, 2),
            ("Quote", 1, 3),
            ("List Bullet", 0, 1),
        ]
        _indent(document.styles["Quote"], left=0.8)
        document.styles["Quote"].paragraph_format.keep_with_next = False
        document.styles["Quote"].paragraph_format.keep_together = True
    for name, before, after in spaced:
        spacing = document.styles[name].paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(after)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.3)
    section.header_distance = section.footer_distance = Cm(1.2)
    section.different_first_page_header_footer = True


def _language(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)
    for proof in settings.findall(qn("w:proofState")):
        settings.remove(proof)
    _zoom(document)
    # Without this, Word opens the file as one made by an older Word.
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _zoom(document: Document) -> None:
    """Say how large the page is shown, which the empty document of python-docx leaves out."""
    for zoom in document.settings.element.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), zoom.get(qn("w:percent"), "100"))


def _text_styles(document: Document) -> None:
    _style(document, "Normal", size=11.5, after=8, line=1.3)
    _style(document, "Title", size=30, bold=True, colour=_BLUE, before=150, after=10, line=1.1)
    _style(document, "Subtitle", size=15, colour=GREY, after=40, line=1.2)
    _style(document, "Cover Detail", size=11.5, after=5)
    _style(document, "Plain Name", size=12.5, colour=GREY, after=10, keep=True)
    quote = _style(document, "Quote", size=11.5, before=6, after=2, line=1.35, keep=True)
    _indent(quote, left=1.0, right=0.6)
    attribution = _style(document, "Attribution", size=10.5, colour=GREY, after=12)
    _indent(attribution, left=1.0, right=0.6)
    reading = _style(document, "Reading", size=10.5, colour=GREY, after=4)
    _indent(reading, left=1.0, right=0.6)
    to_write = _style(document, "To Write", size=11, italic=True, colour=GREY, after=10)
    to_write.element.get_or_add_pPr().insert_element_before(
        _border("left", 12, 8), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
    _style(document, "Figure", after=4, keep=True)
    _style(document, "Caption", size=10, colour=GREY, before=4, after=12, line=1.2)
    _style(document, "Table Text", size=10, after=2, line=1.2)
    _style(document, "Table Heading", size=10, bold=True, after=2, line=1.2, keep=True)
    _style(document, "Table Name", size=10, bold=True, after=2, line=1.2)
    _style(document, "Table Attribution", size=9.5, colour=GREY, after=2, line=1.2)
    bullet = _style(document, "List Bullet", after=5)
    _indent(bullet, left=0.63, first=-0.63)
    footer = _style(document, "Footer", size=9.5, colour=GREY, after=0, line=1.0)
    _right_tab(footer, leader=WD_TAB_LEADER.SPACES)


def _heading_styles(document: Document) -> None:
    _style(document, "Heading 1", size=20, bold=True, colour=_BLUE, before=26, after=10, line=1.15)
    _style(document, "Heading 2", size=15, bold=True, colour=_BLUE, before=22, after=5, line=1.15)
    _style(document, "Heading 3", size=12, bold=True, colour=_INK, before=16, after=4, line=1.2)
    for level in (1, 2, 3):
        document.styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    contents = _style(
        document, "TOC Heading", size=20, bold=True, colour=_BLUE, after=14, line=1.15, keep=True
    )
    contents.paragraph_format.page_break_before = True
    # Word lists every paragraph that has an outline level; the heading of the list has none.
    for level in contents.element.iter(qn("w:outlineLvl")):
        level.set(qn("w:val"), "9")
    for level, (indent, before) in enumerate(((0, 7), (0.7, 0)), start=1):
        entry = _style(
            document, f"toc {level}", bold=level == 1, before=before, after=3, line=1.15
        )
        _indent(entry, left=indent)
        _right_tab(entry, leader=WD_TAB_LEADER.DOTS)


def _style(
    document: Document,
    name: str,
    *,
    size: float = 11.5,
    bold: bool = False,
    italic: bool = False,
    colour: RGBColor = _INK,
    before: float = 0,
    after: float = 8,
    line: float = 1.3,
    keep: bool = False,
) -> ParagraphStyle:
    """Make a paragraph style, or restate one of Word's own from nothing."""
    styles = document.styles
    if name not in styles:
        words_own = name.startswith("toc ")  # known to Word, though not in the empty document
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=words_own)
        styles[name].base_style = styles["Normal"]
    style = styles[name]
    for letters in style.element.findall(qn("w:rPr")):
        style.element.remove(letters)
    style.hidden, style.quick_style, style.unhide_when_used = False, True, False
    style.font.name, style.font.size = TYPEFACE, Pt(size)
    style.font.bold, style.font.italic, style.font.color.rgb = bold, italic, colour
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)
    # Scripts written from right to left have a size of their own.
    size_of_others = parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(size * 2)}"/>')
    style.element.rPr.find(qn("w:sz")).addnext(size_of_others)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.MULTIPLE, line
    spacing.keep_with_next, spacing.widow_control = keep, True
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    for shared in style.element.pPr.findall(qn("w:contextualSpacing")):
        style.element.pPr.remove(shared)
    return style


def _indent(style: ParagraphStyle, *, left: float = 0, right: float = 0, first: float = 0) -> None:
    style.paragraph_format.left_indent = Cm(left)
    style.paragraph_format.right_indent = Cm(right)
    style.paragraph_format.first_line_indent = Cm(first)


def _right_tab(style: ParagraphStyle, *, leader: WD_TAB_LEADER) -> None:
    for tabs in style.element.pPr.findall(qn("w:tabs")):
        style.element.pPr.remove(tabs)
    style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, leader)


def _border(side: str, eighths: int, space: int) -> object:
    return parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" '
        f'w:color="{_RULE}"/></w:pBdr>'
    )


def _table_style(document: Document) -> None:
    """Horizontal rules only, and a header row that stands out; other table styles go."""
    styles = document.styles.element
    for style in list(styles):
        if style.get(qn("w:type")) == "table" and not style.get(qn("w:default")):
            styles.remove(style)
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{_RULE}"/>'
        for side, eighths in (("top", 8), ("bottom", 8), ("insideH", 4))
    )
    styles.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="WorkbenchTable">'
            f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>"
            '<w:top w:w="70" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
            '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr>"
            '<w:tblStylePr w:type="firstRow"><w:tcPr>'
            '<w:shd w:val="clear" w:color="auto" w:fill="E9EDF2"/></w:tcPr></w:tblStylePr>'
            "</w:style>"
        )
    )
