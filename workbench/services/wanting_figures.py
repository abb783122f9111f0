"""Turning figures of agreement on and off, and what the team says to it.

They are off unless somebody who prepares outputs says in one sentence whom they are for. Everybody
in the team sees that sentence and can answer it; both are printed with every figure.
"""

from workbench.domain.agreement import Wanted
from workbench.domain.errors import NotAllowed, NotReadable
from workbench.services import steps
from workbench.services.desks import Desk
from workbench.store import figures_wanted as wanted_store

AGREEMENT = "agreement"
LONGEST = 300


def wanted(desk: Desk) -> Wanted | None:
    """Give the sentence that figures are on with and the answers; None where they are off."""
    return wanted_store.wanted(desk.project.db)


def must_be_on(desk: Desk) -> Wanted:
    """Give the same; `NotAllowed` where figures are off, with the sentence that is to be added."""
    found = wanted(desk)
    if found is None:
        raise NotAllowed(
            "Figures of agreement are off in this study. Somebody who prepares outputs turns them "
            "on, on the page Agreement figures, by adding one sentence that says whom they are "
            "for, such as “The examiner of Ada’s thesis asks how far two readers agreed before we "
            "talked.”"
        )
    return found


def turn_on(desk: Desk, words: str) -> None:
    """Turn figures on at once, with one sentence saying for whom."""
    words = _one_line(words)
    with steps.step(desk, AGREEMENT, job="outputs") as w:
        if not words:
            raise NotReadable("Say in one sentence whom the figures are for. Write it first.")
        wanted_store.want(w, words)


def turn_off(desk: Desk) -> None:
    """Turn figures off at once; undo brings back the sentence with its answers."""
    with steps.step(desk, AGREEMENT, job="outputs") as w:
        wanted_store.turn_off(w)


def answer(desk: Desk, words: str) -> None:
    """Answer the sentence for the team to see, once each; no words take one's answer away."""
    with steps.step(desk, AGREEMENT, job=None) as w:
        wanted_store.answer(w, _one_line(words))


def my_name_may_stand(desk: Desk) -> bool:
    """Say whether the viewer lets their name stand beside figures."""
    return desk.viewer.person in wanted_store.named(desk.project.db)


def let_name(desk: Desk, yes: bool) -> None:
    """Say whether one's own name may stand beside a figure, where the other reader says so too."""
    with steps.step(desk, AGREEMENT, job=None) as w:
        wanted_store.let_name(w, yes)


def undo(desk: Desk) -> None:
    """Take back one's own last step here."""
    steps.undo(desk, AGREEMENT, job=None)


def redo(desk: Desk) -> None:
    """Do again what one last took back here."""
    steps.redo(desk, AGREEMENT, job=None)


def _one_line(words: str) -> str:
    words = " ".join(words.split())
    if len(words) > LONGEST:
        raise NotReadable(f"That may have up to {LONGEST} characters. Make it shorter.")
    if not words.isprintable():
        raise NotReadable("It holds a character that cannot be kept. Take it out and try again.")
    return words
