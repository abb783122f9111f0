"""How a codebook changes: one step of its story, what it rests on, and what it asks readers."""

from dataclasses import dataclass, field
from typing import Final

from workbench.domain.codebook import Status
from workbench.domain.ids import Guid
from workbench.domain.span import Span

CHANGES: Final = {
    "added": "added",
    "reworded": "reworded",
    "moved": "moved",
    "merged": "merged",
    "split": "split",
    "stage": "moved to another stage",
    "retired": "retired",
    "returned": "taken up again",
    "named": "this version was named",
    "taken_in": "taken in from a file",
}
STAGES: Final[dict[Status, str]] = {
    "draft": "draft",
    "tried": "tried out",
    "agreed": "agreed",
    "retired": "retired",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a transcript, in the newest version of its text."""

    source: Guid
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a codebook is changed. Nothing of it is required.

    `asked_by` says in the team's words who asked: a person, a group, somebody outside.
    `decision` names a decision of the team. `passages` are places that prompted the change.
    """

    why: str = ""
    asked_by: str = ""
    decision: Guid | None = None
    passages: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a codebook's story.

    `codes` are those it was made from, or is about; `into` those it led to. `version` is the
    codebook as it stood after it, and `number` counts the versions.
    """

    guid: Guid
    kind: str
    version: Guid
    number: int
    on: str
    person: Guid | None
    why: str = ""
    asked_by: str = ""
    decision: Guid | None = None
    codes: tuple[Guid, ...] = ()
    into: tuple[Guid, ...] = ()
    marks: frozenset[Guid] = field(default=frozenset())

    @property
    def asks(self) -> bool:
        """Say whether readers are asked about their own marks because of it."""
        return self.kind in ("merged", "split") or bool(self.marks)
