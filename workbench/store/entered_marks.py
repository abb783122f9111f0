"""Marks typed in from a paper copy. Until its reader has said yes, one is no mark of theirs."""

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.store.database import one, rows
from workbench.store.project import Writing

_KEPT = (
    "guid",
    "source",
    "version",
    "start",
    "end",
    "code",
    "presence",
    "reader",
    "entered_by",
    "state",
)


CHANGES = frozenset({"marks_entered"})


def put(w: Writing, batch: Guid, *, now: list[dict], to: list[dict]) -> None:
    """Have what was typed in stand in another way; its reader alone may know of it.

    `now` and `to` are rows of one transcript and one reader as they stand and as they shall.
    """
    row = (now or to)[0]
    _put(w, now, to)
    w.record(
        "marks_entered",
        "entered_marks",
        batch,
        source=row["source"],
        audience=row["reader"],
        before={"rows": now},
        after={"rows": to},
    )


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict, to: dict) -> None:
    """Let what was typed in stand as it did before."""
    put(w, guid, now=now["rows"], to=to["rows"])


def _put(w: Writing, now: list[dict], to: list[dict]) -> None:
    for row in now:
        w.db.execute("delete from entered_marks where guid = ?", (row["guid"],))
    for row in to:
        w.db.execute(
            f"insert into entered_marks values ({', '.join('?' * len(_KEPT))})",
            tuple(row[name] for name in _KEPT),
        )


def waiting(db: Database, reader: str, source: str | None = None) -> list[dict]:
    """What waits for a reader to say whether it is theirs, in order of place."""
    return rows(
        db,
        "select * from entered_marks where state = 'waiting' and reader = ?1"
        " and (?2 is null or source = ?2) order by source, start, guid",
        reader,
        source,
    )


def is_of(db: Database, guid: str, reader: str | None) -> bool:
    """Whether a mark was typed in for this reader."""
    query = "select 1 from entered_marks where guid = ? and reader = ?"
    return one(db, query, guid, reader) is not None


def may_take_back(db: Database, guid: str, person: str | None) -> bool:
    """Whether somebody typed a mark in, and nobody else has touched it."""
    query = (
        "select 1 from entered_marks e where e.guid = ?1 and e.entered_by = ?2 and not exists"
        " (select 1 from changes c where c.object = ?1 and c.person is not ?2)"
    )
    return one(db, query, guid, person) is not None
