"""Three people doing whatever comes to mind, while connections and the server come and go.

Each acts in a browser of their own by keys and buttons. Now and then a connection is lost before
or after the server has heard, a page is loaded again, or the server is killed and started anew. At
the end what each browser draws, what the API gives each person, and what is in the database must
be the same marks on the same words.
"""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.builders import Study
from tests.people import read, visitor
from tests.servers import Server

PEOPLE = ("Ada", "Ben", "Cy")
AT_ONCE = 10
PATIENCE = 60_000

# Does so many things in a page, chosen by a seed, each as a key or a press would.
_ACT = """
async ([seed, times]) => {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(random() * n);
  const one = (list) => list[below(list.length)];
  const text = document.querySelector('.cw-text');
  const key = (key, more = {}) => text.dispatchEvent(new KeyboardEvent('keydown', {
    key, code: /^[0-9]$/.test(key) ? 'Digit' + key : '',
    bubbles: true, cancelable: true, ...more}));
  const nodes = () => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (walker.currentNode.data.length) found.push(walker.currentNode);
    return found;
  };
  const select = () => {
    const all = nodes();
    const k = below(all.length);
    const last = all[Math.min(all.length - 1, k + (random() < 0.15 ? 1 : 0))];
    const range = [all[k], below(all[k].length + 1), last, below(last.length + 1)];
    text.focus({preventScroll: true});
    document.getSelection().setBaseAndExtent(...range);
  };
  const caretInMine = () => {
    const marks = [...document.querySelectorAll('.cw-mark')];
    if (!marks.length) return false;
    const node = one(marks).firstChild;
    text.focus({preventScroll: true});
    document.getSelection().collapse(node, below(node.length + 1));
    return true;
  };
  const press = (selector) => {
    const all = [...document.querySelectorAll(selector)].filter((b) => b.checkVisibility());
    if (all.length) one(all).click();
  };
  const acts = [
    [40, () => { select(); key(String(1 + below(6)), {altKey: random() < 0.2}); }],
    [14, () => key('z', {ctrlKey: true})],
    [8, () => key('y', {ctrlKey: true})],
    [8, () => caretInMine() && key('Delete')],
    [10, () => caretInMine() && key(one(['[', ']', '{', '}']))],
    [8, async () => {
      if (!caretInMine()) return;
      await new Promise((done) => setTimeout(done));
      press('.cw-here-list .cw-choice');
    }],
    [4, () => { select(); key('s'); key(String(1 + below(6))); }],
    [3, () => { select(); key('t'); key(String(1 + below(6))); }],
    [1, () => { select(); key('v'); }],
    [2, () => {
      select();
      key('m');
      const field = document.querySelector('.cw-note textarea');
      field.value = 'note ' + below(1000);
      field.dispatchEvent(new Event('input', {bubbles: true}));
      document.querySelector('.cw-note').requestSubmit();
    }],
    [2, () => press('.cw-refused .cw-button')],
  ];
  const total = acts.reduce((sum, [weight]) => sum + weight, 0);
  for (let k = 0; k < times; k += 1) {
    let at = random() * total;
    const [, act] = acts.find(([weight]) => (at -= weight) < 0);
    await act();
    await new Promise((done) => setTimeout(done, below(12)));
  }
}
"""

# The marks as they are drawn: for each, the code points it begins and ends at, and its words.
_DRAWN = """
() => {
  const found = {};
  let at = 0;
  document.querySelectorAll('.cw-words').forEach((said, turn) => {
    if (turn) at += 1;
    for (const piece of said.childNodes) {
      const size = [...piece.textContent].length;
      for (const guid of (piece.dataset?.codings ?? '').split(' ').filter(Boolean)) {
        found[guid] ??= [at, at];
        found[guid][1] = at + size;
      }
      at += size;
    }
  });
  return found;
}
"""


