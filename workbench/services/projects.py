"""Studies: making one, saying what is in it, and who is in its team."""

import re
import unicodedata
from pathlib import Path

from workbench.domain.codebook import Codebook
from workbench.domain.errors import UnreadableFile
from workbench.domain.ids import Guid
from workbench.domain.people import JOBS
from workbench.importers.codebook_yaml import read_codebook
from workbench.services import shipped
from workbench.services.desks import Desk
from workbench.store import codes, rounds, sources
from workbench.store import project as project_store
from workbench.store.project import ProjectFile
from workbench.store.workspace import Workspace

LONGEST_CREDIT = 120


def slug_of(name: str) -> str:
    """Make the short name a study's file and command line use."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "study"


def load_codebook(path: Path | None) -> Codebook:
    """Read a codebook file; the six values when none is named."""
    path = path or shipped.folder("codebooks") / shipped.FIRST_CODEBOOK
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise UnreadableFile(
            path.name, f"could not be opened ({trouble.strerror})", "Check the name and try again."
        ) from trouble
    return read_codebook(path.name, data)


def new_project(
    workspace: Workspace,
    name: str,
    *,
    by: Guid | None = None,
    by_name: str = "",
    about: str = "",
    codebook: Path | None = None,
) -> ProjectFile:
    """Make a study with a codebook and one open round; whoever makes it has every job in it."""
    book = load_codebook(codebook)
    project = workspace.new_project(name=name, about=about, slug=slug_of(name), by=by)
    with project.writing(by) as w:
        version = codes.put_in(w, book)
        rounds.open_first(w, version)
    if by is not None:
        put_in_team(workspace, project.guid, by, by_name, frozenset(JOBS))
    return project


def put_in_team(
    workspace: Workspace, project: Guid, person: Guid, name: str, jobs: frozenset[str]
) -> None:
    """Make a person a member, in the workspace first and then in the project."""
    workspace.put_in_team(project, person, jobs)
    with workspace.project(project).writing(person) as w:
        project_store.add_member(w, person, name)


def describe(workspace: Workspace, desk: Desk, *, name: str, about: str) -> None:
    """Reword the study's name and what it is about."""
    desk.viewer.must("accounts")
    with desk.project.writing(desk.viewer.person) as w:
        project_store.describe(w, name=name, about=about)
    workspace.rename_project(desk.project.guid, name)


def credit(desk: Desk) -> str:
    """How the viewer is named in documents; empty for “a team member”."""
    me = desk.viewer.self()
    return next(
        (row["credit"] for row in project_store.members(desk.project.db) if row["person"] == me),
        "",
    )


def choose_credit(desk: Desk, words: str) -> None:
    """Say how the viewer wants to be named in documents, in their own words or not at all."""
    with desk.project.writing(desk.viewer.self()) as w:
        project_store.set_credit(w, " ".join(words.split())[:LONGEST_CREDIT])


def credits(desk: Desk) -> dict[Guid, str]:
    """How each member wants to be named in documents; empty where they do not."""
    return {Guid(row["person"]): row["credit"] for row in project_store.members(desk.project.db)}


def credited(desk: Desk) -> tuple[str, ...]:
    """The team as each wants to be named, those who want no name together at the end."""
    names = [row["credit"] for row in project_store.members(desk.project.db)]
    unnamed = names.count("")
    told = {0: (), 1: ("a team member",)}.get(unnamed, (f"{unnamed} team members",))
    return (*(name for name in names if name), *told)


def info(desk: Desk) -> dict:
    """What a study holds, as every member may know it."""
    db = desk.project.db
    study = project_store.details(db)
    version = codes.latest_version(db) or {}
    return {
        "guid": study["guid"],
        "name": study["name"],
        "about": study["about"],
        "transcripts": len(sources.listed(db)),
        "participants": sources.participant_count(db),
        "codebook": version.get("label", ""),
        "codes": len(codes.all_codes(db)),
        "team": list(members(desk).values()),
    }


def team(workspace: Workspace, desk: Desk) -> list[dict]:
    """The team: guid, name, jobs in words."""
    return [
        {
            "guid": person,
            "name": name,
            "jobs": [
                JOBS[job]
                for job in JOBS
                if job in (workspace.jobs_of(desk.project.guid, person) or ())
            ],
        }
        for person, name in members(desk).items()
    ]


def members(desk: Desk) -> dict[Guid, str]:
    """Everybody who is in the team: GUID to name, in the order they joined."""
    return {
        Guid(row["person"]): row["name"]
        for row in project_store.members(desk.project.db)
        if not row["has_left"]
    }


def everybody(desk: Desk) -> dict[Guid, str]:
    """Everybody who is or was in the team, those who left as they chose to be called."""
    return {Guid(row["person"]): row["name"] for row in project_store.members(desk.project.db)}
