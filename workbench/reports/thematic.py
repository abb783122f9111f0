"""The thematic summary in Word: what was heard, value by value, and how that came to be known."""

from collections.abc import Sequence

from workbench.reports.contents import (
    AboutData,
    CodebookEntry,
    Cover,
    Difference,
    ThematicContents,
    ValueSection,
    WrittenSection,
)
from workbench.reports.knowledge import how_this_knowledge_was_produced
from workbench.reports.word_document import CHECKED, DRAFT, WordDocument

NOT_WRITTEN = "Not written yet."


def thematic_summary(contents: ThematicContents) -> bytes:
    """Write the summary as a Word document.

    In a draft every section is there, and an empty one says in a line what it is for. In a checked
    summary empty sections are left out, except how this knowledge was produced, which is always
    there.
    """
    cover = contents.cover
    paper = WordDocument(
        cover.title, subtitle=cover.subtitle, authors=cover.team, draft=not cover.checked
    )
    _cover(paper, cover)
    paper.contents()
    _written(
        paper,
        WrittenSection("Summary", contents.summary),
        "one page in plain words: what we asked, what we found, where we differed, and what to be "
        "careful about.",
        new_page=True,
    )
    _about_the_data(paper, contents.about)
    _values_at_a_glance(paper, contents)
    _value_by_value(paper, contents.values)
    _written(
        paper,
        WrittenSection("How the values work together", contents.together),
        "what speaks for the values carrying one another as the pyramid shows them, and what "
        "speaks against it.",
    )
    for section in contents.further:
        _written(paper, section, "this section has a title and no text.")
    how_this_knowledge_was_produced(paper, contents.produced)
    _written(
        paper,
        WrittenSection("What to be careful about", contents.careful),
        "the limits of what we did, and who was not heard.",
    )
    if contents.afterword:
        _written(paper, contents.afterword, "an afterword in its writers’ own words.")
    _codebook(paper, contents.codebook, contents.codes_not_used, cover.codebook)
    return paper.to_bytes()


def _cover(paper: WordDocument, cover: Cover) -> None:
    paper.paragraph(cover.title, style="Title")
    if cover.subtitle:
        paper.paragraph(cover.subtitle, style="Subtitle")
    details = [
        cover.date,
        CHECKED if cover.checked else DRAFT,
        f"By {', '.join(cover.team)}" if cover.team else "",
        f"Codebook: {cover.codebook}" if cover.codebook else "",
    ]
    for detail in filter(None, details):
        paper.paragraph(detail, style="Cover Detail")


def _written(
    paper: WordDocument,
    section: WrittenSection,
    purpose: str,
    *,
    level: int = 1,
    new_page: bool = False,
) -> None:
    """Add a section somebody writes; left out where it is empty, unless this is a draft."""
    if not (section.text or section.quotations or paper.draft):
        return
    paper.heading(section.title, level=level, new_page=new_page)
    paper.text(section.text)
    paper.quotations(section.quotations)
    if not (section.text or section.quotations):
        paper.to_write(purpose)


def _about_the_data(paper: WordDocument, about: AboutData) -> None:
    if not (about.rows or about.dates or about.not_there or paper.draft):
        return
    paper.heading("About the data", level=1)
    paper.text(about.dates)
    if about.rows:
        paper.table(
            ("Setting", "Kind of conversation", "Transcripts", "Remark"),
            [(row.setting, row.kind, str(row.transcripts), row.remark) for row in about.rows],
            caption="The transcripts this summary draws on",
            widths=(3, 4, 2.4, 6),
        )
    if about.not_there:
        _written(paper, WrittenSection("What is not there", about.not_there), "", level=2)
    else:
        paper.to_write("when the conversations took place, and whose are not there.")


