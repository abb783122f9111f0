"""Somebody asks somebody for a chat: known to the two of them, and sealed for each.

Each has a row of their own, so that the file does not tell who asked whom. No name and no time of
day is in the history.
"""

import json
from dataclasses import replace

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.store.database import one, rows
from workbench.store.keys import Keys
from workbench.store.project import Writing
from workbench.store.rounds import NOBODY


def ask(w: Writing, whom: Guid, words: str) -> None:
    """Ask somebody for a chat, with a few words or none."""
    assert w.person is not None
    mine, theirs = new_guid(), new_guid()
    for guid, other, person, who, asked in (
        (mine, theirs, w.person, whom, True),
        (theirs, mine, whom, w.person, False),
    ):
        said = {"other": other, "who": who, "words": words, "by_me": asked, "on": w.at[:10]}
        sealed = w.keys.seal(person, json.dumps(said), about=guid)
        w.db.execute("insert into chats values (?, ?, ?)", (guid, person, sealed))
    _record(w, "chat_asked")


def of(db: Database, keys: Keys, person: Guid) -> list[dict]:
    """What one person knows of: guid, who, words, by_me, on."""
    found = []
    for row in rows(db, "select * from chats where person = ?", person):
        said = keys.unseal(person, row["sealed"], about=row["guid"])
        if said is not None:
            found.append({"guid": row["guid"], **json.loads(said)})
    return sorted(found, key=lambda each: (each["on"], each["guid"]))


def end(w: Writing, guid: Guid) -> None:
    """Forget it for both, whoever of the two says so."""
    assert w.person is not None
    row = one(w.db, "select * from chats where guid = ? and person = ?", guid, w.person)
    said = w.keys.unseal(w.person, row["sealed"], about=guid) if row else None
    if said is None:
        raise NotFound("That has been taken back or answered already.")
    for each in (guid, json.loads(said)["other"]):
        w.db.execute("delete from chats where guid = ?", (each,))
    w.erased = True
    _record(w, "chat_ended")


def end_all(w: Writing) -> None:
    """Forget everything one has asked or been asked."""
    assert w.person is not None
    for each in of(w.db, w.keys, w.person):
        end(w, each["guid"])


def _record(w: Writing, kind: str) -> None:
    quiet = replace(w, person=None, operation=None, at=f"{w.at[:10]}T00:00:00+00:00")
    quiet.record(kind, "chat", new_guid(), audience=NOBODY)
