"""The thematic summary in Word: what the team wrote, with what the study holds laid out for it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from workbench.domain.document import EXTRAS, THEMATIC
from workbench.domain.ids import Guid
from workbench.domain.source import SETTINGS
from workbench.domain.span import Span
from workbench.figures.pyramid import pyramid_words
from workbench.figures.pyramid_picture import pyramid_picture
from workbench.figures.value_by_setting import Cell
from workbench.reports import contents as paper
from workbench.reports.thematic import thematic_summary
from workbench.services import (
    checklists,
    document_figures,
    document_parts,
    framework_matrix,
    overview,
    produced,
    projects,
    prose,
    quoting,
    sets,
    themes,
)
from workbench.services.desks import Desk
from workbench.services.material import Material
from workbench.store import afterwords, codes
from workbench.store import documents as document_store
from workbench.store import project as project_store

THEMATIC_DOCUMENT = "thematic"
MOST_QUOTATIONS, MOST_HARD, MOST_DIFFERENCES = 4, 3, 3


def thematic(desk: Desk, *, of: str | None = None) -> tuple[str, bytes]:
    """Make a draft of the thematic summary as this study stands: file name and Word file.

    Parameters
    ----------
    of
        A set or a peer support group by its GUID: only its transcripts; all of them when None.
    """
    desk.viewer.must("outputs")
    name = project_store.details(desk.project.db)["name"]
    return f"{projects.slug_of(name)}-thematic-summary.docx", thematic_summary(
        thematic_contents(Material(desk, of=of))
    )


def quoted(desk: Desk) -> quoting.Taken:
    """Every stretch the summary would print as a quotation now."""
    desk.viewer.must("outputs")
    material = Material(desk)
    thematic_contents(material)
    return material.taken


def thematic_contents(
    material: Material, *, extras: frozenset[str] | None = None
) -> paper.ThematicContents:
    """Gather what the thematic summary holds.

    A draft proposes quotations by rule where the team has chosen none; nothing that is issued
    does.

    Parameters
    ----------
    extras
        What it holds beside what it always does; what the team ticked when None.
    """
    desk, found, book = material.desk, material.found, material.book
    db = desk.project.db
    if extras is None:
        extras = frozenset(document_store.choices(db, THEMATIC_DOCUMENT)) & EXTRAS.keys()
    wrote = prose.written(desk, THEMATIC_DOCUMENT)
    version = codes.latest_version(db) or {}
    codebook_words = f"{version.get('label', '')} ({version.get('status', 'draft')})"
    # Before the quotations, so that what was read in two ways is printed with both readings.
    differences = {
        row.code.key: _choose_differences(material, row.code.key, quoting.TWO_READINGS)
        for row in found.values
    }
    blocks, cells = overview.blocks(found), overview.cells(found)
    used = document_parts.used_codes(material)
    study = project_store.details(db)
    met = document_figures.together(material) if "together_figure" in extras else None
    contents = paper.ThematicContents(
        cover=paper.Cover(
            title=study["name"],
            subtitle=f"Thematic summary · {sets.to_choose_from(desk)[material.of]}"
            if material.of
            else "Thematic summary",
            date=long_date(datetime.now(UTC).date()),
            team=projects.credited(desk),
            codebook=codebook_words,
        ),
        summary=wrote.get("summary", ""),
        about=document_parts.about_data(material, wrote),
        pyramid=paper.Picture(
            pyramid_picture(blocks),
            pyramid_words(blocks),
            "The values, each with the number of transcripts in which somebody marked it.",
            share=0.85,
        )
        if blocks
        else None,
        by_setting=document_figures.by_setting(material) if "by_setting" in extras else None,
        numbers=_numbers(found, cells),
        values=tuple(
            _section(material, row, differences[row.code.key], readings="readings" in extras)
            for row in found.values
        ),
        themes=tuple(
            _own_theme(material, theme) for theme in themes.listed(desk) if not theme.code
        ),
        together=wrote.get("together", ""),
        together_figure=met[0] if met else None,
        together_table=met[1] if met else None,
        matrix=framework_matrix.printed(material) if "matrix" in extras else None,
        key_decisions=document_parts.key_decisions(material) if "key_decisions" in extras else (),
        key_decisions_told=wrote.get("key_decisions", ""),
        further=tuple(
            paper.WrittenSection(section.title, wrote.get(section.part, ""), why=section.why)
            for section in THEMATIC
            if section.part in ("communities", "modules", "did_not_fit")
            and section.extra in extras
        ),
        produced=produced.produced(material, codebook_words),
        careful="\n\n".join(
            filter(None, (wrote.get("careful", ""), document_parts.not_recorded(material)))
        ),
        afterwords=_afterwords(desk),
        codebook=tuple(document_parts.entries(book, used)) if "codebook" in extras else (),
        codes_not_used=document_parts.codes_not_used(book, used) if "codebook" in extras else (),
        decision_log=produced.decisions(desk) if "decision_log" in extras else (),
        extras=extras,
    )
    if "checklists" in extras:
        return replace(contents, checklists=checklists.tables(contents))
    return contents


def long_date(day: date) -> str:
    """Say a day as it is printed."""
    return f"{day.day} {day:%B %Y}"


def _numbers(found: overview.Overview, cells: list[list[Cell]]) -> paper.NumbersTable | None:
    """Put the numbers of the picture by setting into words that can be edited and read aloud."""
    if not (cells and cells[0]):
        return None
    return paper.NumbersTable(
        caption="Of the transcripts read, those in which somebody marked each value",
        columns=("Value", "All transcripts", *(cell.setting for cell in cells[0])),
        rows=tuple(
            (
                row.code.name,
                f"{len(row.sources)} of {len(found.read)}",
                *(cell.words for cell in own),
            )
            for row, own in zip(found.values, cells, strict=True)
        ),
    )


def _section(
    material: Material, row: overview.ValueRow, differences: list[dict], *, readings: bool
) -> paper.ValueSection:
    under = material.under(row.code.key)
    own = [coding for coding in material.marks if coding.code in under]
    quoted_here, left_out = material.chosen(row.code.guid, "looked_like")
    hard, hard_left_out = material.chosen(row.code.guid, "hard")
    if not material.strict and not material.has_chosen(row.code.guid):
        quoted_here = material.by_rule(own, hard=False, most=MOST_QUOTATIONS)
        hard = material.by_rule(own, hard=True, most=MOST_HARD)
    differences = differences or _choose_differences(material, row.code.key, quoting.ONE_READING)
    heard = {setting for guid in row.sources for setting in material.found.settings[guid]}
    wrote = themes.written(material.desk, row.code.guid)
    return paper.ValueSection(
        key=row.code.key,
        name=row.code.name,
        plain_name=row.code.plain_name,
        claim=wrote.get("claim", ""),
        shown_as=overview.presence_words(row) or "Not said",
        settings=", ".join(words for setting, words in SETTINGS.items() if setting in heard),
        looked_like=wrote.get("looked_like", ""),
        quotations=_printed(quoted_here, readings),
        hard=wrote.get("hard", ""),
        hard_quotations=_printed(hard, readings),
        differences=tuple(document_parts.difference(material, one) for one in differences),
        links=wrote.get("links", ""),
        tensions=wrote.get("tensions", ""),
        left_out=left_out + hard_left_out,
    )


def _own_theme(material: Material, theme: themes.Theme) -> paper.ValueSection:
    quoted_here, left_out = material.chosen(theme.guid, "looked_like")
    hard, hard_left_out = material.chosen(theme.guid, "hard")
    wrote = themes.written(material.desk, theme.guid)
    return paper.ValueSection(
        key="",
        name=theme.title,
        claim=wrote.get("claim", ""),
        looked_like=wrote.get("looked_like", ""),
        quotations=tuple(quoted_here),
        hard=wrote.get("hard", ""),
        hard_quotations=tuple(hard),
        links=wrote.get("links", ""),
        tensions=wrote.get("tensions", ""),
        left_out=left_out + hard_left_out,
    )


def _printed(found: list[paper.Quotation], readings: bool) -> tuple[paper.Quotation, ...]:
    if not readings:
        return tuple(found)
    return tuple(document_parts.with_readings(each) for each in found)


def _choose_differences(material: Material, value: str, kinds: frozenset[str]) -> list[dict]:
    return quoting.choose_differences(
        material.differing,
        value=value,
        kinds=kinds,
        most=MOST_DIFFERENCES,
        taken=material.taken,
        may=lambda one: material.may_print(one["source"], Span(one["start"], one["end"])),
    )


def _afterwords(desk: Desk) -> tuple[paper.WrittenSection, ...]:
    """Afterwords whose authors let them be printed, each signed as they chose."""
    found = []
    for row in afterwords.listed(desk.project.db):
        wrote = prose.written(desk, f"{prose.AFTERWORD}{Guid(row['guid'])}")
        if row["printed"] and wrote.get("text"):
            signed = f"\n\n{row['signed']}" if row["signed"] else ""
            title = wrote.get("title", "").strip() or "Afterword"
            found.append(paper.WrittenSection(title, wrote["text"] + signed))
    return tuple(found)
