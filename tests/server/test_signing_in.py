"""Signing in under attack, where one is signed in, limits, and another organisation's account."""

import html
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.builders import PASSWORD, Study, small_study
from tests.servers import Server, free_port, serving, wait_for
from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.server.gate import COOKIE
from workbench.server.own_sign_ins import VISIT
from workbench.server.waiting import KNOWN
from workbench.services import accounts, openid, own_account, second_step, server_settings
from workbench.store import sign_ins


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    names = ("Ada", "Ben", "Cy", "Di")
    return small_study(
        tmp_path_factory.mktemp("signing") / "workspace", names=names, password=PASSWORD
    )


@pytest.fixture(scope="module")
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


def sign_in(client: httpx.Client, name: str, password: str = PASSWORD) -> httpx.Response:
    return client.post("/sign-in", data={"name": name, "password": password})


def test_a_flood_of_guesses_keeps_no_owner_out_of_a_browser_they_know(
    study: Study, server: Server
) -> None:
    with server.client() as cy:
        assert sign_in(cy, "Cy").status_code == 303
        assert cy.cookies[KNOWN]
        for _ in range(20):
            study.workspace.note_attempt("Cy")
        cy.cookies.delete(COOKIE)
        began = time.perf_counter()
        assert sign_in(cy, "cy").status_code == 303
        known = time.perf_counter() - began
    with server.client() as stranger:
        began = time.perf_counter()
        assert sign_in(stranger, "Cy", "x" * 12).status_code == 403
        assert time.perf_counter() - began >= max(2, known)


def test_a_known_browser_is_forgotten_after_a_new_password_or_many_guesses(
    study: Study,
) -> None:
    slip = accounts.known_browser(study.workspace, study.people["Di"])
    assert accounts.is_known_browser(study.workspace, " di ", slip)
    assert not accounts.is_known_browser(study.workspace, "Ada", slip)
    assert not accounts.is_known_browser(study.workspace, "Di", slip[:-2] + "00")
    for _ in range(10):
        accounts.note_guess_by_slip(study.workspace, slip)
    assert not accounts.is_known_browser(study.workspace, "Di", slip)
    other = accounts.known_browser(study.workspace, study.people["Di"])
    link = accounts.password_link(study.workspace, study.people["Di"])
    accounts.choose_password(study.workspace, link, password=PASSWORD)
    assert not accounts.is_known_browser(study.workspace, "Di", other)


def test_a_sign_in_ends_when_it_rests_too_long_and_at_last_in_any_case(study: Study) -> None:
    token = study.workspace.begin_sign_in(study.people["Ada"], days=1)
    with study.workspace.file.transaction() as db:
        db.execute(
            "update sign_ins set rests_at = ? where token_hash = ?",
            (sign_ins.later(hours=-0.1), sign_ins.token_hash(token)),
        )
    assert study.workspace.signed_in(token) is None
    used = study.workspace.begin_sign_in(study.people["Ada"], days=-1)
    assert study.workspace.signed_in(used) is None


def test_the_organisations_limits_hold_for_sign_ins_that_are_there(study: Study) -> None:
    token = study.workspace.begin_sign_in(study.people["Ada"], days=1)
    server_settings.change(study.workspace, "sign-in-idle-hours", "0.5")
    assert study.workspace.signed_in(token)
    [rests_at] = study.workspace.file.db.execute(
        "select rests_at from sign_ins where token_hash = ?", (sign_ins.token_hash(token),)
    ).fetchone()
    assert rests_at <= sign_ins.later(hours=0.5)
    server_settings.change(study.workspace, "sign-in-longest-days", "1")
    fresh = accounts.sign_in(study.workspace, "Ada", PASSWORD)
    [ends_at] = study.workspace.file.db.execute(
        "select ends_at from sign_ins where token_hash = ?", (sign_ins.token_hash(fresh),)
    ).fetchone()
    assert ends_at <= sign_ins.later(days=1)
    server_settings.change(study.workspace, "sign-in-idle-hours", "72")


