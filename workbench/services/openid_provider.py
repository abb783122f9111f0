"""Speaking with an OpenID Connect provider over the web, through a maintained library.

It is loaded by the first who signs in that way: no start of the server waits for it.
"""

import logging
import time
from pathlib import Path
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from workbench.domain.errors import NotAllowed, NotFound, WorkbenchError
from workbench.services import server_settings
from workbench.store.workspace import Workspace

_SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
_PATIENCE = 10.0  # seconds
_LEEWAY = 120
_LOG = logging.getLogger(__name__)
_known: dict[str, tuple[float, dict]] = {}


class NotReached(WorkbenchError):
    """The other organisation's server did not answer, or not as it should."""

    code_word = "not_reached"
    status = 502


def claims(workspace: Workspace, about: dict, visit: dict, address: str) -> dict[str, Any]:
    """Fetch the provider's word on who this is, and check all of it."""
    try:
        with client(workspace, visit["back"], state=visit["state"]) as asking:
            given = asking.fetch_token(
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


def client(workspace: Workspace, back: str, **more: Any) -> OAuth2Session:
    """What asks the provider in our name; people are sent back to `back`."""
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


def provider(workspace: Workspace) -> dict:
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
