/** The buttons above the text: always the same ones, in the same place, one stop for Tab. */

import { element, oneStop } from "./element.js";

/**
 * @param {object} given
 * @param {(name: string) => void} given.press  does what a key of the same name would do
 * @param {HTMLElement} given.ways  the button that opens the menu of ways to read
 * @param {HTMLElement} given.shown  the button that opens the menu of which marks are shown
 * @param {HTMLElement} given.finish  the button that opens the menu for finishing
 */
export function createToolbar({ press, ways, shown, finish }) {
  /** @param {string} words @param {string} name @param {string} keys @param {string} [label] */
  function button(words, name, keys, label) {
    const attributes = { "aria-keyshortcuts": keys, "aria-label": label };
    const onclick = () => press(name);
    return element(
      "button",
      { type: "button", class: "cw-button", onclick, ...attributes },
      words,
    );
  }

  const undo = button("Undo", "undo", "Control+Z");
  const redo = button("Redo", "redo", "Control+Shift+Z");
  const search = button("Find", "search", "f", "Find in this transcript");
  const comfort = button("Aa", "comfort", "a", "Reading comfort");
  for (const opener of [search, comfort]) opener.setAttribute("aria-expanded", "false");
  const note = button("Note", "note", "m");
  const sheet = button("?", "sheet", "?", "Show the keys");
  const part = element(
    "div",
    { class: "cw-tools", role: "toolbar", "aria-label": "Transcript" },
    undo,
    redo,
    note,
    search,
    comfort,
    ways,
    shown,
    finish,
    button("Pause", "pause", "p"),
    sheet,
  );
  const settle = oneStop(part);

  return {
    part,
    /** Leave only what one needs for one turn at a time. @param {boolean} wanted */
    beFew(wanted) {
      for (const one of [redo, note, search, shown, finish, sheet]) one.hidden = wanted;
      settle();
    },
    /** @param {boolean} open */
    searching: (open) => search.setAttribute("aria-expanded", String(open)),
    /** @param {boolean} open */
    comforting: (open) => comfort.setAttribute("aria-expanded", String(open)),
    /**
     * @param {{canUndo: boolean, canRedo: boolean}} what
     * @returns {boolean}  whether the button that had the keyboard can no longer be pressed
     */
    allow({ canUndo, canRedo }) {
      if (undo.disabled === canUndo || redo.disabled === canRedo) {
        undo.disabled = !canUndo;
        redo.disabled = !canRedo;
        settle();
      }
      const focused = document.activeElement;
      return (focused === undo && !canUndo) || (focused === redo && !canRedo);
    },
  };
}
