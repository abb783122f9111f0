"""Holding a workspace folder for oneself, and knowing one whose restoring was cut short."""

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import IO

from workbench.domain.errors import WrongPlace

RESTORING, HALF_WAY = ".restoring", "half-way"


def hold(folder: Path) -> IO[str]:
    """Hold a workspace as the one running server; released when the file is closed."""
    file = (folder / "server.lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as taken:
        with suppress(OSError):
            file.close()
        raise WrongPlace(
            f"Another workbench is already serving the workspace {folder}. "
            "Stop it first, or use another workspace."
        ) from taken
    return file


def refuse_half_restored(folder: Path) -> None:
    """Refuse a workspace in which a restore was cut short, before anything new is made in it."""
    if (folder / RESTORING / HALF_WAY).exists():
        raise WrongPlace(
            f"Restoring a backup into the workspace {folder} was cut short. Run `workbench "
            "restore` with the same backup again: what was there before is kept."
        )
