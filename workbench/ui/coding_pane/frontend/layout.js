/** Where the parts of a pane stand: above the text, the text, beside it and below. */

import { element } from "./element.js";

/** @typedef {ReturnType<typeof layOut>} Layout */

/**
 * @param {object} given
 * @param {string} given.name  of the transcript
 * @param {HTMLElement} given.perspective
 * @param {HTMLElement} given.tools
 * @param {HTMLElement[]} given.text  the words, and what stands below them
 * @param {HTMLElement[]} given.codes
 * @param {HTMLElement[]} given.here  marks and notes
 * @param {HTMLElement} given.note  the box to write in
 */
export function layOut({ name, perspective, tools, text, codes, here, note }) {
  const scroller = element(
    "div",
    { class: "cw-scroller" },
    element(
      "p",
      { class: "cw-hidden", id: "cw-how" },
      "Move with the arrow keys and select with Shift. A digit marks; ? shows all keys.",
    ),
    ...text,
  );
  const opener = element(
    "button",
    {
      type: "button",
      class: "cw-button cw-open",
      "aria-expanded": "false",
      onclick: () => openSide(!side.classList.contains("cw-opened")),
    },
    "All codes",
  );
  const side = element(
    "aside",
    { class: "cw-side", "aria-label": "Codes and marks" },
    ...codes,
    opener,
    ...here,
  );
  const bar = element(
    "header",
    { class: "cw-bar" },
    element("div", { class: "cw-about" }, element("h2", { class: "cw-name" }, name), perspective),
    tools,
  );
  const body = element("div", { class: "cw-body" }, scroller, side, note);

  /** Where there is no room beside the text, what belongs there opens below it.
   * @param {boolean} wanted */
  function openSide(wanted) {
    side.classList.toggle("cw-opened", wanted);
    opener.setAttribute("aria-expanded", String(wanted));
  }

  return {
    scroller,
    side,
    bar,
    body,
    openSide,
    /** @param {number} count  the marks here */
    countHere(count) {
      const here = `${count} ${count === 1 ? "mark" : "marks"} here`;
      opener.textContent = count === 0 ? "All codes" : here;
    },
  };
}
