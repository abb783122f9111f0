"""Which backups were made of a workspace, so that a withdrawal can name them."""

from pathlib import Path

from workbench.domain.ids import new_guid, now
from workbench.store.database import rows
from workbench.store.workspace import Workspace


def remember(
    workspace: Workspace, place: Path, *, kind: str, with_keys: bool = False, at: str = ""
) -> None:
    """Put a backup on the list: `asked`, `scheduled`, or `kept` when something was restored."""
    with workspace.file.transaction() as db:
        db.execute(
            "insert into backups values (?, ?, ?, ?, ?)",
            (new_guid(), at or now(), str(place), kind, with_keys),
        )


def forget(workspace: Workspace, guid: str) -> None:
    """Take a backup that was deleted off the list."""
    with workspace.file.transaction() as db:
        db.execute("delete from backups where guid = ?", (guid,))


def made(workspace: Workspace) -> list[dict]:
    """Every backup on the list, the oldest first: guid, made_at, place, kind, with_keys."""
    return rows(workspace.file.db, "select * from backups order by made_at, guid")
