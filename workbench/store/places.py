"""Where something other than a mark stands in a text: a row for each version it stands in.

As with marks, carrying over adds a row for the new version and never edits an old one, so that an
earlier version can come back with everything in its place.
"""

from collections.abc import Callable, Iterable

from workbench.domain.span import Span
from workbench.store.database import rows
from workbench.store.project import Writing


def put(w: Writing, thing: str, version: str, span: Span) -> None:
    """Say where a thing stands in one version of a text."""
    w.db.execute("insert into places values (?, ?, ?, ?)", (thing, version, span.start, span.end))


def carry(w: Writing, was: str, version: str, carried: Callable[[Span], Span | None]) -> None:
    """Carry everything that stands in one version over to a newer one.

    What has no words left there gets no place in it, and keeps the one it had; what has a place
    in the newer version already stays at it.
    """
    for row in rows(w.db, "select * from places where version = ?", was):
        place = carried(Span(row["start"], row["end"]))
        if place is not None:
            w.db.execute(
                "insert or ignore into places values (?, ?, ?, ?)",
                (row["object"], version, place.start, place.end),
            )


def forget(w: Writing, things: Iterable[str]) -> None:
    """Take things away from every version they stand in."""
    w.db.conn.executemany("delete from places where object = ?", [(thing,) for thing in things])
