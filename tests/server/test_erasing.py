"""Erasing one's own account over the wire: asked twice, done once, a receipt without a name."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.builders import PASSWORD, small_study
from tests.raw import raw_bytes
from tests.servers import serving
from workbench.cli import workbench as commands
from workbench.server.gate import COOKIE
from workbench.services import notes

NAME, SECRET = "Benedicta Quill", "quixotic marmalade lighthouse"
TOLD = (
    "The account and everything one could sign in with are gone from the workspace.\n"
    "Private notes and the key to them are destroyed.\n"
    "Teams that were left: 1. What was given to them stays, under the name that was chosen.\n"
)


def test_an_account_is_taken_away_and_erased_and_its_open_page_with_it(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace", names=("Ada", NAME), password=PASSWORD)
    notes.write(study.desk(NAME), SECRET)
    token = study.tokens[NAME]
    with serving(study.workspace.folder) as server, server.client(token) as client:
        saved = client.get("/api/v1/me/everything.zip", timeout=120)
        assert saved.content.startswith(b"PK")
        assert "no-store" in saved.headers["cache-control"]
        asked = client.get("/erase-account")
        assert "The account leaves the team of “Small study”." in asked.text
        form = {"password": PASSWORD, "word": "ERASE", "name": "", "perspectives": "go"}
        assert client.post("/erase-account", data=form | {"password": "x"}).status_code == 403
        again = client.post("/erase-account", data=form | {"word": ""})
        assert (again.status_code, "Type ERASE" in again.text) == (400, True)
        elsewhere = {"origin": "https://elsewhere.example"}
        assert client.post("/erase-account", data=form, headers=elsewhere).status_code == 403
        live = f"/api/v1/projects/{study.project}/live?source={study.source}"
        with connect(
            f"ws://127.0.0.1:{server.port}{live}",
            additional_headers={"cookie": f"{COOKIE}={token}"},
        ) as socket:
            socket.recv(timeout=20)
            done = client.post("/erase-account", data=form)
            assert done.status_code == 200
            with pytest.raises(ConnectionClosed):
                socket.recv(timeout=20)
        assert "This page is your receipt" in done.text
        assert NAME not in done.text
        assert client.get("/api/v1/me").status_code == 401
        with server.client(study.tokens["Ada"]) as ada:
            assert "This comes first" in ada.get("/erase-account").text
            assert ada.post("/erase-account", data=form).status_code == 403
    for gone in (NAME, SECRET):
        assert gone.encode() not in raw_bytes(study)


def test_whoever_holds_the_folder_erases_for_somebody_who_cannot(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace", names=("Ada", NAME))
    notes.write(study.desk(NAME), SECRET)
    where = ["--workspace", str(study.workspace.folder)]

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(commands, ["person", "erase", *words, *where])
        return done.exit_code, done.output

    assert run("Nobody")[0] == 1
    told = run(NAME, "--dry-run")
    assert "This cannot be undone." in told[1]
    assert study.workspace.person(study.people[NAME]) is not None
    refused = run("Ada")
    assert (refused[0], "Team page" in refused[1]) == (1, True)
    held = study.workspace.lock()
    assert "Stop it first" in run(NAME)[1]
    held.close()
    assert run(NAME, "--readings-under", "A first reader") == (0, TOLD)
    assert study.workspace.person(study.people[NAME]) is None
    assert SECRET.encode() not in raw_bytes(study)
