"""Where people stopped reading. It is in the workspace file and sealed for each person alone: a
project file never tells who has read how far.
"""

import json

from workbench.domain.ids import Guid
from workbench.store.database import one
from workbench.store.workspace import Workspace


def keep(
    workspace: Workspace, person: Guid, place: tuple[Guid, Guid], version: str, position: int
) -> None:
    """Keep where somebody is in a transcript; `place` is the project and the source."""
    about = _about(workspace, place)
    sealed = workspace.keys.seal(person, json.dumps([version, position]), about=about)
    with workspace.file.transaction() as db:
        db.execute(
            "insert or replace into reading_places values (?, ?, ?)", (person, about, sealed)
        )


def find(workspace: Workspace, person: Guid, place: tuple[Guid, Guid]) -> tuple[str, int] | None:
    """Where somebody stopped: the version and the position in it."""
    about = _about(workspace, place)
    row = one(
        workspace.file.db,
        "select sealed from reading_places where person = ? and about = ?",
        person,
        about,
    )
    words = workspace.keys.unseal(person, row["sealed"], about=about) if row else None
    if words is None:
        return None
    version, position = json.loads(words)
    return version, position


def _about(workspace: Workspace, place: tuple[Guid, Guid]) -> str:
    return workspace.keys.fingerprint("place {} {}".format(*place).encode())
