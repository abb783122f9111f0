"""What a note can be about besides words of a transcript: a code, a theme, a discussion and so on.

Each kind has a word and says what of it a viewer may see by name. Whatever a study comes to hold
is added to `KINDS`; a note whose thing has gone, or may not be seen, keeps quiet about it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid
from workbench.services.desks import Desk
from workbench.store import codes, days, sets, themes, visible_entries

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing.

    `word` is what it is called on the screen, `parts` the parts of an address that name one, and
    `names` gives those a viewer may see: GUID to name.
    """

    word: str
    parts: tuple[str, ...]
    names: Callable[[Desk], Mapping[str, str]]


def _codes(desk: Desk) -> dict[str, str]:
    # Of codes held back until a reading is opened, only one's own are told.
    return {code.guid: code.name for code in codes.all_codes(desk.project.db, desk.viewer.person)}


def _discussions(desk: Desk) -> dict[str, str]:
    found = visible_entries.discussions(desk.project, desk.viewer)
    return {one.guid: _short(one.title()) for one in found}


def _decisions(desk: Desk) -> dict[str, str]:
    said = visible_entries.entries(desk.project, desk.viewer)
    return {
        of: _short(entry.words)
        for of, entries in said.items()
        for entry in entries
        if entry.kind == "sentence"
    }


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1].rstrip()}…"


KINDS: dict[str, Kind] = {
    # The page of a value's theme is the value's own.
    "code": Kind("Code", ("code", "theme"), _codes),
    "theme": Kind(
        "Theme",
        ("theme",),
        lambda desk: {each.guid: each.title for each in themes.own(desk.project.db)},
    ),
    # On a day each place that is talked about is a discussion, and named as where one is.
    "discussion": Kind("Discussion", ("discussion", "point"), _discussions),
    "decision": Kind("Decision", ("decision",), _decisions),
    "day": Kind(
        "Day",
        ("day",),
        lambda desk: {row["guid"]: row["name"] for row in days.listed(desk.project.db)},
    ),
    "set": Kind(
        "Set", (), lambda desk: {each.guid: each.name for each in sets.listed(desk.project.db)}
    ),
}


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


def here(desk: Desk, address: Mapping[str, str]) -> tuple[str, Guid] | None:
    """What the page at an address is about, where a note can be about that: kind and GUID."""
    for kind, each in KINDS.items():
        for part in each.parts:
            if part in address and address[part] in each.names(desk):
                return kind, Guid(address[part])
    return None


def checked(desk: Desk, about: Collection[tuple[str, str]]) -> list[list[str]]:
    """Give back what a note is to be about, or say that it is not there."""
    if set(about) - set(to_choose_from(desk)):
        raise NotReadable("What the note is about is not in this study any more. Choose again.")
    return [list(each) for each in about]
