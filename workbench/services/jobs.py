"""Jobs in a study: whoever does one can share it with a colleague or hand it on.

Who does what is in the workspace, which is told first; what it was before is in the study's
history, so that one can take back one's own last step as long as nobody has changed it since.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from workbench.domain.errors import CannotUndo, NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.people import JOBS
from workbench.services import projects, steps, undoing
from workbench.services.desks import Desk
from workbench.store import operations
from workbench.store.project import ProjectFile
from workbench.store.workspace import Workspace

SCOPE = "jobs"
# A job handed on is not taken back long after by somebody who does it no more.
_UNDONE_WITHIN = timedelta(days=1)
_Jobs = frozenset[str]
_Changed = Mapping[Guid, tuple[_Jobs, _Jobs]]


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
    after = {person: _jobs(workspace, desk, person) | {job}}
    if hand_on and person != me:
        after[me] = _jobs(workspace, desk, me) - {job}
    _change(workspace, desk, after)


def stop(workspace: Workspace, desk: Desk, job: str, person: Guid) -> None:
    """Have somebody do a job no longer: oneself, or anybody for those who look after accounts."""
    if person != desk.viewer.self():
        desk.viewer.must("accounts")
    jobs = _jobs(workspace, desk, person)
    if job not in jobs:
        raise NotFound("They do not do that job any more.")
    if held(workspace, desk)[job] == [person]:
        raise NotAllowed(f"Nobody else may {JOBS[job]}. Share that job with somebody first.")
    _change(workspace, desk, {person: jobs - {job}})


def undo(workspace: Workspace, desk: Desk) -> None:
    """Take back one's own last step in sharing out jobs, where nobody has changed it since."""
    told = _last(desk)
    if told is None:
        raise CannotUndo("There is nothing of yours to undo here.")
    operation, changed = told
    before = {person: was for person, (was, _) in changed.items()}
    if not _may_take_back(workspace, desk, changed):
        undoing.pass_by(desk, SCOPE, "undo")
        raise CannotUndo("Somebody has changed who does that since, so it stays as it is.")
    for person, jobs in before.items():
        workspace.put_in_team(desk.project.guid, person, jobs)
    with desk.project.writing(desk.viewer.self()) as w:
        for person, jobs in before.items():
            w.record("jobs_changed", "member", person, after={"jobs": sorted(jobs)})
        operations.set_state(w, operation, "undone")


def to_take_back(desk: Desk) -> list[Guid]:
    """Whose jobs one changed with one's own last step, while that can still be taken back."""
    told = _last(desk)
    return list(told[1]) if told else []


def _last(desk: Desk) -> tuple[int, _Changed] | None:
    """One's own last step here: for each person in it their jobs before and after."""
    db = desk.project.db
    operation = operations.last_done(db, desk.viewer.self(), SCOPE)
    if operation is None:
        return None
    done = datetime.fromisoformat(operations.done_at(db, operation))
    if datetime.now(UTC) - done > _UNDONE_WITHIN:
        return None
    found: dict[Guid, tuple[_Jobs, _Jobs]] = {}
    for one in operations.changes_of(db, operation):
        told = ProjectFile.payload_in(db, desk.project.keys, one["revision"]) or {}
        found[one["object"]] = _of(told.get("before")), _of(told.get("after"))
    return operation, found


def _may_take_back(workspace: Workspace, desk: Desk, changed: _Changed) -> bool:
    """Say whether all stand as they were left, one may still say so, and no job is left alone."""
    team, me = projects.members(desk), desk.viewer.self()
    for person, (was, now) in changed.items():
        if person not in team or _jobs(workspace, desk, person) != now:
            return False
        for job in was ^ now:
            mine = desk.viewer.may(job) or job in changed.get(me, (frozenset(),))[0]
            if not (mine or desk.viewer.may("accounts")):
                return False
    return all(
        set(people) - changed.keys() or any(job in was for was, _ in changed.values())
        for job, people in held(workspace, desk).items()
        if people
    )


def _of(told: dict | None) -> _Jobs:
    return frozenset((told or {}).get("jobs", ()))


def _jobs(workspace: Workspace, desk: Desk, person: Guid) -> _Jobs:
    return workspace.jobs_of(desk.project.guid, person) or frozenset()


def _change(workspace: Workspace, desk: Desk, after: Mapping[Guid, _Jobs]) -> None:
    before = {person: sorted(_jobs(workspace, desk, person)) for person in after}
    for person, jobs in after.items():
        workspace.put_in_team(desk.project.guid, person, jobs)
    with steps.step(desk, SCOPE, job=None) as w:
        for person, jobs in after.items():
            w.record(
                "jobs_changed",
                "member",
                person,
                before={"jobs": before[person]},
                after={"jobs": sorted(jobs)},
            )
