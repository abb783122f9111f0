"""Putting a backup, or one study's file, in the place of what is there, which is kept aside.

What is put in place is made ready beside it first. The moves themselves are a few names; that they
are under way stands on the disk, so that a workspace with half of them is refused, not opened.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from workbench.domain.errors import WrongPlace
from workbench.store import backups
from workbench.store.database import DAMAGED, copy_of
from workbench.store.holding import HALF_WAY, RESTORING, hold
from workbench.store.project import ENDING
from workbench.store.project_schema import PROJECT

_BESIDE = ("", "-wal", "-shm")


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Hold a workspace folder, and give a place in it to make ready what is to be put there."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        held = hold(folder)
    except OSError as trouble:
        raise WrongPlace(
            f"The workspace folder {folder} cannot be used: {trouble.strerror}."
        ) from trouble
    place, finished = folder / RESTORING, False
    try:
        if not (place / HALF_WAY).exists():
            shutil.rmtree(place, ignore_errors=True)
        place.mkdir(exist_ok=True, mode=0o700)
        ready = place / "ready"
        shutil.rmtree(ready, ignore_errors=True)
        ready.mkdir(mode=0o700)
        yield ready
        finished = True
    except OSError as trouble:
        raise WrongPlace(
            f"Restoring could not be finished: {trouble.strerror}. What was there is kept; run "
            "`workbench restore` again."
        ) from trouble
    finally:
        if finished or not (place / HALF_WAY).exists():
            shutil.rmtree(place, ignore_errors=True)
        held.close()


def swap(folder: Path, ready: Path) -> Path | None:
    """Put what was made ready in its place; where what stood there is kept is returned."""
    kept = _aside(folder)
    (ready.parent / HALF_WAY).touch()
    backups.sync_folder(ready.parent)
    for name in sorted(path.name for path in ready.iterdir()):
        for ending in _BESIDE:
            old = folder / f"{name}{ending}"
            if old.exists():
                kept.mkdir(exist_ok=True, mode=0o700)
                old.rename(kept / old.name)
        (ready / name).rename(folder / name)
    backups.sync_folder(folder)
    (ready.parent / HALF_WAY).unlink()
    return kept if kept.exists() else None


def keep_aside(folder: Path, file_name: str) -> Path | None:
    """Move one study's file aside; where it is kept, None when there was none."""
    kept = _aside(folder) / "projects"
    for ending in _BESIDE:
        old = folder / "projects" / f"{file_name}{ending}"
        if old.exists():
            kept.mkdir(parents=True, exist_ok=True, mode=0o700)
            old.rename(kept / old.name)
    return kept.parent if kept.exists() else None


def _aside(folder: Path) -> Path:
    """Give a place that nothing was kept in before."""
    stamp = f"kept-before-restore-{datetime.now(UTC):%Y-%m-%d-%H%M%S}"
    names = (stamp if number == 1 else f"{stamp}-{number}" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


def one_study(path: Path, ready: Path) -> tuple[Path, str, str]:
    """Copy a study's file and look at it: the copy, the study's GUID and its name."""
    made = ready / f"study{ENDING}"
    try:
        copy_of(path, made)
    except DAMAGED as trouble:
        raise WrongPlace(f"{path.name} is not a backup and not a study’s file.") from trouble
    backups.sound(made, PROJECT, "a workbench project")
    looking = sqlite3.connect(f"{made.absolute().as_uri()}?mode=ro", uri=True)
    try:
        found = looking.execute("select guid, name from project").fetchall()
    except DAMAGED:
        found = []
    finally:
        looking.close()
    if len(found) != 1 or not all(isinstance(word, str) for word in found[0]):
        raise WrongPlace(f"{path.name} has no study in it.")
    return made, *found[0]
