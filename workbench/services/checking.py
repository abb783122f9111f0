"""Looking a study over, and saying what is the matter with what is kept of it."""

from workbench.services import again, backing_up
from workbench.services.desks import Desk
from workbench.store import checks, workspace_checks
from workbench.store.workspace import Workspace


def check(desk: Desk) -> list[str]:
    """Check one study's file; nothing in it is changed.

    Returns
    -------
    list of str
        One plain sentence for each trouble, without anybody's words in it but names of
        transcripts; empty when the study is sound.
    """
    return checks.troubles(desk.project)


def check_around(workspace: Workspace, desk: Desk) -> list[str]:
    """Check what a study needs beside its file: permissions, keys, the list, the last backup."""
    return [
        *workspace_checks.troubles(workspace, desk.project),
        *again.to_withdraw(workspace, desk.project.guid),
        *again.to_erase(workspace),
        *filter(None, [backing_up.trouble(workspace)]),
    ]
