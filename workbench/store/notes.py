"""Notes: reflexive notes are their owner's until shared; memos on the data are the team's."""

import json
from collections.abc import Collection

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid
from workbench.domain.note import SEALED
from workbench.store import held_back, note_sharing, operations
from workbench.store.database import one, rows
from workbench.store.keys import Keys
from workbench.store.perspectives import readable, stored
from workbench.store.project import Writing

_KEPT = (
    "guid",
    "kind",
    "person",
    "visibility",
    "words",
    "sealed",
    "source",
    "version",
    "start",
    '"end"',
    "made_at",
    "changed_at",
)
_PLACE = ("version", "start", "end")
# What an owner is asked to see to in a note, and what says that it is done.
_SEEN_TO = {"passage_withdrawn": "passage_seen_to", "name_replaced": "name_seen_to"}


def add(w: Writing, row: dict) -> None:
    """Keep a note. `row`: guid, kind, visibility, words, source, version, start, end.

    Where they are there, `readers` are the people picked to read it, and `links` the kind and GUID
    of each thing it is about.
    """
    if one(w.db, "select 1 from notes where guid = ?", row["guid"]):
        raise AlreadyThere("That note is already there.")
    operations.refuse_anothers(w.db, row["guid"], w.person)
    if row["visibility"] in SEALED and operations.last_change(w.db, row["guid"], "note_removed"):
        # It comes back private and may have been shared in between: none of that stays in clear.
        w.erase_payloads(row["guid"])
        operations.settle(w, row["guid"])
    row = {"person": w.person, "made_at": w.at, "readers": [], "links": [], **row}
    row["changed_at"] = w.at
    clear, sealed = stored(w, Guid(row["person"]), row["guid"], row["words"], row["visibility"])
    w.db.execute(
        f"insert into notes ({', '.join(_KEPT)}) values ({', '.join('?' * len(_KEPT))})",
        (
            row["guid"],
            row["kind"],
            row["person"],
            row["visibility"],
            clear,
            sealed,
            row["source"],
            row["version"],
            row["start"],
            row["end"],
            row["made_at"],
            row["changed_at"],
        ),
    )
    note_sharing.put_readers(w, row["guid"], row["readers"], row["words"])
    note_sharing.put_links(w, row["guid"], row["links"])
    _record(w, "note_added", row, before=None, after=row)
    note_sharing.tell(w, row["guid"], row["readers"], source=row["source"])


def find(db: Database, keys: Keys, guid: Guid) -> dict | None:
    """One note with its words readable, whoever asks: the caller decides who may see it."""
    row = one(db, "select * from notes where guid = ?", guid)
    if row is None:
        return None
    row["words"] = readable(keys, row)
    del row["sealed"]
    row["readers"] = note_sharing.readers(db, guid)
    row["links"] = note_sharing.links(db, guid)
    return row


def change(
    w: Writing,
    guid: Guid,
    *,
    words: str | None = None,
    visibility: str | None = None,
    place: dict | None = None,
    readers: Collection[str] | None = None,
    links: Collection[Collection[str]] | None = None,
) -> None:
    """Reword one's own note, or change who may read it or what it is about.

    `place` has the version, start and end of those words, or None for each of the three. `readers`
    are the people picked, and `links` the kind and GUID of what else it is about. Making a shared
    note private erases from the history what it said while it was shared.
    """
    before = mine(w, guid)
    after = {
        **before,
        "words": before["words"] if words is None else words,
        "visibility": visibility or before["visibility"],
        "links": before["links"] if links is None else [list(each) for each in links],
        **(place or {}),
    }
    picked = before["readers"] if readers is None else sorted(readers)
    after["readers"] = picked if after["visibility"] == "picked" else []
    clear, sealed = stored(w, Guid(before["person"]), guid, after["words"], after["visibility"])
    w.db.execute(
        "update notes set words = ?, sealed = ?, visibility = ?, changed_at = ?,"
        ' version = ?, start = ?, "end" = ? where guid = ?',
        (clear, sealed, after["visibility"], w.at, *(after[name] for name in _PLACE), guid),
    )
    note_sharing.put_readers(w, guid, after["readers"], after["words"])
    note_sharing.put_links(w, guid, after["links"])
    private = after["visibility"] in SEALED
    if (before["visibility"] in SEALED) != private:
        # Either way others must drop what they hold. Going private leaves nothing behind, and
        # sharing says what the note says now, not what it said while it was private.
        if private:
            w.erase_payloads(guid)
        before = {**before, "words": None}
        _record(w, "note_changed", after, before=before, after=after)
        held = held_back.held_by(w.db, guid)
        w.record("note_shared", "note", guid, source=before["source"], audience=held)
        if private:
            # Undo would come to a halt at words that are erased; it passes this note by.
            operations.settle(w, guid)
    else:
        _record(w, "note_changed", after, before=before, after=after)
        told = {*before["readers"], *after["readers"]}
        note_sharing.tell(w, guid, sorted(told), source=before["source"])
        if before["readers"] != after["readers"]:
            w.erased = True
    _forget_withdrawn(w, guid)


