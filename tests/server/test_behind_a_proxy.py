"""Behind nginx with TLS, as the page on operating says: cookies are Secure, sockets work."""

import socket
import ssl
from collections.abc import Iterator

import httpx
import pytest
from websockets.sync.client import connect

from tests.behind_nginx import NAME, behind_nginx
from tests.builders import PASSWORD, Study, small_study
from tests.servers import serving
from workbench.server.gate import COOKIE


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("proxied") / "workspace", password=PASSWORD)


@pytest.fixture(scope="module")
def port(study: Study) -> Iterator[int]:
    with serving(study.workspace.folder) as server, behind_nginx(server) as port:
        yield port


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
        # Nor from a page of the same name that came without TLS, which anybody could have written.
        for origin in ("https://evil.example", f"http://{site}"):
            elsewhere = client.post("/sign-out", headers={"origin": origin})
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
            assert talking.recv(timeout=20)
        else:
            with pytest.raises(TimeoutError):
                talking.recv(timeout=0.5)
