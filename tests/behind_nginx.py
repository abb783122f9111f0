"""An nginx with TLS before a running server, with a configuration taken from the docs."""

import contextlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers import Server, free_port, wait_for

DOCS = Path(__file__).parents[1] / "docs" / "operating.md"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
NAME = "workbench.example.org"


@contextlib.contextmanager
def behind_nginx(server: Server, *, path: str = "") -> Iterator[int]:
    """Give the port of an nginx with the docs' configuration for a path, while it runs."""
    assert NGINX, "This test needs nginx; `make test` installs it."
    folder, port = server.workspace.parent, free_port()
    _certificate(folder)
    written = re.findall(r"```nginx\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    [said] = [words for words in written if f"location {path}/ {{" in words]
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
        wait_for(f"https://127.0.0.1:{port}{path}/healthz", verify=False)
        yield port
    finally:
        nginx.terminate()
        nginx.wait()


def _certificate(folder: Path) -> None:
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
