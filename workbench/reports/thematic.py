"""The thematic summary in Word: what was heard, value by value, and how that came to be known."""

from collections.abc import Sequence

from workbench.reports.codebook_appendix import codebook_appendix
from workbench.reports.contents import (
    AboutData,
    BarChart,
    Cover,
    Decision,
    Difference,
    KeyDecision,
    ThematicContents,
    ValueSection,
    WrittenSection,
)
from workbench.reports.knowledge import how_this_knowledge_was_produced
from workbench.reports.paper import (
    CHECKED,
    DRAFT,
    Maker,
    Paper,
    Table,
    Traced,
    capital,
    in_paragraphs,
)
from workbench.reports.word_document import WordDocument

NOT_WRITTEN = "Not written yet."


def thematic_summary(contents: ThematicContents, *, make: Maker = WordDocument) -> bytes:
    """Write the summary as a Word document, or as what else `make` makes.

    In a draft every section is there, and an empty one says in a line what it is for. In a checked
    summary empty sections are left out, except how this knowledge was produced, which is always
    there.
    """
    cover = contents.cover
    paper = make(cover.title, subtitle=cover.subtitle, authors=cover.team, draft=not cover.checked)
    cover_page(paper, cover, read_by=contents.read_by)
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
    for theme in contents.themes:
        _own_theme(paper, theme, first=theme is contents.themes[0])
    _together(paper, contents)
    _key_decisions(paper, contents)
    _matrix(paper, contents)
    for section in contents.further:
        _written(paper, section, section.why or "this section has a title and no text.")
    how_this_knowledge_was_produced(paper, contents.produced)
    _written(
        paper,
        WrittenSection("What to be careful about", contents.careful),
        "the limits of what we did, and who was not heard.",
    )
    for afterword in contents.afterwords:
        _written(paper, afterword, "an afterword in its writers’ own words.")
    if "codebook" in contents.extras:
        codebook_appendix(
            paper, contents.codebook, contents.codes_not_used, cover.codebook,
            title="Appendix: the codebook",
        )  # fmt: skip
    if "decision_log" in contents.extras:
        paper.heading("Appendix: decisions we made", level=1)
        decision_table(paper, contents.decision_log)
    if contents.checklists:
        paper.heading("Appendix: reporting checklists", level=1)
        paper.paragraph(
            "Where each item is reported. “To write” says that the study does not hold it yet."
        )
        for checklist in contents.checklists:
            paper.table(
                Table(
                    checklist.columns,
                    checklist.rows,
                    caption=checklist.caption,
                    widths=(1.2, 4, 5),
                )
            )
    return paper.to_bytes()


def cover_page(paper: Paper, cover: Cover, *, read_by: Sequence[str] = ()) -> None:
    """Add the first page: title, date, status, team and codebook."""
    paper.paragraph(cover.title, style="Title")
    if cover.subtitle:
        paper.paragraph(cover.subtitle, style="Subtitle")
    details = [
        cover.date,
        CHECKED if cover.checked else DRAFT,
        f"By {', '.join(cover.team)}" if cover.team else "",
        f"Codebook: {cover.codebook}" if cover.codebook else "",
        f"Read before issue by {', '.join(read_by)}" if read_by else "",
    ]
    for detail in filter(None, details):
        paper.paragraph(detail, style="Cover Detail")


