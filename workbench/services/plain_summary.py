"""The summary for those who took part: two pages of plain words in large type."""

from collections.abc import Iterable
from datetime import UTC, datetime

from workbench import language
from workbench.domain.codebook import Code
from workbench.domain.document import PARTICIPANTS
from workbench.domain.readable import Readable, readable
from workbench.figures.pyramid import pyramid_blocks, pyramid_words
from workbench.figures.pyramid_picture import pyramid_picture
from workbench.reports import contents as paper
from workbench.reports.paper import Maker
from workbench.reports.plain import Box, PlainContents, Section, plain_summary
from workbench.services import glossary, projects, prose, themes
from workbench.services.desks import Desk
from workbench.services.material import Material
from workbench.services.reporting import long_date
from workbench.store import codes
from workbench.store import documents as document_store
from workbench.store import project as project_store

PARTICIPANTS_DOCUMENT = "participants"
# One quotation for each value, where somebody allowed one and the team wants one there.
_QUOTATIONS = 1
_WITHOUT = "without:"
# The pyramid in large type: flat, as wide as the text nearly, with letters of this many points.
_FLAT, _WIDE, _LETTERS, _TEXT = 0.44, 12.5, 14.0, 17.0
# About how much writing fits two pages with a quotation for each of six values.
TWO_PAGES = 300


def found_part(key: str) -> str:
    """Under which part what was found about one value is kept."""
    return f"value:{key}"


def write(
    material: Material, maker: Maker, *, checked: bool, read_by: tuple[str, ...] = ()
) -> bytes:
    """Write the summary as it stands."""
    desk = material.desk
    wrote = prose.written(desk, PARTICIPANTS_DOCUMENT)
    values = [row.code for row in material.found.values]
    blocks = pyramid_blocks(values, height=_FLAT)
    quoted = with_quotation(desk)
    boxes = []
    for value in values:
        quotations, left_out = material.chosen(value.guid, "looked_like")
        more, more_left_out = material.chosen(value.guid, "hard")
        boxes.append(
            Box(
                value.name,
                value.plain_name,
                wrote.get(found_part(value.key), ""),
                tuple([*quotations, *more][: _QUOTATIONS if value.key in quoted else 0]),
                left_out + more_left_out,
            )
        )
    printed = {each.reference for box in boxes for each in box.quotations}
    material.quoted[:] = [each for each in material.quoted if each.reference in printed]
    decisions = [
        code.plain_name or code.name
        for code in material.book.codes
        if code.kind == "key_decision" and code.parent is None and code.status != "retired"
    ]
    return plain_summary(
        PlainContents(
            cover=paper.Cover(
                title=project_store.details(desk.project.db)["name"],
                subtitle="What we found, for everybody who took part",
                date=long_date(datetime.now(UTC).date()),
                team=projects.credited(desk),
                checked=checked,
            ),
            sections=tuple(
                Section(each.part, each.title, wrote.get(each.part, ""), each.why)
                for each in PARTICIPANTS
            ),
            pyramid=paper.Picture(
                pyramid_picture(blocks, width_cm=_WIDE, names_at=_LETTERS),
                pyramid_words(blocks),
                share=_WIDE / _TEXT,
            )
            if blocks
            else None,
            boxes=tuple(boxes),
            choices=tuple(decisions),
            words=tuple(glossary.listed(desk).items()),
            read_by=read_by,
        ),
        make=maker,
    )


def values(desk: Desk) -> list[tuple[Code, str]]:
    """The values, each with what the team claims of it in its themes, to say plainly from."""
    return [
        (value, themes.written(desk, value.guid).get("claim", ""))
        for value in codes.codebook(desk.project.db).values()
    ]


def reads(desk: Desk) -> Readable:
    """Say how easily it reads as it is written so far; what the team explains is not hard."""
    text = "\n".join(prose.written(desk, PARTICIPANTS_DOCUMENT).values())
    explained = [*glossary.listed(desk), *(value.name for value, _ in values(desk))]
    return readable(text, syllables=language.syllables, allowed=explained)


def with_quotation(desk: Desk) -> list[str]:
    """The keys of the values with which a quotation is to stand: all until the team says else."""
    without = document_store.choices(desk.project.db, PARTICIPANTS_DOCUMENT)
    return [
        value.key
        for value in codes.codebook(desk.project.db).values()
        if f"{_WITHOUT}{value.key}" not in without
    ]


def choose_quotations(desk: Desk, keys: Iterable[str]) -> None:
    """Say with which values a quotation is to stand."""
    wanted = set(keys)
    without = [
        f"{_WITHOUT}{value.key}"
        for value in codes.codebook(desk.project.db).values()
        if value.key not in wanted
    ]
    with desk.project.writing(desk.viewer.self()) as w:
        document_store.choose(
            w, PARTICIPANTS_DOCUMENT, without, among=lambda key: key.startswith(_WITHOUT)
        )
