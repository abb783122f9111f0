"""Peer support groups and sets: what participants took part in, and chosen transcripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.ids import Guid

NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class KeyDecision:
    """What a group chose in one of the choices groups make.

    `passages` are marks, by GUID, on the words this rests on; they may be none.
    """

    words: str = NOT_KNOWN
    passages: tuple[Guid, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportGroup:
    """A peer support group that participants took part in or run.

    An empty `area` and no `settings` mean that they are not known. `decisions` maps the code of a
    key decision to what is known of it; one that is absent is not known.
    """

    guid: Guid
    name: str
    area: str = ""
    about: str = ""
    settings: tuple[str, ...] = ()
    participants: tuple[Guid, ...] = ()
    decisions: Mapping[Guid, KeyDecision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TranscriptSet:
    """A named choice of transcripts for a focused analysis."""

    guid: Guid
    name: str
    sources: tuple[Guid, ...] = ()
