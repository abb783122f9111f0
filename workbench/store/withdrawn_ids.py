"""IDs of participants who withdrew, so that none is given to somebody else.

Of each ID only a keyed fingerprint is kept: whoever has it and not the workspace's key cannot even
try out what the ID was.
"""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from workbench.store.database import DAMAGED, one, rows
from workbench.store.keys import Keys
from workbench.store.project import Writing


def remember(w: Writing, label: str) -> None:
    """Keep an ID from being given again."""
    w.db.execute("insert or ignore into withdrawn_ids values (?)", (_fingerprint(w.keys, label),))


def holds(db: Database, keys: Keys, label: str) -> bool:
    """Say whether somebody of this ID has withdrawn, however its capitals are written."""
    return bool(
        one(db, "select 1 from withdrawn_ids where fingerprint = ?", _fingerprint(keys, label))
    )


def are_back(db: Database, keys: Keys, earlier: Path) -> list[dict]:
    """Participants of a study that are there although they withdrew, by an earlier file of it.

    Each is guid and label. The earlier file is read as it lies, whatever its schema.
    """
    looking = sqlite3.connect(f"{earlier.absolute().as_uri()}?mode=ro", uri=True)
    try:
        withdrawn = {row[0] for row in looking.execute("select fingerprint from withdrawn_ids")}
    except DAMAGED:
        withdrawn = set()
    finally:
        looking.close()
    return [
        row
        for row in rows(db, "select guid, label from participants order by label")
        if _fingerprint(keys, row["label"]) in withdrawn
    ]


def _fingerprint(keys: Keys, label: str) -> str:
    return keys.fingerprint(f"participant ID {label.casefold()}".encode())
