"""Which account at another organisation belongs to whom here."""

from workbench.domain.ids import Guid
from workbench.store.database import one
from workbench.store.workspace import Workspace


def person(workspace: Workspace, issuer: str, subject: str) -> Guid | None:
    """Who an account elsewhere belongs to here."""
    found = one(
        workspace.file.db,
        "select person from elsewhere where issuer = ? and subject = ?",
        issuer,
        subject,
    )
    return Guid(found["person"]) if found else None


def connect(workspace: Workspace, issuer: str, subject: str, whose: Guid) -> None:
    """Keep that an account elsewhere is somebody's here; again does nothing."""
    with workspace.file.transaction() as db:
        db.execute("insert or ignore into elsewhere values (?, ?, ?)", (issuer, subject, whose))


def connected(workspace: Workspace, whose: Guid) -> bool:
    """Say whether somebody has an account elsewhere connected."""
    return one(workspace.file.db, "select 1 from elsewhere where person = ?", whose) is not None


def disconnect(workspace: Workspace, whose: Guid) -> None:
    """Forget every account elsewhere of a person."""
    with workspace.file.transaction() as db:
        db.execute("delete from elsewhere where person = ?", (whose,))
