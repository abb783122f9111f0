"""Whom a note is for besides its writer, and what it is about.

A note for people one picks is sealed once more for each of them, so that nobody else can read it
in the file either.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.store import held_back
from workbench.store.database import rows
from workbench.store.project import Writing


def readers(db: Database, note: str) -> list[str]:
    """The people a note is for whom its writer picked."""
    found = rows(db, "select person from note_readers where note = ? order by person", note)
    return [row["person"] for row in found]


def put_readers(w: Writing, note: str, people: Iterable[str], words: str) -> None:
    """Have exactly these people read a note, as it is worded now; none who has left the team."""
    w.db.execute("delete from note_readers where note = ?", (note,))
    here = {row["person"] for row in rows(w.db, "select person from members where not has_left")}
    for person in here.intersection(people):
        sealed = w.keys.seal(Guid(person), words, about=note)
        w.db.execute("insert into note_readers values (?, ?, ?)", (note, person, sealed))


def tell(w: Writing, note: str, people: Iterable[str], *, source: str | None) -> None:
    """Have people's pages look again: a note is for them, or no longer, or is worded anew."""
    if held_back.held_by(w.db, note) is None:
        for person in people:
            w.record("note_shared", "note", note, source=source, audience=person)


def links(db: Database, note: str) -> list[list[str]]:
    """What a note is about besides words of a transcript: kind and GUID of each."""
    found = rows(
        db, "select kind, object from note_links where note = ? order by kind, object", note
    )
    return [[row["kind"], row["object"]] for row in found]


def put_links(w: Writing, note: str, to: Iterable[Iterable[str]]) -> None:
    """Have a note be about exactly these things."""
    w.db.execute("delete from note_links where note = ?", (note,))
    w.db.conn.executemany(
        "insert or ignore into note_links values (?, ?, ?)", [(note, *each) for each in to]
    )
