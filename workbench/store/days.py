"""Days of reading together: which round they open, who was invited, and what the room looks at.

Where the room is moves without leaving a trace: a trace would time how long it stayed anywhere.
"""

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.store import entries
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("day_begun", "day_changed")
_FIELDS = ("state", "sequence", "host")


def begin(w: Writing, coding_round: Guid, people: list[Guid]) -> Guid:
    """Begin a day on a round, hosted by whoever begins it."""
    guid = new_guid()
    _put(
        w,
        {
            "guid": guid,
            "round": coding_round,
            "host": w.person,
            "begun_at": w.at,
            "state": "reading",
            "sequence": "difference",
            "people": list(people),
        },
    )
    return guid


def listed(db: Database) -> list[dict]:
    """Every day that was not called off, in the order they were begun, each with its `people`."""
    people: dict[str, list[str]] = {}
    for row in rows(db, "select day, person from day_people"):
        people.setdefault(row["day"], []).append(row["person"])
    return [
        {**row, "people": people.get(row["guid"], [])}
        for row in rows(
            db,
            "select d.*, r.name, r.shown, r.state as round_state from days d join rounds r"
            " on r.guid = d.round where r.state != 'closed' order by d.rowid",
        )
    ]


def invite(w: Writing, day: Guid, people: list[Guid]) -> None:
    """Invite more people."""
    for person in people:
        w.db.execute("insert or ignore into day_people values (?, ?)", (day, person))
    w.record("day_invited", "day", day)


def change(w: Writing, day: Guid, **to: str) -> None:
    """Change how a day stands, the order it takes the points in, or who hosts it."""
    before = one(w.db, "select state, sequence, host from days where guid = ?", day)
    if before is None:
        raise NotFound("There is no such day in this study.")
    after = {**before, **to}
    if after != before:
        _set(w, day, before, after)


def opened(w: Writing, day: Guid, coding_round: Guid) -> None:
    """Have a day talk about readings that were opened; what led there can no longer be undone."""
    w.db.execute(
        "update operations set state = 'settled' where id in"
        " (select operation from changes where object in (?, ?))",
        (day, coding_round),
    )
    change(w, day, state="talking")


def show(w: Writing, day: Guid, point: Guid) -> None:
    """Have the room look at one point."""
    w.db.execute("update days set shown_point = ? where guid = ?", (point, day))


def places(db: Database, day: Guid) -> dict[str, tuple[int, int]]:
    """The place of each point of a day, by difference and by shuffle."""
    return {
        row["guid"]: (row["position"], row["shuffled"])
        for row in rows(
            db,
            "select guid, position, shuffled from discussions"
            " where day = ? and position is not null",
            day,
        )
    }


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Take back that a day was begun or changed, unless something has happened to it since."""
    if kind == "day_changed":
        if one(w.db, "select state, sequence, host from days where guid = ?", guid) != now:
            raise NotFound("That day has gone on since.")
        _set(w, guid, now or {}, to or {})
        return
    if to is not None:
        _put(w, to)
        return
    there = one(w.db, "select state from days where guid = ?", guid)
    if there is None or there["state"] != "reading" or entries.any_of(w.db, guid):
        raise NotFound("That day has gone on since.")
    w.db.execute("delete from days where guid = ?", (guid,))
    w.record("day_begun", "day", guid, before=now, after=None)


def _set(w: Writing, day: Guid, before: dict, after: dict) -> None:
    w.db.execute(
        "update days set state = ?, sequence = ?, host = ? where guid = ?",
        (*(after[name] for name in _FIELDS), day),
    )
    w.record("day_changed", "day", day, before=before, after=after)


def _put(w: Writing, row: dict) -> None:
    w.db.execute(
        "insert into days (guid, round, host, begun_at, state, sequence)"
        " values (?, ?, ?, ?, ?, ?)",
        tuple(row[name] for name in ("guid", "round", "host", "begun_at", "state", "sequence")),
    )
    w.db.conn.executemany(
        "insert into day_people values (?, ?)", [(row["guid"], each) for each in row["people"]]
    )
    w.record("day_begun", "day", row["guid"], after=row)
