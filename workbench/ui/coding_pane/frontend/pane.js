/**
 * The life of a pane: fetch the reading, draw it, listen, and fetch again when told to.
 */

import { allDesks, deskOf, isBegun } from "./desk.js";
import { element, redraw } from "./element.js";
import { listen } from "./live.js";
import { goOver, isOlder, onNewer } from "./newer.js";
import { RequestRefused } from "./queue.js";
import { openServer } from "./server.js";
import { followTheme } from "./theme.js";
import { createView } from "./view.js";

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {{apiBase: string, project: string, source: string, how: string,
 *   at?: number | null}} Where */

const PATIENCE = 1_500;
const RETRY = 3_000;

/**
 * @param {HTMLElement} parent
 * @param {Where} where
 * @param {Promise<unknown>} styled
 */
export function openPane(parent, where, styled) {
  const server = openServer(where);
  const root = element("section", { class: "cw-pane", "aria-label": "Transcript" });
  /** @type {import("./view.js").View | null} */
  let view = null;
  /** @type {import("./desk.js").Desk | null} */
  let desk = null;
  /** @type {ReturnType<typeof listen> | null} */
  let live = null;
  let loading = false;
  let stopped = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  // Streamlit acts on single keys wherever they reach it: r would run the page again.
  for (const kind of ["keydown", "keypress", "keyup"]) {
    root.addEventListener(kind, (event) => event.stopPropagation());
  }
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => followTheme(root);
  scheme.addEventListener("change", follow);
  parent.append(root);
  follow();
  fit();
  addEventListener("resize", fit);

  /** Fill the window below wherever the page put us. */
  function fit() {
    const top = Math.max(0, root.getBoundingClientRect().top + scrollY);
    root.style.setProperty("--cw-top", `${Math.min(top, 240)}px`);
  }

  async function load() {
    if (loading || stopped) return;
    loading = true;
    clearTimeout(timer);
    // Something may no longer be ours to see: do not leave it standing while we wait.
    const tooLong = setTimeout(
      () => {
        view?.hide("Fetching this transcript again…");
        if (!view) message("Opening the transcript…");
      },
      view ? PATIENCE : 300,
    );
    try {
      const [snapshot] = await Promise.all([server.reading(), styled]);
      const own = await deskOf(server, snapshot, where);
      if (!stopped) show(snapshot, own);
    } catch (error) {
      if (!stopped) failed(error);
    } finally {
      clearTimeout(tooLong);
      loading = false;
    }
  }

  /** @param {Snapshot} snapshot @param {import("./desk.js").Desk} own */
  function show(snapshot, own) {
    if (!view || own !== desk || !view.update(snapshot)) {
      const place = view?.place() ?? where.at ?? null;
      const flash = view === null && where.at !== null && where.at !== undefined;
      view?.stop();
      desk?.queue.connect({ onAnswer: () => {}, onChange: () => {} });
      desk = own;
      view = createView({ root, server, snapshot, desk, place, flash, onOpen });
      own.queue.connect({
        onAnswer(pairs, answer) {
          if (view?.answered(pairs, answer)) load();
        },
        onChange() {
          view?.changed();
          keepUp();
        },
      });
      fit();
    }
    keepUp();
    if (live) live.restart(snapshot.cursor);
    else live = hear(snapshot.cursor);
  }

  /** Load the page anew where the server has a newer pane, once nothing here would be lost. */
  function keepUp() {
    if (!isOlder() || stopped) return;
    const fields = [...document.querySelectorAll("textarea")];
    const isTyped = fields.some((field) => field.value.trim() && field.checkVisibility());
    const waits = allDesks().some((one) => one.queue.waiting().length > 0 || isBegun(one));
    if (!waits && !isTyped) goOver();
    else view?.say("The server has been renewed. This page loads again when your words are saved.");
  }

  /** A folded passage was opened, or folded again. @param {string} guid @param {boolean} wanted */
  function onOpen(guid, wanted) {
    server.openFold(guid, wanted);
    load();
  }

  /** @param {string} first */
  const hear = (first) =>
    listen({
      address: server.liveAddress,
      cursor: first,
      onOpen: () => desk?.queue.retry(),
      onClose: () => desk?.doubt(),
      onChanges(changes) {
        // While a fresh reading is on its way this one is not worth keeping up.
        if (!loading && view?.fed(changes)) load();
      },
    });

  /** @param {unknown} error */
  function failed(error) {
    const final = error instanceof RequestRefused && error.status < 500;
    if (view && !final) {
      view.hide("This transcript has changed and could not be fetched again yet. Trying again…");
      timer = setTimeout(load, RETRY);
      return;
    }
    view?.stop();
    view = null;
    const signIn =
      error instanceof RequestRefused && error.status === 401
        ? element(
            "a",
            { class: "cw-link", href: server.signIn, target: "_blank", rel: "noopener" },
            "Sign in in a new tab",
          )
        : null;
    const why = final ? error.message : "The server could not be reached.";
    message(
      `This transcript could not be opened. ${why}`,
      signIn,
      element("button", { type: "button", class: "cw-button", onclick: load }, "Try again"),
    );
  }

  /** @param {string} words @param {...(HTMLElement | null)} more */
  function message(words, ...more) {
    redraw(
      root,
      element("div", { class: "cw-message", role: "status" }, element("p", {}, words), ...more),
    );
  }

  onNewer(() => void setTimeout(keepUp));
  load();
  return {
    root,
    stop() {
      stopped = true;
      clearTimeout(timer);
      live?.stop();
      view?.stop();
      desk?.queue.connect({ onAnswer: () => {}, onChange: () => {} });
      scheme.removeEventListener("change", follow);
      removeEventListener("resize", fit);
    },
  };
}
