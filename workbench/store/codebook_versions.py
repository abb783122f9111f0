"""Every version a codebook has had. A mark keeps the one it was made under, and stays readable.

A version is kept after each change. Codes that people add while they read are in the next one.
"""

import json
from dataclasses import asdict

from sqlite_utils import Database

from workbench.domain.codebook import Code
from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.store import codes
from workbench.store.database import one, rows
from workbench.store.project import Writing


def listed(db: Database) -> list[dict]:
    """Every version, oldest first: guid, number, label, status, made_at, made_by, why."""
    return rows(
        db,
        "select guid, number, label, status, made_at, made_by, why from codebook_versions"
        " order by number",
    )


def codes_of(db: Database, version: Guid) -> tuple[Code, ...]:
    """The codes as they stood in one version, in order."""
    row = one(db, "select body from codebook_versions where guid = ?", version)
    if row is None:
        raise NotFound("There is no such version of the codebook in this study.")
    return tuple(Code(**entry) for entry in json.loads(row["body"]))


def as_marked(db: Database, code: Guid, version: Guid) -> Code | None:
    """A code as it stood when somebody marked with it under a version.

    A code that was added while people read is in no version until the next change is made.
    """
    for row in rows(
        db,
        "select v.guid from codebook_versions v join codebook_versions m on m.guid = ?"
        " where v.number >= m.number order by v.number",
        version,
    ):
        for entry in codes_of(db, row["guid"]):
            if entry.guid == code:
                return entry
    return next((entry for entry in codes.all_codes(db) if entry.guid == code), None)


def keep(
    w: Writing, *, label: str | None = None, status: str | None = None, replay: bool = False
) -> Guid:
    """Keep the codebook as it stands as its newest version, and give that version's GUID.

    Nothing is kept twice: where nothing has changed, and no name or stage is given, it is the
    newest already.

    Parameters
    ----------
    replay
        Whether this is one of several steps of one undo, which make one version together.
    """
    newest = _newest(w.db)
    body = json.dumps([asdict(code) for code in codes.all_codes(w.db)], ensure_ascii=False)
    if newest["body"] == body and label is None and status is None:
        return Guid(newest["guid"])
    if replay and newest["made_at"] == w.at and newest["made_by"] == w.person:
        rests = one(
            w.db,
            "select exists (select 1 from codebook_changes where version = ?1)"
            " or exists (select 1 from codings where codebook_version = ?1)"
            " or exists (select 1 from rounds where codebook_version = ?1) as found",
            newest["guid"],
        )
        if newest["number"] > 1 and not (rests or {})["found"]:
            w.db.execute(
                "update codebook_versions set body = ? where guid = ?", (body, newest["guid"])
            )
            return Guid(newest["guid"])
    version = new_guid()
    w.db.execute(
        "insert into codebook_versions values (?, ?, ?, ?, ?, ?, '', ?, ?)",
        (
            version,
            newest["number"] + 1,
            newest["label"] if label is None else label,
            newest["status"] if status is None else status,
            w.at,
            w.person,
            newest["origin"],
            body,
        ),
    )
    return version


def _newest(db: Database) -> dict:
    found = one(db, "select * from codebook_versions order by number desc limit 1")
    if found is None:
        raise NotFound("This study has no codebook yet.")
    return found
