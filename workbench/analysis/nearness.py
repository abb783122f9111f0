"""How near the marks of two readers are to each other, on the same words or overlapping ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from workbench.domain.codebook import Code
from workbench.domain.coding import Coding
from workbench.domain.ids import Guid

# Between two readers, each mark is held against that mark of the other which is nearest to it.
_NEAREST_FIRST = (
    "same",
    "other_stretch",
    "other_presence",
    "other_level",
    "here_and_missing",
    "other_code",
    "overlap_other_code",
)
_NOBODY = (0,) * len(_NEAREST_FIRST)
_Meaning = tuple[Guid, str]  # a code and a presence
Marks = list[tuple[str, Coding]]  # each with its side


class Nearness:
    """How near marks are to each other, as places in `_NEAREST_FIRST`.

    Sides are bits of a number here, so that a passage with hundreds of marks costs one step for
    each two meanings in it, not for each two marks.
    """

    def __init__(self, codes: Mapping[Guid, Code], values: Mapping[Guid, Code | None]) -> None:
        self.codes, self.values = codes, values
        self.by_key = {code.key: code for code in codes.values()}
        self.tops: dict[Guid, str] = {}
        # For two meanings: how near they are on the same words, and on overlapping ones.
        self.known: dict[_Meaning, dict[_Meaning, tuple[int, int]]] = defaultdict(dict)

    def kinds(self, near: list[Marks], far: list[Marks], sides: Sequence[str]) -> set[str]:
        """Hold each mark against the nearest of every other side, and say how they differ.

        `near` and `far` hold the marks on the same words together. Two marks that each cover more
        than half of the core share words. Marks that only touch it are held against the near
        ones, which speak of the same passage, and not against one another.
        """
        bit = {side: 1 << number for number, side in enumerate(sides)}
        everybody = (1 << len(sides)) - 1
        near_here, far_here = [_who(marks, bit) for marks in near], [_who(m, bit) for m in far]
        family: dict[str, dict[_Meaning, int]] = defaultdict(lambda: defaultdict(int))
        for here in (*near_here, *far_here):
            for meaning, who in here.items():
                family[self.top(meaning[0])][meaning] |= who
        overlapping: dict[_Meaning, list[int]] = {}
        for kin in family.values():
            for meaning in kin:
                overlapping[meaning] = self.reach(meaning, kin, apart=1)
                # Only codes under one top code can be nearer than the last place.
                overlapping[meaning][-1] = everybody
        found: set[int] = set()
        nearby = 0
        for here in near_here:
            for meaning, who in here.items():
                nearby |= who
                if who & (who - 1):  # more than one bit: several sides did exactly this
                    found.add(0)
                alone = len(here) == 1
                on_the_words = _NOBODY if alone else self.reach(meaning, here, apart=0)
                _meet(everybody & ~who, overlapping[meaning], on_the_words, found)
        for here in far_here:
            for meaning in here:
                _meet(nearby, overlapping[meaning], _NOBODY, found)
        return {_NEAREST_FIRST[place] for place in found}

    def reach(self, meaning: _Meaning, others: Mapping[_Meaning, int], *, apart: int) -> list[int]:
        """Say for each place who has a mark that near, on the same words or, apart, on others."""
        reach, known = [0] * len(_NEAREST_FIRST), self.known[meaning]
        for other, who in others.items():
            near = known.get(other) or self.between(meaning, other)
            reach[near[apart]] |= who
        return reach

    def between(self, one: _Meaning, other: _Meaning) -> tuple[int, int]:
        """Compare two codes with their presences, and remember the answer."""
        said = {one[1], other[1]}
        value, other_value = self.values.get(one[0]), self.values.get(other[0])
        same_code, same_branch = one[0] == other[0], self.same_branch(one[0], other[0])
        same_value = value is not None and other_value is not None and value.key == other_value.key
        if said == {"there", "missing"} and (same_code or same_branch or same_value):
            kinds = "here_and_missing", "here_and_missing"
        elif same_code and len(said) == 2 and "not_said" not in said:
            kinds = "other_presence", "other_presence"
        elif same_code:
            kinds = "same", "other_stretch"
        elif same_branch:
            kinds = "other_level", "other_level"
        else:
            kinds = "other_code", "overlap_other_code"
        near = _NEAREST_FIRST.index(kinds[0]), _NEAREST_FIRST.index(kinds[1])
        self.known[one][other] = near
        return near

    def same_branch(self, one: Guid, other: Guid) -> bool:
        """Say whether one of two codes stands anywhere under the other."""
        if one not in self.codes or other not in self.codes:
            return False
        return self.codes[one].key in self.above(other) or self.codes[other].key in self.above(one)

    def top(self, code: Guid) -> str:
        """Give the key of the top code over a code, which may be the code itself."""
        if code not in self.tops:
            known = self.codes.get(code)
            self.tops[code] = [known.key, *self.above(code)][-1] if known else code
        return self.tops[code]

    def above(self, code: Guid) -> list[str]:
        """Collect the keys of the codes that a code stands under, from the nearest up."""
        keys: list[str] = []
        parent = self.codes[code].parent
        while parent is not None and parent not in keys:
            keys.append(parent)
            parent = self.by_key[parent].parent if parent in self.by_key else None
        return keys


def _who(marks: Marks, bit: Mapping[str, int]) -> dict[_Meaning, int]:
    """For marks on the same words, say who meant what."""
    who: dict[_Meaning, int] = defaultdict(int)
    for side, coding in marks:
        who[coding.code, coding.presence] |= bit[side]
    return who


def _meet(left: int, overlapping: Sequence[int], same: Sequence[int], found: set[int]) -> None:
    """Add the place at which each of the sides that are left is met first."""
    for place, others in enumerate(overlapping):
        if met := left & (others | same[place]):
            found.add(place)
            left &= ~met
        if not left:
            return
