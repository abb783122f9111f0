"""What the pane keeps for a person: where they stopped reading, and how they like it to look.

It is in the workspace file and sealed for each person alone: a project file never tells who has
read how far.
"""

import json
from typing import Any

from workbench.domain.ids import Guid
from workbench.store.database import one
from workbench.store.workspace import Workspace

_SETTINGS = b"settings"


def keep(
    workspace: Workspace, person: Guid, place: tuple[Guid, Guid], version: str, position: int
) -> None:
    """Keep where somebody is in a transcript; `place` is the project and the source."""
    _seal(workspace, person, _named(place), [version, position])


def find(workspace: Workspace, person: Guid, place: tuple[Guid, Guid]) -> tuple[str, int] | None:
    """Where somebody stopped: the version and the position in it."""
    found = _unseal(workspace, person, _named(place))
    return (found[0], found[1]) if found else None


def keep_settings(workspace: Workspace, person: Guid, settings: dict[str, str]) -> None:
    """Keep how somebody likes the pane, in place of what was kept before."""
    _seal(workspace, person, _SETTINGS, settings)


def settings(workspace: Workspace, person: Guid) -> dict[str, str]:
    """How somebody likes the pane."""
    return _unseal(workspace, person, _SETTINGS) or {}


def _named(place: tuple[Guid, Guid]) -> bytes:
    return "place {} {}".format(*place).encode()


def _seal(workspace: Workspace, person: Guid, name: bytes, what: object) -> None:
    about = workspace.keys.fingerprint(name)
    sealed = workspace.keys.seal(person, json.dumps(what), about=about)
    with workspace.file.transaction() as db:
        db.execute(
            "insert or replace into reading_places values (?, ?, ?)", (person, about, sealed)
        )


def _unseal(workspace: Workspace, person: Guid, name: bytes) -> Any:
    about = workspace.keys.fingerprint(name)
    row = one(
        workspace.file.db,
        "select sealed from reading_places where person = ? and about = ?",
        person,
        about,
    )
    words = workspace.keys.unseal(person, row["sealed"], about=about) if row else None
    return None if words is None else json.loads(words)
