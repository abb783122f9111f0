/**
 * The keys, the sheet that lists them, and the switch that turns the single ones off.
 */

import { element } from "./element.js";

const SWITCH = "workbench.pane.single-keys";

/** @type {[string[], string][]} */
const LIST = [
  [["1", "…", "6"], "Mark the selected words with a value"],
  [["/"], "Find any code"],
  [["s"], "Select the sentence; again for the next one too"],
  [["t"], "Select the turn"],
  [["n", "Shift + n"], "Next or previous mark"],
  [["Alt + ↓", "Alt + ↑"], "Next or previous turn"],
  [["Enter"], "Go to the marks here"],
  [["Delete"], "Remove my mark here"],
  [["m"], "Write a note"],
  [["Ctrl + Z"], "Undo"],
  [["Ctrl + Shift + Z", "Ctrl + Y"], "Redo"],
  [["p"], "Pause"],
  [["Esc"], "Back to the text"],
  [["?"], "Show this sheet"],
];

/**
 * Which action a key asks for, if any.
 *
 * @param {KeyboardEvent} event
 * @param {{single: boolean}} keys  whether single keys are on
 * @returns {string | null}  an action's name, or a digit
 */
export function asked(event, { single }) {
  const { key, code, shiftKey: shift, altKey: alt } = event;
  if (event.ctrlKey || event.metaKey) {
    if (alt) return null;
    const letter = key.toLowerCase();
    if (letter === "z") return shift ? "redo" : "undo";
    return letter === "y" && !shift ? "redo" : null;
  }
  if (alt && !shift && key === "ArrowDown") return "nextTurn";
  if (alt && !shift && key === "ArrowUp") return "previousTurn";
  if (key === "Delete" || key === "Backspace") return "remove";
  if (key === "Enter") return "toMarks";
  if (key === "Escape") return "toText";
  if (!single) return null;
  // With Alt held some keyboards make another character of a digit, so the key's place counts.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (alt) return digit ?? null;
  if (/^[1-9]$/.test(key)) return key;
  const plain = { "/": "find", "?": "sheet", m: "note", p: "pause", s: "sentence", t: "turn" };
  if (key.toLowerCase() === "n") return shift ? "previousMark" : "nextMark";
  return plain[/** @type {keyof typeof plain} */ (key.toLowerCase())] ?? null;
}

/** @param {{onClose: () => void}} given */
export function createShortcuts({ onClose }) {
  let single = read();
  const box = element("input", {
    type: "checkbox",
    checked: single,
    onchange: () => {
      single = box.checked;
      keep(single);
    },
  });
  const sheet = element(
    "dialog",
    { class: "cw-sheet", "aria-labelledby": "cw-sheet-title", onclose: onClose },
    element(
      "h2",
      { class: "cw-title", id: "cw-sheet-title", tabindex: "-1", autofocus: true },
      "Keys",
    ),
    element(
      "dl",
      { class: "cw-keys" },
      ...LIST.flatMap(([keys, does]) => [
        element(
          "dt",
          {},
          ...keys.map((key) => (key === "…" ? "…" : element("kbd", { class: "cw-key" }, key))),
        ),
        element("dd", {}, does),
      ]),
    ),
    element(
      "p",
      { class: "cw-quiet" },
      "Marks take whole words. Hold Alt while you let go of the mouse, or with a digit, to take " +
        "exactly what is selected.",
    ),
    element("label", { class: "cw-check" }, box, "Use single keys such as 1, n and ?"),
    element(
      "div",
      { class: "cw-row" },
      element("span", { class: "cw-grow" }),
      element(
        "button",
        { type: "button", class: "cw-button cw-main", onclick: () => sheet.close() },
        "Close",
      ),
    ),
  );
  return { sheet, open: () => sheet.showModal(), single: () => single };
}

function read() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

/** @param {boolean} single */
function keep(single) {
  try {
    localStorage.setItem(SWITCH, single ? "on" : "off");
  } catch {
    // Where the browser keeps nothing, the choice holds for this page.
  }
}
