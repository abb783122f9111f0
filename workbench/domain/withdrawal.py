"""A text without one person's turns, and where everything else in it has come to stand."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from workbench.domain.revision import Edit, Revision, revise
from workbench.domain.span import Span

# What stands where a withdrawn turn stood, so that the conversation is seen to have a gap.
TAKEN_OUT = "[taken out at this person's request]"
# What stands for an ID or a name in the headings and fields of a text that others are in too.
TAKEN_OUT_NAME = "[taken out]"
# So many words of theirs in a row, in what the team wrote, are taken for a quotation.
QUOTED = 5
# A whole turn of so many words is, too, where nobody else said the same.
WHOLE_TURN = 3
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True)
class Remainder(Revision):
    """A text after some of its turns were taken out.

    `stood` are the turns as they stood in the old text and `turns` the same turns, in the same
    order, in the new `text`; `gone` numbers those that were taken out, from 0.
    """

    stood: tuple[Span, ...]
    turns: tuple[Span, ...]
    gone: frozenset[int]

    def carried(self, span: Span) -> Span | None:
        """Find where a stretch of the old text stands in the new one.

        A stretch that begins or ends in withdrawn words is cut to what remains outside them; one
        with withdrawn turns in its middle goes on over the line that stands there now. None when
        none of its words remain.
        """
        over = range(
            bisect_right(self.stood, span.start, key=lambda turn: turn.end),
            bisect_left(self.stood, span.end, key=lambda turn: turn.start),
        )
        kept = [turn for turn in over if turn not in self.gone]
        if len(kept) == len(over):
            first, last = span.start, span.end - 1
        elif kept:
            first = max(span.start, self.stood[kept[0]].start)
            last = min(span.end, self.stood[kept[-1]].end) - 1
        else:
            return None
        return Span(self.moved(first), self.moved(last) + 1)

    def place(self, span: Span) -> None:
        """Say that what was on withdrawn words alone goes with them."""
        return


def take_out(text: str, turns: Sequence[Span], gone: Collection[int]) -> Remainder:
    """Put one neutral line in the place of each turn that is numbered in `gone`.

    `turns` are in order and do not overlap; whatever stands between them stays as it is.
    """
    left = revise(
        text,
        (
            Edit(turn.start, turn.end, TAKEN_OUT)
            for number, turn in enumerate(turns)
            if number in gone
        ),
    )
    moved = tuple(Span(left.moved(turn.start), left.moved(turn.end)) for turn in turns)
    return Remainder(
        text, left.text, left.edits, stood=tuple(turns), turns=moved, gone=frozenset(gone)
    )


def without_names(words: str, names: Iterable[str], *, put: str = TAKEN_OUT_NAME) -> str:
    """Put a neutral word where an ID or a name stands as a word of its own, whatever its case."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        words = _as_a_word(name).sub(put, words)
    return words


def names_in(words: str, names: Iterable[str]) -> bool:
    """Say whether one of these IDs or names stands in a text as a word of its own."""
    return any(_as_a_word(name).search(words) for name in names if name)


def quotations_out_of(said: Iterable[str], *, stay: Iterable[str] = ()) -> Callable[[str], str]:
    """Give what puts a neutral line where a text repeats what was said; as `repeats_of`."""
    repeats = repeats_of(said, stay=stay)

    def without(words: str) -> str:
        out, end = [], 0
        for span in repeats(words):
            out += [words[end : span.start], TAKEN_OUT]
            end = span.end
        return "".join([*out, words[end:]])

    return without


def repeats_of(
    said: Iterable[str], *, stay: Iterable[str] = ()
) -> Callable[[str], tuple[Span, ...]]:
    """Give what finds where a text repeats what was said.

    That is `QUOTED` words in a row, or a whole turn of `WHOLE_TURN` words or more, unless the
    same is in one of the texts that `stay`; fewer are anybody's.

    Parameters
    ----------
    said
        The turns, one by one.
    stay
        Read only once something is found.
    """
    theirs: set[tuple[str, ...]] = set()
    for other in said:
        heard = _plain(other)
        theirs.update(tuple(heard[at : at + QUOTED]) for at in range(len(heard) - QUOTED + 1))
        if WHOLE_TURN <= len(heard) < QUOTED:
            theirs.add(tuple(heard))
    lengths = sorted({len(run) for run in theirs})

    @cache
    def texts() -> tuple[str, ...]:
        return tuple(f" {' '.join(_plain(text))} " for text in stay)

    @cache
    def is_theirs(run: tuple[str, ...]) -> bool:
        words = f" {' '.join(run)} "
        return not any(words in text for text in texts())

    def found(words: str) -> tuple[Span, ...]:
        tokens = list(_WORD.finditer(words))
        plain = [each.group().casefold() for each in tokens]
        repeated = [False] * len(tokens)
        for length in lengths:
            for at in range(len(tokens) - length + 1):
                run = tuple(plain[at : at + length])
                if run in theirs and is_theirs(run):
                    repeated[at : at + length] = [True] * length
        return tuple(
            Span(of[0][1].start(), of[-1][1].end())
            for again, together in groupby(zip(repeated, tokens, strict=True), lambda of: of[0])
            if again and (of := list(together))
        )

    return found


def _plain(words: str) -> list[str]:
    return [found.group().casefold() for found in _WORD.finditer(words)]


def _as_a_word(name: str) -> re.Pattern[str]:
    # An underline, as file names have them, ends a word.
    return re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", re.IGNORECASE)
