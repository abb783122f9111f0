"""What people make while they read on their own, kept to its maker until the round is opened."""

from sqlite_utils import Database

from workbench.store.database import one, rows
from workbench.store.project import Writing
from workbench.store.rounds import is_alone


def hold_back(w: Writing, kind: str, guid: str, coding_round: dict | None) -> None:
    """Keep a note or a code to its maker until the round they read in is opened."""
    if is_alone(coding_round) and coding_round is not None:
        w.db.execute(
            "insert or ignore into held_back values (?, ?, ?, ?)",
            (guid, kind, coding_round["guid"], w.person),
        )


def held_by(db: Database, guid: str) -> str | None:
    """Whose a note or code is that is held back still; None where it is not."""
    found = _held(db, guid)
    return found["person"] if found else None


def is_for(db: Database, guid: str, coding_round: dict) -> bool:
    """Say whether a code may be used in a round: one held back only in that it was made in."""
    found = _held(db, guid)
    return found is None or found["round"] == coding_round["guid"]


def _held(db: Database, guid: str) -> dict | None:
    return one(
        db,
        "select h.person, h.round from held_back h join rounds r on r.guid = h.round"
        " where h.object = ? and r.state != 'opened'",
        guid,
    )


def held_in(db: Database) -> dict[str, str]:
    """Notes and codes held back until their round was opened, with the round each was made in."""
    return {
        row["object"]: row["round"]
        for row in rows(
            db,
            "select object, round from held_back"
            " where round in (select guid from rounds where state = 'opened')",
        )
    }
