"""How near what two readers meant is, on the same words or on overlapping ones."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from workbench.domain.codebook import Code
from workbench.domain.ids import Guid

# Between two readers, each mark is held against that mark of the other which is nearest to it.
NEAREST_FIRST = (
    "same",
    "other_stretch",
    "other_presence",
    "other_level",
    "here_and_missing",
    "other_code",
    "overlap_other_code",
)
# The place of marks that share neither a code nor a branch of the codebook.
FURTHEST = len(NEAREST_FIRST) - 1
_SAME, _STRETCH, _PRESENCE, _LEVEL, _HERE_AND_MISSING, _OTHER, _OVERLAP = range(FURTHEST + 1)
Numbers = NDArray[np.int64]


class Nearness:
    """What marks mean, as numbers, and how near two meanings are, as places in `NEAREST_FIRST`.

    A meaning is a code with a presence.
    """

    def __init__(self, codes: Mapping[Guid, Code], values: Mapping[Guid, Code | None]) -> None:
        by_key = {code.key: number for number, code in enumerate(codes.values())}
        parents = [by_key.get(code.parent or "") for code in codes.values()]
        value_keys = [value.key if (value := values.get(guid)) else None for guid in codes]
        known = {key: number for number, key in enumerate(dict.fromkeys(value_keys))}
        self._codes = {guid: number for number, guid in enumerate(codes)}
        self._tops = list(range(len(codes)))
        # A code that is not in the codebook is as the last row: in no branch, under no value.
        self._unknown = len(codes)
        self._one_branch = np.zeros((len(codes) + 1, len(codes) + 1), dtype=bool)
        self._value = np.array([*(-1 if k is None else known[k] for k in value_keys), -1])
        for number in range(len(codes)):
            above, parent = [number], parents[number]
            while parent is not None and parent not in above:
                above.append(parent)
                parent = parents[parent]
            self._tops[number] = above[-1]
            self._one_branch[number, above[1:]] = self._one_branch[above[1:], number] = True
        self._meanings: dict[tuple[Guid, str], int] = {}
        self._presences: dict[str, int] = {"there": 0, "missing": 1, "not_said": 2}
        self._code_of: list[int] = []
        self._presence_of: list[int] = []

    def meaning(self, code: Guid, presence: str) -> int:
        """Give the number of a code with a presence."""
        known = self._meanings.get((code, presence))
        if known is None:
            known = self._meanings[code, presence] = len(self._meanings)
            number = self._codes.setdefault(code, len(self._codes))
            if number == len(self._tops):
                self._tops.append(number)
            self._code_of.append(number)
            self._presence_of.append(self._presences.setdefault(presence, len(self._presences)))
        return known

    @property
    def known(self) -> int:
        """How many meanings have been numbered."""
        return len(self._meanings)

    def branch(self, meanings: Numbers) -> Numbers:
        """Say under which top code each stands; only within one are two nearer than furthest."""
        return np.array(self._tops)[np.array(self._code_of)[meanings]]

    def places(self, one: Numbers, other: Numbers, *, same_words: bool) -> Numbers:
        """Say how near each two are, on the same words or on others that overlap them."""
        codes, presences = np.array(self._code_of), np.array(self._presence_of)
        code, its_code = codes[one], codes[other]
        said, its_said = presences[one], presences[other]
        known, its_known = np.minimum(code, self._unknown), np.minimum(its_code, self._unknown)
        same = code == its_code
        branch = self._one_branch[known, its_known]
        value = (self._value[known] == self._value[its_known]) & (self._value[known] >= 0)
        found = np.where(same_words, _OTHER, _OVERLAP) + np.zeros_like(one)
        found[branch] = _LEVEL
        found[same] = _SAME if same_words else _STRETCH
        found[same & (said != its_said) & (said != 2) & (its_said != 2)] = _PRESENCE
        # One says there and the other missing: 0 and 1.
        found[(said + its_said == 1) & (same | branch | value)] = _HERE_AND_MISSING
        return found
