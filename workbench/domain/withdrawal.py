"""A text without one person's turns, and where everything else in it has come to stand."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.span import Span

# What stands where a withdrawn turn stood, so that the conversation is seen to have a gap.
TAKEN_OUT = "[taken out at this person's request]"
# What stands for an ID or a name in the headings and fields of a text that others are in too.
TAKEN_OUT_NAME = "[taken out]"


@dataclass(frozen=True, slots=True)
class Remainder:
    """A text after some of its turns were taken out.

    `before` are the turns as they stood in the old text and `turns` the same turns, in the same
    order, in the new `text`; `gone` numbers those that were taken out, from 0.
    """

    text: str
    before: tuple[Span, ...]
    turns: tuple[Span, ...]
    gone: frozenset[int]

    def touches(self, span: Span) -> bool:
        """Say whether a stretch of the old text has withdrawn words in it."""
        return any(turn in self.gone for turn in self._over(span))

    def carried(self, span: Span) -> Span | None:
        """Find where a stretch of the old text stands in the new one.

        A stretch that begins or ends in withdrawn words is cut to what remains outside them; one
        with withdrawn turns in its middle goes on over the line that stands there now. None when
        none of its words remain.
        """
        over = self._over(span)
        kept = [turn for turn in over if turn not in self.gone]
        if len(kept) == len(over):
            first, last = span.start, span.end - 1
        elif kept:
            first = max(span.start, self.before[kept[0]].start)
            last = min(span.end, self.before[kept[-1]].end) - 1
        else:
            return None
        return Span(self.moved(first), self.moved(last) + 1)

    def moved(self, at: int) -> int:
        """Find where one place of the old text stands in the new one.

        A place inside withdrawn words comes to stand where their turn begins.
        """
        turn = bisect_right(self.before, at, key=lambda span: span.start) - 1
        if turn < 0:
            return at
        was, is_now = self.before[turn], self.turns[turn]
        if at >= was.end:
            return is_now.end + at - was.end
        return is_now.start if turn in self.gone else is_now.start + at - was.start

    def _over(self, span: Span) -> range:
        """Number the turns a stretch of the old text has a part in."""
        return range(
            bisect_right(self.before, span.start, key=lambda turn: turn.end),
            bisect_left(self.before, span.end, key=lambda turn: turn.start),
        )


def take_out(text: str, turns: Sequence[Span], gone: Collection[int]) -> Remainder:
    """Put one neutral line in the place of each turn that is numbered in `gone`.

    `turns` are in order and do not overlap; whatever stands between them stays as it is.
    """
    parts: list[str] = []
    moved: list[Span] = []
    done = length = 0
    for number, turn in enumerate(turns):
        words = TAKEN_OUT if number in gone else text[turn.start : turn.end]
        between = text[done : turn.start]
        start = length + len(between)
        length, done = start + len(words), turn.end
        moved.append(Span(start, length))
        parts += [between, words]
    return Remainder("".join([*parts, text[done:]]), tuple(turns), tuple(moved), frozenset(gone))


def without_names(words: str, names: Iterable[str]) -> str:
    """Put a neutral word where an ID or a name stands as a word of its own, whatever its case."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        words = _as_a_word(name).sub(TAKEN_OUT_NAME, words)
    return words


def names_in(words: str, names: Iterable[str]) -> bool:
    """Say whether one of these IDs or names stands in a text as a word of its own."""
    return any(_as_a_word(name).search(words) for name in names if name)


def _as_a_word(name: str) -> re.Pattern[str]:
    # An underline, as file names have them, ends a word.
    return re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", re.IGNORECASE)
