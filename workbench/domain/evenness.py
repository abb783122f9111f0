"""Who took part in what, as the team tells it: never counted, never taken from clicks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.domain.deciding import Entry
from workbench.domain.ids import Guid

# The stages every study begins with; the team adds others.
STARTING = {
    "questions": "Choosing the questions",
    "interviews": "Interviews and groups",
    "reading": "Reading and marking",
    "writing": "Writing",
    "sharing": "Sharing what we found",
}
# What somebody's part was. Not having been asked and choosing not to are different things.
PARTS = {
    "led": "led",
    "together": "decided together",
    "did": "did the work",
    "advised": "gave advice",
    "told": "was told",
    "not_asked": "not asked",
    "chose_not": "chose not to",
    "could_not": "could not",
}


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who took part or might have: a person, a group, a heading; no account is needed."""

    guid: Guid
    name: str
    person: Guid | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, with what people remember of it.

    `shaping` are answers to who did this and how it shaped things. `cells` has, by the one it is
    about, every memory of their part, which may differ.
    """

    key: str
    name: str
    shaping: tuple[Entry, ...] = ()
    cells: dict[Guid, tuple[Entry, ...]] = field(default_factory=dict)

    @property
    def told(self) -> bool:
        """Say whether anybody has told anything of it."""
        return bool(self.shaping or self.cells)


@dataclass(frozen=True, slots=True)
class Evenness:
    """Everything the team has told."""

    stages: tuple[Stage, ...]
    takers: tuple[Taker, ...]


def memory_in_words(memory: Entry) -> str:
    """Say one memory in words: the part, and what its teller added."""
    part = PARTS[memory.choice]
    return f"{part}: {memory.words}" if memory.words else part


def cell_in_words(memories: Iterable[Entry]) -> str:
    """Say a cell: one memory as it is, several with who tells each, a line for each."""
    memories = tuple(memories)
    if len({memory_in_words(each) for each in memories}) == 1:
        return memory_in_words(memories[0])
    return "\n".join(f"{each.by} says {memory_in_words(each)}" for each in memories)


def remembered_in_words(memories: Iterable[Entry]) -> str:
    """Say a cell without who tells it: memories that differ stand one after another."""
    first, *others = dict.fromkeys(memory_in_words(each) for each in memories)
    return "; also remembered as ".join([first, *others])
