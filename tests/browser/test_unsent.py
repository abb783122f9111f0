"""What is not saved yet: kept in the browser, sent once, and nobody else's business."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.builders import Study
from tests.people import ARGUMENTS, CHROMIUM, expect_saved, read, select, visitor
from tests.servers import Server
from workbench.server.gate import COOKIE

pytestmark = pytest.mark.browser
_HELD = """
async () => {
  const names = (await indexedDB.databases()).map(({name}) => name);
  if (!names.includes('workbench-unsent')) return [];
  const db = await new Promise((done) => {
    indexedDB.open('workbench-unsent').onsuccess = ({target}) => done(target.result);
  });
  return new Promise((done) => {
    const all = db.transaction('unsent').objectStore('unsent').getAll();
    all.onsuccess = () => { db.close(); done(all.result.map(({id}) => id)); };
  });
}
"""


def sign_in(context: BrowserContext, server: Server, token: str) -> None:
    context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])


def lose_connection(page: Page) -> None:
    page.route("**/operations", lambda route: route.abort())


def held(page: Page, count: int) -> None:
    """Wait until so many records are kept in the browser."""
    for _ in range(600):
        if len(page.evaluate(_HELD)) == count:
            return
        page.wait_for_timeout(30)
    assert page.evaluate(_HELD) == count


def mark_unsent(page: Page, words: str, key: str) -> None:
    select(page, words)
    page.keyboard.press(key)
    expect(page.locator(".cw-mark", has_text=words).first).to_be_visible()
    expect(page.locator(".cw-state")).to_contain_text("Not saved yet")


@pytest.fixture
def page(chromium: Browser, server: Server, study: Study) -> Iterator[Page]:
    opened = visitor(chromium, server, study.tokens["Ada"])
    read(opened, study.project, study.source)
    yield opened
    opened.context.close()


def test_a_browser_that_crashes_keeps_what_waits_encrypted_and_sends_it_once(
    server: Server, study: Study, tmp_path: Path
) -> None:
    look = {"executable_path": CHROMIUM, "args": ARGUMENTS, "base_url": server.url}
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(str(tmp_path / "own"), **look)
        sign_in(context, server, study.tokens["Ada"])
        page = context.pages[0]
        read(page, study.project, study.source)
        # The second of them reaches the server and its answer does not reach the page.
        select(page, "I bring the milk.")
        page.route("**/operations", lambda route: (route.fetch(), route.abort()))
        page.keyboard.press("4")
        expect(page.locator(".cw-state")).to_contain_text("Not saved yet")
        mark_unsent(page, "about her boiler", "2")
        page.keyboard.press("m")
        page.locator(".cw-note textarea").fill("begun, and not yet saved")
        held(page, 3)
        _kill_the_browser(tmp_path / "own")
        with pytest.raises(Exception, match=r"closed|crash|disconnected"):
            page.wait_for_timeout(5_000)

    files = [file for file in (tmp_path / "own").rglob("*") if file.is_file()]
    kept = b"".join(file.read_bytes() for file in files if "IndexedDB" in str(file))
    assert kept
    for words in ("about her boiler", "begun, and not yet saved"):
        for form in ("utf-8", "utf-16-le"):
            assert words.encode(form) not in kept

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(str(tmp_path / "own"), **look)
        sign_in(context, server, study.tokens["Ada"])
        page = context.pages[0]
        read(page, study.project, study.source)
        expect_saved(page)
        text = study.text()
        marks = [text[one["start"] : one["end"]] for one in study.marks("Ada")]
        assert sorted(marks) == ["I bring the milk.", "about her boiler"]
        page.keyboard.press("m")
        expect(page.locator(".cw-note textarea")).to_have_value("begun, and not yet saved")
        page.keyboard.press("Control+Enter")
        expect_saved(page)
        held(page, 0)
        context.close()


def _kill_the_browser(profile: Path) -> None:
    """End the browser of one profile as a crash would."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if f"--user-data-dir={profile}".encode() in words and b"--type=" not in words:
                os.kill(int(entry.name), signal.SIGKILL)
    time.sleep(0.5)


