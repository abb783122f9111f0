/**
 * Saying that I have finished, or passing a transcript back. Quiet, and never asked for.
 */

import { element, redraw } from "./element.js";

const CHOICES = [
  ["finished", "I have finished"],
  ["finished_nothing", "Finished, nothing to mark"],
  ["passed_back", "Pass back"],
];
/** @type {Record<string, string>} */
const SAID = {
  finished: "You have said that you have finished.",
  finished_nothing: "You have said that you have finished, with nothing to mark.",
  passed_back: "You have passed this transcript back.",
};

/**
 * @param {object} given
 * @param {() => string} given.state
 * @param {(state: string) => void} given.onState
 */
export function createFinish({ state, onState }) {
  const row = element("section", { class: "cw-finish", "aria-label": "When you have finished" });
  const menu = element("div", { class: "cw-menu", id: "cw-finish-menu", hidden: true });
  const opener = element(
    "button",
    {
      type: "button",
      class: "cw-button",
      "aria-expanded": "false",
      "aria-controls": "cw-finish-menu",
      onclick: () => open(menu.hidden === true),
    },
    "Finish",
  );
  const holder = element(
    "div",
    { class: "cw-menu-holder", onkeydown: keys, onfocusout: leave },
    opener,
    menu,
  );

  /** @param {boolean} wanted */
  function open(wanted) {
    menu.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key !== "Escape" || menu.hidden) return;
    event.preventDefault();
    open(false);
    opener.focus();
  }

  /** @param {FocusEvent} event */
  function leave(event) {
    if (!holder.contains(/** @type {Node | null} */ (event.relatedTarget))) open(false);
  }

  /** @param {string} place */
  const buttons = (place) =>
    CHOICES.map(([key, words]) =>
      element(
        "button",
        {
          type: "button",
          class: "cw-button",
          "data-key": `${place} ${key}`,
          "aria-pressed": String(state() === key),
          onclick: () => choose(key),
        },
        words,
      ),
    );

  /** @param {string} key */
  function choose(key) {
    if (!menu.hidden) {
      open(false);
      opener.focus();
    }
    onState(key);
  }

  /** @type {string | null} */
  let drawn = null;

  function draw() {
    const now = state();
    if (now === drawn) return;
    drawn = now;
    const said = SAID[now] ?? "";
    redraw(
      row,
      said ? element("p", { class: "cw-quiet" }, said) : null,
      element("div", { class: "cw-row" }, ...buttons("row")),
    );
    redraw(menu, said ? element("p", { class: "cw-quiet" }, said) : null, ...buttons("menu"));
  }

  draw();
  return { row, holder, draw, close: () => open(false) };
}
