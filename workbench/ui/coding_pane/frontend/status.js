/**
 * The line that says whether everything is saved, and the list of what could not be.
 */

import { element, redraw } from "./element.js";
import { shortened } from "./notes.js";

/** @typedef {import("./queue.js").Queue} Queue */

const MARKS = new Set(["add_coding", "remove_coding", "change_coding"]);

/**
 * How things stand, in a whole sentence.
 *
 * @param {Pick<Queue, "state" | "waiting">} queue
 * @param {boolean} [safe]  whether what waits outlives this window
 */
export function sentence(queue, safe = true) {
  const waiting = queue.waiting();
  const state = queue.state();
  if (state === "saved") return "Saved";
  if (state === "saving") return "Saving…";
  const marks = waiting.every(({ operation }) => MARKS.has(operation.kind));
  const one = waiting.length === 1;
  const keeping = safe
    ? ""
    : ` Keep this window open: without https, this browser cannot keep ${one ? "it" : "them"} safely.`;
  const what = `${waiting.length} ${marks ? "mark" : "change"}${one ? " is" : "s are"} waiting`;
  if (state === "signed_out") {
    const they = one ? "It" : "They";
    return `Not saved yet: ${what}. ${they} will be sent when you have signed in again.${keeping}`;
  }
  return `Not saved yet: ${what}. ${one ? "It" : "They"} will be sent when the server is back.${keeping}`;
}

/**
 * @param {object} given
 * @param {Pick<import("./desk.js").Desk, "queue" | "isSafe">} given.desk
 * @param {string} given.signIn
 * @param {() => void} given.onLeave  the keyboard goes back to the text
 */
export function createStatus({ desk, signIn, onLeave }) {
  const { queue } = desk;
  const line = element("p", { class: "cw-state", role: "status" });
  const hint = element("p", { class: "cw-hint" });
  const refused = element("ul", { class: "cw-refused", "aria-label": "What could not be saved" });
  const said = element("div", { class: "cw-hidden", "aria-live": "polite" });
  const part = element("footer", { class: "cw-status" }, refused, line, hint, said);
  let shown = "";
  /** @type {import("./queue.js").Refused[] | null} */
  let listed = null;

  function draw() {
    const words = sentence(queue, desk.isSafe());
    if (words !== shown) {
      shown = words;
      part.dataset.state = queue.state();
      // "Saving…" is for the eye: read aloud at every mark it would never stop.
      redraw(
        line,
        element("span", { class: "cw-dot", "aria-hidden": "true" }),
        element("span", { "aria-hidden": queue.state() === "saving" ? "true" : null }, words),
        queue.state() === "signed_out"
          ? element(
              "a",
              { href: signIn, target: "_blank", rel: "noopener", class: "cw-link" },
              "Sign in again in a new tab",
            )
          : null,
      );
    }
    const now = queue.refused();
    if (now === listed) return;
    listed = now;
    redraw(
      refused,
      ...now.map((one) =>
        element(
          "li",
          { class: "cw-item cw-row" },
          element("span", { class: "cw-grow" }, refusal(one)),
          element(
            "button",
            { type: "button", class: "cw-button", onclick: () => dismiss(one) },
            "Dismiss",
          ),
        ),
      ),
    );
  }

  /** @param {import("./queue.js").Refused} one */
  function dismiss(one) {
    queue.dismiss(one);
    onLeave();
  }

  draw();
  return {
    part,
    draw,
    /** Say something once, to eye and ear. @param {string} words */
    say(words) {
      hint.textContent = words;
      // The same words twice are two happenings: a change of text is what gets read.
      said.textContent = said.textContent === words ? `${words}\u00a0` : words;
    },
    sentence: () => sentence(queue, desk.isSafe()),
  };
}

/** @param {import("./queue.js").Refused} one */
function refusal({ entry, message }) {
  const { kind } = entry.operation;
  const because = message || "The server did not say why.";
  const what = { undo: "Undo", redo: "Redo" }[kind];
  const words = what ?? (entry.words ? `“${shortened(entry.words)}”` : "A change");
  return `${words} could not be saved because the server answered: ${because}`;
}
