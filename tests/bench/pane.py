"""The coding pane in headless Chromium: opening, marking by keyboard and mouse, and memory."""

import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.printing import say, spread, talk
from tests.builders import Study
from tests.people import browser, expect_saved, read, select, visitor
from tests.servers import Server
from workbench.domain.ids import Guid, new_guid
from workbench.services import coding, reading, taking_in

SIX = ("Ada", "Ben", "Cy", "Di", "Edo", "Fay")
MARKS = (0, 500, 2000)
LONG = 50_000  # words
AN_HOUR = 1_200  # marks, changes and undos: one every three seconds

# What the next key or press does to the text, timed from the event itself to the handler's change
# of the page, the frame that shows it, and the line that says “Saved”.
_WATCH = """
() => {
  const text = document.querySelector('.cw-text');
  const state = document.querySelector('.cw-state');
  window.timed = new Promise((done) => {
    const answer = {};
    let began = null;
    const seen = new MutationObserver(() => {
      if (began === null || answer.drawn) return;
      answer.drawn = performance.now() - began;
      seen.disconnect();
    });
    seen.observe(text, {childList: true, subtree: true, attributes: true});
    const begin = (event) => {
      if (began !== null) return;
      began = event.timeStamp;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { answer.shown = performance.now() - began; };
        channel.port2.postMessage(0);
      });
      const look = () => {
        if (answer.shown && state.textContent.includes('Saved')) {
          answer.saved = performance.now() - began;
          done(answer);
        } else setTimeout(look, 1);
      };
      setTimeout(look);
    };
    addEventListener('keydown', begin, {capture: true, once: true});
    addEventListener('click', begin, {capture: true, once: true});
  });
}
"""
_FRAME = """
() => new Promise((done) => {
  const times = [];
  let last = 0;
  const next = (now) => {
    if (last) times.push((now - last) / 1000);
    last = now;
    if (times.length < 60) requestAnimationFrame(next); else done(times);
  };
  requestAnimationFrame(next);
})
"""
_TRIP = """
async () => {
  const times = [];
  for (let k = 0; k < 40; k += 1) {
    const began = performance.now();
    await (await fetch('/healthz')).text();
    times.push((performance.now() - began) / 1000);
  }
  return times;
}
"""


def with_marks(study: Study, marks: int, characters: int = 60_000, name: str = "") -> Guid:
    """A transcript with marks by six readers."""
    pick = random.Random(marks)
    words = talk(characters, marks).encode()
    title = name or f"{marks} marks"
    _, source = taking_in.import_file(study.desk("Ada"), f"{title}.txt", words)
    assert source is not None
    snapshot = reading.snapshot(study.desk("Ada"), source)
    codes = [code["guid"] for code in snapshot["codes"][:24]]
    text, version = snapshot["source"]["text"], snapshot["source"]["version"]
    for reader, person in enumerate(SIX):
        operations = []
        for _ in range(reader, marks, 6):
            start = pick.randrange(len(text) - 400)
            end = start + pick.randint(20, 300)
            place = {"version": version, "start": start, "end": end, "quote": text[start:end]}
            mark = {"guid": new_guid(), "code": pick.choice(codes), **place}
            operations.append({"id": new_guid(), "kind": "add_coding", "coding": mark})
        for first in range(0, len(operations), 200):
            coding.apply_operations(study.desk(person), source, operations[first : first + 200])
    return source


def measured(study: Study, server: Server, sources: dict[int, Guid]) -> None:
    """Print everything about the pane."""
    with browser() as started:
        page = visitor(started, server, study.tokens["Ada"])
        began = time.perf_counter()
        read(page, study.project, study.source)
        say("first visit, cold cache, to a caret", f"{time.perf_counter() - began:.2f} s", "3 s")
        floor(page, study)
        for marks in sources:
            opening(page, study, f"{marks} marks", {500: "0.7 s", 2000: "1.2 s"}.get(marks, "-"))
            marking(page, f"{marks} marks")
        with_marks(study, 2000, LONG * 5, name="Long talk")
        opening(page, study, "Long talk", "-", what=f"{LONG:,} words, 2,000 marks")
        marking(page, f"{LONG:,} words")
        an_hour(page)


def floor(page: Page, study: Study) -> None:
    """What nothing can be faster than here: a frame, a commit, a request and its answer."""
    say("floor: a frame", spread(page.evaluate(_FRAME)), "-")
    say("floor: a request and its answer, in the browser", spread(page.evaluate(_TRIP)), "-")
    path = Path(study.workspace.folder) / "commit-probe"
    found = []
    for _ in range(50):
        began = time.perf_counter()
        with path.open("ab") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        found.append(time.perf_counter() - began)
    path.unlink()
    say("floor: a write that is on the disk", spread(found), "-")


def opening(page: Page, study: Study, name: str, budget: str, what: str = "") -> None:
    """Click to a caret that can mark."""
    opened = [click_to_caret(page, study, name) for _ in range(5)]
    what = what or f"60,000 characters, {name}"
    say(f"open {what} (click to caret)", f"{statistics.median(opened):.2f} s", budget)


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


def marking(page: Page, what: str) -> None:
    """Marks made by a digit, and by pressing a value with the mouse."""
    values = page.locator(".cw-values .cw-value")

    def by_key(number: int) -> None:
        page.keyboard.press(str(number % 6 + 1))

    def by_mouse(number: int) -> None:
        # Not `click`, which looks within the press at what lies below the mouse: 6 ms of its own.
        values.nth(number % 6).hover()
        page.mouse.down()
        page.mouse.up()

    hands: dict[str, Callable[[int], None]] = {"keyboard": by_key, "mouse": by_mouse}
    for first, (hand, act) in enumerate(hands.items()):
        found: dict[str, list[float]] = {"drawn": [], "shown": [], "saved": []}
        for number in range(30):
            select(page, "kettle", nth=first * 30 + number + 1)
            page.wait_for_timeout(20)
            page.evaluate(_WATCH)
            act(number)
            for name, milliseconds in page.evaluate("window.timed").items():
                found[name].append(milliseconds / 1000)
        say(f"mark drawn in the handler, {hand}, {what}", spread(found["drawn"]), "p95 16 ms")
        say(f"mark presented, {hand}, {what}", spread(found["shown"]), "p95 50 ms")
        say(f"mark acknowledged, {hand}, {what}", spread(found["saved"]), "p50 45, p95 90 ms")


def an_hour(page: Page) -> None:
    """What an hour of marking, compressed into minutes, leaves in the page's memory."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def held() -> dict[str, float]:
        session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in metrics}

    before = held()
    for number in range(AN_HOUR // 4):
        select(page, "mug", nth=number % 200 + 1)
        page.keyboard.press(str(number % 6 + 1))
        page.keyboard.press("}")
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z" if number % 2 else "n")
    expect_saved(page)
    page.wait_for_timeout(500)
    after = held()
    heap = [metrics["JSHeapUsedSize"] / 2**20 for metrics in (before, after)]
    nodes = [int(metrics["Nodes"]) for metrics in (before, after)]
    say(
        f"the page's memory before and after {AN_HOUR:,} actions",
        f"{heap[0]:.1f} to {heap[1]:.1f} MB, {nodes[0]:,} to {nodes[1]:,} nodes",
        "-",
    )
