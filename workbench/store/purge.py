"""Leaving no page of a project file behind that holds what was deleted from it.

SQLite leaves deleted words in free pages, in the write-ahead log and in copies made by an upgrade.
"""

import sqlite3
import time

from workbench.store.project import ProjectFile

_PATIENCE = 30.0  # seconds to wait for somebody who is reading the old pages


def purge(project: ProjectFile) -> bool:
    """Write the file anew, without any page of what was deleted, and empty its log.

    Copies an upgrade left beside the file go as well, since they hold what it held then.

    Returns
    -------
    bool
        False when somebody kept old pages in use for too long; it is safe to try again.
    """
    for ending in (".before-*-upgrade*", ".upgrading*"):
        for copy in project.path.parent.glob(f"{project.path.name}{ending}"):
            copy.unlink(missing_ok=True)
    give_up = time.monotonic() + _PATIENCE
    while True:
        try:
            write_anew(project)
            return empty_log(project)
        except sqlite3.OperationalError:  # somebody else is writing
            if time.monotonic() > give_up:
                return False
            time.sleep(0.5)


def write_anew(project: ProjectFile) -> None:
    """Copy what the file holds now over what it held before."""
    project.db.execute("vacuum")


def empty_log(project: ProjectFile) -> bool:
    """Move everything out of the write-ahead log and cut it to nothing, waiting for readers."""
    give_up = time.monotonic() + _PATIENCE
    while True:
        busy, _, _ = project.db.execute("pragma wal_checkpoint(truncate)").fetchone()
        if not busy or time.monotonic() > give_up:
            return not busy
        time.sleep(0.05)
