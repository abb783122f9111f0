"""Headings that are one person: whoever it is says first whether others see what is under them.

A heading that one person alone stands under shows who they are. It is shown to others only where
that person said so, and leaves the workbench only where they said that as well.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from workbench.analysis import sides
from workbench.domain.coding import Coding
from workbench.domain.errors import NotReadable
from workbench.domain.ids import Guid
from workbench.services import perspectives
from workbench.services.desks import Desk
from workbench.store import heading_answers, visible

ANSWERS = {
    "": "Only I see it",
    "team": "The team may see it",
    "files": "The team may see it, and it may stand in files and documents",
}


@dataclass(frozen=True, slots=True)
class OnePerson:
    """A heading under which, of what is compared, one person's marks stand.

    `mine` says that it is the viewer, `answer` what that person said (a key of `ANSWERS`), `held`
    that this viewer does not see what stands under it.
    """

    heading: Guid
    name: str
    mine: bool
    answer: str
    held: bool


def of_one(desk: Desk, codings: Iterable[Coding], *, leaving: bool = False) -> list[OnePerson]:
    """Find the headings of which these marks show who is behind them.

    Parameters
    ----------
    leaving
        Whether what is shown goes into a file, a document or another program.
    """
    behind = visible.behind_headings(desk.project, codings)
    said = heading_answers.answers(desk.project.db)
    found = []
    for row in perspectives.headings(desk):
        heading = Guid(row["guid"])
        if len(behind.get(heading, ())) != 1:
            continue
        (person,) = behind[heading]
        answer, mine = said.get((heading, person), ""), person == desk.viewer.person
        yes = heading_answers.is_yes(answer, leaving=leaving)
        held = not (yes or (mine and not leaving))
        found.append(OnePerson(heading, row["name"], mine, answer, held))
    return found


def held_back(
    desk: Desk, codings: Collection[Coding], *, leaving: bool = False
) -> frozenset[Guid]:
    """Those of the headings that the viewer may not see what stands under."""
    return frozenset(one.heading for one in of_one(desk, codings, leaving=leaving) if one.held)


def as_shown(desk: Desk, codings: Collection[Coding], *, leaving: bool = False) -> list[Coding]:
    """Give the marks under those headings only that the viewer may see them under."""
    return sides.without_headings(codings, held_back(desk, codings, leaving=leaving))


def answer(desk: Desk, heading: Guid, said: str) -> None:
    """Say whether others may see a heading under which one stands alone; it can be taken back."""
    if said not in ANSWERS:
        raise NotReadable("Say whether only you see it, the team does, or files may have it.")
    with desk.project.writing(desk.viewer.self()) as w:
        heading_answers.answer(w, heading, said or None)
