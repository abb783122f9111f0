"""Faults made on purpose: a full disk, clocks that jump, stopping, and traced syncs."""

import json
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.builders import Study, small_study
from tests.servers import Server, serving
from workbench.server.gate import COOKIE
from workbench.services import checking, desks
from workbench.store import readiness, sign_ins
from workbench.store.database import PROMISES


def post(client: httpx.Client, study: Study, operation: dict) -> httpx.Response:
    sent = {"source": study.source, "operations": [operation]}
    return client.post(f"/api/v1/projects/{study.project}/operations", json=sent)


def saved(answer: httpx.Response) -> bool:
    return answer.status_code == 200 and answer.json()["results"][0]["state"] == "saved"


def reopened(study: Study) -> Study:
    workspace = desks.open_workspace(study.workspace.folder)
    tokens = {who: workspace.begin_sign_in(guid, days=1) for who, guid in study.people.items()}
    return Study(workspace, study.project, study.source, study.people, tokens)


def test_a_full_disk_refuses_in_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    kept = study.operation("I felt safe there")
    study.do("Ada", kept)
    path = study.workspace.project(study.project).path
    # As on a full disk, no file may grow any more; the child keeps the limit it was started with.
    most = max(one.stat().st_size for one in path.parent.iterdir()) + 4096
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))"
    script = (
        f"import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); {limit}\n"
        "import sys; from workbench.__main__ import main\n"
        "sys.argv = ['workbench', *sys.argv[1:]]; main()"
    )
    server = Server(study.workspace.folder, command=[sys.executable, "-c", script])
    server.start()
    try:
        with server.client(study.tokens["Ada"]) as ada:
            operations = [study.operation("I felt safe there") for _ in range(60)]
            answers = [post(ada, study, operation) for operation in operations]
            assert all(set(one.json()) for one in answers)
            good = [one for one in answers if saved(one)]
            assert len(good) < len(answers)
            refused = next(one for one in answers if not saved(one))
            assert refused.status_code == 507
            assert "disk" in refused.text
            assert "Traceback" not in refused.text
            # People can still read.
            where = f"/api/v1/projects/{study.project}/sources/{study.source}/reading"
            assert ada.get(where).status_code == 200
            assert ada.get("/readyz").status_code in (200, 503)
    finally:
        assert server.process.poll() is None, server.log.read_text()[-3000:]
        server.stop()
    back = reopened(study)
    assert len(back.marks("Ada")) == 1 + len(good)
    assert checking.check(back.desk("Ada")) == []


def test_being_ready_is_tried_by_writing_and_takes_some_room(tmp_path: Path) -> None:
    workspace = small_study(tmp_path / "workspace").workspace
    assert readiness.trouble(workspace) == ""
    first, until = workspace.setting("last tried"), time.monotonic() + 10
    # What is there already is not written again, and would reach a disk that is read-only by now.
    while workspace.setting("last tried") == first and time.monotonic() < until:
        time.sleep(0.1)
        assert readiness.trouble(workspace) == ""
    assert workspace.setting("last tried") != first
    assert "room" in readiness.trouble(workspace, room=10**18)


