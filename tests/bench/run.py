"""Speed as people feel it, printed beside what the design promises. Nothing here can fail.

Run with `make bench`. Figures are from this machine, with server and browser on the same cores.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from docx import Document

from tests.bench import agreement, comparing, crowd, documents, pane, searching
from tests.bench.pane import SIX
from tests.bench.printing import say, spread, talk, worked_for
from tests.builders import Study, small_study
from tests.people import browser, read, visitor
from tests.servers import COMMAND, Server
from workbench.domain.arrival import Said
from workbench.importers import read_transcript
from workbench.services import (
    arrivals,
    arriving,
    heavy,
    reporting,
    taking_in,
)


def timed(act: Callable[[], object], times: int = 5) -> list[float]:
    """Do something several times."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        found.append(time.perf_counter() - began)
    return found


def memory(study: Study, server: Server) -> None:
    """What the server holds, and what ten more open pages add."""

    def held() -> float:
        assert server.process is not None
        lines = Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    before = held()
    say("server memory after this", f"{before:.0f} MB", "400 MB after ten idle minutes")
    with browser() as started:
        for _ in range(10):
            read(visitor(started, server, study.tokens["Ben"]), study.project, study.source)
        say("each of ten more open pages", f"{(held() - before) / 10:.1f} MB", "5 MB")


def while_importing(study: Study, server: Server) -> None:
    """Marks sent while the server takes in 1,000 transcripts of 8,000 words that wait for it."""
    workspace, desk = study.workspace, study.desk("Ada")
    server.stop()
    for number in range(1_000):
        arrivals.add(workspace, desk, f"talk {number}.txt", talk(43_000, 1000 + number).encode())
    began = time.perf_counter()
    arriving.go_on(workspace)
    while arriving.at_work():
        time.sleep(0.1)
    say("recognise 1,000 files of 8,000 words", f"{time.perf_counter() - began:.1f} s", "-")
    batch = arrivals.mine(workspace, desk)
    assert batch is not None
    said = {one.number: Said(participants=(f"Q{one.number}",)) for one in batch.of("seen")}
    arrivals.save(workspace, desk, said)
    server.start()
    over_http(study, server, ", 1,000 files coming in")
    batch = arrivals.mine(workspace, desk)
    assert batch is not None
    say("of 1,000 files taken in meanwhile", f"{batch.done} ({batch.state})", "-")
    while batch.state != "done":
        time.sleep(0.5)
        batch = arrivals.mine(workspace, desk) or batch
    heavy.end()


def over_http(study: Study, server: Server, meanwhile: str = "") -> None:
    """Marks sent by a plain client, one after another."""
    path, found = f"/api/v1/projects/{study.project}/operations", []
    with server.client(study.tokens["Ada"]) as client:
        for _ in range(200):
            body = {"source": study.source, "operations": [study.operation("biscuits", "TW")]}
            began = time.perf_counter()
            client.post(path, json=body)
            found.append(time.perf_counter() - began)
    what = f"mark acknowledged over HTTP{meanwhile or ', one person'}"
    say(what, spread(found), "p95 15 ms (receipt to answer)")


def in_process(study: Study, folder: Path) -> None:
    """What needs no browser."""
    paper = folder / "long.docx"
    document = Document()
    for turn in talk(43_000, 8).split("\n\n"):
        label, words = turn.split(": ", 1)
        line = document.add_paragraph()
        line.add_run(f"{label}:").bold = True
        line.add_run(f" {words}")
    document.save(str(paper))
    data = paper.read_bytes()
    found = timed(lambda: read_transcript("long.docx", data))
    count = len(read_transcript("long.docx", data).text.split())
    say(f"read a {count:,}-word docx", f"{statistics.median(found):.2f} s", "0.3 s")
    taking_in.import_file(study.desk("Ada"), "long.docx", data)
    desk = study.desk("Ada")
    say(
        "thematic summary of the same",
        f"{statistics.median(timed(lambda: reporting.thematic(desk), 3)):.2f} s",
        "-",
    )


def main() -> None:
    """Measure everything."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    helped = timed(
        lambda: subprocess.run(
            [sys.executable, "-m", "workbench", "--help"], stdout=subprocess.DEVNULL
        )
    )
    say("workbench --help", spread(helped), "500 ms")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        study = small_study(folder / "workspace", names=SIX)
        sources = {marks: pane.with_marks(study, marks) for marks in pane.MARKS}
        server = Server(study.workspace.folder, command=COMMAND)
        starts, worked = [], []
        for _ in range(3):
            began = time.perf_counter()
            server.start()
            starts.append(time.perf_counter() - began)
            worked.append(worked_for(server))
            server.stop()
        say("server start, to its first answer", f"{statistics.median(starts):.2f} s", "3 s")
        say("... of the processor's time", f"{statistics.median(worked):.2f} s", "-")
        server.start()
        try:
            over_http(study, server)
            pane.measured(study, server, sources)
            crowd.measured(study, server)
            memory(study, server)
            while_importing(study, server)
        finally:
            server.stop()
        in_process(study, folder)
        documents.measured(say)
        searching.measured(say)
        comparing.growth(say)
        agreement.measured(say, study, list(sources.values()))


if __name__ == "__main__":
    main()
