"""Where people say they read from, sealed for their owner unless shared.

A snapshot is what a mark carries: the words as they were at that moment. Many marks of one sitting
share one snapshot. Snapshots are apart from codings, so that one can be taken back without
touching the reading.
"""

from collections.abc import Sequence

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.domain.note import SEALED
from workbench.store import operations
from workbench.store.database import one, rows
from workbench.store.keys import Keys
from workbench.store.project import Writing


def own(db: Database, keys: Keys, person: Guid) -> list[dict]:
    """A person's own perspectives: guid, words, visibility, in_use."""
    return [
        {
            "guid": row["guid"],
            "words": readable(keys, row),
            "visibility": row["visibility"],
            "in_use": bool(row["in_use"]),
        }
        for row in rows(
            db,
            "select * from perspectives where person = ? and ended_at is null order by position",
            person,
        )
    ]


def readable(keys: Keys, row: dict) -> str:
    """The words of a perspective, snapshot or note row, unsealed where they are sealed."""
    if row["sealed"] is None:
        return row["words"] or ""
    return keys.unseal(Guid(row["person"]), row["sealed"], about=row["guid"]) or ""


def stored(w: Writing, person: Guid, guid: str, words: str, visibility: str) -> tuple:
    """How words go into a row: in clear when shared, sealed when only for their owner."""
    if visibility in SEALED:
        return None, w.keys.seal(person, words, about=guid)
    return words, None


def add(w: Writing, guid: Guid, words: str, visibility: str) -> None:
    """Keep one more perspective and read from it at once."""
    person = _me(w)
    if one(w.db, "select 1 from perspectives where guid = ?", guid):
        raise AlreadyThere("That perspective is already there.")
    operations.refuse_anothers(w.db, guid, person)
    position = w.db.execute("select count(*) from perspectives").fetchone()[0]
    clear, sealed = stored(w, person, guid, words, visibility)
    w.db.execute(
        "insert into perspectives values (?, ?, ?, ?, ?, 1, ?, ?, null)",
        (guid, person, visibility, clear, sealed, position, w.at),
    )
    w.record("perspective_added", "perspective", guid, audience=person)


def read_from(w: Writing, chosen: list[Guid]) -> None:
    """Say which of one's perspectives the next marks carry; none is fine."""
    person = _me(w)
    mine = {
        row["guid"]
        for row in rows(
            w.db, "select guid from perspectives where person = ? and ended_at is null", person
        )
    }
    if set(chosen) - mine:
        raise NotFound("That is not one of your perspectives.")
    w.db.execute("update perspectives set in_use = 0 where person = ?", (person,))
    for guid in chosen:
        w.db.execute("update perspectives set in_use = 1 where guid = ?", (guid,))
    w.record("perspectives_chosen", "perspective", person, audience=person)


def share(w: Writing, guid: Guid, visibility: str) -> None:
    """Change who may see a perspective, with every mark that carries it; the team is told."""
    person = _me(w)
    row = _mine(w.db, guid, person)
    words = readable(w.keys, row)
    clear, sealed = stored(w, person, guid, words, visibility)
    w.db.execute(
        "update perspectives set visibility = ?, words = ?, sealed = ? where guid = ?",
        (visibility, clear, sealed, guid),
    )
    for snapshot in rows(w.db, "select * from snapshots where perspective = ?", guid):
        words = readable(w.keys, snapshot)
        clear, sealed = stored(w, person, snapshot["guid"], words, visibility)
        w.db.execute(
            "update snapshots set visibility = ?, words = ?, sealed = ? where guid = ?",
            (visibility, clear, sealed, snapshot["guid"]),
        )
    if visibility == "me":
        w.db.execute("delete from heading_places where perspective = ?", (guid,))
    w.erased = True
    w.record(
        "perspective_shared",
        "perspective",
        guid,
        audience=person if row["visibility"] == visibility == "me" else None,
    )


def take_back(w: Writing, guid: Guid) -> None:
    """Erase a perspective and every snapshot of it; the marks stay, as not recorded."""
    person = _me(w)
    row = _mine(w.db, guid, person)
    w.db.execute("delete from snapshots where perspective = ?", (guid,))
    w.db.execute("delete from perspectives where guid = ?", (guid,))
    w.erase_payloads(guid)
    w.record(
        "perspective_taken_back",
        "perspective",
        guid,
        audience=person if row["visibility"] == "me" else None,
    )


