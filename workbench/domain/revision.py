"""A text with some of its words replaced, and where everything in it has come to stand."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate

from workbench.domain.span import Span

# What is compared of two texts: sentences and lines first, and words where those differ.
# Letters with their accents, joined emoji and whatever else stands together stay one word.
_SENTENCE = re.compile(r"[^.?!\n]*(?:[.?!]+\s*|\n+|$)")
_WORD = re.compile(r"""\s|[.,;:!?…“”‘’"'()\[\]–—-]|[^\s.,;:!?…“”‘’"'()\[\]–—-]+""")

# A word of so many letters, left alone of several, is a “the” or a “not” more often than not.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that take the place of a stretch of the old text.

    `start` and `end` are code points of the old text, half-open; where they are the same, `words`
    are put in there. `stands_for` says that the new words mean what the old ones did, as a
    pseudonym does, so that whatever was on the old words alone goes with them.
    """

    start: int
    end: int
    words: str
    stands_for: bool = False


@dataclass(frozen=True)
class Revision:
    """A text before and after some edits, which are in order and do not overlap."""

    before: str
    text: str
    edits: tuple[Edit, ...]

    def carried(self, span: Span) -> Span | None:
        """Find where a stretch of the old text stands in the new one.

        A stretch whose words remain is moved with them. One of which a part was replaced is
        stretched over the new words in that part's place. None when less than half of it remains,
        counted in words and in letters, or a single short word such as “the”: what stands there
        now is then something else, and a person says whether it is still meant.
        """
        touched = self._over(span)
        if not touched:
            return self._stretched(span)
        if not self._keeps_its_words(span, touched) and not any(
            edit.stands_for and edit.words for edit in touched
        ):
            return None
        return self._trimmed(self._stretched(span))

    def touches(self, span: Span) -> bool:
        """Say whether some of the words of a stretch were replaced."""
        return bool(self._over(span))

    def place(self, span: Span) -> Span | None:
        """Find what stands where a stretch stood of whose words not enough remain.

        Those are the new words there, or the word nearest to the place; None where a stretch like
        that goes for good.
        """
        now = self._trimmed(self._stretched(span))
        return now or _nearest_word(self.text, self.moved(span.start))

    def moved(self, at: int) -> int:
        """Find where one place of the old text stands in the new one.

        A place inside replaced words comes to stand where the new ones begin, and before what is
        put in at that very place.
        """
        number = bisect_left(self.edits, at, key=lambda edit: edit.start)
        inside = number and self.edits[number - 1].end > at
        return self._at(number - 1 if inside else number, at)

    def moved_turns(self, turns: Iterable[Span]) -> list[Span]:
        """Find where turns stand that follow one another with one character between them.

        Words put in at either end of a turn are in it. No edit may touch what is between turns.
        """
        moved, start = [], 0
        for turn in turns:
            last = turn.end == len(self.before)
            end = len(self.text) if last else self._followed(turn.end)
            moved.append(Span(start, end))
            start = end + 1
        return moved

    def back(self) -> "Revision":
        """Make the revision that leads from the new text to the old one."""
        return Revision(
            self.text,
            self.before,
            tuple(
                Edit(
                    start,
                    start + len(edit.words),
                    self.before[edit.start : edit.end],
                    edit.stands_for,
                )
                for edit, start in zip(self.edits, self._starts, strict=True)
            ),
        )

    def came_from(self, span: Span) -> Span | None:
        """Find the stretch of the old text that a stretch of the new one was made of.

        All that was replaced by words of which it has a part is in it, and so is what was taken
        away at either end. None where it was put in altogether.
        """
        back = self.back()
        whole = back._stretched(span)
        start, end = back.moved(span.start), back._followed(span.end)
        end = max(end, whole.end if whole else end)
        return Span(start, end) if start < end else None

    def _over(self, span: Span) -> Sequence[Edit]:
        """The edits that replaced a part of a stretch; what was put in replaced nothing."""
        first = bisect_right(self.edits, span.start, key=lambda edit: edit.end)
        last = bisect_left(self.edits, span.end, key=lambda edit: edit.start)
        return [edit for edit in self.edits[first:last] if edit.start < edit.end]

    def _keeps_its_words(self, span: Span, touched: Sequence[Edit]) -> bool:
        kept, at = [], span.start
        for edit in touched:
            kept.append(self.before[at : max(at, edit.start)])
            at = edit.end
        kept.append(self.before[at : span.end])
        whole = self.before[span.start : span.end]
        # Only what separates words was replaced or is not seen, or there never were any words.
        if _letters("".join(kept)) == _letters(whole):
            return any(kept)
        words, left = _words(whole), [word for part in kept for word in _words(part)]
        if not left or (len(left) == 1 and len(left[0]) <= _SHORT):
            return False
        return 2 * len(left) >= len(words) or 2 * len("".join(left)) >= len("".join(words))

    def _stretched(self, span: Span) -> Span | None:
        """A stretch with the whole of the new words wherever one of its ends was replaced."""
        start, last = self._followed(span.start), span.end - 1
        number = bisect_right(self.edits, last, key=lambda edit: edit.end)
        inside = number < len(self.edits) and self.edits[number].start <= last
        end = self._at(number, last) + (len(self.edits[number].words) if inside else 1)
        return Span(start, end) if start < end else None

    def _trimmed(self, span: Span | None) -> Span | None:
        """A stretch without white space at its ends, which a replaced word may have left there."""
        if span is None:
            return None
        words = self.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - len(words) + len(words.rstrip())
        return Span(start, end) if start < end else None

    def _followed(self, at: int) -> int:
        """Where the character at a place stands now, or the words that replaced it begin."""
        return self._at(bisect_right(self.edits, at, key=lambda edit: edit.end), at)

    def _at(self, number: int, at: int) -> int:
        """Move a place that lies behind the edits before `number`, and in that one at most."""
        behind = self.edits[number - 1] if number else None
        shift = self._starts[number - 1] + len(behind.words) - behind.end if behind else 0
        inside = number < len(self.edits) and self.edits[number].start < at
        return shift + (self.edits[number].start if inside else at)

    @cached_property
    def _starts(self) -> list[int]:
        """Where the words of each edit begin in the new text."""
        grown = accumulate(
            (len(edit.words) - (edit.end - edit.start) for edit in self.edits), initial=0
        )
        return [edit.start + more for edit, more in zip(self.edits, grown, strict=False)]


def revise(text: str, edits: Iterable[Edit]) -> Revision:
    """Carry out edits, in order and not overlapping, on a text.

    Raises
    ------
    ValueError
        They are out of order, overlap, or lie outside the text.
    """
    edits, parts, done = tuple(edits), [], 0
    for edit in edits:
        if not done <= edit.start <= edit.end <= len(text):
            raise ValueError(f"no edit can follow {done} and replace {edit.start} to {edit.end}")
        parts += [text[done : edit.start], edit.words]
        done = edit.end
    return Revision(text, "".join([*parts, text[done:]]), edits)


def edits_between(old: str, new: str, *, at: int = 0) -> list[Edit]:
    """Find which words to replace to make one text of another.

    Replaced words with nothing but spaces or punctuation between them are one edit.

    Parameters
    ----------
    at
        Where the old text begins in the whole, so that the edits fit that.
    """
    joined: list[tuple[int, int, int, int]] = []
    for i, j, k, m in _differing(old, new, _SENTENCE):
        for a, b, c, d in _differing(old[i:j], new[k:m], _WORD):
            found = (i + a, i + b, k + c, k + d)
            last = joined[-1] if joined else None
            if last and not _says_something(old[last[1] : found[0]]):
                joined[-1] = (last[0], found[1], last[2], found[3])
            else:
                joined.append(found)
    return [Edit(at + i, at + j, new[k:m]) for i, j, k, m in joined]


def _differing(old: str, new: str, unit: re.Pattern[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of both texts that differ by whole units: start and end in the old and the new."""
    before, after = unit.findall(old), unit.findall(new)
    in_old = list(accumulate(map(len, before), initial=0))
    in_new = list(accumulate(map(len, after), initial=0))
    # White space alone never says that two places are the same.
    for tag, a, b, c, d in SequenceMatcher(str.isspace, before, after, False).get_opcodes():
        if tag != "equal":
            yield in_old[a], in_old[b], in_new[c], in_new[d]


def _says_something(words: str) -> bool:
    """Say whether there is a letter, a number or a sign such as an emoji in it."""
    return any(unicodedata.category(character)[0] in "LNS" for character in words)


def _letters(text: str) -> str:
    """What is said in a text: letters with their accents, numbers and signs such as an emoji."""
    return "".join(one for one in text if unicodedata.category(one)[0] in "LMNS")


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if _says_something(word)]


def _nearest_word(text: str, at: int) -> Span | None:
    """The word nearest to a place, on its own line where there is one."""
    line = text.rfind("\n", 0, at) + 1, (text.find("\n", at) + len(text) + 1) % (len(text) + 1)
    for start, end in (line, (0, len(text))):
        words = [Span(*word.span()) for word in re.compile(r"\S+").finditer(text, start, end)]
        if words:
            return min(words, key=lambda word: max(word.start - at, at - word.end))
    return None
