"""People in a real browser: opening pages, selecting words and pressing keys as a person would."""

import asyncio
import atexit
import contextlib
import re
from collections.abc import Iterator

from playwright.sync_api import Browser, Locator, Page, Playwright, expect, sync_playwright

from tests import calm
from tests.servers import Server
from workbench.server.gate import COOKIE

CHROMIUM = "/usr/bin/chromium"
# A crowded machine is waited for; what is expected is that it comes, not how soon.
expect.set_options(timeout=20_000)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]

calm.press_at_rest()

# Puts the selection on the nth place where the words stand in the text, as a mouse would.
_SELECT = """
([words, nth]) => {
  const text = document.querySelector('.cw-text');
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => node.parentElement.closest('.cw-words')
      ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT});
  const nodes = [];
  let whole = '';
  while (walker.nextNode()) {
    nodes.push([whole.length, walker.currentNode]);
    whole += walker.currentNode.data;
  }
  let start = -1;
  for (let i = 0; i < nth; i += 1) start = whole.indexOf(words, start + 1);
  if (start < 0) return false;
  const place = (at, end) => {
    const found = nodes.findLast(([from]) => end ? from < at : from <= at);
    return [found[1], at - found[0]];
  };
  text.focus();
  const range = document.createRange();
  range.setStart(...place(start, false));
  range.setEnd(...place(start + words.length, true));
  range.startContainer.parentElement.scrollIntoView({block: 'center'});
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return true;
}
"""


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Headless Chromium, one for all tests of a process; what was opened in it here is closed."""
    before = asyncio._get_running_loop()
    started = _chromium()
    earlier = started.contexts
    try:
        yield started
    finally:
        for context in started.contexts:
            if context not in earlier:
                context.close()
        # Between its calls Playwright leaves its loop marked as running, which other tests' own
        # loops would take for theirs.
        asyncio._set_running_loop(before)


_running: list[tuple[asyncio.AbstractEventLoop, Playwright, Browser]] = []


def _chromium() -> Browser:
    """The Chromium of this process, started where there is none or where it has crashed."""
    if _running:
        loop, playwright, started = _running[-1]
        asyncio._set_running_loop(loop)
        if started.is_connected():
            return started
    else:
        playwright = sync_playwright().start()
        atexit.register(_end)
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    _running.append((asyncio.get_running_loop(), playwright, started))
    return started


def _end() -> None:
    loop, playwright, _ = _running[-1]
    asyncio._set_running_loop(loop)
    playwright.stop()  # Chromium goes with it


def settled(page: Page) -> Page:
    """Wait until the page is drawn to its end, where it is read and not pressed (see `calm`)."""
    app = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    expect(app).to_have_count(1)
    calm.at_rest(page, patience=20_000)
    return page


def in_the_sidebar(page: Page, name: str) -> Locator:
    """A page's link in the sidebar, whether or not the kind of pages it is among is unfolded."""
    return page.locator(".st-key-pages").locator(_link(page, name))


def go_to(page: Page, name: str) -> None:
    """Go to a page by its link in the sidebar, unfolding the kind of pages it is among."""
    link = in_the_sidebar(settled(page), name)
    if not link.is_visible():
        kinds = page.locator(".st-key-pages details")
        kinds.filter(has=_link(page, name)).locator("summary").click()
    link.click()


def _link(page: Page, name: str) -> Locator:
    return page.locator("a").filter(has_text=re.compile(f"^{re.escape(name)}$"))


def chosen(page: Page, file: str) -> Locator:
    """The name of a chosen file, which stands there once the page has taken it."""
    return page.get_by_test_id("stFileChipName").get_by_text(file)


def choose(page: Page, field: str | re.Pattern[str], answer: str) -> None:
    """Choose one answer from a list; a page that still scrolls would fold the list up again."""
    box = settled(page).get_by_role("combobox", name=field)
    box.scroll_into_view_if_needed()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    box.click()
    page.get_by_role("option", name=answer, exact=True).click()
    settled(page)


def visitor(browser: Browser, server: Server, token: str | None = None, **look: object) -> Page:
    """A window of somebody's own; signed in when a token is given."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1280, "height": 900}, accept_downloads=True, **look
    )
    if token:
        context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    calm.watch(page)
    return page


def read(page: Page, project: str, source: str) -> None:
    """Open a transcript in the pane and wait until it can be marked."""
    page.goto(f"read?project={project}&source={source}")
    page.locator(".cw-text .cw-turn").first.wait_for()


def select(page: Page, words: str, *, nth: int = 1) -> None:
    """Select words of the transcript."""
    assert page.evaluate(_SELECT, [words, nth]), f"“{words}” is not on the page"


def mark(page: Page, words: str, key: str, *, nth: int = 1) -> None:
    """Select words and press the digit of a value; wait until that is saved."""
    select(page, words, nth=nth)
    page.keyboard.press(key)
    expect_saved(page)


def expect_saved(page: Page) -> None:
    """Wait until everything this person did is on the server's disk."""
    expect(page.locator(".cw-state")).to_have_text("Saved")
