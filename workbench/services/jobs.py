"""Jobs in a study: whoever does one can share it with a colleague or hand it on."""

from workbench.domain.errors import NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.people import JOBS
from workbench.services import projects
from workbench.services.desks import Desk
from workbench.store.workspace import Workspace


def held(workspace: Workspace, desk: Desk) -> dict[str, list[Guid]]:
    """For each job, who does it, in the order they joined."""
    found: dict[str, list[Guid]] = {job: [] for job in JOBS}
    for person in projects.members(desk):
        for job in workspace.jobs_of(desk.project.guid, person) or ():
            found[job].append(person)
    return found


def share(
    workspace: Workspace, desk: Desk, job: str, person: Guid, *, hand_on: bool = False
) -> None:
    """Have somebody do a job as well; or, where it is handed on, instead of oneself."""
    if job not in JOBS:
        raise NotReadable("That is not a part anybody can have in a study.")
    if not desk.viewer.may("accounts"):
        desk.viewer.must(job)
    if person not in projects.members(desk):
        raise NotFound("That person is not in this study’s team any more. Choose somebody else.")
    me = desk.viewer.self()
    _change(workspace, desk, person, _jobs(workspace, desk, person) | {job})
    if hand_on and person != me:
        _change(workspace, desk, me, _jobs(workspace, desk, me) - {job})


def stop(workspace: Workspace, desk: Desk, job: str, person: Guid) -> None:
    """Have somebody do a job no longer: oneself, or anybody for those who look after accounts."""
    if person != desk.viewer.self():
        desk.viewer.must("accounts")
    jobs = _jobs(workspace, desk, person)
    if job not in jobs:
        raise NotFound("They do not do that job any more.")
    if held(workspace, desk)[job] == [person]:
        raise NotAllowed(f"Nobody else may {JOBS[job]}. Share that job with somebody first.")
    _change(workspace, desk, person, jobs - {job})


def _jobs(workspace: Workspace, desk: Desk, person: Guid) -> frozenset[str]:
    return workspace.jobs_of(desk.project.guid, person) or frozenset()


def _change(workspace: Workspace, desk: Desk, person: Guid, jobs: frozenset[str]) -> None:
    workspace.put_in_team(desk.project.guid, person, jobs)
    with desk.project.writing(desk.viewer.self()) as w:
        w.record("jobs_changed", "member", person, after={"jobs": sorted(jobs)})
