"""Behind nginx with TLS, as the page on operating says: cookies are Secure, sockets work."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.sync.client import connect

from tests.builders import PASSWORD, Study, small_study
from tests.servers import free_port, serving
from workbench.server.gate import COOKIE

DOCS = Path(__file__).parents[2] / "docs" / "operating.md"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
NAME = "workbench.example.org"


def certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "workbench.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "workbench.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("proxied") / "workspace", password=PASSWORD)


@pytest.fixture(scope="module")
def port(study: Study) -> Iterator[int]:
    """The port of an nginx with the configuration of the docs, before a running server."""
    assert NGINX, "This test needs nginx; `make test` installs it."
    folder, port = study.workspace.folder.parent, free_port()
    certificate(folder)
    with serving(study.workspace.folder) as server:
        said = re.search(r"```nginx\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)[1]
        for words, instead in {
            "listen 443": f"listen 127.0.0.1:{port}",
            "/etc/ssl/": f"{folder}/",
            "127.0.0.1:8501": f"127.0.0.1:{server.port}",
        }.items():
            assert words in said
            said = said.replace(words, instead)
        kept = "".join(
            f"{kind}_temp_path {folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;"
            f"events {{}} http {{ access_log off; {kept} {said} }}"
        )
        nginx = subprocess.Popen(
            [NGINX, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "nginx.log"]
        )
        try:
            for _ in range(100):
                try:
                    httpx.get(f"https://127.0.0.1:{port}/healthz", verify=False)
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            yield port
        finally:
            nginx.terminate()
            nginx.wait()


def test_cookies_are_secure_and_browsers_are_told_to_stay_with_tls(port: int) -> None:
    site = f"{NAME}:{port}"
    with httpx.Client(
        base_url=f"https://127.0.0.1:{port}", verify=False, headers={"host": site}
    ) as client:
        answer = client.post(
            "/sign-in",
            data={"name": "Ada", "password": PASSWORD},
            headers={"origin": f"https://{site}"},
        )
        assert answer.status_code == 303
        cookies = answer.headers.get_list("set-cookie")
        assert len(cookies) == 2
        for cookie in cookies:
            assert {"secure", "httponly", "samesite=lax"} <= set(
                cookie.lower().replace(" ", "").split(";")
            )
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        elsewhere = client.post("/sign-out", headers={"origin": "https://evil.example"})
        assert elsewhere.status_code == 403


@pytest.mark.parametrize("ours", [True, False], ids=["live changes", "Streamlit's own socket"])
def test_sockets_go_through(study: Study, port: int, ours: bool) -> None:
    unchecked = ssl.create_default_context()
    unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
    path = f"/api/v1/projects/{study.project}/live?source={study.source}"
    with connect(
        f"wss://{NAME}:{port}{path if ours else '/_stcore/stream'}",
        sock=socket.create_connection(("127.0.0.1", port)),
        ssl=unchecked,
        server_hostname=NAME,
        additional_headers={"cookie": f"{COOKIE}={study.tokens['Ada']}"},
        origin=f"https://{NAME}:{port}",
        subprotocols=None if ours else ["streamlit"],
    ) as talking:
        if ours:
            assert talking.recv(timeout=5)
        else:
            with pytest.raises(TimeoutError):
                talking.recv(timeout=0.5)
