"""Serve and demo: what they print, prepare and refuse before anything is served."""

import json
import re
import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from workbench.services import accounts, desks


@pytest.fixture
def port() -> str:
    """A port that is free."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


def test_an_empty_workspace_is_served_with_a_link_for_the_first_start(
    run: Terminal, port: str
) -> None:
    outcome = run("serve", "--port", port)

    address = f"http://127.0.0.1:{port}"
    link = re.search(rf"{address}/first-start/([\w-]+)", outcome.stdout)
    assert link
    assert desks.open_workspace("workspace").link(link[1], "first_start")
    assert run.served == [("workspace", "127.0.0.1", int(port))]


def test_a_workspace_with_people_is_served_without_a_link(run: Terminal, port: str) -> None:
    accounts.add_person(desks.open_workspace("workspace"), "Ann")

    told = json.loads(run("serve", "--port", port, "--json").stdout)

    assert told == {"address": f"http://127.0.0.1:{port}", "first_start": None}


def test_the_address_people_open_is_in_every_link_that_is_printed(
    run: Terminal, port: str
) -> None:
    desks.open_workspace("workspace")
    site = "https://research.example.org/workbench"
    run("settings", "address", f"{site}/")

    served = run("serve", "--port", port).stdout
    assert f"http://127.0.0.1:{port}/workbench until" in served
    assert re.search(rf"begin: {site}/first-start/[\w-]+", served)

    run("person", "add", "Ann")
    assert re.search(
        rf" at {site}/new-password/[\w-]+ \(", run("person", "password", "Ann").stdout
    )


def test_a_workspace_that_is_being_served_keeps_its_link(run: Terminal, port: str) -> None:
    workspace = desks.open_workspace("workspace")
    token = accounts.first_start_link(workspace)
    held = workspace.lock()

    outcome = run("serve", "--port", port)

    held.close()
    assert outcome.exit_code == 1
    assert "already serving the workspace" in outcome.stderr
    assert token
    assert workspace.link(token, "first_start")
    assert run.served == []


def test_a_port_in_use_is_said_in_a_sentence(run: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = run("serve", "--port", str(taken.getsockname()[1]))

    assert outcome.exit_code == 1
    assert "choose another with --port" in outcome.stderr
    assert run.served == []


def test_the_demo_is_prepared_once_in_a_folder_of_its_own(
    run: Terminal, port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_WORKSPACE", "real-work")

    first = run("demo", "--no-browser", "--port", port, "--json")
    again = run("demo", "--no-browser", "--port", port)

    assert json.loads(first.stdout)["address"] == f"http://127.0.0.1:{port}"
    assert "Making the study" in first.stderr
    assert again.stderr == ""
    assert [name for name, _, _ in run.served] == ["workspace-demo", "workspace-demo"]
    assert not Path("real-work").exists()


def test_the_demo_is_not_put_into_a_workspace_with_real_work(run: Terminal, port: str) -> None:
    run("person", "add", "Ann")

    outcome = run("demo", "--no-browser", "--port", port, "--workspace", "workspace")

    assert outcome.exit_code == 1
    assert run.served == []
