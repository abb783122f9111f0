"""Afterwords as they are kept: who wrote each, how it is signed, and whether it is printed."""

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.store.database import rows
from workbench.store.project import Writing


def listed(db: Database) -> list[dict]:
    """Every afterword in its order: guid, signed, printed, and `authors`."""
    found = rows(db, "select guid, signed, printed from afterwords order by position, rowid")
    return [{**row, "authors": authors(db, row["guid"])} for row in found]


def authors(db: Database, guid: str) -> list[Guid]:
    """Who an afterword belongs to."""
    found = rows(db, "select person from afterword_authors where afterword = ?", guid)
    return [Guid(row["person"]) for row in found]


def begin(w: Writing, guid: Guid) -> None:
    """Begin an afterword of one's own."""
    w.db.execute("insert into afterwords values (?, ?, '', 0)", (guid, len(listed(w.db)) + 1))
    add_author(w, guid, w.person)
    w.record("afterword_begun", "afterword", guid)


def add_author(w: Writing, guid: Guid, person: Guid | None) -> None:
    """Let somebody else write in it as an author."""
    w.db.execute("insert or ignore into afterword_authors values (?, ?)", (guid, person))


def say(w: Writing, guid: Guid, signed: str, *, printed: bool) -> None:
    """Say how it is signed and whether it may be printed."""
    w.db.execute(
        "update afterwords set signed = ?, printed = ? where guid = ?",
        (signed, int(printed), guid),
    )
    w.record("afterword_said", "afterword", guid)


def remove(w: Writing, guid: Guid) -> None:
    """Take an afterword away, with every wording of it."""
    w.db.execute("delete from afterwords where guid = ?", (guid,))
    w.db.execute("delete from prose where about = ?", (f"afterword:{guid}",))
    w.record("afterword_removed", "afterword", guid)
    w.erased = True
