"""The codebook while people read: a new code in a participant's own words, at any time.

Anybody in the team may add one, from within a transcript. It is a draft until the team says more.
"""

import unicodedata
from collections.abc import Iterable

from workbench.domain.codebook import Code
from workbench.domain.errors import AlreadyThere, CannotUndo, NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from
from workbench.services.lookalikes import looks_like
from workbench.store import codes, operations, rounds
from workbench.store.project import ProjectFile, Writing

LONGEST_NAME = 80
# Signs nobody sees that scripts and emoji need; others turn the direction of what follows.
_JOINING = "\u200c\u200d"


def add_code(w: Writing, guid: object, *, name: object, parent: object = None) -> Guid:
    """Add a draft code inside a transaction that is already open, and give its GUID back.

    Raises
    ------
    NotReadable
        The name is empty, longer than 80 characters, or holds something nobody can see.
    AlreadyThere
        A code in use has this name or this plain name, capitals aside.
    """
    wanted = checked_name(name)
    same = wanted.casefold()
    for code in codes.all_codes(w.db, w.person):
        if code.status != "retired" and same in (code.name.casefold(), code.plain_name.casefold()):
            raise AlreadyThere(
                f"There is already a code called “{code.name}”. Mark with that one."
            )
    refuse_lookalike(wanted, codes.all_codes(w.db, w.person))
    made = guid_from(guid)
    codes.add(w, made, name=wanted, parent=None if parent is None else guid_from(parent))
    return made


def refuse_lookalike(name: str, known: Iterable[Code]) -> None:
    """Refuse a name that a reader would take for that of another code in use."""
    other = looks_like(name, (code.name for code in known if code.status != "retired"))
    if other is not None:
        raise AlreadyThere(
            f"There is a code called “{other}”, and this name looks the same. Choose one that can "
            "be told from it."
        )


def checked_name(name: object) -> str:
    """Give a code's name on one line, without space around it; `NotReadable` if it is unfit."""
    if not isinstance(name, str):
        raise NotReadable("A new code needs a name.")
    wanted = " ".join(name.split())
    if not any(unicodedata.category(character)[0] in "LNPS" for character in wanted):
        raise NotReadable("A new code needs a name that can be read. Type a word or two.")
    if any(
        unicodedata.category(sign) in ("Cc", "Cs", "Cf") and sign not in _JOINING
        for sign in wanted
    ):
        raise NotReadable("The name of that code holds a character that cannot be shown.")
    if len(wanted) > LONGEST_NAME:
        raise NotReadable(
            f"The name of that code is longer than {LONGEST_NAME} characters. Shorten it."
        )
    return wanted


def undo(w: Writing, scope: Guid) -> list:
    """Take back the code I made, where that is the last thing I did here; else do nothing.

    A code that is used by now stays, and undo passes it by from then on; so does every code while
    people read on their own, since its going or staying would tell whether others had used it.
    What was touched is returned; it is empty where the last thing I did was something else.
    """
    row, change = _code_in(w, operations.last_done(w.db, _me(w), scope))
    if row is None or change is None:
        return []
    guid = Guid(change["object"])
    if rounds.anybody_alone(w.db) or codes.is_used(w.db, guid):
        operations.set_state(w, row, "settled")
        return [("code", guid), ("code_stays", guid)]
    try:
        codes.remove(w, guid)
    except NotFound as gone:
        raise CannotUndo("That code has been removed since, so it cannot be undone.") from gone
    operations.set_state(w, row, "undone")
    return [("code", guid)]


def redo(w: Writing, scope: Guid) -> list:
    """Make the code again that I last took back; do nothing where that was something else."""
    row, change = _code_in(w, operations.first_undone(w.db, _me(w), scope))
    if row is None or change is None:
        return []
    was = ProjectFile.payload_in(w.db, w.keys, change["revision"])
    if was is None:
        raise CannotUndo("What that was has been erased since, so it cannot be brought back.")
    guid = add_code(w, change["object"], **was["after"])
    operations.set_state(w, row, "done")
    return [("code", guid)]


def _code_in(w: Writing, row: int | None) -> tuple[int | None, dict | None]:
    """The change by which an operation made a code, if that is what it did."""
    made = operations.changes_of(w.db, row) if row is not None else []
    return row, next((change for change in made if change["kind"] == "code_added"), None)


def _me(w: Writing) -> Guid:
    if w.person is None:
        raise CannotUndo("Nobody is signed in whose work could be undone.")
    return w.person
