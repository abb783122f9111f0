"""What the team says of itself in letters to participants: whom to ask, what is out already."""

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.store.database import rows
from workbench.store.project import Writing

CHANGES = ("letter_words_kept",)


def words(db: Database) -> dict[str, str]:
    """What is kept so far, by what it is about."""
    return {row["about"]: row["words"] for row in rows(db, "select * from letter_words")}


def keep(w: Writing, about: str, to: str) -> None:
    """Keep words for letters; none take them away."""
    before = words(w.db).get(about, "")
    w.db.execute("delete from letter_words where about = ?", (about,))
    if to:
        w.db.execute("insert into letter_words values (?, ?)", (about, to))
    w.record("letter_words_kept", "letter", about, before={"words": before}, after={"words": to})


def set_back(w: Writing, kind: str, about: Guid, *, now: dict | None, to: dict | None) -> None:
    """Put earlier or later words back."""
    keep(w, about, (to or {"words": ""})["words"])
