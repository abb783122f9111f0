"""Gathering marks into passages, and finding of all of them at once how their sides differ.

Passages are about *cores*: the shortest stretches marked. A mark belongs to every core of which it
covers more than half, and a mark that covers more than half of no shorter core begins a core of
its own. Cores share at most half of their words, so a chain of overlapping marks never grows into
one passage as long as the text, however long some marks are.

Sides are bits of a number here, so that words with hundreds of marks cost one step for each two
meanings on them and not for each two marks. Many texts are worked on together, in whole arrays: a
step in Python for each mark would take ten times as long.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.nearness import FURTHEST, Nearness, Numbers

# Where a text has more sides than fit into 64 bits, Python's own numbers stand for them.
_BITS = 63
Masks = NDArray[Any]  # of 64 bits, or of Python's own numbers
Yes = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks in one text: where each begins and ends, what it means, its sides as bits."""

    starts: list[int]
    ends: list[int]
    meanings: list[int]
    sides: list[int]


@dataclass(frozen=True, slots=True)
class Passages:
    """Every passage of several texts, in the order of the texts and of their words.

    `sides` has the bits of those who marked each, and `places` those of the places in
    `NEAREST_FIRST` at which they differ. `first` says with which passage each text begins and, at
    its end, how many passages there are.
    """

    starts: list[int]
    ends: list[int]
    sides: list[int]
    places: list[int]
    first: list[int]
    _words: Numbers
    _close: Yes
    _words_of: Numbers
    _marks: Numbers
    _marks_of: Numbers

    def marks(self, passage: int) -> tuple[list[int], list[int]]:
        """Number the marks that share a passage's words, and those that only touch them.

        They are numbered through all texts, and come in the order of the words they are on.
        """
        own = slice(self._words_of[passage], self._words_of[passage + 1])
        near: list[int] = []
        far: list[int] = []
        for words, close in zip(self._words[own], self._close[own], strict=True):
            marks = self._marks[self._marks_of[words] : self._marks_of[words + 1]]
            (near if close else far).extend(marks.tolist())
        return near, far


def gathered(texts: Sequence[Marks], nearness: Nearness) -> Passages:
    """Gather the marks of several texts, none of them without any, into passages."""
    # Texts are laid after one another, so that no mark of one touches any of another.
    bases = np.cumsum([0, *(max(text.ends) for text in texts)])
    shift = np.repeat(bases[:-1], [len(text.starts) for text in texts])
    starts = shift + np.concatenate([text.starts for text in texts])
    ends = shift + np.concatenate([text.ends for text in texts])
    meanings = np.concatenate([text.meanings for text in texts])
    bits = [side for text in texts for side in text.sides]
    sides = np.array(bits, dtype=np.int64 if max(bits) >> _BITS == 0 else object)

    # What is marked several times is looked at once: `on` says which words each mark is on.
    words, on = np.unique(starts << 32 | ends, return_inverse=True)
    word_starts, word_ends = words >> 32, words & 0xFFFFFFFF
    core_starts, core_ends = _cores(word_starts, word_ends)
    at, core = _each(
        np.searchsorted(core_ends, word_starts, side="right"),
        np.searchsorted(core_starts, word_ends, side="left"),
    )
    core, at = _by(core, at)
    shared = np.minimum(word_ends[at], core_ends[core])
    shared -= np.maximum(word_starts[at], core_starts[core])
    close = 2 * shared > core_ends[core] - core_starts[core]

    said, who = _together(on * nearness.known + meanings, sides)
    here, places = _differing(_Said(said, who, nearness), at, core, close, len(core_starts))
    bounds = np.searchsorted(core_starts, bases)
    base = np.repeat(bases[:-1], np.diff(bounds))
    return Passages(
        starts=(core_starts - base).tolist(),
        ends=(core_ends - base).tolist(),
        sides=here.tolist(),
        places=places.tolist(),
        first=bounds.tolist(),
        _words=at,
        _close=close,
        _words_of=np.searchsorted(core, np.arange(len(core_starts) + 1)),
        _marks=np.argsort(on, kind="stable"),
        _marks_of=np.searchsorted(np.sort(on), np.arange(len(words) + 1)),
    )


