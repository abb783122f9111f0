"""Accounts, signing in and out, the first start, and inviting people."""

import hashlib
from functools import cache
from itertools import count
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.people import JOBS
from workbench.services import desks, projects, second_step, server_settings
from workbench.services.desks import Desk
from workbench.services.lookalikes import looks_like
from workbench.store import project as project_store
from workbench.store.sign_ins import guesses_at
from workbench.store.workspace import Workspace

KNOWN_DAYS = 180.0
_KNOWN, _GUESSES_BY_SLIP = "known browser", 10
LINK_DAYS = 7.0
SHORTEST_PASSWORD = 10
LONGEST_NAME = 80
_HASHER = PasswordHasher()
# Whoever is signed in has theirs looked at one after another: each takes 64 MB for a moment, and
# of many at once none would be one too many.
_ONE_AT_A_TIME = Lock()


@cache
def _nobody() -> str:
    """What is checked when nobody of that name exists, so that both take the same time."""
    return _HASHER.hash("nobody has this password")


class SecondStep(NotAllowed):
    """The password fits, and this person wants a second step.

    `slip` is to go on with; `ended` has the sign-ins that ended before it.
    """

    code_word = "second_step"

    def __init__(self, slip: str, ended: list[str] | None = None) -> None:
        self.slip, self.ended = slip, ended or []
        super().__init__("Your account takes a second step. Sign in on the sign-in page.")


def checked_name(name: str) -> str:
    """Give a person's or study's name back without stray spaces, or say what is the matter."""
    name = " ".join(name.split())
    if not name or not any(character.isalnum() for character in name):
        raise NotReadable("Write a name first.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise NotReadable(
            f"That name cannot be used. It may have up to {LONGEST_NAME} characters, and none "
            "that cannot be seen."
        )
    return name


def refuse_lookalike(workspace: Workspace, name: str) -> None:
    """Refuse a name that a reader would take for somebody else's here."""
    other = looks_like(name, (row["name"] for row in workspace.people()))
    if other is not None and workspace.person_called(name) is None:
        raise AlreadyThere(
            f"That name looks the same as “{other}”, who has an account here. Add an initial, or "
            "write it so that the two can be told apart."
        )


