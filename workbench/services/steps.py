"""Undoable steps of those who have a job in the study, each in its own transaction.

A page's steps share a scope, such as `participants`: undo takes back one's own last step in it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from workbench.domain.errors import CannotUndo
from workbench.domain.ids import new_guid
from workbench.services import undoing
from workbench.services.desks import Desk
from workbench.store import operations
from workbench.store.project import Writing


@contextmanager
def step(desk: Desk, scope: str, *, job: str | None = "transcripts") -> Iterator[Writing]:
    """One undoable step in a place, by somebody who has the job it belongs to.

    `job` is None where everybody in the team may take it.
    """
    _must(desk, job)
    with desk.project.writing(desk.viewer.self()) as w:
        guid = new_guid()
        mark = operations.fingerprint(desk.project.keys, {"step": guid})
        operations.begin(w, guid, mark, scope, undoable=True)
        yield w
        operations.finish(w, {"objects": []})


def undo(desk: Desk, scope: str, *, job: str | None = "transcripts") -> None:
    """Take back one's own last step in a place."""
    _replay(desk, scope, "undo", job)


def redo(desk: Desk, scope: str, *, job: str | None = "transcripts") -> None:
    """Do again what one last took back there."""
    _replay(desk, scope, "redo", job)


def _replay(desk: Desk, scope: str, which: str, job: str | None) -> None:
    _must(desk, job)
    replay = undoing.undo if which == "undo" else undoing.redo
    try:
        with desk.project.writing(desk.viewer.self()) as w:
            mark = operations.fingerprint(desk.project.keys, {which: scope})
            operations.begin(w, new_guid(), mark, scope, undoable=False)
            replay(w, scope)
            operations.finish(w, {"objects": []})
    except CannotUndo:
        # Another person's later word stands; what one did before it is within reach again.
        undoing.pass_by(desk, scope, which)
        raise


def _must(desk: Desk, job: str | None) -> None:
    if job is not None:
        desk.viewer.must(job)
