"""What the team has said of marks that found no place in the codebook: leave it so, or later."""

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("tray_answered",)
ANSWERS = ("stays", "later")


def answers(db: Database) -> dict[Guid, str]:
    """What has been said, by mark."""
    return {
        Guid(row["coding"]): row["answer"]
        for row in rows(db, "select coding, answer from tray_answers")
    }


def answer(w: Writing, coding: Guid, said: str | None) -> None:
    """Say what becomes of a mark in the tray; None takes it out of what was looked at."""
    before = one(w.db, "select answer from tray_answers where coding = ?", coding)
    w.db.execute("delete from tray_answers where coding = ?", (coding,))
    if said is not None:
        w.db.execute("insert into tray_answers values (?, ?)", (coding, said))
    after = None if said is None else {"answer": said}
    w.record("tray_answered", "tray", coding, before=before, after=after)


def set_back(w: Writing, kind: str, coding: Guid, *, now: dict | None, to: dict | None) -> None:
    """Let what was said of a mark be as it was, unless something else has been said since."""
    if one(w.db, "select answer from tray_answers where coding = ?", coding) != now:
        raise NotFound("Something else has been said of that since.")
    answer(w, coding, to["answer"] if to else None)
