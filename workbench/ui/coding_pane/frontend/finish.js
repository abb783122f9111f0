/**
 * Saying that I have finished, or passing a transcript back. Quiet, and never asked for.
 */

import { element, redraw } from "./element.js";
import { createMenu } from "./menu.js";

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
  const menu = createMenu({ id: "cw-finish-menu", words: "Finish" });

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
    menu.chosen();
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
    menu.fill(said ? element("p", { class: "cw-quiet" }, said) : null, ...buttons("menu"));
  }

  draw();
  return { row, holder: menu.holder, draw, close: menu.close };
}
