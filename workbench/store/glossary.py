"""The glossary as it is kept."""

from sqlite_utils import Database

from workbench.store.database import rows
from workbench.store.project import Writing


def listed(db: Database) -> dict[str, str]:
    """Every term with what it means, in order of the alphabet."""
    found = rows(db, "select term, words from glossary order by term collate nocase")
    return {row["term"]: row["words"] for row in found}


def say(w: Writing, term: str, words: str) -> None:
    """Keep what a term means, or take the term away where no words are left."""
    w.db.execute("delete from glossary where term = ? collate nocase", (term,))
    if words:
        w.db.execute("insert into glossary values (?, ?)", (term, words))
    w.record("glossary_said", "glossary", "")
