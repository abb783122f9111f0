"""Work that goes on while nobody watches: a row for each job, and a folder with what it is about.

The row says whose job it is and how far it has come, and holds nobody's words. What was handed in,
what was seen of it and what came of it stand in the folder, file by file, until the job is put
away; then all of it is deleted.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from workbench.domain.ids import Guid, new_guid, now
from workbench.store.database import one, rows
from workbench.store.workspace import Workspace, later

_FOLDER = "uploads"


def begin(workspace: Workspace, kind: str, person: Guid, project: Guid) -> Guid:
    """Make a job in the state `gathering`, with an empty folder."""
    job = new_guid()
    folder(workspace, job).mkdir(parents=True, mode=0o700)
    with workspace.file.transaction() as db:
        db.execute(
            "insert into jobs values (?, ?, ?, ?, 'gathering', 0, 0, ?)",
            (job, kind, person, project, now()),
        )
    return job


def of(workspace: Workspace, kind: str, person: Guid, project: Guid) -> dict | None:
    """The newest job of a kind that somebody has in a study."""
    return one(
        workspace.file.db,
        "select * from jobs where kind = ? and person = ? and project = ?"
        " order by made_at desc limit 1",
        kind,
        person,
        project,
    )


def find(workspace: Workspace, job: str) -> dict | None:
    """One job: guid, kind, person, project, state, done, total, made_at."""
    return one(workspace.file.db, "select * from jobs where guid = ?", job)


def at_work(workspace: Workspace) -> list[dict]:
    """Jobs that have something left to do or may have, the oldest first."""
    return rows(
        workspace.file.db,
        "select * from jobs where state in ('gathering', 'running') order by made_at",
    )


def say(workspace: Workspace, job: str, state: str, *, done: int = 0, total: int = 0) -> None:
    """Keep how far a job has come."""
    with workspace.file.transaction() as db:
        db.execute(
            "update jobs set state = ?, done = ?, total = ? where guid = ?",
            (state, done, total, job),
        )


def end(workspace: Workspace, job: str) -> None:
    """Put a job away with everything in its folder."""
    shutil.rmtree(folder(workspace, job), ignore_errors=True)
    with workspace.file.transaction() as db:
        db.execute("delete from jobs where guid = ?", (job,))


def end_of_study(workspace: Workspace, project: str) -> None:
    """Put away every job of a study, since what was handed in may hold withdrawn words."""
    for row in rows(workspace.file.db, "select guid from jobs where project = ?", project):
        end(workspace, row["guid"])


def end_forgotten(workspace: Workspace, *, days: float) -> None:
    """Put away what nobody has come back to, and folders that have no job."""
    for row in rows(
        workspace.file.db, "select guid from jobs where made_at < ?", later(days=-days)
    ):
        end(workspace, row["guid"])
    known = {row["guid"] for row in rows(workspace.file.db, "select guid from jobs")}
    for left in (workspace.folder / _FOLDER).glob("*"):
        if left.name not in known:
            shutil.rmtree(left, ignore_errors=True)


def folder(workspace: Workspace, job: str) -> Path:
    """Where a job keeps what it is about."""
    return workspace.folder / _FOLDER / job


def write(place: Path, content: bytes) -> None:
    """Write a file of a job whole or not at all."""
    making = place.with_name(f"{place.name}.new")
    making.write_bytes(content)
    making.replace(place)


def write_words(place: Path, content: dict[str, Any]) -> None:
    """Write what is said of a file."""
    write(place, json.dumps(content, ensure_ascii=False).encode())


def read_words(place: Path) -> dict[str, Any] | None:
    """Read what is said of a file; None where it is not there."""
    try:
        return json.loads(place.read_bytes())
    except FileNotFoundError:
        return None
