"""The shorter documents in Word: case study, codebook, decision log, quotations of a code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.reports.contents import (
    CodebookChange,
    CodebookEntry,
    Cover,
    Decision,
    Quotation,
)
from workbench.reports.paper import CHECKED, DRAFT, Maker, Paper, Table, capital
from workbench.reports.thematic import cover_page, decision_table
from workbench.reports.word_document import WordDocument


@dataclass(frozen=True, slots=True)
class CaseContents:
    """One peer support group.

    `sections` are title, text, what belongs there, and key; `decisions` the choices it made;
    `values` the values with their quotations.
    """

    cover: Cover
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[tuple[str, str, str, str], ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, tuple[Quotation, ...]], ...] = ()


def case_document(contents: CaseContents, *, make: Maker = WordDocument) -> bytes:
    """Write a case study of two pages."""
    paper = _begun(contents.cover, make)
    for title, text, why, part in contents.sections:
        if part == "careful":
            continue
        _section(paper, title, text, why)
        if part == "summary" and contents.facts:
            paper.table(Table(
                ("What is known", "Of this group"),
                [(name, capital(words)) for name, words in contents.facts],
                caption="The group",
                widths=(3, 9),
            ))  # fmt: skip
        if part == "how_it_works":
            _choices(paper, contents.decisions)
        if part == "values":
            for name, quotations in contents.values:
                paper.heading(name, level=2)
                paper.quotations(quotations)
                if not quotations:
                    paper.paragraph("Marked here, and nothing of it is quoted.")
    for title, text, why, part in contents.sections:
        if part == "careful":
            _section(paper, title, text, why)
    return paper.to_bytes()


def codebook_document(
    cover: Cover,
    entries: Sequence[CodebookEntry],
    examples: Mapping[str, Sequence[Quotation]],
    changes: Sequence[CodebookChange],
    *,
    make: Maker = WordDocument,
) -> bytes:
    """Write every code with what it means, an example, and how the codebook changed."""
    paper = _begun(cover, make, short=False)
    paper.contents()
    paper.heading("The codes", level=1, new_page=True)
    in_use = [entry for entry in entries if entry.status != "retired"]
    several = len({entry.status for entry in in_use}) > 1
    for entry in in_use:
        _code(paper, entry, examples.get(entry.key, ()), with_status=several)
    retired = [entry for entry in entries if entry.status == "retired"]
    if retired:
        paper.heading("Retired codes", level=1)
        paper.bullets(f"{entry.key} {entry.name}" for entry in retired)
    paper.heading("How it changed", level=1)
    if changes:
        paper.table(
            Table(
                ("What changed", "Why, and because of whom"),
                [(change.what, change.why) for change in changes],
                caption="How the codebook changed, oldest first",
            )
        )
    else:
        paper.paragraph("It has not changed since it was put in.")
    return paper.to_bytes()


def decision_document(
    cover: Cover, decisions: Sequence[Decision], *, make: Maker = WordDocument
) -> bytes:
    """Write every decision with its options, who was there, and who saw it differently."""
    paper = _begun(cover, make)
    paper.heading("Decisions", level=1)
    decision_table(paper, decisions)
    return paper.to_bytes()


def quotations_document(
    cover: Cover, quotations: Sequence[Quotation], *, make: Maker = WordDocument
) -> bytes:
    """Write quotations with their attribution and how each was read."""
    paper = _begun(cover, make)
    paper.heading("Quotations", level=1)
    paper.quotations(quotations)
    if not quotations:
        paper.paragraph("There are none that may be quoted in a report.")
    return paper.to_bytes()


def _begun(cover: Cover, make: Maker, *, short: bool = True) -> Paper:
    paper = make(
        cover.title,
        subtitle=cover.subtitle,
        authors=cover.team,
        draft=not cover.checked,
        short=short,
    )
    if not short:
        cover_page(paper, cover)
        return paper
    paper.paragraph(cover.title, style="Title")
    paper.paragraph(cover.subtitle, style="Subtitle")
    status = CHECKED if cover.checked else DRAFT
    team = f"by {', '.join(cover.team)}" if cover.team else ""
    paper.paragraph(
        " · ".join(part for part in (status, cover.date, team) if part), style="Cover Detail"
    )
    return paper


def _section(paper: Paper, title: str, text: str, why: str) -> None:
    if text or paper.draft:
        paper.heading(title, level=1)
        paper.text(text)
        if not text:
            paper.to_write(why)


def _choices(paper: Paper, decisions: Sequence[tuple[str, str]]) -> None:
    if not (decisions or paper.draft):
        return
    paper.heading("The choices it made", level=1)
    paper.paragraph("No choice here is right or wrong; groups choose what suits them.")
    if decisions:
        paper.table(Table(
            ("Choice", "What it chose"), decisions, caption="The choices this group made",
            widths=(4, 8),
        ))  # fmt: skip
    else:
        paper.to_write("say under Groups and sets what this group chose.")


def _code(
    paper: Paper, entry: CodebookEntry, examples: Sequence[Quotation], *, with_status: bool
) -> None:
    paper.heading(f"{entry.key} {entry.name}", level=2 if entry.depth == 0 else 3)
    if entry.plain_name not in ("", entry.name):
        paper.paragraph(entry.plain_name, style="Plain Name")
    paper.text(entry.definition)
    if not entry.definition:
        paper.to_write("what this code means.")
    for label, words in (
        ("Use it for", entry.include_when),
        ("Leave it when", entry.exclude_when),
        ("Status", entry.status if with_status else ""),
    ):
        if words:
            paper.paragraph(f"{label}: {words}", style="Reading")
    paper.quotations(examples)
