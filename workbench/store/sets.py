"""Sets as they are kept: named choices of transcripts, and which transcripts a group is in."""

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid
from workbench.domain.support_group import TranscriptSet
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("set_kept",)


def listed(db: Database) -> list[TranscriptSet]:
    """Every set with its transcripts, in order of name."""
    members: dict[str, list[Guid]] = {}
    for row in rows(db, 'select "set", source from set_sources order by rowid'):
        members.setdefault(row["set"], []).append(Guid(row["source"]))
    return [
        TranscriptSet(Guid(row["guid"]), row["name"], tuple(members.get(row["guid"], ())))
        for row in rows(db, "select guid, name from sets order by name collate nocase, guid")
    ]


def find(db: Database, guid: Guid) -> TranscriptSet | None:
    """One set, or None where there is none of that GUID."""
    return next((each for each in listed(db) if each.guid == guid), None)


def of_group(db: Database, support_group: Guid) -> frozenset[Guid]:
    """The transcripts in which somebody of a peer support group took part."""
    found = rows(
        db,
        "select sp.source from source_participants sp join support_group_participants g"
        " on g.participant = sp.participant where g.support_group = ?"
        " union select k.source from speakers k join support_group_participants g"
        " on g.participant = k.participant where g.support_group = ?",
        support_group,
        support_group,
    )
    return frozenset(Guid(row["source"]) for row in found)


def keep(w: Writing, guid: Guid, to: TranscriptSet | None) -> None:
    """Add a set, change it, or take it away where `to` is None; the transcripts stay.

    Raises
    ------
    AlreadyThere
        Another set has that name, however it is spelt.
    """
    before = find(w.db, guid)
    for other in listed(w.db):
        if to and other.guid != guid and other.name.casefold() == to.name.casefold():
            raise AlreadyThere(
                f"There is a set called “{other.name}” already. Choose another name."
            )
    w.db.execute("delete from sets where guid = ?", (guid,))
    if to is not None:
        # A transcript may have gone with a withdrawal since this was written down.
        there = [
            source
            for source in dict.fromkeys(to.sources)
            if one(w.db, "select 1 from sources where guid = ?", source)
        ]
        to = TranscriptSet(guid, to.name, tuple(there))
        w.db.execute("insert into sets values (?, ?)", (guid, to.name))
        w.db.conn.executemany(
            "insert into set_sources values (?, ?)", [(guid, source) for source in there]
        )
    w.record("set_kept", "set", guid, before=_as_dict(before), after=_as_dict(to))


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Give a set an earlier or later state of itself, unless it has been changed since."""
    if _as_dict(find(w.db, guid)) != now:
        raise NotFound("That is no longer as it was left.")
    keep(
        w,
        guid,
        TranscriptSet(guid, to["name"], tuple(Guid(source) for source in to["sources"]))
        if to
        else None,
    )


def _as_dict(each: TranscriptSet | None) -> dict | None:
    return {"name": each.name, "sources": list(each.sources)} if each else None
