"""Trying whether a workspace can be written to."""

import sqlite3

from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import now
from workbench.store.database import rows
from workbench.store.workspace import Workspace


def trouble(workspace: Workspace) -> str:
    """What stands in the way of work, without anybody's words in it; empty when nothing does."""
    try:
        workspace.set_setting("last tried", now()[:16])
        missing = [
            row["guid"]
            for row in rows(workspace.file.db, "select guid, file_name from projects")
            if not (workspace.folder / "projects" / row["file_name"]).is_file()
        ]
    except (sqlite3.Error, OSError, WorkbenchError) as refused:
        return f"{type(refused).__name__}: {refused}"
    return f"{len(missing)} of the studies' files are not there" if missing else ""
