"""Stages and those who took part, as they are kept; names and all that is told are entries."""

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.store import entries
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("stage_added", "taker_added")
_TABLES = {"stage_added": "stages", "taker_added": "takers"}


def stages(db: Database) -> list[str]:
    """The stages a team has added, in order."""
    return [row["guid"] for row in rows(db, "select guid from stages order by position, rowid")]


def takers(db: Database) -> list[dict]:
    """Those who took part or might have: guid, and person where it is somebody of the team."""
    return rows(db, "select guid, person from takers order by position, rowid")


def add(w: Writing, kind: str, name: str, *, person: Guid | None = None) -> Guid:
    """Add a stage or somebody who took part, with a name in words unless it is a member's."""
    table = _TABLES[kind]
    row: dict = {"guid": new_guid(), "position": _next(w.db, table)}
    if kind == "taker_added":
        row["person"] = person
    _put(w, kind, row)
    if name:
        entries.add(w, entries.New(row["guid"], kind.removesuffix("_added"), name))
    return row["guid"]


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Take a stage or somebody away, or put them back, where nobody has told anything since."""
    if to is not None:
        _put(w, kind, to)
        return
    table = _TABLES[kind]
    there = one(w.db, f"select 1 from {table} where guid = ?", guid)
    told = one(w.db, 'select 1 from entries where "of" = ?1 or about = ?1', guid)
    if there is None or told:
        raise NotFound("Somebody has told something of that since.")
    w.db.execute(f"delete from {table} where guid = ?", (guid,))
    w.record(kind, table[:-1], guid, before=now, after=None)


def _put(w: Writing, kind: str, row: dict) -> None:
    table = _TABLES[kind]
    w.db.execute(
        f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})",
        tuple(row.values()),
    )
    w.record(kind, table[:-1], row["guid"], after=row)


def _next(db: Database, table: str) -> int:
    return db.execute(f"select coalesce(max(position), 0) + 1 from {table}").fetchone()[0]