def remove(w: Writing, guid: Guid) -> None:
    """Take one's own note away; undo brings it back, unless it was about withdrawn words."""
    row = mine(w, guid)
    _record(w, "note_removed", row, before=row, after=None)
    _forget_withdrawn(w, guid)
    w.db.execute("delete from notes where guid = ?", (guid,))
    note_sharing.tell(w, guid, row["readers"], source=row["source"])


def notebook_of(db: Database, person: Guid) -> list[Guid]:
    """A person's own notebook: every note of theirs that is not the team's note on the data."""
    return [
        Guid(row["guid"])
        for row in rows(
            db,
            "select guid from notes where person = ?"
            " and (kind = 'reflexive' or visibility in ('me', 'picked'))",
            person,
        )
    ]


def destroy(w: Writing, guid: Guid) -> None:
    """Destroy one's own note with all the history holds of it; nothing brings it back."""
    row = mine(w, guid)
    _record(w, "note_removed", row, before=None, after=None)
    w.db.execute("delete from notes where guid = ?", (guid,))
    w.erase_payloads(guid)
    operations.settle(w, guid)
    note_sharing.tell(w, guid, row["readers"], source=row["source"])


def set_back(w: Writing, guid: Guid, to: dict) -> None:
    """Give a note the words, visibility and place of an earlier or later state of itself.

    Words that the history does not hold, because they were on the other side of sharing, stay.
    """
    place = {name: to[name] for name in _PLACE}
    if place["version"] is not None and not one(
        w.db, "select 1 from source_versions where guid = ?", place["version"]
    ):
        place = {}  # that text is not kept any more
    change(
        w,
        guid,
        words=to["words"],
        visibility=to["visibility"],
        place=place,
        readers=to.get("readers"),
        links=to.get("links"),
    )


def about_withdrawn(db: Database, person: Guid) -> set[str]:
    """A person's own notes about words withdrawn since, until they have seen to them."""
    return _to_see_to(db, person, "passage_withdrawn")


def with_replaced_names(db: Database, person: Guid) -> set[str]:
    """A person's own notes with names replaced since in texts, until they have seen to them."""
    return _to_see_to(db, person, "name_replaced")


def _to_see_to(db: Database, person: Guid, kind: str) -> set[str]:
    return {
        row["guid"]
        for row in rows(
            db,
            "select n.guid from notes n where n.person = ? and ? = ("
            "select kind from changes where object = n.guid and kind in (?, ?)"
            " order by revision desc limit 1)",
            person,
            kind,
            kind,
            _SEEN_TO[kind],
        )
    }


def waiting_for_owners(db: Database) -> dict[str, str]:
    """The notes whose owners have not looked through them since: `passage_withdrawn` and so on."""
    return {
        guid: kind
        for row in rows(db, "select distinct person from notes")
        for kind in reversed(_SEEN_TO)
        for guid in _to_see_to(db, row["person"], kind)
    }


def see_to(w: Writing, guid: Guid, *, of: str = "passage_withdrawn") -> None:
    """Say that one's own note holds no withdrawn words, or no replaced names, any more."""
    row = mine(w, guid)
    _forget_withdrawn(w, guid)
    w.record(_SEEN_TO[of], "note", guid, audience=row["person"])


def mine(w: Writing, guid: Guid) -> dict:
    """One's own note, words readable; nobody else's is ever found this way."""
    row = find(w.db, w.keys, guid)
    if row is None or row["person"] != w.person:
        raise NotFound("That note is not there.")
    return row


def _forget_withdrawn(w: Writing, guid: Guid) -> None:
    """Keep nothing of what a note about words erased since said before: it may quote them."""
    if w.person is None:
        return
    if guid in about_withdrawn(w.db, w.person) | with_replaced_names(w.db, w.person):
        w.erase_payloads(guid)
        operations.settle(w, guid)


def _record(w: Writing, kind: str, row: dict, *, before: dict | None, after: dict | None) -> None:
    private = row["visibility"] in SEALED
    w.record(
        kind,
        "note",
        row["guid"],
        source=row["source"],
        audience=row["person"] if private else held_back.held_by(w.db, row["guid"]),
        before=json.loads(json.dumps(before)),
        after=json.loads(json.dumps(after)),
    )
