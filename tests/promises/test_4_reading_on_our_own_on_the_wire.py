"""Reading on our own, as recorded on the wire: another's 200 marks look like none at all."""

import json
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from websockets.sync.client import ClientConnection, connect

from tests.builders import TALK, Study, small_study
from tests.servers import Server, serving
from workbench.domain.ids import Guid, new_guid
from workbench.server.gate import COOKIE
from workbench.services import reading, rounds, taking_in

OTHERS = ("Ada", "Cleo", "Dov")  # who arranges, who reads in the round, who does not


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("own") / "workspace"
    return small_study(folder, names=("Ada", "Ben", "Cleo", "Dov"))


@pytest.fixture(scope="module")
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


def transcript(study: Study, number: int) -> Guid:
    """A transcript like every other but for one digit of its name and text."""
    words = f"{TALK}\nInterviewer: Number {number}.\n"
    _, source = taking_in.import_file(study.desk("Ada"), f"talk {number}.txt", words.encode())
    assert source is not None
    return source


def operation(study: Study, source: Guid, start: int) -> dict:
    snapshot = reading.snapshot(study.desk("Ben"), source)
    text = snapshot["source"]["text"]
    return {
        "id": new_guid(),
        "kind": "add_coding",
        "round": snapshot["round"]["guid"],
        "coding": {
            "guid": new_guid(),
            "version": snapshot["source"]["version"],
            "start": start,
            "end": start + 4,
            "quote": text[start : start + 4],
            "code": study.code("SA"),
        },
    }


def listen(study: Study, server: Server, name: str, source: Guid) -> ClientConnection:
    cursor = reading.cursor(study.desk(name))
    return connect(
        f"ws://127.0.0.1:{server.port}/api/v1/projects/{study.project}/live"
        f"?source={source}&since={cursor}",
        additional_headers={"cookie": f"{COOKIE}={study.tokens[name]}", "origin": server.url},
    )


def heard(socket: ClientConnection, *, wait: float) -> list[int]:
    """The length of each message until it has been quiet for so many seconds."""
    lengths = []
    while True:
        try:
            lengths.append(len(socket.recv(timeout=wait)))
        except TimeoutError:
            return lengths


def recorded(study: Study, server: Server, number: int, *, marks: int) -> dict:
    """Everything others receive while Ben makes so many marks, and they themselves make one."""
    source = transcript(study, number)
    readers = [study.people["Ben"], study.people["Cleo"]]
    rounds.start(study.desk("Ada"), f"Reading {number}", [source], readers)
    base, wire = f"/api/v1/projects/{study.project}", {}
    with ExitStack() as open_while:
        sockets = {
            name: open_while.enter_context(listen(study, server, name, source)) for name in OTHERS
        }
        with server.client(study.tokens["Ben"]) as ben:
            made = [operation(study, source, start % 40) for start in range(marks)]
            said = [{"id": new_guid(), "kind": "reading_state", "state": "finished"}]
            for sent in (made, said):
                body = {"source": source, "operations": sent}
                answer = ben.post(f"{base}/operations", json=body).json()
                assert [each["state"] for each in answer["results"]] == ["saved"] * len(sent)
        for name in OTHERS:
            wire[name, "live"] = heard(sockets[name], wait=0.6)
            with server.client(study.tokens[name]) as client:
                cursor = reading.cursor(study.desk(name))
                own = {"source": source, "operations": [operation(study, source, 41)]}
                own["operations"][0]["round"] = ""
                asked = [
                    client.get(f"{base}/sources/{source}/reading"),
                    client.get(f"{base}/changes", params={"source": source, "since": cursor}),
                    client.get(f"{base}/my-reading.csv"),
                    client.get(f"{base}/sources/{new_guid()}/reading"),
                    *([client.post(f"{base}/operations", json=own)] if name == "Cleo" else []),
                ]
            wire[name, "http"] = [(answer.status_code, len(answer.content)) for answer in asked]
            wire[name, "cursor"] = [len(asked[0].json()["cursor"]), len(asked[1].json()["cursor"])]
            wire[name, "after my own"] = heard(sockets[name], wait=0.6)
            assert study.people["Ben"] not in json.dumps(asked[0].json()["codings"])
    return wire


def test_what_others_receive_is_the_same_for_no_mark_and_for_two_hundred(
    study: Study, server: Server
) -> None:
    none = recorded(study, server, 1, marks=0)
    many = recorded(study, server, 2, marks=200)

    # Each round adds one line to a reader's own list, so only its growth can be compared.
    for wire in (none, many):
        for name in OTHERS:
            wire[name, "http"][2] = wire[name, "http"][2][0]
    assert many == none
    assert none["Cleo", "live"] == none["Ada", "live"] == []
    assert len(none["Cleo", "after my own"]) == 1
    assert none["Dov", "after my own"] == []
