"""Early conversations: what a group said to look out for before anybody read a transcript."""

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("early_conversation_kept",)


def listed(db: Database) -> list[dict]:
    """Every early conversation in the order they were begun, each with its `ideas`."""
    return [
        {"guid": row["guid"], **told}
        for row in rows(db, "select guid from early_conversations order by rowid")
        if (told := find(db, row["guid"])) is not None
    ]


def find(db: Database, guid: Guid) -> dict | None:
    """One of them: name, credit, at, person, and ideas (guid, words, code) in order."""
    row = one(db, "select name, credit, at, person from early_conversations where guid = ?", guid)
    if row is None:
        return None
    ideas = rows(
        db,
        "select guid, words, code from early_ideas where conversation = ? order by position",
        guid,
    )
    return {**row, "ideas": ideas}


def keep(w: Writing, guid: Guid, to: dict | None) -> None:
    """Begin one, change it, or take it away where `to` is None."""
    before = find(w.db, guid)
    w.db.execute("delete from early_conversations where guid = ?", (guid,))
    if to is not None:
        w.db.execute(
            "insert into early_conversations values (?, ?, ?, ?, ?)",
            (guid, to["name"], to["credit"], to["at"], to["person"]),
        )
        w.db.conn.executemany(
            "insert into early_ideas values (?, ?, ?, ?, ?)",
            [
                (idea["guid"], guid, idea["words"], number, idea["code"])
                for number, idea in enumerate(to["ideas"])
            ],
        )
    w.record("early_conversation_kept", "early_conversation", guid, before=before, after=to)


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Let one be as it was; `NotFound` where somebody has changed it since."""
    if find(w.db, guid) != now:
        raise NotFound("That has been changed since.")
    keep(w, guid, to)
