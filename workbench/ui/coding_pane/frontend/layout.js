/** Where the parts of a pane stand: above the text, the text, beside it and below. */

import { element, write } from "./element.js";
import { partsOfName } from "./words.js";

/** @typedef {ReturnType<typeof layOut>} Layout */

/**
 * @param {object} given
 * @param {string} given.name  of the transcript
 * @param {HTMLElement} given.alone  that I read on my own
 * @param {HTMLElement} given.perspective
 * @param {HTMLElement} given.tools
 * @param {HTMLElement[]} given.text  the words, and what stands below them
 * @param {HTMLElement[]} given.codes
 * @param {HTMLElement[]} given.here  marks and notes
 * @param {HTMLElement} given.note  the box to write in
 * @param {(whole: boolean) => void} given.onNote  a note is to be written
 */
export function layOut({ name, alone, perspective, tools, text, codes, here, note, onNote }) {
  const scroller = element(
    "div",
    { class: "cw-scroller cw-comfy" },
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
  /** @param {string} words @param {boolean} whole @param {string} look */
  const noteButton = (words, whole, look) =>
    element(
      "button",
      { type: "button", class: look, onclick: () => onNote(whole) },
      words,
    );
  const side = element(
    "aside",
    { class: "cw-side", "aria-label": "Codes, marks and notes" },
    element(
      "div",
      { class: "cw-commenting" },
      noteButton("Write a note here", false, "cw-button cw-main"),
      noteButton("Note on the whole transcript", true, "cw-button"),
    ),
    ...codes,
    opener,
    ...here,
  );
  const bar = element(
    "header",
    { class: "cw-bar" },
    element(
      "div",
      { class: "cw-about" },
      element(
        "h2",
        { class: "cw-name" },
        ...partsOfName(name).flatMap((part) => [part, element("wbr")]),
      ),
      alone,
      perspective,
    ),
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
      write(opener, count === 0 ? "All codes" : here);
    },
  };
}
