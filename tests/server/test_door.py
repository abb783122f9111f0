"""The server's door as a stranger, a colleague and an attacker find it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.builders import PASSWORD, Study, small_study
from tests.raw import raw_bytes
from tests.servers import Server, serving
from workbench.domain.ids import new_guid
from workbench.server.gate import COOKIE, same_site_path
from workbench.services import accounts, notes, projects, reading, taking_in

SECRET = "quixotic marmalade lighthouse"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("door") / "workspace", password=PASSWORD)


@pytest.fixture(scope="module")
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


def api(study: Study, rest: str) -> str:
    return f"/api/v1/projects/{study.project}/{rest}"


def test_a_stranger_gets_nothing_but_the_sign_in_page(study: Study, server: Server) -> None:
    with server.client() as stranger:
        page = stranger.get("/read?project=x", headers={"accept": "text/html"})
        assert page.status_code == 303
        assert page.headers["location"] == "/sign-in?next=%2Fread%3Fproject%3Dx"
        for path in (
            "/",
            "/_stcore/health",
            "/api/v1/openapi.json",
            "/anything",
            "/join/a/b",
            "/assets/a/b/c",
            api(study, f"sources/{study.source}/reading"),
            api(study, "report.docx"),
        ):
            answer = stranger.get(path)
            assert answer.status_code == 401, path
            assert answer.json()["error"] == "sign_in"
        posted = stranger.post(api(study, "operations"), json={})
        assert posted.status_code == 401
    for path in ("/_stcore/stream", api(study, f"live?source={study.source}")):
        with pytest.raises(Exception, match=r"403|rejected"):
            connect(f"ws://127.0.0.1:{server.port}{path}").close()


def test_signing_in_sets_a_cookie_scripts_cannot_read(server: Server) -> None:
    with server.client() as client:
        bad = client.post("/sign-in", data={"name": "Ada", "password": "not this one"})
        assert bad.status_code == 403
        assert "do not go together" in bad.text
        assert COOKIE not in bad.cookies

        good = client.post(
            "/sign-in", data={"name": "ada", "password": PASSWORD, "next": "/read?at=3"}
        )
        assert good.status_code == 303
        assert good.headers["location"] == "/read?at=3"
        header = good.headers["set-cookie"].lower()
        assert "httponly" in header
        assert "samesite=lax" in header
        assert client.get("/_stcore/health").status_code == 200


def test_every_answer_says_what_a_browser_may_do_with_it(study: Study, server: Server) -> None:
    narrow = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    ours = ("default-src", "connect-src", "base-uri", "form-action")
    with server.client() as stranger, server.client(study.tokens["Ada"]) as ada:
        for answer in (
            stranger.get("/sign-in"),
            stranger.get("/read", headers={"accept": "text/html"}),  # sent to sign in
            stranger.get("/api/v1/me"),  # refused
            stranger.post("/sign-out", headers={"origin": "https://evil.example"}),
            ada.get("/", headers={"accept": "text/html"}),  # Streamlit's
            ada.get("/a/b", headers={"accept": "text/html"}),
            ada.get("/api/v1/me"),
            ada.get(api(study, f"sources/{study.source}/reading")),
            ada.get(api(study, "nothing-here")),
        ):
            told = answer.headers
            assert narrow.items() <= dict(told).items(), answer.url
            said = told["content-security-policy"].split("; ")
            policy = dict(part.split(" ", 1) for part in said)
            assert [policy[kind] for kind in ours] == ["'self'"] * len(ours)
            assert [policy[kind] for kind in ("object-src", "frame-ancestors")] == ["'none'"] * 2
            scripts = policy["script-src"].split()
            assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:"} & set(scripts)
            # Where images, styles, letters and sounds come from: here, or from the page itself.
            known = {"'self'", "data:", "blob:", "'unsafe-inline'", "'wasm-unsafe-eval'", "'none'"}
            places = {place for each in policy.values() for place in each.split()}
            assert not {place for place in places - known if not place.startswith("'sha256-")}


def test_an_unknown_name_is_answered_like_a_wrong_password(server: Server) -> None:
    with server.client() as client:
        known = client.post("/sign-in", data={"name": "Ada", "password": "x" * 12})
        unknown = client.post("/sign-in", data={"name": "Zed", "password": "x" * 12})
        assert known.status_code == unknown.status_code
        assert known.text.replace("Ada", "N") == unknown.text.replace("Zed", "N")


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example/x", "/\\evil.example", "javascript:x", "x", "//["],
)
def test_after_signing_in_nobody_is_sent_to_another_site(wanted: str) -> None:
    assert same_site_path(wanted) == "/"


@pytest.mark.parametrize("ours", [True, False], ids=["live changes", "Streamlit's own socket"])
def test_signing_out_ends_it_everywhere_and_closes_open_sockets(
    study: Study, server: Server, ours: bool
) -> None:
    where = api(study, f"sources/{study.source}/reading")
    with server.client() as here, server.client() as there:
        for client in (here, there):
            client.post("/sign-in", data={"name": "Ben", "password": PASSWORD})
        cursor = there.get(where).json()["cursor"]
        live = api(study, f"live?source={study.source}&since={cursor}")
        with connect(
            f"ws://127.0.0.1:{server.port}{live if ours else '/_stcore/stream'}",
            additional_headers={"cookie": f"{COOKIE}={there.cookies[COOKIE]}"},
            subprotocols=None if ours else ["streamlit"],
        ) as socket:
            with pytest.raises(TimeoutError):
                socket.recv(timeout=1)
            assert here.post("/sign-out").status_code == 303
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv(timeout=20)
            assert closed.value.rcvd.code == 4401
        assert there.get(where).status_code == 401


def test_a_forged_or_altered_cookie_is_nobody(study: Study, server: Server) -> None:
    real = study.tokens["Ada"]
    link = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset())
    # Too long to be found by trying, never the same twice, and kept nowhere.
    assert min(len(real), len(link)) >= 32
    assert real != study.workspace.begin_sign_in(study.people["Ada"], days=1)
    assert [token for token in (real, link) if token.encode() in raw_bytes(study)] == []
    for token in ("", "x", real[:-1], real + "x", study.people["Ada"], "a" * 5000):
        with server.client(token or None) as client:
            assert client.get("/_stcore/health").status_code == 401


def test_another_programs_odd_cookie_beside_ours_does_no_harm(
    study: Study, server: Server
) -> None:
    with server.client() as client:
        for odd in ('x={"a": 1}', "a b=c", "x[y]=1", 'x="a,b'):
            cookie = {"cookie": f"{odd}; {COOKIE}={study.tokens['Ada']}"}
            answer = client.get("/api/v1/me", headers=cookie)
            assert answer.json() == {"guid": study.people["Ada"]}, odd


def test_half_a_character_for_an_identifier_is_refused_and_the_rest_is_saved(
    study: Study, server: Server
) -> None:
    odd = study.operation("I felt safe there", version="\ud91e")  # found by `make fuzz`
    operations = [study.operation("I felt safe there"), {"id": "\ud800", "kind": "undo"}, odd]
    with server.client(study.tokens["Ada"]) as ada:
        answer = ada.post(
            api(study, "operations"),
            content=json.dumps({"source": study.source, "operations": operations}),
            headers={"content-type": "application/json"},
        )
    saved, refused, strange = answer.json()["results"]
    assert (saved["state"], refused["state"]) == ("saved", "refused")
    assert refused["message"]
    assert (strange["state"], strange["error"]) == ("refused", "text_differs")


def test_a_live_socket_that_cannot_go_on_is_closed(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    with serving(study.workspace.folder) as server:
        live = api(study, f"live?source={study.source}")
        cookie = {"cookie": f"{COOKIE}={study.tokens['Ada']}"}
        with connect(f"ws://127.0.0.1:{server.port}{live}", additional_headers=cookie) as socket:
            socket.send(b"what no client of ours would send")
            assert json.loads(socket.recv(timeout=20))["changes"]
            project = study.desk("Ada").project
            project.db.execute("alter table changes rename to lost")
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv(timeout=20)
            assert closed.value.rcvd.code == 1011


def test_nothing_else_is_told_back_as_an_identifier(study: Study, server: Server) -> None:
    operations = [{"id": "<b>x</b>", "kind": "undo"}, {"id": new_guid(), "kind": "unknown"}]
    with server.client(study.tokens["Ada"]) as ada:
        sent = {"source": study.source, "operations": operations}
        told = ada.post(api(study, "operations"), json=sent).json()["results"]
    assert [one["id"] for one in told] == [None, operations[1]["id"]]


def test_an_address_where_nothing_is_says_so_and_shows_the_way_home(
    study: Study, server: Server
) -> None:
    browsing = {"accept": "text/html,*/*"}
    with server.client(study.tokens["Ada"]) as ada:
        for nowhere in ("/nowhere", "/notebok?project=x", "/home", "/a/b"):
            answer = ada.get(nowhere, headers=browsing)
            assert answer.status_code == 404
            assert "There is nothing at this address" in answer.text
            assert 'href="/"' in answer.text
        for page in ("/", "/notebook", "/read?project=x"):
            assert "Streamlit" in ada.get(page, headers=browsing).text


def test_a_write_from_another_site_is_refused(study: Study, server: Server) -> None:
    with server.client(study.tokens["Ada"]) as client:
        for origin in (
            "https://evil.example",
            "null",
            "http://[",
            f"http://127.0.0.1:{server.port}0",
        ):
            answer = client.post(
                api(study, "operations"),
                json={"source": study.source, "operations": []},
                headers={"origin": origin},
            )
            assert answer.status_code == 403
        with pytest.raises(Exception, match=r"403|rejected"):
            connect(
                f"ws://127.0.0.1:{server.port}{api(study, f'live?source={study.source}')}",
                additional_headers={
                    "cookie": f"{COOKIE}={study.tokens['Ada']}",
                    "origin": "https://evil.example",
                },
            ).close()
        form = client.post(
            api(study, "operations"), content=b"{}", headers={"content-type": "text/plain"}
        )
        assert form.status_code == 400


def test_nobody_learns_how_many_are_here_or_steers_a_page_from_outside(
    study: Study, server: Server
) -> None:
    with server.client(study.tokens["Ada"]) as ada:
        for address in ("/_stcore/metrics", "/_stcore/metrics?families=active_sessions"):
            told = ada.get(address, headers={"accept": "text/plain"})
            assert (told.status_code, "session" in told.text) == (404, False), address
        assert ada.get("/_stcore/host-config").json()["allowedOrigins"] == []


def test_somebody_elses_study_is_answered_like_one_that_is_not_there(
    study: Study, server: Server
) -> None:
    other = projects.new_project(study.workspace, "Another", by=study.people["Ben"], by_name="Ben")
    with server.client(study.tokens["Ada"]) as ada:
        theirs = ada.get(f"/api/v1/projects/{other.guid}/report.docx")
        nothing = ada.get(f"/api/v1/projects/{new_guid()}/report.docx")
        assert (theirs.status_code, theirs.json()) == (404, nothing.json())


def test_nobody_reads_or_takes_anothers_private_note_over_http(
    study: Study, server: Server
) -> None:
    note = notes.write(study.desk("Ada"), SECRET, source=study.source)
    token = study.workspace.begin_sign_in(study.people["Ben"], days=1)
    with server.client(token) as ben:
        where = api(study, f"sources/{study.source}/reading")
        assert SECRET not in ben.get(where).text
        cursor = ben.get(where).json()["cursor"]
        assert (
            SECRET
            not in ben.get(
                api(study, "changes"), params={"source": study.source, "since": cursor}
            ).text
        )
        for body in (
            {"kind": "add_note", "note": {"guid": note, "words": "x", "visibility": "team"}},
            {"kind": "undo", "person": study.people["Ada"]},
            {"kind": "undo", "coder": study.people["Ada"]},
        ):
            sent = {"id": new_guid(), **body}
            answer = ben.post(
                api(study, "operations"),
                json={"source": study.source, "operations": [sent], "viewer": study.people["Ada"]},
            )
            assert SECRET not in answer.text
            assert answer.json()["results"][0]["state"] == "refused"
        assert ben.get(api(study, "report.docx")).status_code == 403


def test_a_mark_is_always_in_the_name_of_whoever_is_signed_in(
    study: Study, server: Server
) -> None:
    operation = study.operation("I felt safe there", coder=study.people["Ada"])
    operation["coder"] = operation["person"] = study.people["Ada"]
    token = study.workspace.begin_sign_in(study.people["Ben"], days=1)
    with server.client(token) as ben:
        answer = ben.post(
            api(study, "operations"), json={"source": study.source, "operations": [operation]}
        ).json()
    assert answer["results"][0]["changes"][0]["coding"]["coder"] == study.people["Ben"]


def test_a_colleagues_mark_arrives_over_the_socket(study: Study, server: Server) -> None:
    where = api(study, f"sources/{study.source}/reading")
    with server.client(study.tokens["Ada"]) as ada:
        cursor = ada.get(where).json()["cursor"]
    live = api(study, f"live?source={study.source}&since={cursor}")
    cookie = {"cookie": f"{COOKIE}={study.tokens['Ada']}"}
    with connect(f"ws://127.0.0.1:{server.port}{live}", additional_headers=cookie) as socket:
        operation = study.operation("biscuits", "TW")
        # Marked by this process, beside the running server, as a command-line import would be.
        study.do("Ada", operation)
        told = json.loads(socket.recv(timeout=20))
    assert operation["coding"]["guid"] in [
        change["coding"]["guid"] for change in told["changes"] if "coding" in change
    ]


@pytest.mark.parametrize(
    ("method", "rest", "body", "status"),
    [
        ("POST", "operations", b"{", 400),
        ("POST", "operations", b"[]", 400),
        ("POST", "operations", b"[" * 100_000, 400),
        ("POST", "operations", b'{"source": 1, "operations": []}', 400),
        ("POST", "operations", b" " * 1_100_000, 413),
        ("GET", "changes", b"", 400),
        ("GET", "nothing-here", b"", 404),
        ("DELETE", "operations", b"", 405),
    ],
)
def test_nonsense_gets_one_shape_of_error(
    study: Study, server: Server, method: str, rest: str, body: bytes, status: int
) -> None:
    with server.client(study.tokens["Ada"]) as ada:
        answer = ada.request(
            method, api(study, rest), content=body, headers={"content-type": "application/json"}
        )
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "message"}


def test_no_page_of_ours_loads_anything_from_elsewhere(server: Server) -> None:
    with server.client() as client:
        page = client.get("/sign-in").text
        assert "http" not in page.replace("http-equiv", "")
        typeface = re.search(r"/assets/letters/[^\"]+", page)
        assert typeface is not None
        assert client.get(typeface.group()).content.startswith(b"wOF2")


def test_what_a_socket_told_can_be_told_again_without_harm(study: Study) -> None:
    cursor = reading.snapshot(study.desk("Ada"), study.source)["cursor"]
    text = b"Interviewer: Another talk?\n\nP02: Yes, another one entirely.\n"
    taking_in.import_file(study.desk("Ada"), "another.txt", text)
    assert reading.changes(study.desk("Ada"), study.source, cursor)["changes"] == []