def _cores(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """Choose the cores, the shortest first.

    None lies within another, so cores in order of their starts are in order of their ends too, and
    those that a mark meets stand together.
    """
    shortest = np.lexsort((starts, ends - starts))
    found_starts: list[int] = []
    found_ends: list[int] = []
    in_turn = zip(starts[shortest].tolist(), ends[shortest].tolist(), strict=True)
    for start, end in in_turn:
        # This is done for all words marked in a study, so it is written out and calls little.
        for at in range(bisect_right(found_ends, start), bisect_left(found_starts, end)):
            left, right = found_starts[at], found_ends[at]
            shared = (end if end < right else right) - (start if start > left else left)
            if 2 * shared > right - left:
                break
        else:
            at = bisect_left(found_starts, start)
            found_starts.insert(at, start)
            found_ends.insert(at, end)
    return np.array(found_starts), np.array(found_ends)


class _Said:
    """What was meant on each words, each once, with the sides that meant it."""

    def __init__(self, said: Numbers, who: Masks, nearness: Nearness) -> None:
        self.who, self.nearness = who, nearness
        self.words, self.meaning = np.divmod(said, nearness.known)

    def reach(self) -> Masks:
        """Say for each place who meant something that near on the very same words."""
        one, other = _each(
            np.searchsorted(self.words, self.words, side="left"),
            np.searchsorted(self.words, self.words, side="right"),
        )
        places = self.nearness.places(self.meaning[one], self.meaning[other], same_words=True)
        return _reached(one, places, self.who[other], len(self.who))


def _differing(
    said: _Said, at: Numbers, core: Numbers, close: Yes, cores: int
) -> tuple[Masks, Numbers]:
    """Give for each core the sides that marked it, and the places at which they differ.

    Every mark is held against the nearest of each other side. Marks that only touch a core count
    for those sides alone that have none on its words; they are held against marks on its words,
    which speak of the same passage, and not against one another.
    """
    meet, one = _each(
        np.searchsorted(said.words, at, side="left"),
        np.searchsorted(said.words, at, side="right"),
    )
    core, close = core[meet], close[meet]
    who, meaning = said.who[one], said.meaning[one]
    nearby = _by_core(core[close], who[close], cores)
    who = np.where(close, who, who & ~nearby[core])
    everybody = _by_core(core, who, cores)

    # Only passages of several sides can differ.
    kept = (who != 0) & _several(everybody)[core]
    core, close, who, one, meaning = (each[kept] for each in (core, close, who, one, meaning))
    key = core * said.nearness.known + meaning
    meant, meant_by = _together(key, who)
    overlapping = _overlapping(meant, meant_by, said.nearness)
    overlapping[:, FURTHEST] = everybody[meant // said.nearness.known]
    row = np.searchsorted(meant, key)
    same_words = said.reach()
    left = np.where(close, everybody[core] & ~who, nearby[core])
    places = (close & _several(who)).astype(np.int64)  # several sides meant exactly this
    for place in range(FURTHEST + 1):
        others = overlapping[row, place]
        met = left & np.where(close, others | same_words[one, place], others)
        places |= (met != 0).astype(np.int64) << place
        left = left & ~met
    return everybody, _by_core(core, places, cores)


def _overlapping(meant: Numbers, who: Masks, nearness: Nearness) -> Masks:
    """Say for each meaning in a core and each place who meant something that near, in it."""
    core, meaning = np.divmod(meant, nearness.known)
    branch = core * nearness.known + nearness.branch(meaning)
    order = np.argsort(branch, kind="stable")
    branch = branch[order]
    one, other = _each(
        np.searchsorted(branch, branch, side="left"),
        np.searchsorted(branch, branch, side="right"),
    )
    one, other = order[one], order[other]
    places = nearness.places(meaning[one], meaning[other], same_words=False)
    return _reached(one, places, who[other], len(meant))


def _reached(one: Numbers, places: Numbers, who: Masks, many: int) -> Masks:
    """Gather for each of so many, in a column for each place, who was met there."""
    found = np.zeros((many, FURTHEST + 1), dtype=who.dtype)
    key, met = _together(one * (FURTHEST + 1) + places, who)
    found.reshape(-1)[key] = met
    return found


def _each(first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
    """Pair each place with every number from its first up to its last."""
    many = np.maximum(last - first, 0)
    place = np.repeat(np.arange(len(many)), many)
    begun = np.cumsum(many) - many
    return place, np.arange(len(place)) - begun[place] + first[place]


def _by(key: Numbers, *others: Numbers) -> tuple[Numbers, ...]:
    """Put arrays in order of the first of them."""
    order = np.argsort(key, kind="stable")
    return tuple(each[order] for each in (key, *others))


def _together(key: Numbers, bits: Masks) -> tuple[Numbers, Masks]:
    """Give each key once, in order, with all the bits that stand at it."""
    if not len(key):
        return key, bits
    key, bits = _by(key, bits)
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return key[first], np.bitwise_or.reduceat(bits, first)


def _by_core(core: Numbers, bits: Masks, cores: int) -> Masks:
    """Gather the bits that stand at each core, 0 where none do."""
    found = np.zeros(cores, dtype=bits.dtype)
    there, together = _together(core, bits)
    found[there] = together
    return found


def _several(sides: Masks) -> Yes:
    """Say where more than one side stands."""
    return (sides & (sides - 1)) != 0
