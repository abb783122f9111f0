"""Who is looking at which study: the only place a viewer is made.

A desk is one person with one study open before them. It is made anew for every request, callback
and page run, from a sign-in looked up that moment, and never kept.
"""

from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import NotFound, SignInNeeded
from workbench.domain.ids import Guid, guid_from
from workbench.domain.people import JOBS, Viewer
from workbench.store.project import ProjectFile
from workbench.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """One viewer at one open project."""

    project: ProjectFile
    viewer: Viewer


def open_workspace(folder: Path | str) -> Workspace:
    """Open a workspace folder, making it when it is not there."""
    return Workspace(Path(folder))


def person_of(workspace: Workspace, token: str | None) -> Viewer:
    """Look up who a sign-in belongs to; `SignInNeeded` when it has ended."""
    found = workspace.signed_in(token) if token else None
    if found is None:
        raise SignInNeeded("You are not signed in, or your sign-in has ended. Sign in again.")
    return Viewer.checked(found["guid"], found["name"], member=False)


def from_sign_in(workspace: Workspace, token: str | None, project: str) -> Desk:
    """Sit a signed-in person down at a project of theirs.

    A project that is not there and one the person is no member of are answered alike.
    """
    viewer = person_of(workspace, token)
    guid = guid_from(project)
    jobs = workspace.jobs_of(guid, viewer.self())
    if jobs is None:
        raise NotFound("There is no such study here, or you are not in its team.")
    return Desk(
        workspace.project(guid),
        Viewer.checked(viewer.person, viewer.name, jobs=jobs, member=True),
    )


def from_command_line(workspace: Workspace, project: str, person: str | None = None) -> Desk:
    """Sit whoever holds the workspace folder down at a project, in a member's name or nobody's.

    Without a name this sees what every member may see: nothing private, nothing sealed.
    """
    guid = find_project(workspace, project)
    jobs = frozenset(JOBS)
    if person is None:
        return Desk(
            workspace.project(guid),
            Viewer.checked(None, "the command line", jobs=jobs, member=True),
        )
    found = workspace.person_called(person)
    own = workspace.jobs_of(guid, found["guid"]) if found else None
    if found is None or own is None:
        raise NotFound(
            f"There is nobody called {person} in that study. Add them with "
            "`workbench person add` and invite them to the study."
        )
    return Desk(
        workspace.project(guid),
        Viewer.checked(found["guid"], found["name"], jobs=own, member=True),
    )


def for_job(workspace: Workspace, person: Guid, project: Guid) -> Desk:
    """Seat the owner of a job that goes on without them, with the permissions they have now.

    Raises
    ------
    NotFound
        They have no account here or are not in the study's team any more.
    """
    found, jobs = workspace.person(person), workspace.jobs_of(project, person)
    if found is None or jobs is None:
        raise NotFound("Whoever began this is no longer in the team of that study.")
    return Desk(
        workspace.project(project), Viewer.checked(person, found["name"], jobs=jobs, member=True)
    )


def for_everybody(desk: Desk) -> Desk:
    """Show the same study as every member may see it, for what leaves the workbench.

    The jobs stay those of whoever asks. What they alone can see, such as their marks in a reading
    that has not been opened, is not there.
    """
    viewer = desk.viewer
    return Desk(
        desk.project, Viewer.checked(None, viewer.name, jobs=viewer.jobs, member=viewer.member)
    )


def find_project(workspace: Workspace, word: str) -> Guid:
    """Find a project by GUID, short name or exact name; `NotFound` says what there is."""
    listed = workspace.projects()
    for field in ("guid", "slug", "name"):
        found = [row for row in listed if row[field] == word]
        if len(found) == 1:
            return Guid(found[0]["guid"])
        if found:
            raise NotFound(f"{len(found)} studies are called {word}. Use the long identifier.")
    names = ", ".join(row["slug"] for row in listed) or "none yet"
    raise NotFound(f"There is no study called {word} in this workspace. There are: {names}.")


def my_projects(workspace: Workspace, token: str | None) -> list[dict]:
    """The studies the signed-in person is in: guid, name."""
    return workspace.memberships(person_of(workspace, token).self())
