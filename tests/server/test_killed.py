"""A server that dies in the middle loses nothing it had called saved."""

import os
import random
import threading
import time
from pathlib import Path

import httpx

from tests.builders import Study, small_study
from tests.servers import COMMAND, Server
from workbench.services import checking

MARKS = 200


def test_sigkill_in_the_middle_of_200_marks_loses_none_that_was_acknowledged(
    tmp_path: Path,
) -> None:
    study = small_study(tmp_path / "workspace")
    server = Server(study.workspace.folder).start()
    operations = [study.operation("I felt safe there") for _ in range(MARKS)]
    saved: list[str] = []
    cut_off = threading.Event()

    def mark(mine: list[dict], token: str) -> None:
        with server.client(token) as client:
            for operation in mine:
                sent = {"source": study.source, "operations": [operation]}
                try:
                    answer = client.post(f"/api/v1/projects/{study.project}/operations", json=sent)
                except httpx.TransportError:
                    cut_off.set()
                    return
                if answer.json()["results"][0]["state"] == "saved":
                    saved.append(operation["coding"]["guid"])

    halves = (
        (operations[: MARKS // 2], study.tokens["Ada"]),
        (operations[MARKS // 2 :], study.tokens["Ben"]),
    )
    threads = [threading.Thread(target=mark, args=half) for half in halves]
    for thread in threads:
        thread.start()
    while len(saved) < MARKS // 3:
        time.sleep(0.002)
    server.kill()
    for thread in threads:
        thread.join(30)
    assert cut_off.is_set()
    assert MARKS // 3 <= len(saved) < MARKS

    server = Server(study.workspace.folder).start()
    try:
        kept = {mark["guid"] for mark in study.marks("Ada")}
        assert set(saved) <= kept
        # Everything is sent again with its old ids, as the pane does: nothing is doubled.
        for half, token in halves:
            with server.client(token) as client:
                again = client.post(
                    f"/api/v1/projects/{study.project}/operations",
                    json={"source": study.source, "operations": half},
                ).json()["results"]
                assert {result["state"] for result in again} == {"saved"}
    finally:
        server.stop()
    marks = [mark["guid"] for mark in study.marks("Ada")]
    assert len(marks) == len(set(marks)) == MARKS
    project = study.desk("Ada").project
    assert project.check_history() == []
    assert project.db.execute("pragma integrity_check").fetchone() == ("ok",)


def test_killing_a_server_leaves_the_workspace_free_for_the_next(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    small_study(workspace)
    first = Server(workspace, command=COMMAND).start()
    first.kill()
    second = Server(workspace, command=COMMAND).start()
    second.stop()


def test_sigkill_at_random_moments_again_and_again_loses_and_doubles_nothing(
    tmp_path: Path,
) -> None:
    """As many times as WORKBENCH_KILLS says; `make killed` says 200."""
    study = small_study(tmp_path / "workspace")
    seed = random.Random(9)
    saved: set[str] = set()
    sent: set[str] = set()
    server = Server(study.workspace.folder)
    for _ in range(int(os.environ.get("WORKBENCH_KILLS", "4"))):
        server.start()
        workers = [
            threading.Thread(target=keep_marking, args=(study, server, who, sent, saved))
            for who in study.people
        ]
        for worker in workers:
            worker.start()
        while not saved:  # however slowly this machine begins
            time.sleep(0.01)
        time.sleep(seed.uniform(0.02, 0.8))
        server.kill()
        for worker in workers:
            worker.join()
        back = {row["guid"] for row in study.marks("Ada")}
        assert saved <= back <= sent
        assert len(back) == len(study.marks("Ada"))
        assert checking.check(study.desk("Ada")) == []


def keep_marking(study: Study, server: Server, who: str, sent: set[str], saved: set[str]) -> None:
    """Mark, and send each mark twice, until the server is gone."""
    with server.client(study.tokens[who]) as client:
        while True:
            operation = study.operation("I felt safe there")
            guid = operation["coding"]["guid"]
            sent.add(guid)
            body = {"source": study.source, "operations": [operation]}
            where = f"/api/v1/projects/{study.project}/operations"
            try:
                answer = client.post(where, json=body).json()
                if answer["results"][0]["state"] == "saved":
                    saved.add(guid)
                again = client.post(where, json=body).json()
                assert again["results"] == answer["results"]
            except (httpx.TransportError, ValueError):
                return
