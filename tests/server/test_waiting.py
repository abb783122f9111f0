"""Who waits at the sign-in page, for whom, and who does not."""

import asyncio
import socket
import unicodedata
from pathlib import Path

import httpx
import pytest
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.requests import Request

from tests.builders import PASSWORD, Study, small_study
from workbench.server import own_sign_ins, sign_in, waiting
from workbench.server.gate import Sockets
from workbench.services import accounts, server_settings

GUESS = "x" * 12
# The same letters to whoever signs in: wide ones, small ones in a ring, mathematical ones.
AS_WELL = ["\uff21da", "\u24d0da", "A\U0001d41da", "\uff41\uff44\uff41"]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace", password=PASSWORD)


def door(study: Study, address: str = "192.0.2.1") -> httpx.AsyncClient:
    routes = [each.routes(study.workspace, Sockets()) for each in (sign_in, own_sign_ins)]
    app = Starlette(routes=[route for some in routes for route in some])
    from_there = httpx.ASGITransport(app=app, client=(address, 50_000))
    return httpx.AsyncClient(transport=from_there, base_url="http://workbench.test")


def sent(name: str, password: str = PASSWORD) -> dict:
    return {"name": name, "password": password}


def test_guesses_are_counted_for_an_account_however_its_name_is_written(study: Study) -> None:
    for name in AS_WELL:
        assert unicodedata.normalize("NFKC", name).casefold() == "ada"
        with pytest.raises(accounts.NotAllowed):
            accounts.check_password(study.workspace, name, GUESS)
    with pytest.raises(accounts.NotAllowed):
        accounts.check_password(study.workspace, "nobody at all", GUESS)
    assert accounts.sign_in_delay(study.workspace, "Ada") == 0.25
    assert accounts.sign_in_delay(study.workspace, AS_WELL[0]) == 0.25
    assert not accounts.sign_in_delay(study.workspace, "nobody at all")


def test_few_queue_from_one_address_under_however_many_names(study: Study) -> None:
    async def crowd() -> None:
        lanes, held = waiting.Lanes(), asyncio.Event()

        async def wait(name: str, address: str) -> None:
            scope = {"type": "http", "headers": [], "client": (address, 50_000)}
            async with lanes.lane(study.workspace, Request(scope), name):
                await held.wait()

        many = [
            asyncio.ensure_future(wait(f"nobody {number}", f"2001:db8:1:2::{number:x}"))
            for number in range(waiting.MOST_FROM_AN_ADDRESS)
        ]
        while len(lanes._locks) < len(many):
            await asyncio.sleep(0.01)
        with pytest.raises(waiting.TooManyTries):
            await asyncio.wait_for(wait("Ada", "2001:db8:1:2:ffff::1"), 20)
        elsewhere = asyncio.ensure_future(wait("Ada", "2001:db8:1:3::1"))
        while len(lanes._locks) == len(many):
            await asyncio.sleep(0.01)
        held.set()
        await asyncio.gather(elsewhere, *many)
        await wait("Ada", "2001:db8:1:2:ffff::1")
        assert not lanes._waiting
        assert not lanes._locks

    asyncio.run(crowd())


def test_strangers_who_keep_every_thread_busy_do_not_hold_up_a_known_browser(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crowd() -> None:
        # Limits belong to the loop they are first used in.
        monkeypatch.setattr(sign_in, "HASHING", CapacityLimiter(2))
        monkeypatch.setattr(waiting, "HASHING", sign_in.HASHING)
        monkeypatch.setattr(waiting, "HASHING_FOR_KNOWN", CapacityLimiter(1))
        async with door(study) as ada, door(study, "192.0.2.2") as stranger:
            assert (await ada.post("/sign-in", data=sent("Ada"))).status_code == 303
            for _ in range(2):
                await sign_in.HASHING.acquire_on_behalf_of(object())
            waits = asyncio.ensure_future(stranger.post("/sign-in", data=sent("Ben")))
            async with asyncio.timeout(60):
                assert (await ada.post("/sign-in", data=sent("Ada"))).status_code == 303
            assert not waits.done()
            waits.cancel()

    asyncio.run(crowd())


def test_a_known_browser_guesses_no_faster_with_an_invitation(study: Study) -> None:
    invitation = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset())
    for _ in range(20):
        study.workspace.note_attempt("Ben")

    async def guess() -> float:
        async with door(study) as ben:
            slip = accounts.known_browser(study.workspace, study.people["Ben"])
            ben.cookies.set(waiting.KNOWN, slip)
            began = asyncio.get_running_loop().time()
            answer = await ben.post(f"/join/{invitation}", data=sent("Ben", GUESS))
            assert answer.status_code == 409
            return asyncio.get_running_loop().time() - began

    assert asyncio.run(guess()) >= 2


def test_a_provider_that_never_answers_holds_up_those_alone_who_go_there(study: Study) -> None:
    async def crowd() -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"http://127.0.0.1:{silent.getsockname()[1]}"
            server_settings.change(study.workspace, "openid-issuer", address)
            async with door(study) as strangers:
                gone = [asyncio.ensure_future(strangers.get("/openid/begin")) for _ in range(50)]
                await asyncio.sleep(1)
                began = asyncio.get_running_loop().time()
                assert (await strangers.get("/healthz")).text == "ok"
                took = asyncio.get_running_loop().time() - began
                assert not any(each.done() for each in gone)
                silent.close()
                assert {answer.status_code for answer in await asyncio.gather(*gone)} == {502}
        assert took < 5  # it gives a provider ten seconds

    asyncio.run(crowd())


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no parts at all"),
        ("multipart/form-data; boundary=yy", b"--yy\r\nno part\r\n"),
        ("application/x-www-form-urlencoded", b"name=" + b"a" * 2_000_000),
        ("application/x-www-form-urlencoded", b"&".join(b"f%d=x" % n for n in range(100))),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(study: Study, kind: str, body: bytes) -> None:
    async def send() -> httpx.Response:
        async with door(study) as stranger:
            return await stranger.post("/sign-in", content=body, headers={"content-type": kind})

    answer = asyncio.run(send())
    assert answer.status_code == 400
    assert "nothing was changed" in answer.text