def _written(
    paper: Paper,
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


def _about_the_data(paper: Paper, about: AboutData) -> None:
    if not (about.rows or about.dates or about.not_there or paper.draft):
        return
    paper.heading("About the data", level=1)
    paper.text(about.dates)
    if about.rows:
        remarks = any(row.remark for row in about.rows)
        wide = 4 if remarks else 3
        paper.table(
            Table(
                ("Setting", "Kind of conversation", "Transcripts", "Remark")[:wide],
                [
                    (capital(row.setting), row.kind, str(row.transcripts), row.remark)[:wide]
                    for row in about.rows
                ],
                caption="The transcripts this summary draws on",
                widths=(3, 4, 2.4, 6) if remarks else (6, 6, 4),
            )
        )
    if about.not_there:
        _written(paper, WrittenSection("What is not there", about.not_there), "", level=2)
    else:
        paper.to_write("when the conversations took place, and whose are not there.")


def _values_at_a_glance(paper: Paper, contents: ThematicContents) -> None:
    if not (contents.values or contents.pyramid or paper.draft):
        return
    paper.heading("The values at a glance", level=1, new_page=True)
    if contents.pyramid:
        paper.picture(contents.pyramid)
    if contents.values:
        paper.table(
            Table(
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
                widths=(3.6, 5.8, 3.8, 2.8),
            )
        )
    else:
        paper.to_write("the values, what we heard about each, and the settings it came from.")
    if contents.by_setting or contents.numbers:
        paper.heading("Where we marked each value", level=2)
        paper.paragraph(
            "These counts are of transcripts in which somebody marked the value. Marking is not "
            "measuring: a count says where we noticed something, not how common it is."
        )
    if isinstance(contents.by_setting, BarChart):
        paper.chart(contents.by_setting)
    elif contents.by_setting:
        paper.picture(contents.by_setting)
    if contents.numbers:
        numbers = contents.numbers
        first, *rest = numbers.columns
        paper.table(
            Table(
                (first, *rest),
                numbers.rows,
                caption=numbers.caption,
                widths=(1.8, *[1] * len(rest)),
            )
        )


def _value_by_value(paper: Paper, values: Sequence[ValueSection]) -> None:
    for number, value in enumerate(values):
        if number == 0:
            paper.heading("What we heard, value by value", level=1)
        _value(paper, value)


def _value(paper: Paper, value: ValueSection) -> None:
    paper.heading(value.name, level=2)
    if value.plain_name:
        paper.paragraph(value.plain_name, style="Plain Name")
    _told(paper, value)
    _differences(paper, value)
    _links(paper, value)


def _own_theme(paper: Paper, theme: ValueSection, *, first: bool) -> None:
    """Add a theme of the team's own, unless nothing is written in it yet."""
    if not (theme.claim or theme.looked_like or theme.hard or theme.quotations):
        return
    if first:
        paper.heading("Themes beside the values", level=1)
    paper.heading(theme.name, level=2)
    _told(paper, theme)
    _links(paper, theme)


def _told(paper: Paper, value: ValueSection) -> None:
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
    if value.left_out:
        paper.note(
            f"{value.left_out} of the quotations chosen here may not stand in this document, so "
            f"{'it is' if value.left_out == 1 else 'they are'} left out."
        )


def _links(paper: Paper, value: ValueSection) -> None:
    _written(
        paper,
        WrittenSection("How it links", value.links),
        "how this value bears on the others.",
        level=3,
    )
    if value.tensions:
        _written(paper, WrittenSection("Tensions", value.tensions), "", level=3)


def _together(paper: Paper, contents: ThematicContents) -> None:
    wanted = contents.extras & {"together", "together_figure"}
    if not wanted or not (contents.together or contents.together_figure or paper.draft):
        return
    paper.heading("How the values work together", level=1)
    paper.text(contents.together)
    if not contents.together:
        paper.to_write(
            "what speaks for the values carrying one another as the pyramid shows them, and what "
            "speaks against it."
        )
    if contents.together_figure:
        paper.picture(contents.together_figure)
    if contents.together_table:
        paper.table(
            Table(
                contents.together_table.columns,
                contents.together_table.rows,
                caption=contents.together_table.caption,
                widths=(4, *[2] * (len(contents.together_table.columns) - 1)),
            )
        )


def _key_decisions(paper: Paper, contents: ThematicContents) -> None:
    if "key_decisions" not in contents.extras:
        return
    paper.heading("The choices groups make", level=1)
    paper.paragraph("No choice here is right or wrong; groups choose what suits them.")
    paper.text(contents.key_decisions_told)
    if not contents.key_decisions_told:
        paper.to_write("how the choices worked for people, and how they bear on the values.")
    key_decision_table(paper, contents.key_decisions)


def key_decision_table(paper: Paper, decisions: Sequence[KeyDecision]) -> None:
    """Add what was seen of each choice groups make, and what single groups chose."""
    if decisions:
        paper.table(
            Table(
                ("Choice", "What we marked of it", "What groups chose"),
                [
                    (
                        [("Table Name", each.name), ("Table Text", each.plain_name)],
                        [("Table Text", words) for words in each.seen] or "Nothing marked",
                        [("Table Text", words) for words in each.groups] or "Not known",
                    )
                    for each in decisions
                ],
                caption="The choices groups make",
                widths=(4, 6, 6),
            )
        )


def _matrix(paper: Paper, contents: ThematicContents) -> None:
    if contents.matrix:
        paper.heading("Who said what of which value", level=1)
        paper.table(
            Table(
                contents.matrix.columns,
                [(label, *cells) for label, cells in contents.matrix.rows],
                caption=contents.matrix.caption,
                widths=(1.98, *[2.335] * (len(contents.matrix.columns) - 1)),
            )
        )


def decision_table(paper: Paper, decisions: Sequence[Decision]) -> None:
    """Add the decisions in full: options, who was there, and who saw it otherwise."""
    if not decisions:
        paper.paragraph("No decisions were written down.")
        return
    paper.table(
        Table(
            (
                "What we settled",
                "Options, and who was there",
                "Who saw it differently",
                "What changed",
            ),
            [
                (
                    each.settled,
                    [*in_paragraphs(each.question), *in_paragraphs(each.there)]
                    or "Not written down",
                    in_paragraphs(each.seen_differently) or "Nobody has said so",
                    each.changed or "Not written down",
                )
                for each in decisions
            ],
            caption="Decisions we made, oldest first",
            widths=(4.4, 4, 4, 3.6),
        )
    )


def _differences(paper: Paper, value: ValueSection) -> None:
    if not (value.differences or paper.draft):
        return
    paper.heading("Where our readings differed", level=3)
    if not value.differences:
        paper.to_write("extracts we read in different ways, both readings side by side.")
        return
    # A column in which nothing is written yet belongs in a draft alone.
    wide = 4 if paper.draft or any(each.made_of_it for each in value.differences) else 3
    paper.table(
        Table(
            ("Extract", "One reading", "Another reading", "What we made of it")[:wide],
            [_difference(each, draft=paper.draft)[:wide] for each in value.differences],
            caption=f"{value.name}: extracts we read in different ways",
            widths=(5, 3.6, 3.6, 3.8)[:wide],
        )
    )


def _difference(difference: Difference, *, draft: bool) -> tuple:
    return (
        Traced(
            [("Table Text", difference.extract), ("Table Attribution", difference.attribution)],
            difference.reference,
        ),
        difference.one_reading,
        in_paragraphs(difference.another_reading),
        in_paragraphs(difference.made_of_it) or (NOT_WRITTEN if draft else "Nothing noted"),
    )
