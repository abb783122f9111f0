"""What is left of a withdrawal: that it happened, when and by whom, and how much went."""

from workbench.store.database import rows
from workbench.store.project import ProjectFile


def listed(project: ProjectFile) -> list[dict]:
    """Each withdrawal there has been, newest first: guid, on, person, some, whole, parts, turns.

    `some` says that it was of a part of what somebody said, and that they stayed.
    """
    return [
        {
            "guid": row["guid"],
            "some": row["kind"] == "part_withdrawn",
            "on": row["at"][:10],
            "person": row["person"],
            **((project.payload_in(project.db, project.keys, row["revision"]) or {})["after"]),
        }
        for row in rows(
            project.db,
            "select revision, guid, at, person, kind from changes"
            " where kind in ('participant_withdrawn', 'part_withdrawn') order by revision desc",
        )
    ]
