"""Turns of other people to look through after somebody withdrew from a shared transcript."""

from collections.abc import Iterable

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.domain.span import Span
from workbench.store import places
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("turn_looked_through",)


def add(w: Writing, source: Guid, version: str, found: Iterable[tuple[Span, str]]) -> None:
    """Offer turns for a look, each with why: `names_them` or `beside_gap`.

    One that waits at the same place already is not offered a second time.
    """
    there = {
        (row["start"], row["end"])
        for row in rows(
            w.db,
            'select p.start, p."end" from places p join turns_to_check t on t.guid = p.object'
            " where p.version = ? and t.looked_through = 0",
            version,
        )
    }
    for span, why in found:
        if (span.start, span.end) in there:
            continue
        guid = new_guid()
        w.db.execute("insert into turns_to_check values (?, ?, ?, 0)", (guid, source, why))
        places.put(w, guid, version, span)


def waiting(db: Database) -> list[dict]:
    """Turns nobody has looked through yet: guid, source, name, why, start, end and words."""
    return rows(
        db,
        'select t.guid, t.source, s.name, t.why, p.start, p."end",'
        ' substr(v.text, p.start + 1, p."end" - p.start) as words'
        " from turns_to_check t join sources s on s.guid = t.source"
        " join places p on p.object = t.guid join source_versions v on v.guid = p.version"
        " and v.number = (select max(number) from source_versions where source = t.source)"
        " where t.looked_through = 0 order by s.name collate nocase, s.guid, p.start",
    )


def look_through(w: Writing, guid: Guid, looked_through: bool = True) -> None:
    """Tick a turn off the list, or put it back."""
    found = one(w.db, "select looked_through from turns_to_check where guid = ?", guid)
    if found is None:
        raise NotFound("That turn is no longer on the list.")
    before = bool(found["looked_through"])
    w.db.execute(
        "update turns_to_check set looked_through = ? where guid = ?",
        (int(looked_through), guid),
    )
    w.record(
        "turn_looked_through",
        "turn",
        guid,
        before={"looked_through": before},
        after={"looked_through": looked_through},
    )


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Tick a turn off, or put it back, as it was."""
    look_through(w, guid, bool(to and to["looked_through"]))
