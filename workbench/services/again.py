"""Who withdrew, or had an account erased, and is back with an older backup: it is done again."""

import json
from collections.abc import Iterator
from pathlib import Path

from workbench.domain.ids import Guid
from workbench.store import accounts_held, withdrawn_ids
from workbench.store.keys import KEY_FILE, Keys
from workbench.store.parts import participant
from workbench.store.workspace import Workspace

_ERASE = "erase again"


def after_restoring(workspace: Workspace, project: Guid, kept: Path) -> list[str]:
    """Remember, and say in sentences, who of a restored study had withdrawn by what was kept."""
    opened = workspace.project(project)
    earlier = kept / "projects" / opened.path.name
    if not earlier.exists():
        return []
    keys = Keys(kept) if (kept / KEY_FILE).exists() else workspace.keys
    back = withdrawn_ids.are_back(opened.db, keys, earlier)
    workspace.set_setting(_setting(project), json.dumps([row["guid"] for row in back]))
    return list(to_withdraw(workspace, project))


def to_withdraw(workspace: Workspace, project: Guid) -> Iterator[str]:
    """Say, in sentences, who withdrew and is back in a study, until they are withdrawn again."""
    db = workspace.project(project).db
    for guid in json.loads(workspace.setting(_setting(project)) or "[]"):
        who = participant(db, guid)
        if who:
            yield (
                f"{who['label']} withdrew after the backup was made and is back with it. Withdraw "
                "them again before anybody reads: the Participants page does it."
            )


def accounts_after_restoring(workspace: Workspace, kept: Path) -> list[str]:
    """Remember, and say in sentences, whose account had been erased by what was kept."""
    earlier = kept / "workspace.sqlite3"
    if not earlier.exists():
        return []
    workspace.set_setting(_ERASE, json.dumps(accounts_held.not_in(workspace, earlier)))
    return list(to_erase(workspace))


def to_erase(workspace: Workspace) -> Iterator[str]:
    """Say, in sentences, whose erased account is back, until it is erased again."""
    for guid in json.loads(workspace.setting(_ERASE) or "[]"):
        person = workspace.person(guid)
        if person:
            yield (
                f"The account of {person['name']} was erased after the backup was made and is "
                "back with it. Erase it again with `workbench person erase`."
            )


def _setting(project: Guid) -> str:
    return f"withdraw again {project}"
