"""Whose leaving of a team is under way, so that a crash in the middle of it loses nothing."""

from workbench.domain.ids import Guid
from workbench.store.database import rows
from workbench.store.workspace import Workspace

_LEAVING = "leaving "


def begin(workspace: Workspace, project: Guid, person: Guid, chosen: str) -> None:
    """Take somebody out of a team, with what they chose kept until their words are gone."""
    with workspace.file.transaction() as db:
        db.execute("delete from memberships where project = ? and person = ?", (project, person))
        db.execute(
            "delete from links where project = ? and made_by = ? and used_at is null",
            (project, person),
        )
        db.execute(
            "insert or replace into settings values (?, ?)",
            (f"{_LEAVING}{project} {person}", chosen),
        )


def under_way(workspace: Workspace) -> list[tuple[Guid, Guid, str]]:
    """Whose leaving has begun and is not finished: project, person, what they chose."""
    found = []
    for row in rows(
        workspace.file.db, "select name, body from settings where name like ?", f"{_LEAVING}%"
    ):
        project, person = row["name"].removeprefix(_LEAVING).split()
        found.append((Guid(project), Guid(person), row["body"]))
    return found


def end(workspace: Workspace, project: Guid, person: Guid) -> None:
    """Put on record that somebody's leaving is finished."""
    with workspace.file.transaction() as db:
        db.execute("delete from settings where name = ?", (f"{_LEAVING}{project} {person}",))
    workspace.file.forget_earlier_pages()
