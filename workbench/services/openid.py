"""Signing in with another organisation's account, by OpenID Connect.

Nobody gets in for having an account there: it is connected to an account here by an invitation, or
by its owner who is signed in. E-mail addresses are never compared.
"""

import logging
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound, WorkbenchError
from workbench.services import accounts, desks, second_step, server_settings
from workbench.store import elsewhere
from workbench.store.workspace import Workspace

_PURPOSE, _MINUTES = "openid", 10.0
_SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
_PATIENCE = 10.0  # seconds
_LEEWAY = 120
_LOG = logging.getLogger(__name__)
_known: dict[str, tuple[float, dict]] = {}


class NotReached(WorkbenchError):
    """The other organisation's server did not answer, or not as it should."""

    code_word = "not_reached"
    status = 502


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
    workspace: Workspace, *, back: str, going: str, invitation: str = "", connect: bool = False
) -> tuple[str, str]:
    """Begin a visit to the provider: the address to go to, and a slip for the browser to keep.

    Parameters
    ----------
    back
        The workbench's own address that the provider sends people back to.
    invitation, connect
        An invitation that is taken up by it, or whether it is for connecting one's account here.
    """
    about = _provider(workspace)
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    with _client(workspace, back) as client:
        address, state = client.create_authorization_url(
            about["authorization_endpoint"], code_verifier=verifier, nonce=nonce
        )
    slip = workspace.keys.slip(
        _PURPOSE,
        {
            "state": state, "nonce": nonce, "verifier": verifier, "going": going, "back": back,
            "invitation": invitation, "connect": connect,
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
    visit = workspace.keys.read_slip(_PURPOSE, slip)
    if visit is None:
        raise NotAllowed("That took too long, or began in another browser. Begin again.")
    about = _provider(workspace)
    claims = _claims(workspace, about, visit, address)
    issuer, subject = about["issuer"], str(claims["sub"])
    person = elsewhere.person(workspace, issuer, subject)
    if visit["connect"]:
        me = desks.person_of(workspace, token).self()
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


def _claims(workspace: Workspace, about: dict, visit: dict, address: str) -> dict[str, Any]:
    """Fetch the provider's word on who this is, and check all of it."""
    try:
        with _client(workspace, visit["back"], state=visit["state"]) as client:
            given = client.fetch_token(
                about["token_endpoint"],
                authorization_response=address,
                code_verifier=visit["verifier"],
                timeout=_PATIENCE,
            )
        keys = KeySet.import_key_set(_fetched(about["jwks_uri"]))  # type: ignore[arg-type]
        said = jwt.decode(given.get("id_token", ""), keys, algorithms=_SIGNED_WITH)
        client_id = server_settings.value(workspace, "openid-client")
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": about["issuer"]},
            aud={"essential": True, "value": client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": visit["nonce"]},
        ).validate(said.claims)
    except (AuthlibBaseError, JoseError, requests.RequestException, ValueError) as refused:
        _LOG.warning("A visit to the OpenID provider came to nothing: %s", type(refused).__name__)
        raise NotAllowed(
            "The other organisation did not confirm who you are, so nobody was signed in. Try "
            "again; if it happens twice, tell whoever runs this workbench."
        ) from refused
    if said.claims.get("azp", client_id) != client_id:
        raise NotAllowed("The other organisation answered for another program.")
    return said.claims


def _client(workspace: Workspace, back: str, **more: Any) -> OAuth2Session:
    path = server_settings.value(workspace, "openid-secret-file")
    try:
        secret = Path(path).read_text(encoding="utf-8").strip() if path else None
    except OSError as trouble:
        raise NotReached("The client secret cannot be read. Tell whoever runs this.") from trouble
    return OAuth2Session(
        server_settings.value(workspace, "openid-client"),
        secret,
        scope="openid profile",
        redirect_uri=back,
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic" if secret else "none",
        **more,
    )


def _provider(workspace: Workspace) -> dict:
    """What the provider says of itself, looked up once an hour."""
    issuer = server_settings.value(workspace, "openid-issuer").rstrip("/")
    if not issuer:
        raise NotFound("Nobody can sign in with another organisation's account here.")
    fetched_at, about = _known.get(issuer, (0.0, {}))
    if time.monotonic() - fetched_at > 3600 or not about:
        about = _fetched(f"{issuer}/.well-known/openid-configuration")
        if str(about.get("issuer", "")).rstrip("/") != issuer:
            raise NotReached("The other organisation's server says that it is another one.")
        _known[issuer] = (time.monotonic(), about)
    return about


def _fetched(address: str) -> dict:
    try:
        answer = requests.get(address, timeout=_PATIENCE)
        answer.raise_for_status()
        return dict(answer.json())
    except (requests.RequestException, ValueError) as trouble:
        raise NotReached(
            "The other organisation's server cannot be reached. Try again, or use a password."
        ) from trouble
