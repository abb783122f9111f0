"""The server when many ask for slow things at once: marks are saved all the same."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests.builders import PASSWORD, Study, small_study
from tests.servers import Server, serving
from workbench.server.api import MOST_WAITING


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return small_study(tmp_path_factory.mktemp("crowded") / "workspace", password=PASSWORD)


@pytest.fixture(scope="module")
def server(study: Study) -> Iterator[Server]:
    with serving(study.workspace.folder) as running:
        yield running


def all_at_once(act: Callable[[], int], times: int) -> tuple[list[threading.Thread], list[int]]:
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(act())) for _ in range(times)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    return threads, answers


def mark(study: Study, server: Server) -> None:
    """Mark words, and come back when they are saved."""
    sent = {"source": study.source, "operations": [study.operation("I felt safe there")]}
    with server.client(study.tokens["Ben"]) as ben:
        answer = ben.post(f"/api/v1/projects/{study.project}/operations", json=sent)
        assert answer.json()["results"][0]["state"] == "saved"


def test_a_crowd_asking_for_reports_holds_nobody_up(study: Study, server: Server) -> None:
    def ask() -> int:
        with server.client(study.tokens["Ada"]) as ada:
            answer = ada.get(f"/api/v1/projects/{study.project}/report.docx", timeout=120)
        if answer.status_code == 429:
            assert set(answer.json()) == {"error", "message"}
        return answer.status_code

    threads, answers = all_at_once(ask, 50)
    mark(study, server)
    assert any(thread.is_alive() for thread in threads)  # it did not have to wait for them all
    for thread in threads:
        thread.join()
    assert set(answers) == {200, 429}
    assert answers.count(200) >= MOST_WAITING


def test_a_crowd_at_the_sign_in_page_holds_nobody_up(study: Study, server: Server) -> None:
    for _ in range(12):
        study.workspace.note_attempt("Ada")  # so that each of these waits two seconds

    def guess() -> int:
        with server.client() as stranger:
            return stranger.post(
                "/sign-in", data={"name": "Ada", "password": "x" * 12}
            ).status_code

    began = time.perf_counter()
    threads, answers = all_at_once(guess, 60)
    mark(study, server)
    assert any(thread.is_alive() for thread in threads)
    for thread in threads:
        thread.join()
    # Those that were looked at went one after another, each of them as slowly.
    assert time.perf_counter() - began >= 1.9 * answers.count(403)
    # Few may queue under one name from one address; the others are told to come back.
    assert set(answers) == {403, 429}
