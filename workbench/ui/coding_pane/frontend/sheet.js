/**
 * A sheet over the pane with a heading and a way out: it takes the focus, and Escape closes it.
 */

import { element } from "./element.js";

/**
 * @param {object} given
 * @param {string} given.name  of the sheet among others, such as "keys"
 * @param {string} given.title
 * @param {() => void} given.onClose
 * @param {(Node | null)[]} given.holds
 * @param {HTMLElement | null} [given.next]  what one would do from here, beside Close
 */
export function createSheet({ name, title, onClose, holds, next = null }) {
  const id = `cw-sheet-${name}`;
  const sheet = element(
    "dialog",
    { class: "cw-sheet", "aria-labelledby": id, onclose: onClose },
    element("h2", { class: "cw-title", id, tabindex: "-1", autofocus: true }, title),
    ...holds,
    element(
      "div",
      { class: "cw-row" },
      element("span", { class: "cw-grow" }),
      element(
        "button",
        {
          type: "button",
          class: next ? "cw-button" : "cw-button cw-main",
          onclick: () => sheet.close(),
        },
        "Close",
      ),
      next,
    ),
  );
  return sheet;
}
