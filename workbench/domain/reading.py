"""Reading in a team: how a reading may be shown when it is opened, and a person's own line."""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.span import Span

# How a reading is shown when it is opened together, from the least private to the most.
SHOWN = {
    "named": "with our names",
    "heading": "without names, under our shared headings",
    "unnamed": "without names",
}
# What a person may say of themselves, alone, and clear again.
LINES = {
    "fine": "fine",
    "busy": "busy",
    "stuck": "stuck, please ask me",
    "leave": "please don’t chase",
}
# From this many people on, the number of those who are ready says nothing of any one of them.
ENOUGH_TO_COUNT = 5
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """How far somebody is with what they were asked to read of a transcript.

    `passage` is where that stands; None is all of it.
    """

    state: str
    passage: Span | None = None

    @property
    def of_the_whole(self) -> str:
        """How far they are with the whole of it, which whoever has a passage was not asked for."""
        return self.state if self.passage is None else "not_asked"

    def reaches(self, span: Span) -> bool:
        """Say whether a stretch lies wholly within what they were asked to read."""
        return self.passage is None or self.passage.contains(span)

    def shared(self, other: "ReadSoFar") -> "ReadSoFar | None":
        """What both were asked to read, as far as this one is with it; None where that is none."""
        passages = [each.passage for each in (self, other) if each.passage]
        if len(passages) == 2 and not passages[0].overlaps(passages[1]):
            return None
        return ReadSoFar(
            self.state,
            Span(max(each.start for each in passages), min(each.end for each in passages))
            if passages
            else None,
        )


def most_private(choices: Iterable[str]) -> str:
    """Give the most private of several ways of being shown: it wins for everybody."""
    return max(choices, key=list(SHOWN).index)


def reader_called(number: int, headings: Iterable[str] = ()) -> str:
    """Name a reader who is not named, from 0: `Reader A`, and the headings they read from."""
    letter = chr(ord("A") + number % _LETTERS) + (
        str(number // _LETTERS + 1) * (number >= _LETTERS)
    )
    return ", ".join([f"Reader {letter}", *headings])
