"""Every cell of the table of permissions, and four ways to go on after a right was taken away."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.builders import Study, small_study
from tests.server import permission_table as table
from tests.servers import Server, serving
from workbench.cli import workbench as commands
from workbench.domain.ids import new_guid
from workbench.domain.people import JOBS
from workbench.server.gate import COOKIE
from workbench.services import accounts, participants, projects
from workbench.ui import state

SECRETS = ("I felt safe there", "biscuits", "washing up")
NOT_THEIRS = "There is no such study here, or you are not in its team."


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A study with one person in each role."""
    study = small_study(tmp_path_factory.mktemp("cells") / "workspace", names=("everything",))
    for role in (table.READER, *JOBS, table.STRANGER):
        study.people[role] = accounts.add_person(study.workspace, role)
        study.tokens[role] = study.workspace.begin_sign_in(study.people[role], days=1)
        if role != table.STRANGER:
            jobs = frozenset({role} & set(JOBS))
            projects.put_in_team(study.workspace, study.project, study.people[role], role, jobs)
    study.people["Ada"] = study.people[table.EVERYTHING]
    study.tokens["Ada"] = study.tokens[table.EVERYTHING]
    projects.new_project(
        study.workspace, "Another", by=study.people[table.STRANGER], by_name="stranger"
    )
    return study


@pytest.fixture(scope="module")
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


def fresh(study: Study, role: str) -> str | None:
    """A sign-in of somebody in a role, which a route may end."""
    if role == table.NOBODY:
        return None
    return study.workspace.begin_sign_in(study.people[role], days=1)


def test_everything_there_is_has_a_rule() -> None:
    assert set(table.routes()) - set(table.ROUTES) == set()
    assert set(table.all_commands()) - set(table.COMMANDS) == set()


def known(study: Study) -> dict[str, str]:
    study.tokens[table.EVERYTHING] = fresh(study, table.EVERYTHING) or ""
    person = participants.everybody(study.desk(table.EVERYTHING))[0]
    return {
        "project": study.project, "source": study.source, "participant": person.guid,
        "ending": "json",
    }  # fmt: skip


@pytest.mark.parametrize("route", sorted(table.routes()))
def test_every_role_at_every_route(study: Study, server: Server, route: str) -> None:
    method, path = table.address(route, known(study), new_guid())
    for role in table.ROLES:
        allowed, token = table.may(role, table.ROUTES[route]), fresh(study, role)
        if method == "WS":
            assert open_socket(server, path, study, token) is allowed, role
            continue
        with server.client(token) as client:
            answer = client.request(
                method,
                path,
                params={"source": study.source} if path.endswith("/changes") else None,
                json={"me": study.people.get(role)} if method in ("POST", "PUT") else None,
                timeout=120,
            )
        told = answer.text if "json" in answer.headers.get("content-type", "") else ""
        assert answer.status_code < 500, (role, answer.text)
        if allowed:
            assert answer.status_code != 401 or table.ROUTES[route] == table.OPEN, role
            assert NOT_THEIRS not in told, role
            assert "does not include" not in told, role
        else:
            assert answer.status_code in (401, 403, 404), (role, answer.status_code)
            assert (answer.status_code == 401) == (role == table.NOBODY), role
            assert (NOT_THEIRS in told) == (role == table.STRANGER), role
            assert not [words for words in SECRETS if words in answer.text]


def open_socket(server: Server, path: str, study: Study, token: str | None) -> bool:
    """Open a socket, and say whether it stays open."""
    ours = path.endswith("live")
    where = f"ws://127.0.0.1:{server.port}{path}{f'?source={study.source}' if ours else ''}"
    headers = {"cookie": f"{COOKIE}={token}"} if token else None
    try:
        with connect(
            where, additional_headers=headers, subprotocols=None if ours else ["streamlit"]
        ) as socket:
            socket.recv(timeout=0.3 if not ours else 20)
    except TimeoutError:
        return True
    except (ConnectionClosed, InvalidStatus):
        return False
    return True


