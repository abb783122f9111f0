"""What a note can be about besides words of a transcript: a code, a set, and so on.

Each kind has a word and says what of it a viewer may see by name. Whatever a study comes to hold
is added to `KINDS`; a note whose thing has gone, or may not be seen, keeps quiet about it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid
from workbench.services.desks import Desk
from workbench.store import codes, sets


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: its word on the screen, and those a viewer may see, GUID to name."""

    word: str
    names: Callable[[Desk], Mapping[str, str]]


def _codes(desk: Desk) -> dict[str, str]:
    # Of codes held back until a reading is opened, only one's own are told.
    return {code.guid: code.name for code in codes.all_codes(desk.project.db, desk.viewer.person)}


def _sets(desk: Desk) -> dict[str, str]:
    return {each.guid: each.name for each in sets.listed(desk.project.db)}


KINDS: dict[str, Kind] = {"code": Kind("Code", _codes), "set": Kind("Set", _sets)}


def names(desk: Desk) -> dict[str, Mapping[str, str]]:
    """Everything a note can be about, by kind: GUID to name."""
    return {kind: each.names(desk) for kind, each in KINDS.items()}


def to_choose_from(desk: Desk) -> dict[tuple[str, Guid], str]:
    """The same as one list to choose from: kind and GUID, to words such as `Code: Safety`."""
    return {
        (kind, Guid(guid)): f"{each.word}: {name}"
        for kind, each in KINDS.items()
        for guid, name in each.names(desk).items()
    }


def checked(desk: Desk, about: Collection[tuple[str, str]]) -> list[list[str]]:
    """Give back what a note is to be about, or say that it is not there."""
    if set(about) - set(to_choose_from(desk)):
        raise NotReadable("What the note is about is not in this study any more. Choose again.")
    return [list(each) for each in about]
