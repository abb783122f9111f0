"""IDs of participants who withdrew, so that none is given to somebody else.

Of each ID only a keyed fingerprint is kept: whoever has it and not the workspace's key cannot even
try out what the ID was.
"""

from sqlite_utils import Database

from workbench.store.database import one
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


def _fingerprint(keys: Keys, label: str) -> str:
    return keys.fingerprint(f"participant ID {label.casefold()}".encode())
