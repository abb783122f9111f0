"""What a study holds as files for other programs: marks, transcripts, codebook and documents.

Marks are those every member may see; those on words of somebody who said no to analysis stay.
"""

import csv
import io
import json
from collections.abc import Callable
from typing import cast

from workbench.domain.errors import NotReadable
from workbench.domain.source import KINDS, SETTINGS
from workbench.exporters.workbook import Cell, workbook
from workbench.services import codebook_files, desks, documents, leaving, quoting
from workbench.services.desks import Desk
from workbench.services.documents import Ending, Wanted
from workbench.store import codes, sources, visible

_MARK = (
    "transcript", "name", "start", "end", "words", "code", "code_name", "value", "reader",
    "presence", "lens", "flags", "round", "day",
)  # fmt: skip
# What a spreadsheet would run as a formula if it opened a csv file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(desk: Desk, to: str) -> bytes:
    """Give a study as a file of one of the formats in `FORMATS`."""
    if to not in FORMATS:
        raise NotReadable(
            f"There is no format called {to}. There are: {', '.join(sorted(FORMATS))}."
        )
    return FORMATS[to](desks.for_everybody(desk))


def marks(desk: Desk) -> list[dict]:
    """Every mark, in order of transcript and place: the columns of `_MARK`."""
    db = desk.project.db
    listed = {row["guid"]: row for row in sources.listed(db)}
    book = codes.codebook(db)
    by_guid = {code.guid: code for code in book.codes}
    values = {code.guid: book.value_over(code.key) for code in book.codes}
    people = visible.readers(desk.project, desk.viewer)
    rounds = {row["guid"]: row["name"] for row in visible.coding_rounds(desk.project, desk.viewer)}
    texts = {guid: (sources.current_version(db, guid) or {})["text"] for guid in listed}
    withheld = {guid: leaving.withheld(desk.project, guid, purpose="analysis") for guid in listed}
    found = []
    for mark in visible.codings(desk.project, desk.viewer):
        code = by_guid.get(mark.code)
        if (
            mark.source not in listed
            or code is None
            or mark.corrected_away is not None
            or not quoting.may_be_quoted(mark.span, withheld[mark.source])
        ):
            continue
        value = values[code.guid]
        words = texts[mark.source][mark.span.start : mark.span.end]
        found.append(
            dict(
                zip(
                    _MARK,
                    (
                        mark.source,
                        listed[mark.source]["name"],
                        mark.span.start,
                        mark.span.end,
                        words,
                        code.key,
                        code.name,
                        value.key if value else "",
                        people.get(mark.coder, ""),
                        mark.presence,
                        mark.lens or "",
                        " ".join(mark.flags),
                        rounds.get(mark.coding_round, ""),
                        mark.on,
                    ),
                    strict=True,
                )
            )
        )
    return sorted(found, key=lambda row: (row["name"], row["start"], row["end"], row["code"]))


def _transcripts(desk: Desk) -> list[dict]:
    return [
        {
            "transcript": row["guid"],
            "name": row["name"],
            "kind": KINDS.get(row["kind"], "Other"),
            "settings": ", ".join(SETTINGS[setting] for setting in row["settings"]),
            "participants": ", ".join(row["participants"]),
        }
        for row in sources.listed(desk.project.db)
    ]


def _codes(desk: Desk) -> list[dict]:
    return [
        {
            "code": code.key,
            "name": code.name,
            "plain_name": code.plain_name,
            "under": code.parent or "",
            "definition": code.definition,
            "status": code.status,
        }
        for code in codes.all_codes(desk.project.db)
    ]


def _xlsx(desk: Desk) -> bytes:
    def sheet(rows: list[dict], head: tuple[Cell, ...] = ()) -> list[tuple[Cell, ...]]:
        head = head or tuple(rows[0] if rows else ())
        return [head, *(cast("tuple[Cell, ...]", tuple(row.values())) for row in rows)]

    return workbook(
        {
            "Marks": sheet(marks(desk), _MARK),
            "Transcripts": sheet(_transcripts(desk)),
            "Codes": sheet(_codes(desk)),
        }
    )


def _csv(desk: Desk) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _MARK)
    writer.writeheader()
    for row in marks(desk):
        writer.writerow({name: _not_a_formula(cell) for name, cell in row.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _not_a_formula(cell: object) -> object:
    """Put a mark before words that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _json(desk: Desk) -> bytes:
    return json.dumps(
        {
            "project": desk.project.guid,
            "transcripts": _transcripts(desk),
            "codes": _codes(desk),
            "marks": marks(desk),
        },
        ensure_ascii=False,
        indent=1,
    ).encode()


def _document(ending: str) -> Callable[[Desk], bytes]:
    return lambda desk: documents.make(desk, Wanted("thematic", ending=cast(Ending, ending))).data


FORMATS: dict[str, Callable[[Desk], bytes]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
    "yaml": lambda desk: codebook_files.give_out(desk, "yaml")[1],
    "qdc": lambda desk: codebook_files.give_out(desk, "qdc")[1],
    "docx": _document("docx"),
    "html": _document("html"),
}
