"""Notes: reflexive notes are their owner's until shared; memos on the data are the team's."""

import json

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid
from workbench.store import operations
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


def add(w: Writing, row: dict) -> None:
    """Keep a note. `row`: guid, kind, visibility, words, source, version, start, end."""
    if one(w.db, "select 1 from notes where guid = ?", row["guid"]):
        raise AlreadyThere("That note is already there.")
    operations.refuse_anothers(w.db, row["guid"], w.person)
    if row["visibility"] == "me" and operations.last_change(w.db, row["guid"], "note_removed"):
        # It comes back private and may have been shared in between: none of that stays in clear.
        w.erase_payloads(row["guid"])
        operations.settle(w, row["guid"])
    row = {"person": w.person, "made_at": w.at, **row, "changed_at": w.at}
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
    _record(w, "note_added", row, before=None, after=row)


def find(db: Database, keys: Keys, guid: Guid) -> dict | None:
    """One note with its words readable, whoever asks: the caller decides who may see it."""
    row = one(db, "select * from notes where guid = ?", guid)
    if row is None:
        return None
    row["words"] = readable(keys, row)
    del row["sealed"]
    return row


def change(
    w: Writing,
    guid: Guid,
    *,
    words: str | None = None,
    visibility: str | None = None,
) -> None:
    """Reword one's own note, or change who may read it.

    Making a shared note private erases from the history what it said while it was shared.
    """
    before = mine(w, guid)
    after = {
        **before,
        "words": before["words"] if words is None else words,
        "visibility": visibility or before["visibility"],
    }
    clear, sealed = stored(w, Guid(before["person"]), guid, after["words"], after["visibility"])
    w.db.execute(
        "update notes set words = ?, sealed = ?, visibility = ?, changed_at = ? where guid = ?",
        (clear, sealed, after["visibility"], w.at, guid),
    )
    if before["visibility"] != after["visibility"]:
        # Either way others must drop what they hold. Going private leaves nothing behind, and
        # sharing says what the note says now, not what it said while it was private.
        if after["visibility"] == "me":
            w.erase_payloads(guid)
        before = {**before, "words": None}
        _record(w, "note_changed", after, before=before, after=after)
        w.record("note_shared", "note", guid, source=before["source"])
        if after["visibility"] == "me":
            # Undo would come to a halt at words that are erased; it passes this note by.
            operations.settle(w, guid)
    else:
        _record(w, "note_changed", after, before=before, after=after)
    _forget_withdrawn(w, guid)


def remove(w: Writing, guid: Guid) -> None:
    """Take one's own note away; undo brings it back, unless it was about withdrawn words."""
    row = mine(w, guid)
    _record(w, "note_removed", row, before=row, after=None)
    _forget_withdrawn(w, guid)
    w.db.execute("delete from notes where guid = ?", (guid,))


def set_back(w: Writing, guid: Guid, to: dict) -> None:
    """Give a note the words and visibility of an earlier or later state of itself.

    Words that the history does not hold, because they were on the other side of sharing, stay.
    """
    change(w, guid, words=to["words"], visibility=to["visibility"])


def about_withdrawn(db: Database, person: Guid) -> set[str]:
    """A person's own notes about words withdrawn since, until they have seen to them."""
    return {
        row["guid"]
        for row in rows(
            db,
            "select n.guid from notes n where n.person = ? and 'passage_withdrawn' = ("
            "select kind from changes where object = n.guid and kind in"
            " ('passage_withdrawn', 'passage_seen_to') order by revision desc limit 1)",
            person,
        )
    }


def see_to(w: Writing, guid: Guid) -> None:
    """Say that one's own note about withdrawn words holds none of them any more."""
    row = mine(w, guid)
    _forget_withdrawn(w, guid)
    w.record("passage_seen_to", "note", guid, audience=row["person"])


def mine(w: Writing, guid: Guid) -> dict:
    """One's own note, words readable; nobody else's is ever found this way."""
    row = find(w.db, w.keys, guid)
    if row is None or row["person"] != w.person:
        raise NotFound("That note is not there.")
    return row


def _forget_withdrawn(w: Writing, guid: Guid) -> None:
    """Keep nothing of what a note about withdrawn words said before: it may have quoted them."""
    if w.person is not None and guid in about_withdrawn(w.db, w.person):
        w.erase_payloads(guid)
        operations.settle(w, guid)


def _record(w: Writing, kind: str, row: dict, *, before: dict | None, after: dict | None) -> None:
    private = row["visibility"] == "me"
    w.record(
        kind,
        "note",
        row["guid"],
        source=row["source"],
        audience=row["person"] if private else None,
        before=json.loads(json.dumps(before)),
        after=json.loads(json.dumps(after)),
    )
