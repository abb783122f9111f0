"""Whether a workspace is kept as it should be: who may read its files, and who is in a team."""

import stat
from collections.abc import Iterator

from workbench.store import checks
from workbench.store.database import PROMISES, one, rows
from workbench.store.keys import KEY_FILE
from workbench.store.project import ProjectFile, members
from workbench.store.workspace import MEMBER, Workspace

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def troubles(workspace: Workspace, project: ProjectFile) -> Iterator[str]:
    """Say, in sentences, what is the matter around one study; nothing when all is well."""
    db = workspace.file.db
    for line in checks.damage(db):
        yield f"The workspace file is damaged: {line}. Restore it from your backup."
    for name, kept in workspace.file.pragmas().items():
        if kept != PROMISES[name]:
            yield f"The workspace file was opened with {name} {kept}, not {PROMISES[name]}."
    for path in (workspace.folder, workspace.folder / KEY_FILE):
        if stat.S_IMODE(path.stat().st_mode) & _OTHERS:
            yield (
                f"Other accounts of this machine may look into {path.name}: take that from them "
                "with `chmod go-rwx`."
            )
    listed = one(db, "select name, file_name from projects where guid = ?", project.guid)
    kept = one(project.db, "select guid, name from project")
    if kept is None or kept["guid"] != project.guid:
        yield f"The file {project.path.name} holds another study than the workspace says."
    elif listed is not None and listed["name"] != kept["name"]:
        yield "The workspace has another name for this study than its file. Save its name again."
    named = {row["person"] for row in members(project.db)}
    for row in rows(
        db,
        "select p.guid, p.name from memberships m join people p on p.guid = m.person"
        " where m.project = ? and m.job = ?",
        project.guid,
        MEMBER,
    ):
        if row["guid"] not in named:
            yield (
                f"{row['name']} is in the team and not in the study’s file. Add them again with "
                "`workbench person add` and --project."
            )
    for row in rows(
        db,
        "select distinct person from memberships where project = ?1 and person not in"
        " (select person from memberships where project = ?1 and job = ?2)",
        project.guid,
        MEMBER,
    ):
        yield f"The account {row['person']} has a part in the study without being in its team."
