"""Whom readers can turn to for support, in the study's own words."""

from sqlite_utils import Database

from workbench.store.database import one
from workbench.store.project import Writing, details


def said(db: Database) -> dict[str, str]:
    """The study's words, and until what day somebody will look at them again; or both empty."""
    return one(db, "select words, review_on from support") or {"words": "", "review_on": ""}


def say(w: Writing, words: str, review_on: str) -> None:
    """Replace the study's words."""
    before, after = said(w.db), {"words": words, "review_on": review_on}
    w.db.execute("delete from support")
    if words:
        w.db.execute("insert into support values (?, ?)", (words, review_on))
    w.record("support_said", "project", details(w.db)["guid"], before=before, after=after)
