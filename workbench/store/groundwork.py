"""What came before a framework: topic guides and consultation notes, kept in versions.

A new wording is added to those before it; each change keeps the whole before and after.
"""

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("groundwork_kept",)
_ABOUT = ("kind", "name", "people", "decision", "led_to")
_VERSION = ("guid", "number", "words", "why", "at", "person")


def listed(db: Database) -> list[dict]:
    """Everything that came before, in the order it was put in, each with its `versions`."""
    return [
        {"guid": row["guid"], **told}
        for row in rows(db, "select guid from groundwork order by rowid")
        if (told := find(db, row["guid"])) is not None
    ]


def find(db: Database, guid: Guid) -> dict | None:
    """One of them: kind, name, people, decision, led_to and its versions, oldest first."""
    row = one(db, f"select {', '.join(_ABOUT)} from groundwork where guid = ?", guid)
    if row is None:
        return None
    versions = rows(
        db,
        f"select {', '.join(_VERSION)} from groundwork_versions where groundwork = ?"
        " order by number",
        guid,
    )
    return {**row, "versions": versions}


def keep(w: Writing, guid: Guid, to: dict | None) -> None:
    """Put one in, change it, or take it away where `to` is None."""
    before = find(w.db, guid)
    if to is None:
        w.db.execute("delete from groundwork where guid = ?", (guid,))
    else:
        w.db.execute(
            "insert into groundwork values (?, ?, ?, ?, ?, ?) on conflict (guid) do update set"
            " kind = excluded.kind, name = excluded.name, people = excluded.people,"
            " decision = excluded.decision, led_to = excluded.led_to",
            (guid, *(to[part] for part in _ABOUT)),
        )
        w.db.execute("delete from groundwork_versions where groundwork = ?", (guid,))
        w.db.conn.executemany(
            "insert into groundwork_versions values (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    each["guid"], guid, each["number"], each["words"], each["why"], each["at"],
                    each["person"],
                )
                for each in to["versions"]
            ],
        )  # fmt: skip
    w.record("groundwork_kept", "groundwork", guid, before=before, after=to)


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Let one be as it was; `NotFound` where somebody has changed it since."""
    if find(w.db, guid) != now:
        raise NotFound("That has been changed since.")
    keep(w, guid, to)
