"""Codes and the tree they stand in. A codebook describes; it never grades."""

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.ids import Guid

Status = Literal["draft", "tried", "agreed", "retired"]
Level = Literal["foundation", "middle", "apex"]


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a codebook.

    `key` is the short name it has in the codebook file (`EC`, `SA1`); it is unique in a codebook
    and keeps its place when names are reworded. `parent` is the key of the code above it. `level`
    is set on the six values only and places them in the pyramid. `kind` tells values and the codes
    under them from key decisions and the rest. `plain_name` is a topic in everyday words, not a
    claim. Guidance nobody has written yet is an empty string, never a guess.
    """

    guid: Guid
    key: str
    name: str
    plain_name: str
    parent: str | None = None
    kind: Literal["value", "key_decision", "other"] = "other"
    level: Level | None = None
    definition: str = ""
    include_when: str = ""
    exclude_when: str = ""
    seed_phrase: str = ""
    status: Status = "draft"

    @property
    def is_value(self) -> bool:
        """Say whether this is one of the values themselves, not a code under one."""
        return self.kind == "value" and self.parent is None


@dataclass(frozen=True, slots=True)
class Codebook:
    """A named tree of codes in the order people should meet them."""

    key: str
    name: str
    version: str
    status: Status
    codes: tuple[Code, ...]
    origin: str = ""
    _by_key: dict[str, Code] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Be ready to find a code by its key, which is done for each code and each mark."""
        object.__setattr__(self, "_by_key", {code.key: code for code in self.codes})

    def values(self) -> tuple[Code, ...]:
        """The values, in order; the digits 1 to 6 apply them."""
        return tuple(code for code in self.codes if code.is_value)

    def value_over(self, key: str) -> Code | None:
        """Find the value a code stands under, or the value itself; None for other codes."""
        code = self._by_key.get(key)
        while code is not None and code.parent is not None:
            code = self._by_key.get(code.parent)
        return code if code is not None and code.is_value else None


# What a codebook file for other programs says of a code besides its name and definition: such a
# file has one field for all of it, in which each stands on a line of its own behind its label.
QDC_PARTS = {
    "plain_name": "In plain words",
    "include_when": "Use it when",
    "exclude_when": "Leave it when",
}
