"""Coming in by a link: the first start, invitations, and new passwords."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.builders import PASSWORD, Study, small_study
from tests.servers import Server, serving
from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound
from workbench.domain.people import JOBS
from workbench.server.gate import COOKIE
from workbench.services import accounts
from workbench.store.sign_ins import later


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("joining") / "workspace", password=PASSWORD)


@pytest.fixture(scope="module")
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


def test_an_invitation_works_once_and_gives_the_parts_it_names(
    study: Study, server: Server
) -> None:
    token = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset({"outputs"}))
    with server.client() as client:
        assert "Small study" in client.get(f"/join/{token}").text
        joined = client.post(f"/join/{token}", data={"name": "Cy", "password": PASSWORD})
        assert joined.status_code == 303
        mine = client.get(
            f"/api/v1/projects/{study.project}/sources/{study.source}/reading"
        ).json()
        assert mine["me"]["name"] == "Cy"
        again = client.post(f"/join/{token}", data={"name": "Di", "password": PASSWORD})
        assert again.status_code == 404
    assert study.workspace.jobs_of(study.project, mine["me"]["guid"]) == {"outputs"}


def test_taking_up_an_invitation_ends_what_the_browser_was_signed_in_as(
    study: Study, server: Server
) -> None:
    former = study.workspace.begin_sign_in(study.people["Ben"], days=1)
    token = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset())
    with server.client(former) as client:
        joined = client.post(f"/join/{token}", data={"name": "Flo", "password": PASSWORD})
    assert joined.status_code == 303
    assert study.workspace.signed_in(former) is None


def test_the_first_start_makes_an_account_and_a_study_once(tmp_path: Path) -> None:
    with serving(tmp_path / "workspace") as server:
        assert server.first_start is not None
        with server.client() as client:
            assert "Nobody has an account here yet" in client.get("/sign-in").text
            assert "Start your workbench" in client.get(server.first_start).text
            form = {"name": "Ola", "password": "short", "study": "Allotments"}
            refused = client.post(server.first_start, data=form)
            assert refused.status_code == 400
            assert "Allotments" in refused.text
            begun = client.post(server.first_start, data={**form, "password": PASSWORD})
            assert (begun.status_code, begun.headers["location"]) == (303, "/")
            assert client.get("/_stcore/health").status_code == 200
            assert client.get(server.first_start).status_code == 404
        with server.client() as client:
            assert "Name or e-mail" in client.get("/sign-in").text


def test_a_second_server_on_the_same_workspace_is_refused_with_a_sentence(
    study: Study, server: Server
) -> None:
    second = Server(study.workspace.folder)
    with pytest.raises(AssertionError, match="already serving"):
        second.start()


def test_a_new_password_comes_by_a_link_that_works_once(study: Study, server: Server) -> None:
    person = accounts.add_person(study.workspace, "Eve")
    old = study.workspace.begin_sign_in(person, days=1)
    token = accounts.password_link(study.workspace, person)
    with server.client() as client:
        assert "Eve" in client.get(f"/new-password/{token}").text
        short = client.post(f"/new-password/{token}", data={"password": "short"})
        assert short.status_code == 400
        with connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            additional_headers={"cookie": f"{COOKIE}={old}"},
            subprotocols=["streamlit"],
        ) as socket:
            chosen = client.post(f"/new-password/{token}", data={"password": PASSWORD})
            assert chosen.status_code == 303
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv(timeout=20)
            assert closed.value.rcvd.code == 4401
        assert client.get("/_stcore/health").status_code == 200
        again = client.post(f"/new-password/{token}", data={"password": PASSWORD + "!"})
        assert again.status_code == 404
    with server.client(old) as elsewhere:
        assert elsewhere.get("/_stcore/health").status_code == 401


def test_a_link_for_a_new_password_ends_with_a_newer_one_and_with_a_password(study: Study) -> None:
    person = accounts.add_person(study.workspace, "Gus")
    lost, sent, unused = (accounts.password_link(study.workspace, person) for _ in range(3))
    for ended in (lost, sent):
        with pytest.raises(NotFound):
            accounts.choose_password(study.workspace, ended, password=PASSWORD)
    token, _ = accounts.choose_password(study.workspace, unused, password=PASSWORD)
    found_later = accounts.password_link(study.workspace, person)
    accounts.change_password(study.workspace, token, PASSWORD, f"{PASSWORD} now")
    with pytest.raises(NotFound):
        accounts.whose_password(study.workspace, found_later)


def test_a_link_ends_in_time_and_is_for_one_thing(study: Study) -> None:
    invitation = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset())
    password = accounts.password_link(study.workspace, study.people["Ada"])
    assert study.workspace.link(password, "invite") is None
    assert study.workspace.link(invitation, "password") is None
    with pytest.raises(NotFound):
        accounts.invitation(study.workspace, password)
    with pytest.raises(NotFound):
        accounts.choose_password(study.workspace, invitation, password=PASSWORD)
    [ends_at] = study.workspace.file.db.execute("select max(ends_at) from links").fetchone()
    assert ends_at <= later(days=7)
    taken = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset())
    study.workspace.use_link(taken)
    with pytest.raises(NotFound):  # by whoever was a moment later
        study.workspace.use_link(taken)
    with study.workspace.file.transaction() as db:
        db.execute("update links set ends_at = ?", (later(minutes=-1),))
    with pytest.raises(NotFound):
        accounts.join(study.workspace, invitation, name="Late", password=PASSWORD)
    with pytest.raises(NotFound):
        accounts.choose_password(study.workspace, password, password=PASSWORD)


def test_an_invitation_ends_with_its_makers_right_to_invite(study: Study) -> None:
    maker = accounts.add_person(study.workspace, "Hope")
    study.workspace.put_in_team(study.project, maker, frozenset({"accounts"}))
    study.tokens["Hope"] = study.workspace.begin_sign_in(maker, days=1)
    back_door = accounts.invite(study.workspace, study.desk("Hope"), jobs=frozenset(JOBS))
    assert accounts.invitation(study.workspace, back_door)["jobs"] == frozenset(JOBS)
    study.workspace.put_in_team(study.project, maker, frozenset({"outputs"}))
    with pytest.raises(NotFound):
        accounts.join(study.workspace, back_door, name="Hope again", password=PASSWORD)
    with pytest.raises(NotFound):
        accounts.join_as(study.workspace, back_door, study.tokens["Hope"])
    assert study.workspace.jobs_of(study.project, maker) == {"outputs"}


def test_only_who_looks_after_accounts_invites(study: Study) -> None:
    study.tokens["Ben"] = study.workspace.begin_sign_in(study.people["Ben"], days=1)
    with pytest.raises(NotAllowed):
        accounts.invite(study.workspace, study.desk("Ben"), jobs=frozenset())


def test_an_invitation_adds_to_a_members_parts_and_takes_none_away(study: Study) -> None:
    token = accounts.invite(study.workspace, study.desk("Ada"), jobs=frozenset())
    accounts.join(study.workspace, token, name="ada", password=PASSWORD)
    assert study.workspace.jobs_of(study.project, study.people["Ada"]) == frozenset(JOBS)
    with pytest.raises(NotFound):  # and is used up by it
        accounts.invitation(study.workspace, token)


def test_names_that_differ_in_capitals_alone_are_one_name(study: Study) -> None:
    accounts.add_person(study.workspace, "Éva")
    with pytest.raises(AlreadyThere):
        accounts.add_person(study.workspace, "éVA")
