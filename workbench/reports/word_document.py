"""A Word document in the making: text goes into styles as it stands, never read as markup."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import _Footer
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph

from workbench.reports import fields
from workbench.reports.contents import BarChart, Picture, Quotation, Told
from workbench.reports.fields import Heading, printable
from workbench.reports.native_chart import add_bar_chart
from workbench.reports.paper import CHECKED, DRAFT, CellWords, Paper, Table, Traced, leads
from workbench.reports.typography import (
    GREY,
    LANGUAGE,
    TABLE_STYLE,
    adopted,
    enlarge,
    set_up,
    shorten,
    text_width,
)

TRACED_BY = "cw_"
_LONGEST_FOOT = 60  # characters of a title beside the number of the page
_FEW_WORDS = 80
_WHOLE = 8  # a table of so few rows and words stays on one page


class WordDocument(Paper):
    """A document that is written from top to bottom.

    Parameters
    ----------
    title, subtitle, authors
        Go into the properties of the file.
    draft
        Whether every page says that nobody has checked it, and empty sections what they are for.
    large
        Whether all type is large, for a letter that anybody should be able to read.
    short
        Whether it is to be of a few pages: the title stands at the top, and all stands closer.
    template
        A Word file of the team's own: its page and its styles hold, and its text goes.
    team_copy
        Whether each quotation has a comment that says where it stands.
    """

    def __init__(
        self,
        title: str,
        *,
        subtitle: str,
        authors: Sequence[str],
        draft: bool,
        large: bool = False,
        short: bool = False,
        template: bytes | None = None,
        team_copy: bool = False,
    ) -> None:
        self.draft, self._team_copy = draft, team_copy
        self._large, self._short = large, short
        if template:
            self._document = adopted(template)
        else:
            self._document = docx.Document()
            set_up(self._document)
        if large:
            enlarge(self._document)
        if short:
            shorten(self._document, large=large)
        # By name once: python-docx would look through all styles for every paragraph.
        self._styles = {style.name: style for style in self._document.styles}
        self._style_ids = {name: style.style_id for name, style in self._styles.items()}
        self._headings: list[Heading] = []
        self._contents_place: Paragraph | None = None
        self._numbers = {"Figure": 0, "Table": 0}
        self._after_table = False
        self._last_words: Paragraph | None = None
        self._bookmarks = 0
        self._width = text_width(self._document)
        self._properties(title, subtitle, authors)
        self._footers(DRAFT if draft else printable(title))

    def paragraph(self, words: str, *, style: str = "Normal") -> Paragraph:
        """Add one paragraph; a line break in the words stays a line break."""
        paragraph = self._document.add_paragraph()
        paragraph._p.style = self._style_ids[style]
        if words:
            paragraph.add_run(printable(words))
            fields.set_direction(paragraph)
        if self._after_table and style in ("Normal", "To Write", "List Bullet"):
            paragraph.paragraph_format.space_before = Pt(12)
        self._after_table = False
        self._last_words = paragraph if style == "Normal" and words else None
        return paragraph

    def heading(self, words: str, *, level: int, new_page: bool = False) -> None:
        """Add a heading; those of levels 1 and 2 are listed in the contents."""
        paragraph = self.paragraph(words, style=f"Heading {level}")
        if new_page:
            paragraph.paragraph_format.page_break_before = True
            paragraph.paragraph_format.space_before = Pt(0)
        if level <= 2:
            number = len(self._headings) + 1
            bookmark = f"_Toc{number:08d}"
            self._bookmark(paragraph, bookmark)
            self._headings.append(Heading(words, level, bookmark))

    def contents(self) -> None:
        """Say that the list of contents stands here."""
        self.paragraph("Contents", style="TOC Heading")
        self._contents_place = self.paragraph("")

    def bullets(self, lines: Iterable[str]) -> None:
        """Add a list."""
        for line in lines:
            self.paragraph(line, style="List Bullet")

    def quotations(self, quotations: Iterable[Quotation]) -> None:
        """Set quotations off, each with its attribution alone on the next line.

        In large type on few pages it stands on the same line, where there is room.
        """
        if self._short and self._last_words is not None:
            # On few pages a quotation stays with what leads to it; on many, pages would gape.
            self._last_words.paragraph_format.keep_with_next = True
        for quotation in quotations:
            quote = self.paragraph(quotation.words, style="Quote")
            self._trace(quote, quotation.reference)
            if self._team_copy and quotation.stands:
                self._document.add_comment(
                    quote.runs, printable(quotation.stands), author="Workbench", initials="W"
                )
            if self._short and self._large:
                beside = quote.add_run(f"  {printable(quotation.attribution)}")
                beside.font.color.rgb = GREY
                continue
            attribution = self.paragraph(quotation.attribution, style="Attribution")
            for number, reading in enumerate(quotation.readings, start=1):
                attribution.paragraph_format.keep_with_next = True
                attribution.paragraph_format.space_after = Pt(2)
                line = self.paragraph(f"How it was read: {reading}", style="Reading")
                if number < len(quotation.readings):
                    line.paragraph_format.keep_with_next = True
                else:
                    line.paragraph_format.space_after = Pt(12)

    def picture(self, picture: Picture) -> None:
        """Add a picture as wide as the text, its words for people who do not see it, a caption."""
        run = self.paragraph("", style="Figure").add_run()
        wide = Emu(round(self._width * picture.share))
        run.add_picture(BytesIO(picture.png), width=wide)
        fields.describe_picture(run, alt_text=picture.alt_text)
        if picture.caption:
            self._caption("Figure", picture.caption)

    def chart(self, chart: BarChart) -> None:
        """Add a chart whose numbers can be edited in Word, and its caption."""
        add_bar_chart(self._document, self.paragraph("", style="Figure"), chart)
        self._caption("Figure", chart.caption)

    def table(self, table: Table) -> None:
        """Add a captioned table; the row of column names is repeated on every page."""
        self._caption("Table", table.caption).paragraph_format.keep_with_next = True
        drawn = self._document.add_table(
            len(table.rows) + 1, len(table.columns), self._styles[TABLE_STYLE]
        )
        drawn.autofit = False
        shares = table.widths or [1] * len(table.columns)
        across = [Emu(round(self._width * share / sum(shares))) for share in shares]
        for column, width in zip(drawn.columns, across, strict=True):
            column.width = width
        heads = [[("Table Heading", name)] for name in table.columns]
        for row, contents in zip(drawn.rows, [heads, *table.rows], strict=True):
            for cell, words, width in zip(row.cells, contents, across, strict=True):
                cell.width = width
                reference = words.reference if isinstance(words, Traced) else ""
                paragraphs, links = (
                    _paragraphs(words),
                    leads(words) if isinstance(words, Told) else (),
                )
                for number, (style, part) in enumerate(paragraphs):
                    paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                    paragraph._p.style = self._style_ids[style]
                    paragraph.add_run(printable(part))
                    fields.set_direction(paragraph)
                    if number == 0:
                        self._trace(paragraph, reference)
                if links:
                    last = cell.add_paragraph()
                    last._p.style = self._style_ids["Table Attribution"]
                    for number, (named, to) in enumerate(links):
                        last.add_run(", " if number else "")
                        fields.add_link(last, named, _bookmark_of(to))
        last = len(drawn.rows) - 1
        whole = (
            len(table.rows) <= _WHOLE and _words_in(table.rows) <= _FEW_WORDS and not self._short
        )
        for number, row in enumerate(drawn.rows[:-1]):
            # Of a long table no row stands alone at the foot or the top of a page.
            if whole or (last > _WHOLE and number in (1, last - 1)):
                for cell in row.cells:
                    for paragraph in cell.paragraphs:
                        paragraph.paragraph_format.keep_with_next = True
        fields.set_table_head(drawn, description=table.caption)
        self._after_table = True

    def to_bytes(self) -> bytes:
        """Finish the document: fill the contents and have Word work out its fields on opening."""
        if self._contents_place is not None:
            fields.add_contents(self._contents_place, self._headings)
        fields.update_fields_on_opening(self._document)
        out = BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _trace(self, paragraph: Paragraph, reference: str) -> None:
        """Put a bookmark around a quotation, by which the workbench finds where it comes from."""
        if reference:
            self._bookmark(paragraph, _bookmark_of(reference))

    def _bookmark(self, paragraph: Paragraph, name: str) -> None:
        self._bookmarks += 1
        fields.add_bookmark(paragraph, name, self._bookmarks)

    def _caption(self, kind: str, words: str) -> Paragraph:
        self._numbers[kind] += 1
        paragraph = self.paragraph(f"{kind} ", style="Caption")
        if kind == "Table":
            paragraph.paragraph_format.space_before = Pt(12)
            paragraph.paragraph_format.space_after = Pt(5)
        fields.add_field(paragraph, rf"SEQ {kind} \* ARABIC", str(self._numbers[kind]))
        paragraph.add_run(printable(f". {words}"))
        return paragraph

    def _properties(self, title: str, subtitle: str, authors: Sequence[str]) -> None:
        properties = self._document.core_properties
        # The file format holds at most 255 characters in each of these.
        properties.title, properties.subject = printable(title)[:255], printable(subtitle)[:255]
        properties.author = printable("; ".join(authors))[:255]
        properties.last_modified_by, properties.comments, properties.keywords = "", "", ""
        properties.language = LANGUAGE
        properties.content_status = DRAFT if self.draft else CHECKED
        properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
        # The empty document comes with a small picture of itself, which is not of this document.
        relations = self._document.part.package.rels
        for name in [key for key, rel in relations.items() if rel.reltype.endswith("thumbnail")]:
            relations.pop(name)

    def _footers(self, named: str) -> None:
        """Say what the document is and count its pages, below what a template has there."""
        section = self._document.sections[0]
        if section.different_first_page_header_footer:
            self._foot(section.first_page_footer).add_run(named if self.draft else "")
        footer = self._foot(section.footer)
        short = named if len(named) <= _LONGEST_FOOT else f"{named[:_LONGEST_FOOT].rstrip()}…"
        footer.add_run(f"{short}\tPage ")
        fields.add_field(footer, "PAGE", "1")
        footer.add_run(" of ")
        fields.add_field(footer, "NUMPAGES", "1")

    def _foot(self, footer: _Footer) -> Paragraph:
        last = footer.paragraphs[-1]
        if len(last._p) > (last._p.pPr is not None):
            last = footer.add_paragraph()
        last.style = self._styles["Footer"]
        stops = last.paragraph_format.tab_stops
        for stop in self._styles["Footer"].paragraph_format.tab_stops:
            if stop.position != self._width:
                stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(self._width, WD_TAB_ALIGNMENT.RIGHT)
        return last


def _bookmark_of(reference: str) -> str:
    return f"{TRACED_BY}{reference.replace('-', '')}"


def _paragraphs(words: CellWords) -> Sequence[tuple[str, str]]:
    """The paragraphs of a cell, each with its style."""
    if isinstance(words, str):
        return [("Table Text", words)]
    if isinstance(words, Told):
        return [("Table Text", each) for each in words.paragraphs]
    return words.paragraphs if isinstance(words, Traced) else words


def _words_in(rows: Sequence[Sequence[CellWords]]) -> int:
    return sum(len(str(cell).split()) for row in rows for cell in row)


def page_of(template: bytes) -> bytes | None:
    """What a document takes of a Word file: page, heads, feet and styles, and no text.

    None where no document of ours can be made with it.
    """
    try:
        out = BytesIO()
        adopted(template).save(out)
        paper = WordDocument("", subtitle="", authors=(), draft=True, template=out.getvalue())
        paper.heading("Heading", level=1)
        paper.table(Table(("A",), [("1",)], caption="Table"))
        paper.to_bytes()
    except Exception:  # whatever is the matter with a stranger's file, it is no template
        return None
    return out.getvalue()
