"""Saying something that stays: in a discussion, about a decision, on a day, of who took part.

Whoever says it decides how it is signed. Nobody else words it differently, and a correction adds
to what was said and takes nothing of it away.
"""

from collections.abc import Iterable

from workbench.domain.deciding import OWNED, SIGNED, Entry
from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid
from workbench.services import notes, perspectives, steps
from workbench.services.desks import Desk
from workbench.store import entries, visible_entries

DECIDING = "deciding"
LONGEST = 4_000


def say(
    desk: Desk,
    of: Guid,
    kind: str,
    words: str,
    *,
    scope: str = DECIDING,
    choice: str = "",
    about: str = "",
    signed: str = "named",
    heading: str | None = None,
    source: Guid | None = None,
    wordless: bool = False,
) -> Guid:
    """Say something in one undoable step; the entry is returned.

    Parameters
    ----------
    scope
        The page on which undo takes it back.
    signed, heading
        With one's name, under one of the shared headings, or without a name.
    wordless
        Whether a choice alone says enough.
    """
    if not (wordless and not words.strip()):
        words = notes.checked_words(words, longest=LONGEST)
    new = entries.New(
        of,
        kind,
        words.strip(),
        choice=choice,
        about=about,
        signed=checked_signature(desk, signed, heading),
        heading=heading if signed == "heading" else None,
        source=source,
    )
    return say_all(desk, [new], scope=scope)[0]


def say_all(desk: Desk, new: Iterable[entries.New], *, scope: str = DECIDING) -> list[Guid]:
    """Say several things that are checked already, in one undoable step."""
    with steps.step(desk, scope, job=None) as w:
        return [entries.add(w, each) for each in new]


def correct(
    desk: Desk,
    entry: Guid,
    words: str,
    *,
    choice: str | None = None,
    about: str | None = None,
    scope: str = DECIDING,
    wordless: bool = False,
) -> Guid:
    """Word something differently; what it said before stays to be read.

    Raises
    ------
    NotAllowed
        It belongs to somebody else.
    """
    if not (wordless and not words.strip()):
        words = notes.checked_words(words, longest=LONGEST)
    with steps.step(desk, scope, job=None) as w:
        owned = entries.find(w.db, entry)["kind"] in OWNED
        return entries.correct(w, entry, words.strip(), choice=choice, about=about, owned=owned)


def said(desk: Desk) -> dict[str, list[Entry]]:
    """Everything said that the viewer may see, by what it belongs to."""
    return visible_entries.entries(desk.project, desk.viewer)


def checked_signature(desk: Desk, signed: str, heading: str | None) -> str:
    """Give the way something is signed back, or say why it cannot be signed so."""
    if signed not in SIGNED:
        raise NotReadable("Sign it with your name, under a shared heading or without a name.")
    if signed == "heading" and heading not in {row["guid"] for row in perspectives.headings(desk)}:
        raise NotReadable("Choose the shared heading to put it under.")
    return signed


def undo(desk: Desk) -> None:
    """Take back one's own last step among discussions and decisions."""
    steps.undo(desk, DECIDING, job=None)


def redo(desk: Desk) -> None:
    """Do again what one last took back there."""
    steps.redo(desk, DECIDING, job=None)
