"""Backups: made while people work, looked at before they count, and thrown away in time.

The server makes its own on a schedule, in a process of low priority; anybody who holds the
workspace's folder can ask for one. A withdrawal names those that still hold the words.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workbench.domain.errors import WorkbenchError
from workbench.services import server_settings
from workbench.store import backup_list, backups
from workbench.store.workspace import Workspace

ENDING = ".workbench-backup"
_TROUBLE = "backup trouble"
_PATIENCE = timedelta(hours=6)
_POLITENESS = 10
_LOG = logging.getLogger(__name__)


def back_up(
    workspace: Workspace,
    out: Path | None = None,
    *,
    keys_out: Path | None = None,
    scheduled: bool = False,
) -> tuple[Path, list[str]]:
    """Make a backup, and look at every byte of it.

    Parameters
    ----------
    out
        The file, or a folder to make it in; the server's own folder for backups if none.
    keys_out
        Where the keys to private text go, if they are to be kept as well: apart, since whoever
        has both can read everybody's private words.

    Returns
    -------
    tuple
        The file, and in sentences what is the matter with what was copied.
    """
    place = out or folder(workspace)
    if out is None:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    if place.is_dir():
        place = place / f"workbench-{datetime.now(UTC):%Y-%m-%d-%H%M%S}{ENDING}"
    place = place.absolute()
    troubles = backups.pack(workspace, place)
    if keys_out is not None:
        backups.pack_keys(workspace, keys_out.absolute())
    kind = "scheduled" if scheduled else "asked"
    backup_list.remember(workspace, place, kind=kind, with_keys=keys_out is not None)
    if scheduled and not troubles:
        _throw_away_old(workspace)
    workspace.set_setting(_TROUBLE, " ".join(troubles))
    return place, troubles


def folder(workspace: Workspace) -> Path:
    """Where the server keeps its own backups."""
    named = server_settings.value(workspace, "backup-folder")
    return Path(named) if named else workspace.folder / "backups"


def due(workspace: Workspace) -> bool:
    """Say whether the server should make a backup now. A workspace without a study needs none."""
    every = server_settings.number(workspace, "backup-every-hours")
    if not every or not workspace.projects():
        return False
    last = max(
        (row["made_at"] for row in backup_list.made(workspace) if row["kind"] == "scheduled"),
        default="",
    )
    now = datetime.now(UTC)
    # A clock that was set back must not put backups off for as long as it was wrong.
    return not last or not now - timedelta(hours=every) < datetime.fromisoformat(last) <= now


def back_up_if_due(workspace: Workspace) -> None:
    """Make the server's own backup when it is time, in a process of low priority.

    What went wrong is kept for `trouble` to tell, and does not stop the server.
    """
    if not due(workspace):
        return
    command = [sys.executable, "-m", "workbench", "backup", "--scheduled"]
    try:
        with subprocess.Popen(
            [*command, "--workspace", str(workspace.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as making:
            with suppress(OSError):  # it has ended already
                os.setpriority(os.PRIO_PROCESS, making.pid, _POLITENESS)
            try:
                _, wrote = making.communicate(timeout=_PATIENCE.total_seconds())
            except subprocess.TimeoutExpired:
                making.kill()
                raise
        said = wrote.decode(errors="replace").strip()[-500:] if making.returncode else ""
    except (OSError, subprocess.TimeoutExpired) as trouble:
        said = f"The backup could not be made: {type(trouble).__name__}."
    if said:
        _LOG.error("The scheduled backup failed.")
        workspace.set_setting(_TROUBLE, said)


def trouble(workspace: Workspace) -> str:
    """What was the matter with the last backup; empty when it went well or there was none."""
    return workspace.setting(_TROUBLE) or ""


def that_hold_words(workspace: Workspace) -> Iterator[str]:
    """Say, in sentences, which backups there are that hold what the workspace held then."""
    made = backup_list.made(workspace)
    own = [row for row in made if row["kind"] == "scheduled"]
    asked = [row for row in made if row["kind"] == "asked"]
    kept = [row for row in made if row["kind"] == "kept" and Path(row["place"]).exists()]
    if own:
        keep = server_settings.number(workspace, "backup-keep-days")
        last = datetime.fromisoformat(own[-1]["made_at"]) + timedelta(days=keep)
        yield (
            f"The server’s own backups of {_days(own)} still hold these words. The last of them "
            f"is thrown away on {_day(last)} if the server runs."
        )
    if asked:
        yield (
            f"Backups that somebody made on {_days(asked)} still hold these words: destroy them "
            "wherever they were taken, and make a new one."
        )
    if kept:
        yield (
            f"What was kept aside when a backup was restored, on {_days(kept)}, still holds these "
            "words: whoever runs the server deletes it."
        )


def that_hold_keys(workspace: Workspace) -> Iterator[str]:
    """Say which backups were made with the keys, which is all that reads private words."""
    with_keys = [row for row in backup_list.made(workspace) if row["with_keys"]]
    if with_keys:
        yield (
            f"Keys went into a backup on {_days(with_keys)}. Whoever has those keys and a backup "
            "of the study from before can read your private notes of then, until one of the two "
            "is destroyed wherever it was taken."
        )


def _throw_away_old(workspace: Workspace) -> None:
    keep = timedelta(days=server_settings.number(workspace, "backup-keep-days"))
    until = (datetime.now(UTC) - keep).isoformat(timespec="milliseconds")
    for row in backup_list.made(workspace):
        if row["kind"] == "scheduled" and row["made_at"] < until:
            try:
                Path(row["place"]).unlink(missing_ok=True)
            except OSError as stays:
                raise WorkbenchError(
                    f"The old backup {Path(row['place']).name} could not be deleted "
                    f"({stays.strerror}). Delete it by hand."
                ) from stays
            backup_list.forget(workspace, row["guid"])


def _days(made: list[dict]) -> str:
    days = list(dict.fromkeys(_day(datetime.fromisoformat(row["made_at"])) for row in made))
    return days[0] if len(days) == 1 else f"{', '.join(days[:-1])} and {days[-1]}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
