"""Leaving the team: the person chooses what stays, takes their own words away, and the rest goes.

Readings, notes shared with the team and documents that were issued stay as they are. The workspace
is told first, with what was chosen; what a crash leaves undone is finished at the next start.
"""

import json
from collections.abc import Mapping
from contextlib import suppress

from workbench.domain.errors import AlreadyThere, NotAllowed, NotReadable, WorkbenchError
from workbench.domain.ids import Guid
from workbench.domain.people import JOBS
from workbench.services import accounts, backing_up, jobs, projects
from workbench.services.desks import Desk
from workbench.services.lookalikes import looks_like
from workbench.store import departures, members_left
from workbench.store.workspace import Workspace

FORMER = "a former member"


def foretold(workspace: Workspace, desk: Desk, *, name: str, perspectives_stay: bool) -> list[str]:
    """Say in sentences what leaving does; nothing is changed."""
    stays = "What you said of where you read from stays with your marks where you shared it."
    goes = "What you said of where you read from is erased from every mark; the marks stay."
    last = "Their key goes too, so that nobody can read them from a copy of the study either."
    told = [
        f"Your marks, decisions and shared notes stay under the name “{name}”.",
        stays if perspectives_stay else goes,
        "Notes only you, or people you picked, can read are destroyed. Download them first.",
        *([last] if _only_here(workspace, desk) else []),
        "What you have not finished reading is free again, and nothing keeps whose it was.",
        "Documents that have been issued are not changed.",
    ]
    return [*told, *what_remains(workspace), "This cannot be undone."]


def what_remains(workspace: Workspace) -> list[str]:
    """Say in sentences what somebody who leaves a team has here still."""
    return [
        "Your account remains until you erase it, on the page “Your account”, or ask whoever runs "
        "the workbench to.",
        *backing_up.that_hold_keys(workspace),
    ]


def leave(workspace: Workspace, desk: Desk, *, name: str, perspectives_stay: bool) -> None:
    """Leave the team of this study. This cannot be undone.

    Parameters
    ----------
    name
        What one's readings are called from now on; empty for “a former member”.
    perspectives_stay
        Whether what one shared of where one reads from stays with the marks that carry it.

    Raises
    ------
    NotAllowed
        Nobody else does one of the jobs that one does.
    """
    if not desk.viewer.member:
        raise NotReadable("You are not in the team of this study.")
    name = chosen_name(name, projects.members(desk), desk.viewer.self())
    alone = alone_in(workspace, desk)
    if alone:
        raise NotAllowed(
            f"Nobody else may {JOBS[alone[0]]}. Share that job with somebody first, on the Team "
            "page; then you can leave."
        )
    depart(workspace, desk, name=name, perspectives_stay=perspectives_stay)


def chosen_name(name: str, members: Mapping[Guid, str], me: Guid) -> str:
    """What somebody's readings are called once they have left; never like somebody who stays."""
    if not name.strip():
        return FORMER
    name = accounts.checked_name(name)
    other = looks_like(name, (called for person, called in members.items() if person != me))
    if other is not None:
        raise AlreadyThere(
            f"Your readings would look like those of {other}, who stays in the team. Choose "
            "another name."
        )
    return name


def alone_in(workspace: Workspace, desk: Desk) -> list[str]:
    """The jobs of this study that the viewer does and nobody else."""
    me = desk.viewer.self()
    return [job for job, people in jobs.held(workspace, desk).items() if people == [me]]


def depart(
    workspace: Workspace,
    desk: Desk,
    *,
    name: str,
    perspectives_stay: bool,
    keeps_credit: bool = True,
) -> None:
    """Leave, where it has been looked at that nobody is needed and what the name will be.

    `keeps_credit` says whether how somebody chose to be named in documents outlasts their name.
    """
    me = desk.viewer.self()
    now, credit = projects.members(desk)[me], projects.credit(desk)
    chosen_credit = name == now or (keeps_credit and credit != now)
    chosen = {
        "name": name,
        "credit": credit if chosen_credit else "" if name == FORMER else name,
        "perspectives_stay": perspectives_stay,
    }
    departures.begin(workspace, desk.project.guid, me, json.dumps(chosen))
    _finish(workspace, desk.project.guid, me, chosen)


def resume(workspace: Workspace) -> None:
    """Finish what a crash left undone of somebody's leaving."""
    for project, person, chosen in departures.under_way(workspace):
        with suppress(WorkbenchError):  # a file that is not there is told to whoever opens it
            _finish(workspace, project, person, json.loads(chosen))


def _finish(workspace: Workspace, project: Guid, person: Guid, chosen: dict) -> None:
    opened = workspace.project(project)
    with opened.writing(person) as w:
        members_left.leave(w, **chosen)
    if not workspace.memberships(person):
        workspace.keys.destroy(person)
    departures.end(workspace, project, person)


def _only_here(workspace: Workspace, desk: Desk) -> bool:
    return len(workspace.memberships(desk.viewer.self())) == 1
