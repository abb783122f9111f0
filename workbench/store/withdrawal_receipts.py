"""What is left of a withdrawal: that it happened, when and by whom, and how much went."""

from workbench.store.database import rows
from workbench.store.project import ProjectFile


def listed(project: ProjectFile) -> list[dict]:
    """Each withdrawal there has been, newest first: guid, on, person, whole, parts, turns."""
    return [
        {
            "guid": row["guid"],
            "on": row["at"][:10],
            "person": row["person"],
            **((project.payload_in(project.db, project.keys, row["revision"]) or {})["after"]),
        }
        for row in rows(
            project.db,
            "select revision, guid, at, person from changes where kind = 'participant_withdrawn'"
            " order by revision desc",
        )
    ]