def snapshots_now(w: Writing, chosen: Sequence[str] | None = None) -> list[str]:
    """The snapshots a mark made now should carry, taking new ones where words have changed.

    `chosen` names perspectives for this mark alone; None means those in use.
    """
    person = _me(w)
    where = "in_use = 1" if chosen is None else f"guid in ({', '.join('?' * len(chosen))})"
    taken = []
    for row in rows(
        w.db,
        f"select * from perspectives where person = ? and ended_at is null and {where}"
        " order by position",
        person,
        *(chosen or ()),
    ):
        found = one(
            w.db,
            "select guid from snapshots where perspective = ? order by rowid desc limit 1",
            row["guid"],
        )
        if found is None:
            found = {"guid": new_guid()}
            words = readable(w.keys, row)
            clear, sealed = stored(w, person, found["guid"], words, row["visibility"])
            w.db.execute(
                "insert into snapshots values (?, ?, ?, ?, ?, ?, ?)",
                (found["guid"], person, row["guid"], row["visibility"], clear, sealed, w.at),
            )
        taken.append(found["guid"])
    return taken


def headings(db: Database) -> list[dict]:
    """The team's shared headings: guid, name."""
    return rows(db, "select guid, name from headings order by position")


def set_headings(w: Writing, names: list[str]) -> None:
    """Word the headings the team compares by.

    A heading that is worded anew keeps its places: names that are new take, in order, the
    headings whose names are gone. Only what is left over then is deleted or made.
    """
    kept = {row["name"]: row["guid"] for row in headings(w.db)}
    gone = [guid for name, guid in kept.items() if name not in names]
    for position, name in enumerate(names):
        guid = kept.get(name) or (gone.pop(0) if gone else None)
        if guid is None:
            w.db.execute("insert into headings values (?, ?, ?)", (new_guid(), name, position))
        else:
            w.db.execute(
                "update headings set name = ?, position = ? where guid = ?", (name, position, guid)
            )
    for guid in gone:
        w.db.execute("delete from headings where guid = ?", (guid,))
    w.record("headings_worded", "headings", new_guid(), after={"names": names})


def place(w: Writing, perspective: Guid, under: list[Guid]) -> None:
    """Put one of one's own perspectives under any, several or none of the headings.

    One that is for its owner alone stands under none: the heading would tell of it.
    """
    person = _me(w)
    if _mine(w.db, perspective, person)["visibility"] == "me" and under:
        raise NotAllowed(
            "Only you may read that one, so it cannot stand under a heading. Let the team see it "
            "first."
        )
    w.db.execute("delete from heading_places where perspective = ?", (perspective,))
    for heading in under:
        w.db.execute("insert into heading_places values (?, ?)", (heading, perspective))
    w.record("perspective_placed", "perspective", perspective)


def places(db: Database, person: Guid) -> dict[str, list[str]]:
    """For each of a person's own perspectives, the headings it stands under."""
    found: dict[str, list[str]] = {}
    for row in rows(
        db,
        "select h.perspective, h.heading from heading_places h"
        " join perspectives p on p.guid = h.perspective where p.person = ?",
        person,
    ):
        found.setdefault(row["perspective"], []).append(row["heading"])
    return found


def headings_with_nobody(db: Database) -> list[str]:
    """The headings under which nobody has put anything that others may see, by name."""
    return [
        row["name"]
        for row in rows(
            db,
            "select name from headings h where not exists (select 1 from heading_places hp"
            " join perspectives p on p.guid = hp.perspective where hp.heading = h.guid"
            " and p.visibility != 'me' and p.ended_at is null) order by position",
        )
    ]


def wish(db: Database, keys: Keys, person: Guid) -> str | None:
    """How somebody wants to be met with the question where they read from; theirs alone."""
    row = one(db, "select sealed from perspective_wishes where person = ?", person)
    return keys.unseal(person, row["sealed"], about=f"wish {person}") if row else None


def wish_for(w: Writing, which: str | None) -> None:
    """Keep one's own wish, or forget it."""
    person = _me(w)
    w.db.execute("delete from perspective_wishes where person = ?", (person,))
    if which:
        sealed = w.keys.seal(person, which, about=f"wish {person}")
        w.db.execute("insert into perspective_wishes values (?, ?)", (person, sealed))
    w.record("perspective_wish", "perspective", person, audience=person)


def for_reports(db: Database) -> list[dict]:
    """What people allowed in reports, in their words: person, words."""
    return rows(
        db,
        "select person, words from perspectives where visibility = 'report'"
        " and ended_at is null order by position",
    )


def _me(w: Writing) -> Guid:
    if w.person is None:
        raise NotFound("A perspective belongs to somebody.")
    return w.person


def _mine(db: Database, guid: Guid, person: Guid) -> dict:
    row = one(db, "select * from perspectives where guid = ? and person = ?", guid, person)
    if row is None:
        raise NotFound("That is not one of your perspectives.")
    return row
