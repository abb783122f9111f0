"""A day of reading together: some transcripts, read on our own first, then talked about."""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.deciding import Discussion, Entry, of_kinds
from workbench.domain.ids import Guid

# In what order the places where we differ are taken.
SEQUENCES = {
    "difference": "the most different first",
    "shuffle": "shuffled",
    "group": "as we like",
}
STATES = {
    "reading": "we read on our own first",
    "talking": "we talk about it",
    "paused": "we have stopped for now",
    "closed": "we have finished",
}
# What a group may write for its day, if it likes.
WRITTEN = {
    "rules": "Ground rules",
    "plan": "Plan for the day",
}
_CLOSELY = 100  # words a minute, read closely enough to mark them
_MUCH = 90  # minutes of close reading after which most people need a long break


@dataclass(frozen=True, slots=True)
class Day:
    """A day of reading together, as a member of the team sees it.

    `shown` is how the readings were, or would be, opened: with names, under headings or without.
    `invited` names who was asked to read, which says nothing of who came. `hosting` says that the
    viewer hosts it. `point` is the place the shared screen shows.
    """

    guid: Guid
    name: str
    round: Guid
    on: str
    state: str
    sequence: str
    shown: str
    host: str
    hosting: bool
    sources: tuple[Guid, ...]
    invited: tuple[str, ...]
    point: Guid | None
    entries: tuple[Entry, ...] = ()

    @property
    def opened(self) -> bool:
        """Say whether the readings have been opened together."""
        return self.state != "reading"

    def written(self, part: str) -> Entry | None:
        """Give what the group wrote, such as its ground rules; None where it did not."""
        return next(iter(of_kinds(self.entries, (part,))), None)


def minutes_of_reading(words: int) -> int:
    """Say how long reading closely takes each person, rounded up to five minutes."""
    return -(-words // _CLOSELY // 5) * 5 or 5


def is_much(minutes: int) -> bool:
    """Say whether that is more than most people read closely in one go."""
    return minutes > _MUCH


def in_order(
    points: Iterable[tuple[Discussion, int, int]], sequence: str
) -> tuple[Discussion, ...]:
    """Put the points of a day in order; each comes with its place by difference and by shuffle."""
    shuffled = sequence == "shuffle"
    placed = sorted(points, key=lambda point: point[2] if shuffled else point[1])
    return tuple(point for point, _, _ in placed)
