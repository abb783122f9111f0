"""Erasing an account: what goes and what stays is told first, and then it is done to its end.

A person does it themselves; or whoever holds the workspace folder does, for somebody who asked and
cannot. What they gave their teams stays under the name they choose. The workspace knows first, so
that a crash in the middle is finished at the next start.
"""

import json
from contextlib import suppress
from dataclasses import dataclass

from workbench.domain.errors import NotAllowed, NotReadable, WorkbenchError
from workbench.domain.ids import Guid, now
from workbench.domain.people import JOBS
from workbench.services import accounts, backing_up, desks, leaving_team, projects, second_step
from workbench.services.desks import Desk
from workbench.store import accounts_held, second_steps
from workbench.store import project as project_store
from workbench.store.workspace import Workspace, later

WORD = "ERASE"
_FRESH_MINUTES = 10.0


@dataclass(frozen=True, slots=True)
class Foretold:
    """What erasing an account would do, and what has to be seen to before it can be."""

    sentences: tuple[str, ...]
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done, on which day, without saying whose account it was."""

    on: str
    sentences: tuple[str, ...]
    ended: tuple[str, ...] = ()


def foretold(workspace: Workspace, token: str | None) -> Foretold:
    """Say in sentences what erasing one's own account does; nothing is changed."""
    return foretold_for(workspace, desks.person_of(workspace, token).self())


def foretold_for(workspace: Workspace, person: Guid) -> Foretold:
    """As `foretold`, of somebody's account, for whoever holds the workspace folder."""
    seats = _seats(workspace, person)
    studies = [_called(desk) for desk in seats]
    joined = " and ".join(filter(None, [", ".join(studies[:-1]), *studies[-1:]]))
    team = "team" if len(studies) == 1 else "teams"
    sentences = [
        f"The account leaves the {team} of {joined}."
        if studies
        else "No study has this account in its team.",
        "Marks, decisions and shared notes stay there, under the name chosen below or as "
        f"“{leaving_team.FORMER}”.",
        "Notes for nobody else, or for people who were picked, are destroyed, and so is the key "
        "to them: nobody can read them in this workspace after that.",
        "What has not been finished reading is free again.",
        "The name, the e-mail address, the password, accounts elsewhere and every sign-in are "
        "taken out of the workspace.",
        "Documents that have been issued are not changed, and where a team wrote a name in its "
        "own words it stays until they reword it.",
    ]
    if accounts_held.left_behind(workspace, person):
        sentences.append("Studies that were left before keep the name that was chosen then.")
    sentences += backing_up.that_hold_words(workspace)
    return Foretold((*sentences, "This cannot be undone."), _first(workspace, person, seats))


def confirmed_by(workspace: Workspace, token: str | None) -> tuple[bool, bool]:
    """Say whether somebody confirms it with a password, and whether with their second step.

    Without a password, they confirm it by having signed in just now.
    """
    me = desks.person_of(workspace, token).self()
    return bool(workspace.password_hash(me)), second_steps.in_use(workspace, me)


def erase(
    workspace: Workspace,
    token: str | None,
    *,
    password: str,
    word: str,
    code: str = "",
    name: str = "",
    perspectives_stay: bool = True,
) -> Receipt:
    """Erase one's own account. This cannot be undone.

    Parameters
    ----------
    password
        One's password; where one has none, one must have signed in within the last ten minutes.
    word
        `ERASE`, typed by hand.
    code
        A code of one's second step, where one has turned it on.
    name
        What one's readings are called from now on; empty for “a former member”.

    Raises
    ------
    NotAllowed
        It is not certain who asks, or somebody has to take on a job first.
    """
    me = desks.person_of(workspace, token).self()
    if word.strip().upper() != WORD:
        raise NotReadable(f"Type {WORD} in the field for it. Nothing was changed.")
    if workspace.password_hash(me):
        accounts.must_fit(workspace, me, password)
    else:
        signed_in = workspace.signed_in(token or "") or {}
        began = accounts_held.began_at(workspace, signed_in.get("sign_in", ""))
        if began < later(minutes=-_FRESH_MINUTES):
            raise NotAllowed(
                "You have no password here, so sign out, sign in again, and come back within ten "
                "minutes. Nothing was changed."
            )
    if second_steps.in_use(workspace, me):
        second_step.check(workspace, me, code)
    return erase_for(workspace, me, name=name, perspectives_stay=perspectives_stay)


def erase_for(
    workspace: Workspace, person: Guid, *, name: str = "", perspectives_stay: bool = True
) -> Receipt:
    """Erase somebody's account, where it is certain that they want it. It cannot be undone."""
    if person in {row["guid"] for row in workspace.invented_people()}:
        raise NotAllowed(
            "This is one of the demo's invented people, whom everybody here shares: they stay. "
            "Nothing was changed."
        )
    seats = _seats(workspace, person)
    first = _first(workspace, person, seats)
    if first:
        raise NotAllowed(f"{first[0]} Nothing was changed.")
    stay = {guid: called for desk in seats for guid, called in projects.members(desk).items()}
    chosen = {
        "name": leaving_team.chosen_name(name, stay, person),
        "perspectives_stay": perspectives_stay,
    }
    ended = accounts_held.begin_erasing(workspace, person, json.dumps(chosen))
    _finish(workspace, person, chosen)
    done = (
        "The account and everything one could sign in with are gone from the workspace.",
        "Private notes and the key to them are destroyed.",
        f"Teams that were left: {len(seats)}. What was given to them stays, under the name that "
        "was chosen.",
        *backing_up.that_hold_words(workspace),
    )
    return Receipt(now()[:10], done, tuple(ended))


def resume(workspace: Workspace) -> None:
    """Finish what a crash left undone of taking an account out."""
    for person, chosen in accounts_held.under_way(workspace):
        _finish(workspace, person, json.loads(chosen))
    accounts_held.forget(workspace)


def _finish(workspace: Workspace, person: Guid, chosen: dict) -> None:
    for desk in _seats(workspace, person):
        leaving_team.depart(workspace, desk, **chosen, keeps_credit=False)
    leaving_team.resume(workspace)
    workspace.keys.destroy(person)
    accounts_held.erase(workspace, person)


def _seats(workspace: Workspace, person: Guid) -> list[Desk]:
    """Seat somebody in each study they are in and whose file is there."""
    found = []
    for row in workspace.memberships(person):
        with suppress(WorkbenchError):
            found.append(desks.for_job(workspace, person, row["guid"]))
    return found


def _first(workspace: Workspace, person: Guid, seats: list[Desk]) -> tuple[str, ...]:
    """What has to be seen to before somebody can go, in sentences."""
    told = []
    for desk in seats:
        alone = leaving_team.alone_in(workspace, desk)
        if not alone:
            continue
        if list(projects.members(desk)) == [person]:
            told.append(
                f"Nobody else is in the team of {_called(desk)}. Invite somebody and share your "
                "jobs there with them first, or ask whoever runs this server to take that study "
                "away."
            )
        else:
            told.append(
                f"In {_called(desk)} nobody else may {' or '.join(JOBS[job] for job in alone)}. "
                "Share that with somebody on its Team page first."
            )
    return tuple(told)


def _called(desk: Desk) -> str:
    return f"“{project_store.details(desk.project.db)['name']}”"
