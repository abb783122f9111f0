"""What one participant said: their own turns, and nobody else's, wherever they took part."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.store import participants
from workbench.store import parts as parts_store
from workbench.store.project import ProjectFile

# What stands between somebody's words where somebody else speaks.
SOMEBODY_ELSE = " … "


@dataclass(frozen=True, slots=True)
class Said:
    """What a participant said in one transcript.

    `turns` are theirs, in order. `known` is False where several people took part and no speaker
    is linked to them. `alone` says that they were asked on their own.
    """

    source: Guid
    name: str
    version: str
    text: str
    turns: tuple[Span, ...]
    known: bool
    alone: bool

    def words(self) -> Iterator[str]:
        """Give the words of each turn."""
        for turn in self.turns:
            yield self.text[turn.start : turn.end]

    def within(self, span: Span) -> str:
        """Give what of a stretch is theirs; “…” stands for what somebody else says between."""
        pieces: list[str] = []
        for turn in self.turns:
            if turn.overlaps(span):
                pieces.append(self.text[max(turn.start, span.start) : min(turn.end, span.end)])
        return SOMEBODY_ELSE.join(pieces)

    def has_any_of(self, span: Span) -> bool:
        """Say whether a stretch has words of theirs in it."""
        return any(turn.overlaps(span) for turn in self.turns)


def said_by(project: ProjectFile, participant: Guid) -> list[Said]:
    """What a participant said, transcript by transcript, in order of name."""
    found, db = [], project.db
    for part in parts_store.of(db, participant):
        speaking = participants.speaking(db, part.version)
        found.append(
            Said(
                part.source,
                part.name,
                part.version,
                part.text,
                tuple(
                    turn
                    for number, turn in enumerate(part.turns)
                    # Where one person took part, the questions go with them, and are not theirs.
                    if number in part.gone and speaking[number]["role"] != "interviewer"
                ),
                part.known,
                part.whole,
            )
        )
    return found
