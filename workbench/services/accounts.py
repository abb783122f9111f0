"""Accounts, signing in and out, the first start, and inviting people."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.people import JOBS
from workbench.services import projects
from workbench.services.desks import Desk
from workbench.store import project as project_store
from workbench.store.workspace import Workspace

SIGN_IN_DAYS = 14.0
LINK_DAYS = 7.0
SHORTEST_PASSWORD = 10
LONGEST_NAME = 80
_HASHER = PasswordHasher()
# Checked when nobody of that name exists, so that both take the same time.
_NOBODY = _HASHER.hash("nobody has this password")


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
    return workspace.add_person(
        checked_name(name),
        email=email.strip(),
        password_hash=hashed(password) if password is not None else None,
    )


def sign_in_delay(workspace: Workspace, name: str) -> float:
    """How many seconds to wait before `sign_in` under a name.

    Repeated failure slows down answers for that name; it never locks anybody out. Whoever calls
    `sign_in` for somebody at a distance waits first, in the way that holds up nobody else.
    """
    failures = workspace.failed_attempts(_asked_for(name), minutes=15)
    return min(2.0, 0.25 * max(0, failures - 3))


def _asked_for(name: str) -> str:
    """Give the name or e-mail somebody signs in with as it is kept: no stray spaces."""
    return " ".join(name.split())[:200]


def sign_in(workspace: Workspace, name: str, password: str) -> str:
    """Sign in with name (or e-mail) and password; the token of the new sign-in is returned."""
    name = _asked_for(name)
    found = workspace.person_called(name)
    known = (found or {}).get("password_hash") or _NOBODY
    try:
        _HASHER.verify(known, password)
        fits = known is not _NOBODY
    except (VerificationError, InvalidHashError):
        fits = False
    if not fits or found is None:
        workspace.note_attempt(name)
        raise NotAllowed(
            "That name and password do not go together. Check both and try again, or ask "
            "somebody who looks after accounts for a new link."
        )
    if _HASHER.check_needs_rehash(known):
        workspace.set_password(found["guid"], _HASHER.hash(password))
    return workspace.begin_sign_in(found["guid"], days=SIGN_IN_DAYS)


def sign_in_as_invented(workspace: Workspace, person: str) -> str:
    """Sign in as one of the demo's invented people; nobody real can be chosen this way."""
    if person not in {row["guid"] for row in workspace.invented_people()}:
        raise NotFound("There is nobody invented by that name here.")
    return workspace.begin_sign_in(Guid(person), days=SIGN_IN_DAYS)


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
    return workspace.begin_sign_in(person, days=SIGN_IN_DAYS)


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
    are kept: their key does not hang on the password.
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
    return workspace.begin_sign_in(Guid(person["guid"]), days=SIGN_IN_DAYS), ended


def invitation(workspace: Workspace, token: str) -> dict:
    """What an invitation is for: project, study, jobs; `NotFound` when it cannot be used."""
    found = workspace.link(token, "invite")
    if found is None:
        raise NotFound("This invitation has been used or has run out. Ask for a new one.")
    study = project_store.details(workspace.project(Guid(found["project"])).db)
    jobs = frozenset(job for job in found["jobs"].split(",") if job)
    return {"project": found["project"], "study": study["name"], "jobs": jobs}


def join(workspace: Workspace, token: str, *, name: str, password: str) -> str:
    """Take up an invitation with a new account, or with one's own by its password."""
    offered = invitation(workspace, token)
    name = checked_name(name)
    if workspace.person_called(name):
        try:
            signed_in = sign_in(workspace, name, password)
        except NotAllowed as refused:
            raise AlreadyThere(
                f"Somebody called {name} already has an account here. If that is you, use your "
                "password; if not, add an initial to your name."
            ) from refused
        workspace.use_link(token)
    else:
        password_hash = hashed(password)
        workspace.use_link(token)
        guid = workspace.add_person(name, password_hash=password_hash)
        signed_in = workspace.begin_sign_in(guid, days=SIGN_IN_DAYS)
    person = workspace.signed_in(signed_in)
    assert person is not None
    guid, project = Guid(person["guid"]), Guid(offered["project"])
    # An invitation adds to what somebody looks after already; it takes nothing away.
    jobs = offered["jobs"] | (workspace.jobs_of(project, guid) or frozenset())
    projects.put_in_team(workspace, project, guid, person["name"], jobs)
    return signed_in
