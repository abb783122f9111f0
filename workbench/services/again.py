"""Who withdrew and is back because an older backup was restored: they are withdrawn again."""

import json
from collections.abc import Iterator
from pathlib import Path

from workbench.domain.ids import Guid
from workbench.store import withdrawn_ids
from workbench.store.keys import KEY_FILE, Keys
from workbench.store.parts import participant
from workbench.store.workspace import Workspace


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


def _setting(project: Guid) -> str:
    return f"withdraw again {project}"