def hashed(password: str) -> str:
    """Hash a password, or say that it is too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= 1000:
        raise NotReadable(
            f"Choose a password of at least {SHORTEST_PASSWORD} characters. Three or four words "
            "you will remember make a good one."
        )
    return _HASHER.hash(password)


def add_person(
    workspace: Workspace, name: str, *, email: str = "", password: str | None = None
) -> Guid:
    """Make an account. Without a password, one is set through an invitation."""
    name = checked_name(name)
    refuse_lookalike(workspace, name)
    return workspace.add_person(
        name,
        email=email.strip(),
        password_hash=hashed(password) if password is not None else None,
    )


def sign_in_delay(workspace: Workspace, name: str) -> float:
    """How many seconds to wait before `sign_in` under a name.

    Repeated failure slows down answers for that name; it never locks anybody out. Whoever calls
    `sign_in` for somebody at a distance waits first, in the way that holds up nobody else.
    """
    failures = workspace.failed_attempts(whose_account(workspace, name), minutes=15)
    return min(2.0, 0.25 * max(0, failures - 3))


def whose_account(workspace: Workspace, name: str) -> str:
    """Give the one name under which all guesses at one account are counted.

    However an account's name or e-mail is written, in other letters that are the same or in
    capitals, it is the name that is kept; where there is no such account, it is what was typed.
    """
    found = workspace.person_called(_asked_for(name))
    return found["name"] if found else _asked_for(name)


def _asked_for(name: str) -> str:
    """Give the name or e-mail somebody signs in with as it is kept: no stray spaces."""
    return " ".join(name.split())[:200]


def known_browser(workspace: Workspace, person: Guid) -> str:
    """Make a slip by which a browser is known again that somebody has signed in with.

    Guesses under a name slow down other browsers, never those that its owner has used before.
    """
    content = {"person": person, "since": _fingerprint(workspace, person)}
    return workspace.keys.slip(_KNOWN, content, minutes=KNOWN_DAYS * 24 * 60)


def is_known_browser(workspace: Workspace, name: str, slip: str) -> bool:
    """Say whether a browser's slip is for whoever signs in by that name, and still holds.

    A new password ends it, and so do many guesses with the slip itself.
    """
    found = workspace.person_called(_asked_for(name))
    content = workspace.keys.read_slip(_KNOWN, slip) if found and slip else None
    if found is None or content is None or content["person"] != found["guid"]:
        return False
    if workspace.failed_attempts(_by_slip(slip), minutes=60) >= _GUESSES_BY_SLIP:
        return False
    return content["since"] == _fingerprint(workspace, found["guid"])


def note_guess_by_slip(workspace: Workspace, slip: str) -> None:
    """Remember that a browser that is known guessed a password that did not fit."""
    workspace.note_attempt(_by_slip(slip))


def _by_slip(slip: str) -> str:
    return guesses_at("slip", hashlib.sha256(slip.encode()).hexdigest())


def _fingerprint(workspace: Workspace, person: str) -> str:
    return workspace.keys.fingerprint(f"{person} {workspace.password_hash(person)}".encode())


def longest_days(workspace: Workspace) -> float:
    """After how many days every sign-in ends, as whoever runs the server has set it."""
    return server_settings.number(workspace, "sign-in-longest-days")


def change_password(workspace: Workspace, token: str | None, old: str, new: str) -> None:
    """Choose a new password with the present one; every other sign-in of this person ends."""
    me = desks.person_of(workspace, token)
    signed_in = workspace.signed_in(token or "")
    must_fit(workspace, me.self(), old)
    with _ONE_AT_A_TIME:
        password_hash = hashed(new)
    workspace.set_password(me.self(), password_hash)
    if signed_in:
        workspace.end_other_sign_ins(signed_in)


def must_fit(workspace: Workspace, person: Guid, password: str) -> None:
    """Refuse where this is not the password of somebody who is signed in, or was too often not."""
    name = guesses_at("password", person)
    with _ONE_AT_A_TIME:
        if workspace.failed_attempts(name, minutes=15) >= _GUESSES_BY_SLIP:
            raise NotAllowed("That did not fit too often. Wait 15 minutes and try again.")
        known = workspace.password_hash(person) or _nobody()
        try:
            _HASHER.verify(known, password)
        except (VerificationError, InvalidHashError) as refused:
            workspace.note_attempt(name)
            raise NotAllowed("That is not your password now. Nothing was changed.") from refused


def check_password(workspace: Workspace, name: str, password: str) -> Guid:
    """Say who signs in with name (or e-mail) and password."""
    name = _asked_for(name)
    found = workspace.person_called(name)
    nobody = _nobody()  # made by the first to sign in, whoever that is
    known = (found or {}).get("password_hash") or nobody
    try:
        _HASHER.verify(known, password)
        fits = known is not nobody
    except (VerificationError, InvalidHashError):
        fits = False
    if not fits or found is None:
        workspace.note_attempt(found["name"] if found else name)
        raise NotAllowed(
            "That name and password do not go together. Check both and try again, or ask "
            "whoever runs this workbench for a link to a new password."
        )
    if _HASHER.check_needs_rehash(known):
        workspace.set_password(found["guid"], _HASHER.hash(password))
    return Guid(found["guid"])


def sign_in(workspace: Workspace, name: str, password: str, *, browser: str = "") -> str:
    """Sign in with name (or e-mail) and password; the token of the new sign-in is returned.

    `SecondStep`, with the slip to go on with, where this person wants a second step.
    """
    person = check_password(workspace, name, password)
    slip = second_step.wanted(workspace, person)
    if slip:
        raise SecondStep(slip)
    return workspace.begin_sign_in(person, days=longest_days(workspace), browser=browser)


def sign_in_as_invented(workspace: Workspace, person: str) -> str:
    """Sign in as one of the demo's invented people; nobody real can be chosen this way."""
    if person not in {row["guid"] for row in workspace.invented_people()}:
        raise NotFound("There is nobody invented by that name here.")
    return workspace.begin_sign_in(Guid(person), days=longest_days(workspace))


def first_start_link(workspace: Workspace) -> str | None:
    """A new one-time token for the first-start page while nobody has an account; else None."""
    if not workspace.is_empty():
        return None
    return workspace.make_link("first_start", made_by=None, days=1)


def first_start(workspace: Workspace, token: str, *, name: str, password: str, study: str) -> str:
    """Make the first account and the first study in one go, and sign that person in."""
    if workspace.link(token, "first_start") is None or not workspace.is_empty():
        raise NotFound(
            "This first-start link has been used or has run out. If this workbench has been "
            "started, sign in; otherwise start `workbench serve` again for a new link."
        )
    name, study, password_hash = checked_name(name), checked_name(study), hashed(password)
    workspace.use_link(token)
    person = workspace.add_person(name, password_hash=password_hash)
    projects.new_project(workspace, study, by=person, by_name=name)
    return workspace.begin_sign_in(person, days=longest_days(workspace))


def invite(workspace: Workspace, desk: Desk, *, jobs: frozenset[str]) -> str:
    """Make a one-time token with which somebody can join this study's team."""
    desk.viewer.must("accounts")
    if jobs - set(JOBS):
        raise NotReadable("That is not a part anybody can have in a study.")
    return workspace.make_link(
        "invite",
        project=desk.project.guid,
        jobs=",".join(sorted(jobs)),
        made_by=desk.viewer.person,
        days=LINK_DAYS,
    )


