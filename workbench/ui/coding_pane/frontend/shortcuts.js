/**
 * The keys, the sheet that lists them, and the switch that turns the single ones off.
 */

import { element } from "./element.js";
import { createSheet } from "./sheet.js";
import { recall, remember } from "./settings.js";

const SWITCH = "workbench.pane.single-keys";

/** @type {[string[], string][]} */
const LIST = [
  [["1", "…", "6"], "Mark the selected words with a value"],
  [["/"], "Find any code"],
  [["s"], "Select the sentence; again for the next one too"],
  [["t"], "Select the turn"],
  [["v"], "Make the selected words a code of their own, and mark them with it"],
  [["[", "]"], "Let my mark here begin one word earlier or later"],
  [["{", "}"], "Let my mark here end one word earlier or later"],
  [["f"], "Find in this transcript"],
  [["n", "Shift + n"], "Next or previous mark"],
  [["u", "Shift + u"], "Next or previous unmarked words"],
  [["o", "Shift + o"], "Next or previous note"],
  [["Alt + ↓", "Alt + ↑"], "Next or previous turn"],
  [["Enter"], "Go to the marks here"],
  [["Delete"], "Remove my mark here"],
  [["m"], "Write a note"],
  [["Ctrl + Z"], "Undo"],
  [["Ctrl + Shift + Z", "Ctrl + Y"], "Redo"],
  [["a"], "Reading comfort: size, spacing, background and typeface"],
  [["w"], "Ways to read: one turn at a time, whole turns, any words, notes only"],
  [["p"], "Pause"],
  [["Esc"], "Back to the text"],
  [["?"], "Show this sheet"],
];

/** Single keys, by what they write.
 * @type {Record<string, string>} */
const SINGLE = {
  "/": "find",
  "?": "sheet",
  "[": "startEarlier",
  "]": "startLater",
  "{": "endEarlier",
  "}": "endLater",
  a: "comfort",
  f: "search",
  m: "note",
  n: "nextMark",
  o: "nextNote",
  p: "pause",
  s: "sentence",
  t: "turn",
  u: "nextUnmarked",
  v: "inVivo",
  w: "ways",
};
const WITH_SHIFT = { n: "previousMark", o: "previousNote", u: "previousUnmarked" };

/**
 * Which action a key asks for, if any.
 *
 * @param {KeyboardEvent} event
 * @param {{single: boolean}} keys  whether single keys are on
 * @returns {string | null}  an action's name, or a digit
 */
export function asked(event, { single }) {
  const { key, code, shiftKey: shift, altKey: alt } = event;
  // Many keyboards write brackets with Option or AltGr, which also says Ctrl + Alt.
  const bracket = single && /^[[\]{}]$/.test(key);
  if (bracket && (alt || event.getModifierState("AltGraph"))) return SINGLE[key];
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
  const letter = key.toLowerCase();
  const shifted = shift ? WITH_SHIFT[/** @type {keyof typeof WITH_SHIFT} */ (letter)] : undefined;
  return shifted ?? SINGLE[letter] ?? null;
}

/** @param {{onClose: () => void}} given */
export function createShortcuts({ onClose }) {
  let single = recall(SWITCH) !== "off";
  const box = element("input", {
    type: "checkbox",
    checked: single,
    onchange: () => {
      single = box.checked;
      remember(SWITCH, single ? "on" : "off");
    },
  });
  const sheet = createSheet({
    name: "keys",
    title: "Keys",
    onClose,
    holds: [
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
    ],
  });
  return { sheet, open: () => sheet.showModal(), single: () => single };
}
