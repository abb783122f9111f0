"""Undo and redo: my own last operation in this place, never another person's row."""

from collections.abc import Callable
from functools import partial
from types import ModuleType

from workbench.domain.errors import AlreadyThere, CannotUndo, NotFound
from workbench.domain.ids import Guid
from workbench.services.desks import Desk
from workbench.store import (
    card_sorts,
    codebook_changes,
    codebook_passages,
    codings,
    content_notes,
    days,
    discussions,
    early_conversations,
    entered_marks,
    entries,
    evenness,
    figures_wanted,
    groundwork,
    letters,
    notes,
    operations,
    participants,
    quotations,
    recoding,
    replacements,
    rounds,
    sets,
    structure,
    support_groups,
    template,
    themes,
    tray,
    turns_to_check,
    versions,
)
from workbench.store.project import ProjectFile, Writing


def what_is_possible(desk: Desk, scope: str) -> dict:
    """Say whether there is something of mine to take back or to do again."""
    if desk.viewer.person is None:
        return {"can_undo": False, "can_redo": False}
    me, db = desk.viewer.person, desk.project.db
    return {
        "can_undo": operations.last_done(db, me, scope) is not None,
        "can_redo": operations.first_undone(db, me, scope) is not None,
    }


def undo(w: Writing, scope: str) -> list:
    """Take back my last operation in this scope; what it touched is returned."""
    row = operations.last_done(w.db, _me(w), scope)
    if row is None:
        raise CannotUndo("There is nothing of yours to undo here.")
    objects = _replay(w, row, _TAKE_BACK, backwards=True)
    operations.set_state(w, row, "undone")
    return objects


def redo(w: Writing, scope: str) -> list:
    """Do again what I last took back, unless I have done something new since."""
    row = operations.first_undone(w.db, _me(w), scope)
    if row is None:
        raise CannotUndo("There is nothing of yours to do again here.")
    objects = _replay(w, row, _DO_AGAIN, backwards=False)
    operations.set_state(w, row, "done")
    return objects


def pass_by(desk: Desk, scope: str, which: str) -> None:
    """Let go of what could not be undone or done again, so that what came before is in reach."""
    me = desk.viewer.self()
    find = operations.first_undone if which == "redo" else operations.last_done
    with desk.project.writing(me) as w:
        row = find(w.db, me, scope)
        if row is not None:
            operations.set_state(w, row, "settled")


Step = Callable[[Writing, Guid, dict], None]


# Each has `CHANGES`, and sets any of them back with `set_back`.
_SET_BACK_BY = (
    entered_marks,
    participants,
    rounds,
    figures_wanted,
    quotations,
    letters,
    turns_to_check,
    support_groups,
    sets,
    replacements,
    content_notes,
    structure,
    versions,
    themes,
    days,
    discussions,
    entries,
    evenness,
    codebook_changes,
    codebook_passages,
    recoding,
    tray,
    groundwork,
    early_conversations,
    card_sorts,
    template,
)


def _set_back(now: str, to: str) -> dict[str, Step]:
    def step(w: Writing, guid: Guid, was: dict, *, kind: str, kept_by: ModuleType) -> None:
        kept_by.set_back(w, kind, guid, now=was[now], to=was[to])

    return {
        kind: partial(step, kind=kind, kept_by=kept_by)
        for kept_by in _SET_BACK_BY
        for kind in kept_by.CHANGES
    }


_TAKE_BACK: dict[str, Step] = {
    "coding_added": lambda w, guid, was: codings.remove(w, guid),
    "coding_removed": lambda w, guid, was: codings.add(w, was["before"]),
    "coding_changed": lambda w, guid, was: codings.set_back(w, guid, was["before"]),
    "note_added": lambda w, guid, was: notes.remove(w, guid),
    "note_removed": lambda w, guid, was: notes.add(w, was["before"]),
    "note_changed": lambda w, guid, was: notes.set_back(w, guid, was["before"]),
    **_set_back("after", "before"),
}
_DO_AGAIN: dict[str, Step] = {
    "coding_added": lambda w, guid, was: codings.add(w, was["after"]),
    "coding_removed": lambda w, guid, was: codings.remove(w, guid),
    "coding_changed": lambda w, guid, was: codings.set_back(w, guid, was["after"]),
    "note_added": lambda w, guid, was: notes.add(w, _as_removed(w, guid) or was["after"]),
    "note_removed": lambda w, guid, was: notes.remove(w, guid),
    "note_changed": lambda w, guid, was: notes.set_back(w, guid, was["after"]),
    **_set_back("before", "after"),
}


def _as_removed(w: Writing, guid: Guid) -> dict | None:
    """A note as it was when undo took it away, with every rewording since it was written."""
    removal = operations.last_change(w.db, guid, "note_removed")
    was = ProjectFile.payload_in(w.db, w.keys, removal) if removal is not None else None
    return was["before"] if was else None


def _replay(w: Writing, row: int, steps: dict[str, Step], *, backwards: bool) -> list:
    changes = [change for change in operations.changes_of(w.db, row) if change["kind"] in steps]
    objects = []
    for change in reversed(changes) if backwards else changes:
        was = ProjectFile.payload_in(w.db, w.keys, change["revision"])
        if was is None:
            raise CannotUndo("What that was has been erased since, so it cannot be brought back.")
        try:
            steps[change["kind"]](w, change["object"], was)
        except (NotFound, AlreadyThere) as gone:
            raise CannotUndo("That has been changed since, so it cannot be undone.") from gone
        objects.append((change["object_kind"], change["object"]))
    return objects


def _me(w: Writing) -> Guid:
    if w.person is None:
        raise CannotUndo("Nobody is signed in whose work could be undone.")
    return w.person
