"""Signing in with another organisation's account, by OpenID Connect.

Nobody gets in for having an account there: it is connected to an account here by an invitation, or
by its owner who is signed in. E-mail addresses are never compared.
"""

import secrets
from dataclasses import dataclass

from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound
from workbench.services import accounts, desks, second_step, server_settings
from workbench.store import elsewhere
from workbench.store.workspace import Workspace

_PURPOSE, _MINUTES = "openid", 10.0


@dataclass(frozen=True, slots=True)
class Signed:
    """What came of a visit to the provider: a new sign-in, and where to go.

    `second_step` is the slip to go on with where this person wants a second step first.
    """

    token: str | None
    going: str
    second_step: str = ""


def offered(workspace: Workspace) -> str:
    """What the button says that leads to the provider; empty where there is none."""
    issuer = server_settings.value(workspace, "openid-issuer")
    return server_settings.value(workspace, "openid-name") if issuer else ""


def begin(
    workspace: Workspace, *, back: str, going: str, invitation: str = "", connect: str = ""
) -> tuple[str, str]:
    """Begin a visit to the provider: the address to go to, and a slip for the browser to keep.

    Parameters
    ----------
    back
        The workbench's own address that the provider sends people back to.
    invitation
        An invitation that is taken up by it.
    connect
        The sign-in of whoever goes to connect their account here; empty for signing in.
    """
    from workbench.services import openid_provider

    connecting = desks.person_of(workspace, connect).self() if connect else ""
    about = openid_provider.provider(workspace)
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    with openid_provider.client(workspace, back) as asking:
        address, state = asking.create_authorization_url(
            about["authorization_endpoint"], code_verifier=verifier, nonce=nonce
        )
    slip = workspace.keys.slip(
        _PURPOSE,
        {
            "state": state, "nonce": nonce, "verifier": verifier, "going": going, "back": back,
            "invitation": invitation, "connect": connecting,
        },
        minutes=_MINUTES,
    )  # fmt: skip
    return address, slip


def come_back(
    workspace: Workspace, slip: str, address: str, *, token: str | None, browser: str = ""
) -> Signed:
    """Take somebody in who comes back from the provider to `address`.

    Parameters
    ----------
    token
        Who is signed in in this browser already, where an account is to be connected.
    """
    from workbench.services import openid_provider

    visit = workspace.keys.read_slip(_PURPOSE, slip)
    if visit is None:
        raise NotAllowed("That took too long, or began in another browser. Begin again.")
    about = openid_provider.provider(workspace)
    claims = openid_provider.claims(workspace, about, visit, address)
    issuer, subject = about["issuer"], str(claims["sub"])
    person = elsewhere.person(workspace, issuer, subject)
    if visit["connect"]:
        me = desks.person_of(workspace, token).self()
        if me != visit["connect"]:
            raise NotAllowed(
                "Somebody else has signed in in this browser since, so nothing was connected. "
                "Sign in as yourself and begin again."
            )
        if person not in (None, me):
            raise AlreadyThere("That account is connected to somebody else here.")
        elsewhere.connect(workspace, issuer, subject, me)
        return Signed(None, visit["going"])
    wanted = second_step.wanted(workspace, person) if person else None
    if wanted:
        # Whoever has somebody's account there has not their phone: nothing is done before it.
        going = f"/join/{visit['invitation']}" if visit["invitation"] else visit["going"]
        return Signed(None, going, wanted)
    if visit["invitation"]:
        name = str(claims.get("name") or claims.get("preferred_username") or "")
        person = accounts.join_from_elsewhere(workspace, visit["invitation"], name, person)
        elsewhere.connect(workspace, issuer, subject, person)
    if person is None:
        raise NotFound(
            "That account is not connected to anybody here. Use the invitation you were sent, or "
            "sign in with your password and connect it on the page Your account."
        )
    days = server_settings.number(workspace, "sign-in-longest-days")
    return Signed(workspace.begin_sign_in(person, days=days, browser=browser), visit["going"])


def connected(workspace: Workspace, token: str | None) -> bool:
    """Say whether one's own account is connected to one at the provider."""
    return elsewhere.connected(workspace, desks.person_of(workspace, token).self())


def disconnect(workspace: Workspace, token: str | None) -> None:
    """Take one's own connection away; `NotAllowed` where there would be no way left to sign in."""
    me = desks.person_of(workspace, token).self()
    if not workspace.password_hash(me):
        raise NotAllowed(
            "You have no password here, so this is your only way in. Ask whoever runs this "
            "workbench for a link to choose one first."
        )
    elsewhere.disconnect(workspace, me)
