"""Reading in a team: how a reading may be shown when it is opened, and a person's own line."""

from collections.abc import Iterable

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


def most_private(choices: Iterable[str]) -> str:
    """Give the most private of several ways of being shown: it wins for everybody."""
    return max(choices, key=list(SHOWN).index)


def reader_called(number: int, headings: Iterable[str] = ()) -> str:
    """Name a reader who is not named, from 0: `Reader A`, and the headings they read from."""
    letter = chr(ord("A") + number % _LETTERS) + (
        str(number // _LETTERS + 1) * (number >= _LETTERS)
    )
    return ", ".join([f"Reader {letter}", *headings])
