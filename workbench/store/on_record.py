"""What the history keeps of files that left and lists that were opened; nobody's pace."""

from workbench.domain.ids import Guid
from workbench.store.database import rows
from workbench.store.project import ProjectFile, Writing

LEFT = "left"
KINDS = (
    LEFT,
    "replacements_opened",
    "replacements_exported",
    "replacements_destroyed",
    "participant_withdrawn",
    "document_issued",
)


def left(w: Writing, project: Guid, what: str) -> None:
    """Put on record that a file of a kind left the workbench."""
    w.record(LEFT, "project", project, after={"what": what})


def listed(project: ProjectFile) -> list[dict]:
    """What is on record, the newest first: on (a day), person, kind, what."""
    found = rows(
        project.db,
        "select revision, at, person, kind from changes"
        f" where kind in ({', '.join('?' * len(KINDS))}) order by revision desc",
        *KINDS,
    )
    return [
        {
            "on": row["at"][:10],
            "person": row["person"],
            "kind": row["kind"],
            "what": _what(project, row) if row["kind"] == LEFT else "",
        }
        for row in found
    ]


def _what(project: ProjectFile, row: dict) -> str:
    payload = project.payload_in(project.db, project.keys, row["revision"])
    return ((payload or {}).get("after") or {}).get("what", "")
