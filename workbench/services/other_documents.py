"""The shorter documents: a case study, the codebook, the decisions, and quotations of a code."""

from datetime import UTC, datetime

from workbench.domain.document import CASE
from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid, guid_from
from workbench.domain.source import SETTINGS
from workbench.domain.span import Span
from workbench.exporters.workbook import workbook
from workbench.reports import contents as paper
from workbench.reports.paper import Maker
from workbench.reports.shorter import (
    CaseContents,
    case_document,
    codebook_document,
    decision_document,
    quotations_document,
)
from workbench.reports.word_document import WordDocument
from workbench.services import document_parts, picking, produced, projects, prose
from workbench.services.desks import Desk
from workbench.services.material import Material
from workbench.services.quotable import WORDS
from workbench.services.reporting import long_date
from workbench.store import codes, support_groups
from workbench.store import project as project_store

_MOST_OF_A_CASE = 4


def case_study(material: Material, maker: Maker, group: str, *, checked: bool) -> bytes:
    """Write the case study of one peer support group."""
    db = material.desk.project.db
    found = support_groups.find(db, guid_from(group))
    if found is None:
        raise NotFound("There is no such peer support group in this study.")
    wrote = prose.written(material.desk, f"case:{group}")
    names = {code.guid: code for code in material.book.codes}
    values = []
    for row in material.found.values:
        mine, _ = material.chosen(row.code.guid, "looked_like")
        hard, _ = material.chosen(row.code.guid, "hard")
        quotations = [*mine, *hard]
        if not quotations and not material.strict:
            under = material.under(row.code.key)
            own = [mark for mark in material.marks if mark.code in under]
            quotations = material.by_rule(own, hard=False, most=1)
        if row.sources or quotations:
            values.append((row.code.name, tuple(quotations[:_MOST_OF_A_CASE])))
    settings = ", ".join(SETTINGS[setting] for setting in found.settings)
    return case_document(
        CaseContents(
            cover=_cover(material, found.name, "Case study of a peer support group", checked),
            facts=tuple(
                (name, words)
                for name, words in (
                    ("Where it happens", settings),
                    ("Area", found.area if material.purpose == "report" else ""),
                    ("About", found.about),
                )
                if words
            ),
            sections=tuple(
                (each.title, wrote.get(each.part, ""), each.why, each.part) for each in CASE
            ),
            decisions=tuple(
                (names[code].name, known.words)
                for code, known in found.decisions.items()
                if code in names
            ),
            values=tuple(values),
        ),
        make=maker,
    )


def codebook(material: Material, maker: Maker, *, checked: bool) -> bytes:
    """Write the codebook: every code, examples from the marks, and how it changed."""
    db = material.desk.project.db
    version = codes.latest_version(db) or {}
    label = f"{version.get('label', '')} ({version.get('status', 'draft')})"
    examples: dict[str, tuple[paper.Quotation, ...]] = {}
    for code in material.book.codes:
        if code.status != "retired":
            own = [mark for mark in material.marks if mark.code == code.guid]
            chosen = material.by_rule(own, hard=False, most=1) or material.by_rule(
                own, hard=True, most=1
            )
            examples[code.key] = tuple(chosen)
    return codebook_document(
        _cover(material, project_store.details(db)["name"], f"Codebook · {label}", checked),
        tuple(document_parts.entries(material.book)),
        examples,
        produced.changes(material.desk),
        make=maker,
    )


def decision_log(material: Material, maker: Maker, *, checked: bool) -> bytes:
    """Write every decision in full, oldest first."""
    name = project_store.details(material.desk.project.db)["name"]
    return decision_document(
        _cover(material, name, "Decisions we made", checked),
        produced.decisions(material.desk),
        make=maker,
    )


def quotations_as(desk: Desk, code: str, ending: str) -> bytes:
    """The quotations of a code as a file of one of two kinds: docx or xlsx."""
    if ending == "docx":
        return quotations_of(desk, code)
    if ending == "xlsx":
        return quotations_table(desk, code)
    raise NotFound("Quotations can be had as docx or as xlsx.")


def quotations_of(desk: Desk, code: str, maker: Maker = WordDocument) -> bytes:
    """Write the quotations of a code that may be quoted in a report, with where each stands."""
    desk.viewer.must("outputs")
    material = Material(desk)
    name, found = _of_code(material, code)
    return quotations_document(
        _cover(material, name, "Quotations", checked=False),
        tuple(
            paper.Quotation(
                each.words,
                each.attribution,
                tuple(
                    dict.fromkeys(
                        named + ("" if presence == "not_said" else f": {presence}")
                        for _, named, presence in each.readings
                    )
                ),
                reference=material.note(each.source, each.span, each.words),
                stands=f"“{each.name}”. Quoting in reports: {WORDS[each.report]}.",
            )
            for each in found
        ),
        make=maker,
    )


def quotations_table(desk: Desk, code: str) -> bytes:
    """The quotations of a code as xlsx; words are words there and never formulas."""
    desk.viewer.must("outputs")
    _, found = _of_code(Material(desk), code)
    head = ("Quotation", "Attribution", "Transcript", "From", "To", "Read as", "In reports",
            "In public summaries")  # fmt: skip
    return workbook(
        {
            "Quotations": [
                head,
                *(
                    (
                        each.words,
                        each.attribution,
                        each.name,
                        each.span.start,
                        each.span.end,
                        "; ".join(dict.fromkeys(named for _, named, _ in each.readings)),
                        WORDS[each.report],
                        WORDS[each.public],
                    )
                    for each in found
                ),
            ]
        }
    )


def numbers_table(desk: Desk, of: str | None = None) -> bytes:
    """The numbers of a study as xlsx: what there is, and in how much of it each value was marked.

    Under five people, an area or an attribute is said as “a few”: it could tell who somebody is.
    """
    desk.viewer.must("outputs")
    material = Material(desk, of=of)
    return workbook(dict(document_parts.numbers(material)))


def _of_code(material: Material, code: str) -> tuple[str, list[picking.Marked]]:
    """A code's name, and those of its quotations that a report may have."""
    book = {each.guid: each for each in material.book.codes}
    one = book.get(Guid(guid_from(code)))
    if one is None:
        raise NotFound("There is no such code in this study.")
    found = picking.marked(material.desk, picking.Filters(code=code))
    return f"{one.key} {one.name}", [
        each
        for each in found
        if material.may_print(each.source, Span(each.span.start, each.span.end))
    ]


def _cover(material: Material, title: str, subtitle: str, checked: bool) -> paper.Cover:
    return paper.Cover(
        title=title,
        subtitle=subtitle,
        date=long_date(datetime.now(UTC).date()),
        team=projects.credited(material.desk),
        checked=checked,
    )
