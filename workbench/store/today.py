"""Whom to tell when somebody needs to look at something today, as the study has it."""

from sqlite_utils import Database

from workbench.store.database import one
from workbench.store.project import Writing, details

PARTS = ("contact", "email", "procedure")


def said(db: Database) -> dict[str, str]:
    """The study's words: contact, email and procedure, each empty where nobody set it."""
    return one(db, "select contact, email, procedure from today") or dict.fromkeys(PARTS, "")


def say(w: Writing, words: dict[str, str]) -> None:
    """Replace the study's words."""
    before = said(w.db)
    w.db.execute("delete from today")
    w.db.execute("insert into today values (?, ?, ?)", tuple(words[part] for part in PARTS))
    w.record("today_said", "project", details(w.db)["guid"], before=before, after=words)
