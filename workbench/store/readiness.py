"""Trying whether a workspace can be written to."""

import shutil
import sqlite3

from workbench.domain.errors import WorkbenchError
from workbench.domain.ids import now
from workbench.store.database import rows
from workbench.store.workspace import Workspace

ROOM = 10_000_000  # bytes; below, a mark may still be kept where a backup or a version is not


def trouble(workspace: Workspace, *, room: int = ROOM) -> str:
    """What stands in the way of work, without anybody's words in it; empty when nothing does."""
    try:
        # Something else each second: SQLite writes nothing where nothing changes, and a disk that
        # takes no more writing would not be noticed.
        workspace.set_setting("last tried", now()[:19])
        if shutil.disk_usage(workspace.folder).free < room:
            return f"less than {room // 1_000_000} MB of room are left on the disk"
        missing = [
            row["guid"]
            for row in rows(workspace.file.db, "select guid, file_name from projects")
            if not (workspace.folder / "projects" / row["file_name"]).is_file()
        ]
    except (sqlite3.Error, OSError, WorkbenchError) as refused:
        return f"{type(refused).__name__}: {refused}"
    return f"{len(missing)} of the studies' files are not there" if missing else ""
