"""An optional second step of signing in: a code from an app, or one of ten codes kept on paper."""

import secrets
import time
from threading import Lock

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from workbench.domain.errors import NotAllowed, NotFound, NotReadable, SignInNeeded
from workbench.domain.ids import Guid
from workbench.services import desks, server_settings
from workbench.store import second_steps
from workbench.store.sign_ins import guesses_at
from workbench.store.workspace import Workspace

SECONDS = 30
_DIGITS, _SECRET = 6, 20
_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_TRIES, _MINUTES = 10, 15
_SLIP, _SLIP_MINUTES = "second step", 10.0
_ONE_AT_A_TIME = Lock()  # of many codes sent at once, none would be one too many
_ISSUER = "Co-production Analysis Workbench"


def set_up(workspace: Workspace, token: str | None) -> tuple[str, str]:
    """Begin to set the second step up: the secret for an app as words, and as a QR picture."""
    me = desks.person_of(workspace, token)
    person = me.self()
    kept = second_steps.secret(workspace, person)
    if kept and kept[1]:
        raise NotAllowed("Your second step is set up already. Turn it off first to begin anew.")
    if kept is None:
        second_steps.begin(workspace, person, secrets.token_bytes(_SECRET).hex())
        kept = second_steps.secret(workspace, person)
    assert kept is not None
    address = _clock(kept[0]).get_provisioning_uri(me.name, _ISSUER)
    words = address.partition("secret=")[2].partition("&")[0]
    return words, segno.make(address, error="m").svg_data_uri(scale=5, light="#ffffff", border=3)


def take_up(workspace: Workspace, token: str | None, code: str) -> list[str]:
    """Have signing in take the second step from now on; the codes to recover with are returned.

    They are told this once and kept nowhere in words.
    """
    person = desks.person_of(workspace, token).self()
    kept = second_steps.secret(workspace, person)
    if kept is None or kept[1]:
        raise NotFound("There is nothing to confirm. Begin to set up the second step again.")
    if not _fits(workspace, person, code):
        raise NotAllowed(
            "That code does not fit. Wait for the next one in your app, and check that the time "
            "of your phone is right."
        )
    codes = [_paper_code() for _ in range(_CODES)]
    second_steps.take_up(workspace, person, [_plain(code) for code in codes])
    return codes


def turn_off(workspace: Workspace, token: str | None, code: str) -> None:
    """Turn one's own second step off, with a code of it."""
    person = desks.person_of(workspace, token).self()
    check(workspace, person, code)
    second_steps.end(workspace, person)


def turn_off_for(workspace: Workspace, person: Guid) -> None:
    """Turn somebody's second step off. For whoever runs the server alone, at the command line."""
    second_steps.end(workspace, person)


def standing(workspace: Workspace, token: str | None) -> tuple[bool, int]:
    """Say whether signing in takes a second step, and how many codes on paper are left."""
    person = desks.person_of(workspace, token).self()
    return second_steps.in_use(workspace, person), second_steps.recovery_codes_left(
        workspace, person
    )


def wanted(workspace: Workspace, person: Guid) -> str | None:
    """Give a slip to go on with to the second step, where this person wants one."""
    if not second_steps.in_use(workspace, person):
        return None
    return workspace.keys.slip(_SLIP, {"person": person}, minutes=_SLIP_MINUTES)


def finish(workspace: Workspace, slip: str, code: str, *, browser: str = "") -> str:
    """Sign in with the second step; the token of the new sign-in is returned."""
    content = workspace.keys.read_slip(_SLIP, slip)
    if content is None or workspace.person(content["person"]) is None:
        raise SignInNeeded("That took too long. Sign in again from the start.")
    person = Guid(content["person"])
    check(workspace, person, code)
    days = server_settings.number(workspace, "sign-in-longest-days")
    return workspace.begin_sign_in(person, days=days, browser=browser)


def check(workspace: Workspace, person: Guid, code: str) -> None:
    """Refuse a code that does not fit; only who has the password comes this far.

    Nobody else can use up the tries, so to pause after many locks no victim out.
    """
    name = guesses_at("second step", person)
    with _ONE_AT_A_TIME:
        if workspace.failed_attempts(name, minutes=_MINUTES) >= _TRIES:
            raise NotAllowed(
                f"Too many codes did not fit. Wait {_MINUTES} minutes, or ask whoever runs this "
                "workbench."
            )
        if _fits(workspace, person, code) or second_steps.use_recovery_code(
            workspace, person, _plain(code)
        ):
            return
        workspace.note_attempt(name)
    raise NotAllowed(
        "That code does not fit. Try the next one in your app, or one of the codes you wrote down."
    )


def _fits(workspace: Workspace, person: Guid, code: str) -> bool:
    digits = "".join(code.split())
    kept = second_steps.secret(workspace, person)
    if kept is None or len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    clock, now = _clock(kept[0]), int(time.time()) // SECONDS
    for moment in (now - 1, now, now + 1):
        try:
            clock.verify(digits.encode(), moment * SECONDS)
        except InvalidToken:
            continue
        return second_steps.use_moment(workspace, person, moment)
    return False


def _clock(secret: str) -> TOTP:
    try:
        return TOTP(bytes.fromhex(secret), _DIGITS, SHA1(), SECONDS)
    except ValueError as trouble:
        raise NotReadable("The second step is damaged. Ask whoever runs this.") from trouble


def _paper_code() -> str:
    half = lambda: "".join(secrets.choice(_ALPHABET) for _ in range(5))  # noqa: E731
    return f"{half()}-{half()}"


def _plain(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter in _ALPHABET)
