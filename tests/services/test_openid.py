"""What the workbench sends to an OpenID Connect provider, as that provider receives it."""

import hashlib
import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from workbench.domain.errors import NotAllowed, NotFound
from workbench.services import desks, openid, server_settings
from workbench.services.desks import Workspace

BACK = "https://workbench.example/openid/back"
KEY, ANOTHER = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))


class Provider(ThreadingHTTPServer):
    """Says where it can be asked, keeps what it is asked, and confirms whoever it is given."""

    asked: list[tuple[str, dict[str, list[str]]]]
    key: RSAKey
    confirms: str


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        if self.path == "/keys":
            self._tell(200, {"keys": [self.server.key.as_dict(private=False)]})
            return
        here = f"http://127.0.0.1:{self.server.server_port}"
        ends = {"authorization": "go", "token": "token"}
        about = {f"{name}_endpoint": f"{here}/{path}" for name, path in ends.items()}
        self._tell(200, {"issuer": here, "jwks_uri": f"{here}/keys", **about})

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.asked.append((self.headers["authorization"], parse_qs(sent)))
        if self.server.confirms:
            token = {"access_token": "x", "token_type": "Bearer", "id_token": self.server.confirms}
            self._tell(200, token)
        else:
            self._tell(400, {"error": "invalid_grant"})

    def _tell(self, status: int, words: dict) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(words).encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider(("127.0.0.1", 0), Answers) as running:
        running.asked, running.confirms, running.key = [], "", KEY
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def workspace(tmp_path: Path, provider: Provider) -> Workspace:
    workspace = desks.open_workspace(tmp_path / "workspace")
    issuer = f"http://127.0.0.1:{provider.server_port}"
    server_settings.change(workspace, "openid-issuer", issuer)
    server_settings.change(workspace, "openid-client", "workbench")
    return workspace


def visited(workspace: Workspace) -> tuple[dict[str, str], str]:
    """Begin a visit: what the browser is sent away with, and its slip."""
    address, slip = openid.begin(workspace, back=BACK, going="/")
    return {name: one for name, (one,) in parse_qs(urlsplit(address).query).items()}, slip


def come_back(workspace: Workspace, slip: str, **said: str) -> None:
    query = "&".join(f"{name}={words}" for name, words in said.items())
    openid.come_back(workspace, slip, f"{BACK}?{query}", token=None)


def test_a_code_is_exchanged_with_the_secret_of_the_visit_that_asked_for_it(
    workspace: Workspace, provider: Provider
) -> None:
    first, slip = visited(workspace)
    second, _ = visited(workspace)
    assert first["response_type"] == "code"
    assert first["code_challenge_method"] == "S256"
    for part in ("state", "nonce", "code_challenge"):
        assert first[part] != second[part]

    with pytest.raises(NotAllowed, match="did not confirm"):
        come_back(workspace, slip, code="a-code", state=first["state"])

    [(authorization, asked)] = provider.asked
    assert authorization is None
    assert asked["code"] == ["a-code"]
    assert asked["redirect_uri"] == [BACK]
    [verifier] = asked["code_verifier"]
    digest = hashlib.sha256(verifier.encode()).digest()
    assert urlsafe_b64encode(digest).rstrip(b"=").decode() == first["code_challenge"]
    # Nobody learns it from what passes through the browser.
    assert verifier not in (*first.values(), slip)


def test_an_answer_for_another_visit_is_not_even_asked_about(
    workspace: Workspace, provider: Provider
) -> None:
    _, slip = visited(workspace)
    other, _ = visited(workspace)
    for said in ({"state": other["state"]}, {"state": ""}, {}):
        with pytest.raises(NotAllowed):
            come_back(workspace, slip, code="a-code", **said)
    assert provider.asked == []


def test_the_client_secret_goes_to_the_provider_alone(
    workspace: Workspace, provider: Provider, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("known to two servers\n")
    server_settings.change(workspace, "openid-secret-file", str(secret))
    first, slip = visited(workspace)
    with pytest.raises(NotAllowed):
        come_back(workspace, slip, code="a-code", state=first["state"])
    [(authorization, _)] = provider.asked
    kind, _, told = authorization.partition(" ")
    assert (kind, b64decode(told)) == ("Basic", b"workbench:known to two servers")
    assert "known" not in "".join(first.values())


@pytest.mark.parametrize(
    ("differs", "key"),
    [
        ({"aud": "another program"}, KEY),
        ({"iss": "https://another.example"}, KEY),
        ({"exp": 1}, KEY),
        ({"exp": None}, KEY),
        ({"nonce": "another visit"}, KEY),
        ({"nonce": None}, KEY),
        ({"sub": None}, KEY),
        ({"aud": ["workbench", "another"], "azp": "another"}, KEY),
        ({}, ANOTHER),
    ],
)
def test_what_is_confirmed_for_another_or_signed_by_another_lets_nobody_in(
    workspace: Workspace, provider: Provider, differs: dict, key: RSAKey
) -> None:
    def confirm(differs: dict, key: RSAKey) -> None:
        first, slip = visited(workspace)
        now = int(time.time())
        claims = {
            "iss": f"http://127.0.0.1:{provider.server_port}",
            "aud": "workbench",
            "sub": "gil",
            "nonce": first["nonce"],
            "iat": now,
            "exp": now + 300,
            **differs,
        }
        said = {name: words for name, words in claims.items() if words is not None}
        provider.confirms = jwt.encode({"alg": "RS256", "kid": "one"}, said, key)
        come_back(workspace, slip, code="a-code", state=first["state"])

    # Where all of it fits, it is only that nobody here has that account.
    with pytest.raises(NotFound, match="not connected to anybody"):
        confirm({}, KEY)
    with pytest.raises(NotAllowed, match=r"did not confirm|another program"):
        confirm(differs, key)