@dataclass
class Soak:
    """One run, and what happened in it."""

    study: Study
    server: Server
    pages: dict[str, Page]
    pick: random.Random
    cut: set[str] = field(default_factory=set)
    happened: dict[str, int] = field(default_factory=dict)

    def run(self, actions: int) -> dict[str, int]:
        """Do so many things, and see that everything agrees at the end."""
        for number in range(actions // AT_ONCE):
            name = self.pick.choice(list(self.pages))
            self._count("actions", AT_ONCE)
            self.pages[name].evaluate(_ACT, [self.pick.randrange(2**31), AT_ONCE])
            chance = self.pick.random()
            if chance < 0.10:
                self._cut(name, heard=self.pick.random() < 0.5)
            elif chance < 0.30:
                self._join(name)
            elif chance < 0.33 and name not in self.cut:
                self._reload(name)
            if number == actions // AT_ONCE // 2:
                self._restart()
        for name in self.pages:
            self._join(name)
        self._agree()
        return self.happened

    def _count(self, what: str, by: int = 1) -> None:
        self.happened[what] = self.happened.get(what, 0) + by

    def _cut(self, name: str, *, heard: bool) -> None:
        """Lose the connection, before the server has heard or only its answer."""
        if name in self.cut:
            return
        self._count("connections lost")

        def lose(route: Route) -> None:
            if heard:
                route.fetch()
            # While the server was asked the connection may have come back, or the page gone.
            with suppress(Error):
                route.abort()

        self.pages[name].route("**/operations", lose)
        self.cut.add(name)

    def _join(self, name: str) -> None:
        if name in self.cut:
            self.pages[name].unroute("**/operations")
            self.pages[name].evaluate("dispatchEvent(new Event('online'))")
            self.cut.discard(name)

    def _reload(self, name: str) -> None:
        """Load a page again, whatever is on its way: what waits is found in the browser."""
        self._count("reloads")
        page = self.pages[name]
        # What was done in the very last moment is kept a moment later, as at a crash.
        page.wait_for_timeout(60)
        read(page, self.study.project, self.study.source)

    def _restart(self) -> None:
        self._count("server killed and started")
        self.server.kill()
        for page in self.pages.values():
            page.evaluate(_ACT, [self.pick.randrange(2**31), AT_ONCE])
            self._count("actions", AT_ONCE)
        self.server.start()

    def _agree(self) -> None:
        """What is drawn, what the API says and what is kept are the same marks."""
        for page in self.pages.values():
            expect(page.locator(".cw-state")).to_have_text("Saved", timeout=PATIENCE)
        db = self.study.desk("Ada").project.db
        kept = {
            guid: (start, end)
            for guid, start, end in db.execute(
                'select c.guid, p.start, p."end" from codings c'
                " join coding_positions p on p.coding = c.id where c.source = ?",
                (self.study.source,),
            )
        }
        text = self.study.text()
        drawn_as = {guid: _within_turns(text, *span) for guid, span in kept.items()}
        for name, page in self.pages.items():
            told = {one["guid"]: (one["start"], one["end"]) for one in self.study.marks(name)}
            assert told == kept, f"the API tells {name} other marks than are kept"
            until = time.monotonic() + 20
            while (drawn := _spans(page)) != drawn_as and time.monotonic() < until:
                page.wait_for_timeout(200)
            differing = {
                guid: (drawn.get(guid), drawn_as.get(guid))
                for guid in {*drawn, *drawn_as}
                if drawn.get(guid) != drawn_as.get(guid)
            }
            assert not differing, f"{name} sees other marks than are kept: {differing}"
        project = self.study.desk("Ada").project
        assert project.check_history() == []
        doubled = db.execute(
            "select count(*) - count(distinct person || operation) from operations"
        ).fetchone()[0]
        assert doubled == 0
        self._count("marks at the end", len(kept))
        self._count("operations kept", db.execute("select count(*) from operations").fetchone()[0])


def _within_turns(text: str, start: int, end: int) -> tuple[int, int]:
    """What of a mark is words: the change of turn at either end is not drawn."""
    while text[start] == "\n":
        start += 1
    while text[end - 1] == "\n":
        end -= 1
    return start, end


def _spans(page: Page) -> dict[str, tuple[int, int]]:
    return {guid: (start, end) for guid, (start, end) in page.evaluate(_DRAWN).items()}


@contextmanager
def soaking(browser: Browser, study: Study, server: Server, seed: int) -> Iterator[Soak]:
    """Open the transcript for three people."""
    with ExitStack() as stack:
        pages = {}
        for name in PEOPLE:
            page = visitor(browser, server, study.tokens[name])
            stack.callback(page.context.close)
            page.on("dialog", lambda dialog: dialog.accept())
            read(page, study.project, study.source)
            pages[name] = page
        yield Soak(study, server, pages, random.Random(seed))