def test_one_sees_and_ends_ones_own_sign_ins_alone(study: Study, server: Server) -> None:
    firefox = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"}
    with server.client() as here, server.client() as there:
        here.headers.update(firefox)
        sign_in(here, "Ben")
        sign_in(there, "Ben")
        token, other = here.cookies[COOKIE], there.cookies[COOKIE]
        listed = own_account.my_sign_ins(study.workspace, token)
        assert [row["browser"] for row in listed if row["here"]] == ["Firefox on Linux"]
        theirs = own_account.my_sign_ins(study.workspace, study.tokens["Cy"])
        assert here.post(f"/sign-ins/{theirs[0]['guid']}/end").status_code == 404
        assert study.workspace.signed_in(study.tokens["Cy"])

        which = next(
            row["guid"] for row in own_account.my_sign_ins(study.workspace, other) if row["here"]
        )
        with connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            additional_headers={"cookie": f"{COOKIE}={other}"},
            subprotocols=["streamlit"],
        ) as socket:
            assert here.post(f"/sign-ins/{which}/end").status_code == 303
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv(timeout=20)
            assert closed.value.rcvd.code == 4401
        assert there.get("/_stcore/health").status_code == 401
        assert here.post("/sign-ins/others/end").status_code == 303
        assert len(own_account.my_sign_ins(study.workspace, token)) == 1
        assert here.post("/sign-ins/nonsense/end").status_code == 400


def test_signing_in_gives_a_new_token_and_ends_the_one_before(
    study: Study, server: Server
) -> None:
    with server.client() as client:
        sign_in(client, "Di")
        first = client.cookies[COOKIE]
        sign_in(client, "Di")
        assert client.cookies[COOKIE] != first
        assert study.workspace.signed_in(first) is None


def with_a_second_step(study: Study, person: Guid, token: str) -> list[str]:
    """Set somebody's second step up, and give the codes they wrote down."""
    second_step.set_up(study.workspace, token)
    clock = second_step._clock(second_step.second_steps.secret(study.workspace, person)[0])
    return second_step.take_up(study.workspace, token, clock.generate(int(time.time())).decode())


def test_the_second_step_at_the_door(study: Study, server: Server) -> None:
    person = accounts.add_person(study.workspace, "Eve", password=PASSWORD)
    token = study.workspace.begin_sign_in(person, days=1)
    codes = with_a_second_step(study, person, token)
    with server.client() as client:
        asked = sign_in(client, "Eve")
        assert "One more step" in asked.text
        assert COOKIE not in client.cookies
        slip = re.search(r'name="slip" value="([^"]+)"', asked.text)[1]
        wrong = client.post("/sign-in", data={"slip": slip, "code": "000000"})
        assert (wrong.status_code, COOKIE in client.cookies) == (403, False)
        right = client.post("/sign-in", data={"slip": slip, "code": codes[3], "next": "/team"})
        assert (right.status_code, right.headers["location"]) == (303, "/team")
        assert client.get("/_stcore/health").status_code == 200


def test_whoever_is_signed_in_takes_up_an_invitation_as_who_they_are(
    study: Study, server: Server
) -> None:
    stranger = accounts.add_person(study.workspace, "Flo", password=PASSWORD)
    link = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset({"codebook"}))
    with server.client(study.workspace.begin_sign_in(stranger, days=1)) as flo:
        assert "Join as Flo" in flo.get(f"/join/{link}").text
        assert flo.post(f"/join/{link}", data={"as_me": "yes"}).status_code == 303
        assert flo.post(f"/join/{link}", data={"as_me": "yes"}).status_code == 404
    assert study.workspace.jobs_of(study.project, stranger) == {"codebook"}