def password_link(workspace: Workspace, person: Guid) -> str:
    """Make a one-time token with which one person chooses a new password.

    For whoever runs the server alone, at the command line: whoever holds such a link can sign in
    as that person, and no part in a study lets anybody read another's private words. The notes
    are kept: their key does not hang on the password. The newest link alone can be used, and none
    once a password has been chosen.
    """
    return workspace.make_link("password", person=person, made_by=None, days=LINK_DAYS)


def whose_password(workspace: Workspace, token: str) -> dict:
    """Whose new password a link is for: guid, name; `NotFound` when it cannot be used."""
    found = workspace.link(token, "password")
    person = workspace.person(found["person"]) if found else None
    if person is None:
        raise NotFound("This link has been used or has run out. Ask for a new one.")
    return person


def choose_password(workspace: Workspace, token: str, *, password: str) -> tuple[str, list[str]]:
    """Choose a new password through a link: a new sign-in begins, and every older one ends.

    The token of the new one and the identifiers of those that ended are returned.
    """
    person = whose_password(workspace, token)
    password_hash = hashed(password)
    workspace.use_link(token)
    workspace.set_password(Guid(person["guid"]), password_hash)
    ended = workspace.forget_sign_ins(Guid(person["guid"]))
    slip = second_step.wanted(workspace, Guid(person["guid"]))
    if slip:
        raise SecondStep(slip, ended)
    return workspace.begin_sign_in(Guid(person["guid"]), days=longest_days(workspace)), ended


def invitation(workspace: Workspace, token: str) -> dict:
    """What an invitation is for: project, study, jobs; `NotFound` when it cannot be used.

    It ends with the right of whoever made it to invite anybody.
    """
    found = workspace.link(token, "invite")
    if found is None or "accounts" not in (
        workspace.jobs_of(Guid(found["project"]), found["made_by"]) or ()
    ):
        raise NotFound("This invitation has been used or has run out. Ask for a new one.")
    study = project_store.details(workspace.project(Guid(found["project"])).db)
    jobs = frozenset(job for job in found["jobs"].split(",") if job)
    return {"project": found["project"], "study": study["name"], "jobs": jobs}


def join_from_elsewhere(workspace: Workspace, token: str, name: str, person: Guid | None) -> Guid:
    """Take up an invitation with an account at another organisation; who it is here is returned.

    `person` is who that account belongs to already, if anybody. A new account gets the name it has
    there, with a number where somebody here is called so.
    """
    offered = invitation(workspace, token)
    if person is None:
        name = checked_name(name or "Somebody new")
        names = (name if number == 1 else f"{name} {number}" for number in count(1))
        taken = [row["name"] for row in workspace.people()]
        free = next(each for each in names if not looks_like(each, taken))
        workspace.use_link(token)
        person = workspace.add_person(free)
    else:
        workspace.use_link(token)
    account = workspace.person(person)
    assert account is not None
    project = Guid(offered["project"])
    jobs = offered["jobs"] | (workspace.jobs_of(project, person) or frozenset())
    projects.put_in_team(workspace, project, person, account["name"], jobs)
    return person


def join_as(workspace: Workspace, token: str, sign_in_token: str | None) -> None:
    """Take up an invitation as who one is signed in as."""
    me = desks.person_of(workspace, sign_in_token)
    join_from_elsewhere(workspace, token, me.name, me.self())


def join(workspace: Workspace, token: str, *, name: str, password: str) -> str:
    """Take up an invitation with a new account, or with one's own by its password."""
    offered = invitation(workspace, token)
    name = checked_name(name)
    if workspace.person_called(name):
        try:
            signed_in = sign_in(workspace, name, password)
        except SecondStep:
            raise
        except NotAllowed as refused:
            raise AlreadyThere(
                f"Somebody called {name} already has an account here. If that is you, use your "
                "password; if not, add an initial to your name."
            ) from refused
        workspace.use_link(token)
    else:
        refuse_lookalike(workspace, name)
        password_hash = hashed(password)
        workspace.use_link(token)
        guid = workspace.add_person(name, password_hash=password_hash)
        signed_in = workspace.begin_sign_in(guid, days=longest_days(workspace))
    person = workspace.signed_in(signed_in)
    assert person is not None
    guid, project = Guid(person["guid"]), Guid(offered["project"])
    # An invitation adds to what somebody looks after already; it takes nothing away.
    jobs = offered["jobs"] | (workspace.jobs_of(project, guid) or frozenset())
    projects.put_in_team(workspace, project, guid, person["name"], jobs)
    return signed_in
