"""Speed as people feel it, printed beside what the design promises. Nothing here can fail.

Run with `make bench`. Figures are from this machine, with server and browser on the same cores.
"""

import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from docx import Document
from playwright.sync_api import Page

from tests.bench import agreement
from tests.builders import Study, small_study
from tests.people import browser, expect_saved, read, select, visitor
from tests.servers import Server
from workbench.domain.arrival import Said
from workbench.domain.ids import Guid
from workbench.importers import read_transcript
from workbench.services import (
    arrivals,
    arriving,
    coding,
    comparing,
    heavy,
    reading,
    reporting,
    taking_in,
)

WORDS = """
    we talk about the week and then somebody puts the kettle on because it is easier to say things
    when there is a mug to hold and nobody has to look at anybody while they say it
""".split()  # noqa: SIM905
SIX = ("Ada", "Ben", "Cy", "Di", "Edo", "Fay")


def spread(times: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(time * 1000 for time in times)
    late = ordered[int(len(ordered) * 0.95)]
    return f"p50 {statistics.median(ordered):7.1f} ms   p95 {late:7.1f} ms"


def say(what: str, figure: str, promised: str) -> None:
    """Print one line."""
    print(f"{what:<58} {figure:<34} budget {promised}", flush=True)


def timed(act: Callable[[], object], times: int = 5) -> list[float]:
    """Do something several times."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        found.append(time.perf_counter() - began)
    return found


def talk(characters: int, seed: int) -> str:
    """A made-up conversation of about so many characters."""
    pick, turns, length = random.Random(seed), [], 0
    while length < characters:
        words = " ".join(pick.choices(WORDS, k=pick.randint(20, 120))).capitalize() + "."
        turns.append(("Interviewer: " if len(turns) % 2 else "P01: ") + words)
        length += len(words)
    return "\n\n".join(turns) + "\n"


def with_marks(study: Study, marks: int) -> Guid:
    """A transcript of 60,000 characters with marks by six readers."""
    pick = random.Random(marks)
    _, source = taking_in.import_file(
        study.desk("Ada"), f"{marks} marks.txt", talk(60_000, marks).encode()
    )
    assert source is not None
    codes = [code["guid"] for code in reading.snapshot(study.desk("Ada"), source)["codes"][:24]]
    length = len(reading.text_of(study.desk("Ada"), source))
    for number in range(marks):
        start = pick.randrange(length - 400)
        coding.mark(
            study.desk(SIX[number % 6]),
            source,
            start=start,
            end=start + pick.randint(20, 300),
            code=pick.choice(codes),
        )
    return source


def in_the_browser(study: Study, server: Server, sources: dict[int, Guid]) -> None:
    """Opening and marking in headless Chromium."""
    with browser() as started:
        page = visitor(started, server, study.tokens["Ada"])
        began = time.perf_counter()
        read(page, study.project, study.source)
        say("first visit, cold cache, to a caret", f"{time.perf_counter() - began:.2f} s", "3 s")
        for marks in sources:
            opened = [click_to_caret(page, study, f"{marks} marks") for _ in range(5)]
            say(
                f"open 60,000 characters, {marks} marks (click to caret)",
                f"{statistics.median(opened):.2f} s",
                {500: "0.7 s", 2000: "1.2 s"}.get(marks, "-"),
            )
            drawn, shown, saved = [], [], []
            for number in range(30):
                select(page, "kettle", nth=number + 1)
                found = page.evaluate(_PRESS, str(number % 6 + 1))
                began = time.perf_counter()
                expect_saved(page)
                saved.append(
                    found["saved"] / 1000 if found["saved"] else time.perf_counter() - began
                )
                drawn.append(found["drawn"] / 1000)
                shown.append(found["shown"] / 1000)
            say(f"mark drawn in the key handler, {marks} marks", spread(drawn), "p95 16 ms")
            say(f"mark presented, {marks} marks", spread(shown), "p95 50 ms")
            say(f"mark acknowledged, {marks} marks", spread(saved), "p50 45, p95 90 ms")


def click_to_caret(page: Page, study: Study, name: str) -> float:
    """Seconds from clicking a transcript in the list until it can be marked."""
    page.goto(f"/read?project={study.project}")
    link = page.get_by_role("link", name=name, exact=True)
    link.wait_for()
    page.wait_for_timeout(1000)
    began = time.perf_counter()
    link.click()
    page.locator(".cw-text .cw-turn").first.wait_for()
    return time.perf_counter() - began


_PRESS = """
(digit) => new Promise((done) => {
  const text = document.querySelector('.cw-text');
  const state = document.querySelector('.cw-state');
  const answer = {drawn: 0, shown: 0, saved: 0};
  const began = performance.now();
  let finished = 0;
  const end = () => { finished += 1; if (finished === 2) done(answer); };
  text.dispatchEvent(new KeyboardEvent('keydown',
    {key: digit, code: 'Digit' + digit, bubbles: true, cancelable: true}));
  answer.drawn = performance.now() - began;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { answer.shown = performance.now() - began; end(); };
    channel.port2.postMessage(0);
  });
  const look = () => {
    if (state.textContent.includes('Saved')) { answer.saved = performance.now() - began; end(); }
    else setTimeout(look, 1);
  };
  look();
})
"""


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
    """Marks sent while the server takes in 300 transcripts of 8,000 words that wait for it."""
    workspace, desk = study.workspace, study.desk("Ada")
    server.stop()
    for number in range(300):
        arrivals.add(workspace, desk, f"talk {number}.txt", talk(43_000, 1000 + number).encode())
    began = time.perf_counter()
    arriving.go_on(workspace)
    while arriving.at_work():
        time.sleep(0.1)
    say("recognise 300 files of 8,000 words", f"{time.perf_counter() - began:.1f} s", "-")
    batch = arrivals.mine(workspace, desk)
    assert batch is not None
    said = {one.number: Said(participants=(f"Q{one.number}",)) for one in batch.of("seen")}
    arrivals.save(workspace, desk, said)
    server.start()
    over_http(study, server, ", 300 files coming in")
    batch = arrivals.mine(workspace, desk)
    assert batch is not None
    say("of 300 files taken in meanwhile", f"{batch.done} ({batch.state})", "-")
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
        "compare six readers over all their marks",
        f"{statistics.median(timed(lambda: comparing.compare(desk), 3)):.2f} s",
        "-",
    )
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
        sources = {marks: with_marks(study, marks) for marks in (0, 500, 2000)}
        server = Server(study.workspace.folder)
        starts = []
        for _ in range(3):
            began = time.perf_counter()
            server.start()
            starts.append(time.perf_counter() - began)
            server.stop()
        say("server start, to its first answer", f"{statistics.median(starts):.2f} s", "3 s")
        server.start()
        try:
            over_http(study, server)
            in_the_browser(study, server, sources)
            memory(study, server)
            while_importing(study, server)
        finally:
            server.stop()
        in_process(study, folder)
        agreement.measured(say, study, list(sources.values()))


if __name__ == "__main__":
    main()