@pytest.fixture(scope="module")
def provider(study: Study) -> Iterator[str]:
    """An OpenID Connect provider of another make, in a process of its own, over HTTP."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    secret = study.workspace.folder.parent / "client-secret"
    secret.write_text("a secret that only the two servers know\n")
    server_settings.change(study.workspace, "openid-issuer", address)
    server_settings.change(study.workspace, "openid-client", "workbench")
    server_settings.change(study.workspace, "openid-name", "the university")
    server_settings.change(study.workspace, "openid-secret-file", str(secret))
    try:
        wait_for(f"{address}/.well-known/openid-configuration")
        yield address
    finally:
        process.kill()
        process.wait()


def visit(client: httpx.Client, path: str, who: str, *, method: str = "GET") -> str:
    """Go to the provider, sign in there as somebody, and give the address it sends back to."""
    page = client.request(method, path).text
    away = html.unescape(re.search(r'<a href="([^"]+)">Go on', page)[1])
    answer = httpx.post(away, data={"sub": who, "action": "authorize"})
    return answer.headers["location"]


def test_another_organisations_account_lets_in_who_connected_it_and_nobody_else(
    study: Study, server: Server, provider: str
) -> None:
    link = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset())
    with server.client() as gil:
        assert "Sign in with the university" in gil.get("/sign-in").text
        refused = gil.get(visit(gil, "/openid/begin", "gil"))
        assert (refused.status_code, COOKIE in gil.cookies) == (404, False)
        back = visit(gil, f"/openid/begin?invitation={link}", "gil")
        assert gil.get(back).status_code == 303
        me = gil.get("/api/v1/me").json()["guid"]
        assert study.workspace.jobs_of(study.project, me) == frozenset()
    with server.client() as again:
        back = visit(again, "/openid/begin?next=/notebook", "gil")
        # What came back belongs to the browser that went, once, and to no other.
        with server.client() as thief:
            assert thief.get(back).status_code == 403
        taken = again.get(back)
        assert taken.headers["location"] == "/notebook"
        assert again.get("/api/v1/me").json()["guid"] == me
        assert again.get(back).status_code == 403
        altered = visit(again, "/openid/begin", "gil")
        assert again.get(altered.replace("state=", "state=x")).status_code == 403
        for odd in (re.sub("code=[^&]+", "code=x", altered), "/openid/back", "/openid/back?code="):
            assert again.get(odd).status_code == 403


def test_an_answer_that_was_meant_for_another_visit_lets_nobody_in(
    study: Study, server: Server, provider: str
) -> None:
    with server.client() as client:
        for part in ("nonce", "state"):
            back = visit(client, "/openid/begin", "gil")
            kept = study.workspace.keys.read_slip("openid", client.cookies[VISIT])
            assert kept is not None
            other = study.workspace.keys.slip("openid", {**kept, part: "x" * 48}, minutes=5)
            client.cookies.set(VISIT, other, domain="127.0.0.1", path="/")
            answer = client.get(back)
            assert (part, answer.status_code) == (part, 403)
            assert "did not confirm who you are" in answer.text
            client.cookies.clear()


def test_another_organisations_account_is_asked_for_the_second_step_too(
    study: Study, server: Server, provider: str
) -> None:
    person = accounts.add_person(study.workspace, "Hal", password=PASSWORD)
    token = study.workspace.begin_sign_in(person, days=1)
    with server.client(token) as hal:
        assert hal.get(visit(hal, "/openid/connect", "hal", method="POST")).status_code == 303
    codes = with_a_second_step(study, person, token)
    link = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset())
    with server.client() as client:
        asked = client.get(visit(client, f"/openid/begin?invitation={link}", "hal"))
        assert "One more step" in asked.text
        assert COOKIE not in client.cookies
        assert study.workspace.jobs_of(study.project, person) is None
        slip, going = (
            html.unescape(re.search(rf'name="{name}" value="([^"]+)"', asked.text)[1])
            for name in ("slip", "next")
        )
        done = client.post("/sign-in", data={"slip": slip, "code": codes[0], "next": going})
        assert (done.status_code, done.headers["location"]) == (303, f"/join/{link}")
        assert "Join as Hal" in client.get(done.headers["location"]).text


def test_one_connects_and_disconnects_ones_own_account(
    study: Study, server: Server, provider: str
) -> None:
    with server.client(study.tokens["Cy"]) as cy, server.client(study.tokens["Ada"]) as ada:
        back = visit(cy, "/openid/connect", "cyril", method="POST")
        assert cy.get(back).headers["location"] == "/account"
        stolen = visit(ada, "/openid/connect", "cyril", method="POST")
        assert ada.get(stolen).status_code == 409
        # Whoever signs in in that browser before somebody is back has nothing to do with it.
        begun = visit(cy, "/openid/connect", "somebody else", method="POST")
        cy.cookies.set(COOKIE, study.tokens["Ada"])
        mixed_up = cy.get(begun)
        assert mixed_up.status_code == 403
        assert "Somebody else has signed in" in mixed_up.text
    assert openid.connected(study.workspace, study.tokens["Ada"]) is False
    with server.client() as later:
        assert later.get(visit(later, "/openid/begin", "cyril")).status_code == 303
        assert later.get("/api/v1/me").json()["guid"] == study.people["Cy"]
        first = later.cookies[COOKIE]
        server_settings.change(study.workspace, "sign-in-longest-days", "1")
        assert later.get(visit(later, "/openid/begin", "cyril")).status_code == 303
        assert later.cookies[COOKIE] != first
        assert study.workspace.signed_in(first) is None
        listed = own_account.my_sign_ins(study.workspace, later.cookies[COOKIE])
        [mine] = [each for each in listed if each["here"]]
        assert mine["ends_on"] <= sign_ins.later(days=1)[:10]
    openid.disconnect(study.workspace, study.tokens["Cy"])
    with server.client() as gone:
        assert gone.get(visit(gone, "/openid/begin", "cyril")).status_code == 404


def test_without_a_provider_there_is_nowhere_to_go(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace", names=("Ada",))
    with pytest.raises(NotFound):
        openid.begin(study.workspace, back="http://x/openid/back", going="/")
