"""Coding rounds and assignments: who was asked to read what, and how far that is.

Never kept: time taken, speed, number of marks, order of finishing, last seen.
"""

from sqlite_utils import Database

from workbench.domain.ids import Guid, new_guid
from workbench.store.database import one, rows
from workbench.store.project import Writing

STATES = ("asked", "opened", "finished", "finished_nothing", "passed_back")


def open_first(w: Writing, codebook_version: Guid) -> Guid:
    """Start the round every project begins with: open, for everybody."""
    guid = new_guid()
    w.db.execute(
        "insert into rounds values (?, 'First reading', 'open', 'running', ?, ?, ?)",
        (guid, codebook_version, w.at, w.person),
    )
    w.record("round_started", "round", guid)
    return guid


def running(db: Database) -> dict | None:
    """The round new marks belong to."""
    return one(
        db, "select * from rounds where state = 'running' order by created_at desc, rowid desc"
    )


def assignment(db: Database, coding_round: str, source: str, person: str) -> str:
    """How far one person is with one transcript; `not_asked` where nobody asked."""
    found = one(
        db,
        "select state from assignments where round = ? and source = ? and person = ?",
        coding_round,
        source,
        person,
    )
    return found["state"] if found else "not_asked"


def assignments(db: Database) -> list[dict]:
    """Every assignment: round, source, person, state."""
    return rows(db, "select round, source, person, state from assignments")


def set_assignment(w: Writing, *, coding_round: str, source: str, person: str, state: str) -> None:
    """Record that somebody was asked, opened, finished or passed back.

    What was passed back is forgotten as an offer: the row goes, and the history keeps only that an
    offer ended, not whose it was.
    """
    if state == "passed_back":
        w.db.execute(
            "delete from assignments where round = ? and source = ? and person = ?",
            (coding_round, source, person),
        )
    else:
        w.db.execute(
            "insert into assignments values (?, ?, ?, ?, ?)"
            " on conflict (round, source, person) do update set state = excluded.state",
            (new_guid(), coding_round, source, person, state),
        )
    w.record("assignment", "assignment", new_guid(), source=source, audience=person)