def _values_at_a_glance(paper: WordDocument, contents: ThematicContents) -> None:
    if not (contents.values or contents.pyramid or paper.draft):
        return
    paper.heading("The values at a glance", level=1, new_page=True)
    if contents.pyramid:
        paper.picture(contents.pyramid)
    if contents.values:
        paper.table(
            ("Value", "What we heard", "How it was there", "Settings"),
            [
                (
                    [("Table Name", value.name), ("Table Text", value.plain_name)],
                    value.claim or NOT_WRITTEN,
                    value.shown_as,
                    value.settings,
                )
                for value in contents.values
            ],
            caption="What we heard about each value",
            widths=(4.6, 3.2, 5.4, 2.8),
        )
    else:
        paper.to_write("the values, what we heard about each, and the settings it came from.")
    if contents.by_setting or contents.numbers:
        paper.heading("Where we marked each value", level=2)
        paper.paragraph(
            "These counts are of transcripts in which somebody marked the value. Marking is not "
            "measuring: a count says where we noticed something, not how common it is."
        )
    if contents.by_setting:
        paper.picture(contents.by_setting)
    if contents.numbers:
        numbers = contents.numbers
        first, *rest = numbers.columns
        paper.table(
            (first, *rest), numbers.rows, caption=numbers.caption, widths=(1.8, *[1] * len(rest))
        )


def _value_by_value(paper: WordDocument, values: Sequence[ValueSection]) -> None:
    for number, value in enumerate(values):
        if number == 0:
            paper.heading("What we heard, value by value", level=1)
        _value(paper, value)


def _value(paper: WordDocument, value: ValueSection) -> None:
    paper.heading(value.name, level=2)
    if value.plain_name:
        paper.paragraph(value.plain_name, style="Plain Name")
    sections = (
        (
            WrittenSection("What we heard", value.claim),
            "one or two sentences that make a claim.",
        ),
        (
            WrittenSection("What it looked like", value.looked_like, value.quotations),
            "short paragraphs, with two to four quotations.",
        ),
        (
            WrittenSection(
                "When it was missing, one-sided or hard", value.hard, value.hard_quotations
            ),
            "what people told us about going without it, in their words where they allow it.",
        ),
    )
    for section, purpose in sections:
        _written(paper, section, purpose, level=3)
    _differences(paper, value)
    _written(
        paper,
        WrittenSection("How it links", value.links),
        "how this value bears on the others.",
        level=3,
    )


def _differences(paper: WordDocument, value: ValueSection) -> None:
    if not (value.differences or paper.draft):
        return
    paper.heading("Where our readings differed", level=3)
    if not value.differences:
        paper.to_write("extracts we read in different ways, both readings side by side.")
        return
    paper.table(
        ("Extract", "One reading", "Another reading", "What we made of it"),
        [_difference(difference) for difference in value.differences],
        caption=f"Where our readings differed: {value.name}",
        widths=(5, 3.6, 3.6, 3.8),
    )


def _difference(difference: Difference) -> tuple:
    return (
        [("Table Text", difference.extract), ("Table Attribution", difference.attribution)],
        difference.one_reading,
        [("Table Text", words) for words in difference.another_reading.split("\n\n")],
        difference.made_of_it or NOT_WRITTEN,
    )


def _codebook(
    paper: WordDocument, entries: Sequence[CodebookEntry], not_used: Sequence[str], name: str
) -> None:
    if not (entries or paper.draft):
        return
    paper.heading("Appendix: the codebook", level=1)
    if name:
        paper.paragraph(f"We read with {name}.")
    if not entries:
        paper.to_write("the codes we read with and what they mean.")
        return
    several = len({entry.status for entry in entries}) > 1
    paper.table(
        ("Code", "What it means"),
        [_entry(entry, with_status=several) for entry in entries],
        caption="The codes we used and what they mean"
        if not_used
        else "The codes and what they mean",
        widths=(5, 11),
    )
    if not_used:
        paper.heading("Codes nobody used", level=3)
        paper.paragraph("; ".join(not_used) + ".", style="Table Text")


def _entry(entry: CodebookEntry, *, with_status: bool) -> tuple:
    status = f"Status: {entry.status}" if entry.status and with_status else ""
    return (
        [
            ("Table Text" if entry.depth else "Table Name", f"{entry.key}  {entry.name}"),
            *(("Table Attribution", words) for words in (entry.plain_name, status) if words),
        ],
        [
            ("Table Text", entry.definition or NOT_WRITTEN),
            *(
                ("Table Attribution", words)
                for words in (
                    f"Use it for: {entry.include_when}" if entry.include_when else "",
                    f"Leave it when: {entry.exclude_when}" if entry.exclude_when else "",
                )
                if words
            ),
        ],
    )