@pytest.fixture
def signed_in_as(study: Study, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Whose cookie the pages of this process find; the pages themselves are the real ones."""
    token: list[str | None] = [None]
    state.use(study.workspace)
    monkeypatch.setattr(
        ContextProxy,
        "cookies",
        property(lambda _: {state.COOKIE: token[0]} if token[0] else {}),
    )
    return token


def draw(name: str) -> None:
    """Draw one page as the application does. Streamlit takes this function's text as a script."""
    import streamlit as st

    from workbench.ui import application
    from workbench.ui.parts import error_box

    page = st.navigation(
        [
            st.Page(drawn, title=other, url_path=other, default=other == name)
            for other, drawn in application._DRAWN_BY.items()
        ],
        position="hidden",
    )
    with error_box.told(way_on=True):
        page.run()
        error_box.tell_kept()


def drawn(study: Study, name: str) -> AppTest:
    window = AppTest.from_function(draw, kwargs={"name": name}, default_timeout=60)
    window.query_params["project"] = study.project
    return window.run()


def words(window: AppTest) -> str:
    return " ".join(
        str(getattr(element, "value", "")) + str(getattr(element, "proto", ""))
        for element in window.main
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(table.pages()))
def test_every_role_at_every_page(study: Study, signed_in_as: list[str | None], name: str) -> None:
    rule = table.pages()[name]
    for role in table.ROLES:
        signed_in_as[0] = fresh(study, role)
        window = drawn(study, name)
        said = words(window)
        assert not window.exception, role
        if table.may(role, rule):
            assert "You are not signed in" not in said, role
            assert "no such study" not in said, role
            assert "does not include" not in said or rule == table.MEMBER, role
        else:
            assert not [secret for secret in SECRETS if secret in said], role
            assert "P01" not in said, role
            if name != "who-sees-what":
                refusals = ("You are not signed in", "no such study", "does not include", "Ask ")
                assert any(words in said for words in refusals), (role, said)


@pytest.mark.parametrize(
    "name", sorted(name for name, rule in table.COMMANDS.items() if rule != table.FOLDER)
)
def test_every_role_at_every_command_in_a_members_name(
    study: Study, name: str, tmp_path: Path
) -> None:
    more = {
        "import": [str(tmp_path / "talk.txt")],
        "letter": ["P01", str(tmp_path / "letter.docx")],
        "search": ["safe"],
        "report": [str(tmp_path / "report.docx")],
        "withdraw": ["P01", "--dry-run"],
    }
    takes_as = "--as" in CliRunner().invoke(commands, [name, "--help"]).output
    for role in table.ROLES[1:]:
        if not takes_as:
            continue
        (tmp_path / "talk.txt").write_text(f"Interviewer: Well?\n\nP01: Well, said {role}.\n")
        where = ["--workspace", str(study.workspace.folder), "--as", role]
        done = CliRunner().invoke(commands, [name, study.project, *more.get(name, []), *where])
        assert done.exception is None or isinstance(done.exception, SystemExit), role
        if table.may(role, table.COMMANDS[name]):
            assert "does not include" not in done.stderr, role
            assert "nobody called" not in done.stderr, role
        else:
            assert done.exit_code == 1, role
            assert "does not include" in done.stderr or "nobody called" in done.stderr, role


@pytest.mark.filterwarnings("ignore")
def test_after_a_right_is_taken_a_press_a_page_a_socket_and_an_address_all_refuse(
    study: Study, server: Server, signed_in_as: list[str | None]
) -> None:
    role = "accounts"
    token = signed_in_as[0] = fresh(study, role)
    study.tokens["Ada"] = study.tokens[table.EVERYTHING] = fresh(study, table.EVERYTHING)
    window = drawn(study, "team")
    [invite] = [button for button in window.button if button.label == "Make an invitation"]
    report = f"/api/v1/projects/{study.project}/participants/{new_guid()}/everything.docx"
    live = f"/api/v1/projects/{study.project}/live?source={study.source}"
    before = study.workspace.file.db.execute("select count(*) from links").fetchone()
    with connect(
        f"ws://127.0.0.1:{server.port}{live}",
        additional_headers={"cookie": f"{COOKIE}={token}"},
    ) as socket:
        json.loads(socket.recv(timeout=20))
        # Their part in the study is taken away, with everything open.
        with study.workspace.file.transaction() as db:
            db.execute("delete from memberships where person = ?", (study.people[role],))
        study.do(table.EVERYTHING, study.operation("I felt safe there"))
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=20)
    invite.click()
    pressed = window.run()
    assert study.workspace.file.db.execute("select count(*) from links").fetchone() == before
    assert "no such study" in words(pressed)
    assert "no such study" in words(drawn(study, "read"))
    with server.client(token) as client:
        assert client.get(report).status_code == 404
        assert client.get(f"/api/v1/projects/{study.project}/my-reading.csv").status_code == 404