def test_another_persons_unsent_marks_are_neither_shown_nor_sent(
    page: Page, server: Server, study: Study
) -> None:
    lose_connection(page)
    mark_unsent(page, "about her boiler", "2")
    held(page, 1)
    context = page.context
    page.close(run_before_unload=False)

    context.clear_cookies()
    sign_in(context, server, study.tokens["Ben"])
    other = context.new_page()
    sent: list[str] = []
    other.on("request", lambda request: sent.append(request.post_data or ""))
    read(other, study.project, study.source)
    select(other, "I bring the milk.")
    other.keyboard.press("4")
    expect_saved(other)
    expect(other.locator(".cw-mark", has_text="about her boiler")).to_have_count(0)
    assert not any("about her boiler" in body for body in sent)
    assert [one["coder"] for one in study.marks("Ben")] == [study.people["Ben"]]
    held(other, 1)
    other.close()

    context.clear_cookies()
    sign_in(context, server, study.tokens["Ada"])
    again = context.new_page()
    read(again, study.project, study.source)
    expect(again.locator(".cw-mark", has_text="about her boiler").first).to_be_visible()
    expect_saved(again)
    held(again, 0)
    assert {one["coder"] for one in study.marks("Ben")} == set(study.people.values())


def test_a_second_window_leaves_what_the_first_has_to_the_first(
    page: Page, server: Server, study: Study
) -> None:
    lose_connection(page)
    mark_unsent(page, "about her boiler", "2")
    held(page, 1)
    second = page.context.new_page()
    read(second, study.project, study.source)
    expect(second.locator(".cw-state")).to_have_text("Saved")
    expect(second.locator(".cw-mark")).to_have_count(0)
    page.unroute("**/operations")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect_saved(page)
    expect(second.locator(".cw-mark", has_text="about her boiler").first).to_be_visible()
    assert len(study.marks("Ada")) == 1


def test_signing_out_offers_to_send_what_waits_and_leaves_nothing_behind(
    chromium: Browser, server: Server, study: Study
) -> None:
    workspace = study.workspace
    for answer, expected in (("Send and sign out", 1), ("Sign out without it", 1)):
        token = workspace.begin_sign_in(study.people["Ben"], days=1)
        page = visitor(chromium, server, token)
        read(page, study.project, study.source)
        lose_connection(page)
        words = "about her boiler" if expected and answer.startswith("Send") else "half ten"
        mark_unsent(page, words, "2")
        held(page, 1)
        sign_out = page.get_by_role("button", name="Sign out everywhere")
        sign_out.click()
        dialog = page.get_by_role("dialog", name="1 change is not saved yet")
        dialog.get_by_role("button", name="Stay signed in").click()
        expect(page.locator(".cw-state")).to_contain_text("Not saved yet")
        sign_out.click()
        if answer.startswith("Send"):
            dialog.get_by_role("button", name=answer).click()
            expect(dialog).to_contain_text("The server could not be reached.")
            page.unroute("**/operations")
        dialog.get_by_role("button", name=answer).click()
        page.wait_for_url(re.compile("/sign-in"))
        held(page, 0)
        assert len(study.marks("Ada")) == expected
        page.context.close()
    study.tokens["Ben"] = workspace.begin_sign_in(study.people["Ben"], days=1)


def test_without_webcrypto_it_waits_in_memory_alone_and_the_pane_says_so(
    chromium: Browser, server: Server, study: Study
) -> None:
    page = visitor(chromium, server, study.tokens["Ada"])
    page.add_init_script(
        "Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined});"
        "Object.defineProperty(Crypto.prototype, 'randomUUID', {value: undefined});"
    )
    read(page, study.project, study.source)
    lose_connection(page)
    mark_unsent(page, "about her boiler", "2")
    expect(page.locator(".cw-state")).to_contain_text("Keep this window open: without https")
    assert page.evaluate(_HELD) == []
    page.unroute("**/operations")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect_saved(page)
    assert len(study.marks("Ada")) == 1
    page.context.close()


def test_a_pane_from_an_older_server_sends_what_it_holds_and_loads_anew(
    page: Page, study: Study
) -> None:
    def renewed(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        headers = {**answer.headers, "x-workbench-pane": "f" * 16}
        route.fulfill(response=answer, headers=headers)  # type: ignore[attr-defined]

    page.evaluate("window.before = true")
    page.keyboard.press("m")
    page.locator(".cw-note textarea").fill("a note begun")
    page.keyboard.press("Escape")
    page.route("**/operations", renewed)
    select(page, "about her boiler")
    page.keyboard.press("2")
    # A note is begun here: it is not taken away from under anybody's hands.
    expect(page.locator(".cw-hint")).to_contain_text("The server has been renewed.")
    assert page.evaluate("window.before") is True
    page.keyboard.press("m")
    with page.expect_event("load"):
        page.keyboard.press("Control+Enter")
    assert page.evaluate("window.before") is None
    page.locator(".cw-text .cw-turn").first.wait_for()
    assert len(study.marks("Ada")) == 1
    # Once is enough: a server that goes on saying so does not keep anybody from working.
    page.evaluate("window.before = true")
    select(page, "I bring the milk.")
    page.keyboard.press("4")
    expect_saved(page)
    assert page.evaluate("window.before") is True
