"""A person's own line, such as “busy until Friday”, as it is kept."""

from sqlite_utils import Database

from workbench.store.database import rows
from workbench.store.project import Writing
from workbench.store.rounds import NOBODY


def say(w: Writing, line: str | None, until: str) -> None:
    """Write one's own line, or clear it."""
    w.db.execute("delete from own_lines where person = ?", (w.person,))
    if line:
        w.db.execute("insert into own_lines values (?, ?, ?)", (w.person, line, until))
    w.record("line_said", "person", str(w.person), audience=NOBODY)


def listed(db: Database) -> list[dict]:
    """What people have written as their own line: person, line, until."""
    return rows(db, "select person, line, until from own_lines")
