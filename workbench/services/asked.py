"""What waits for somebody: their own marks, drafts they were asked to read, days to look again.

Of marks and drafts nobody else is shown any; a decision's day to look again is everybody's.
Nothing of it is counted for the team or kept anywhere.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from workbench.domain.deciding import Decision
from workbench.domain.document import KINDS
from workbench.services import deciding, documents, recoding
from workbench.services.desks import Desk
from workbench.services.documents import Wanted
from workbench.store import documents as document_store


@dataclass(frozen=True, slots=True)
class Asked:
    """What waits: how many marks of mine, the drafts by name, and decisions whose day has come."""

    marks: int
    drafts: tuple[tuple[Wanted, str], ...]
    again: tuple[Decision, ...]


def of_me(desk: Desk, *, today: date | None = None) -> Asked:
    """Find what is asked of whoever is looking, up to a day, which is today unless given."""
    by = (today or datetime.now(UTC).date()).isoformat()
    return Asked(
        marks=recoding.how_many(desk),
        drafts=tuple(_drafts(desk)),
        again=tuple(
            one
            for one in deciding.listed(desk)
            if any(entry.choice and entry.choice <= by for entry in one.said("review"))
        ),
    )


def _drafts(desk: Desk) -> list[tuple[Wanted, str]]:
    groups = documents.groups_to_choose_from(desk)
    found = []
    for key in document_store.asked_of(desk.project.db, desk.viewer.self()):
        kind, _, group = key.partition(":")
        if not group:
            found.append((Wanted(kind), KINDS[kind]))
        elif group in groups:
            found.append((Wanted(kind, group), f"{KINDS[kind]}: {groups[group]}"))
    return found