def test_a_clock_that_jumps_loses_nothing_and_keeps_the_order(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    study.do("Ada", study.operation("I felt safe there"))
    with study.workspace.file.transaction() as db:  # as if it had been set back by a month
        db.execute("update sign_ins set rests_at = ?", (sign_ins.later(days=30),))
    project = study.desk("Ada").project
    project.db.execute("update project set created_at = '2031-01-01T00:00:00.000+00:00'")
    study.do("Ada", study.operation("the biscuits", "TW"))
    assert checking.check(study.desk("Ada")) == []
    assert len(study.marks("Ada")) == 2


def test_stopping_finishes_what_was_begun_and_tells_everybody(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    acknowledged: list[str] = []
    with serving(study.workspace.folder) as server:

        def mark() -> None:
            with server.client(study.tokens["Ada"]) as ada:
                try:
                    while True:
                        operation = study.operation("I felt safe there")
                        if saved(post(ada, study, operation)):
                            acknowledged.append(operation["coding"]["guid"])
                except (httpx.HTTPError, json.JSONDecodeError):
                    return

        marking = threading.Thread(target=mark)
        marking.start()
        while len(acknowledged) < 5:
            time.sleep(0.01)
        assert server.process is not None
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) in (0, -signal.SIGTERM)
        marking.join(30)
        log = server.log.read_text()
    assert acknowledged
    assert set(acknowledged) <= {row["guid"] for row in reopened(study).marks("Ada")}
    assert "Traceback" not in log


def page_that_breaks(server: Server, project: str, cookie: dict) -> None:
    """Open a page, and send it for one of its fields what its browser side never sends."""
    wanted, field = BackMsg(), b""
    wanted.rerun_script.query_string = f"project={project}"
    pages = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(pages, additional_headers=cookie, max_size=None) as page:
        for _ in range(2):
            page.send(wanted.SerializeToString())
            told = ForwardMsg()
            while told.WhichOneof("type") != "script_finished":
                answer = page.recv(timeout=60)
                told.ParseFromString(answer)
                field = field or (re.findall(rb"\$\$ID-[\w-]+", answer) or [b""])[0]
            wanted.rerun_script.widget_states.widgets.add(
                id=field.decode(), json_value="{quixotic"
            )


def test_the_log_is_json_lines_that_quote_nobody(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    with serving(study.workspace.folder) as server, server.client(study.tokens["Ada"]) as ada:
        # What others' libraries log of an address or a socket is the wording alone.
        ada.get("/read?project=quixotic")
        live = f"ws://127.0.0.1:{server.port}/api/v1/projects/{study.project}/live"
        cookie = {"cookie": f"{COOKIE}={study.tokens['Ada']}"}
        with connect(f"{live}?source=quixotic", additional_headers=cookie):
            pass
        operation = study.operation("I felt safe there")
        study.desk("Ada").project.db.execute("alter table assignments rename to quixotic")
        broken = post(ada, study, operation)
        assert broken.status_code in (200, 500)
        page_that_breaks(server, study.project, cookie)
        server.stop()
        lines = [line for line in server.log.read_text().splitlines() if line.startswith("{")]
    assert lines
    for line in lines:
        assert {"at", "level", "where", "what"} <= set(json.loads(line))
    log = server.log.read_text()
    assert "WebSocket" in log
    assert "Uncaught app execution" in log
    for words in (
        "no such table",
        "quixotic",
        "felt safe",
        "Ada",
        study.tokens["Ada"],
        "Traceback",
    ):
        assert words not in log


def test_every_connection_keeps_its_promises(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")
    files = [
        study.workspace.file,
        study.workspace.keys._file,
        study.workspace.replacements.file,
        study.desk("Ada").project.file,
    ]
    found: list[dict] = []

    def look() -> None:
        found.extend(file.pragmas() for file in files)

    look()
    other = threading.Thread(target=look)
    other.start()
    other.join()
    assert found == [PROMISES] * 8


def test_a_trace_shows_a_sync_before_each_answer(tmp_path: Path) -> None:
    assert shutil.which("strace"), "This test needs strace; `make test` installs it."
    study = small_study(tmp_path / "workspace")
    operations = [study.operation("I felt safe there") for _ in range(10)]
    with serving(study.workspace.folder) as server:
        assert server.process is not None
        trace, process = tmp_path / "trace", str(server.process.pid)
        calls = "trace=fsync,fdatasync,sendto,write,writev,sendmsg,pwrite64"
        tracing = subprocess.Popen(
            ["strace", *("-f", "-y", "-e", calls, "-s", "400", "-o", trace), "-p", process],
            stderr=subprocess.PIPE,
        )
        try:
            assert tracing.stderr is not None
            assert b"attached" in tracing.stderr.readline()
            with server.client(study.tokens["Ada"]) as ada:
                ada.headers["accept-encoding"] = "identity"  # so that the trace can be read
                ada.get("/healthz")
                for operation in operations:
                    assert saved(post(ada, study, operation))
        finally:
            tracing.terminate()
            tracing.communicate()
    said = trace.read_text(errors="replace")
    pattern = re.compile(
        r"(?P<sync>(?:fsync|fdatasync)\(\d+<[^>]*\.workbench-wal>)"
        r"|(?P<answer>(?:sendto|write|writev|sendmsg)\(\d+<[^>]*(?:TCP|socket)[^>]*>.*saved)"
    )
    order = [found.lastgroup for found in pattern.finditer(said)]
    assert order.count("answer") >= len(operations), said[:4000]
    last = "answer"
    for what in order:
        assert (what, last) != ("answer", "answer"), "an answer went out before its sync"
        last = what or ""
