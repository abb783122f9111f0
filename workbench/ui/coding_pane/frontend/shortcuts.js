/** The sheet that lists the keys, where single ones are switched off or changed. */

import { element, redraw } from "./element.js";
import { USUAL, canBeKey, changed, keyOf, keysFrom, shownKeys } from "./keys.js";
import { createSheet } from "./sheet.js";

const SWITCH = "single-keys";
const OWN = "own-keys";

/** Keys that stay as they are, or the name of an action whose key can be changed.
 * @type {[string[] | string, string][]} */
const LIST = [
  [["1", "…", "6"], "Mark the selected words with a value"],
  [["7", "8", "9"], "Mark with a code used lately, shown below the values"],
  ["find", "Find any code"],
  ["sentence", "Select the sentence; again for the next one too"],
  ["turn", "Select the turn"],
  ["inVivo", "Make the selected words a code of their own, and mark them with it"],
  ["startEarlier", "Let my mark here begin one word earlier"],
  ["startLater", "Let my mark here begin one word later"],
  ["endEarlier", "Let my mark here end one word earlier"],
  ["endLater", "Let my mark here end one word later"],
  ["explain", "What the code of the mark here is for"],
  ["tell", "Hear who speaks here, and which marks are on the turn"],
  ["search", "Find in this transcript"],
  ["nextMark", "Next or previous mark"],
  ["nextUnmarked", "Next or previous unmarked words"],
  ["nextNote", "Next or previous note"],
  [["Alt + ↓", "Alt + ↑"], "Next or previous turn"],
  [["Enter"], "Go to the marks here"],
  [["Delete"], "Remove my mark here"],
  ["note", "Write a note"],
  [["Ctrl + Z"], "Undo"],
  [["Ctrl + Shift + Z", "Ctrl + Y"], "Redo"],
  ["comfort", "Reading comfort: size, spacing, background and typeface"],
  ["ways", "Ways to read: one turn at a time, whole turns, any words, notes only"],
  ["pause", "Pause"],
  [["Esc"], "Back to the text"],
  ["sheet", "Show this sheet"],
];

/** @param {{settings: import("./settings.js").Settings, onClose: () => void}} given */
export function createShortcuts({ settings, onClose }) {
  let single = settings.recall(SWITCH) !== "off";
  let keys = keysFrom(settings.recall(OWN));
  const box = element("input", {
    type: "checkbox",
    checked: single,
    onchange: () => {
      single = box.checked;
      settings.remember(SWITCH, single ? "on" : "off");
    },
  });
  const list = element("dl", { class: "cw-keys" });
  const action = element(
    "select",
    { class: "cw-input", "aria-label": "What to give another key" },
    ...LIST.flatMap(([asks, does]) =>
      typeof asks === "string" ? [element("option", { value: asks }, does)] : [],
    ),
  );
  const field = element("input", {
    class: "cw-input cw-own-key",
    type: "text",
    "aria-label": "Its key",
    placeholder: "Key",
    autocomplete: "off",
    spellcheck: "false",
    // A key that writes nothing, such as Tab, goes on doing what it does.
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || !canBeKey(event.key)) return;
      event.preventDefault();
      field.value = event.key.toLowerCase();
    },
  });
  const told = element("p", { class: "cw-quiet", role: "status" });
  const own = element(
    "form",
    { class: "cw-row", "aria-label": "Change a key", onsubmit: change },
    action,
    field,
    element("button", { type: "submit", class: "cw-button" }, "Use this key"),
    element("button", { type: "button", class: "cw-button", onclick: reset }, "All as usual"),
  );

  /** @param {Event} event */
  function change(event) {
    event.preventDefault();
    const wanted = field.value.trim();
    if (!canBeKey(wanted)) {
      told.textContent = "Press a letter or a sign for it. Digits stand for the values.";
      field.focus();
      return;
    }
    const before = keys[wanted.toLowerCase()];
    keep(changed(keys, action.value, wanted));
    const does = LIST.find(([asks]) => asks === before)?.[1];
    const gave = does && before !== action.value ? ` ${keyOf(keys, before)} is now: ${does}.` : "";
    told.textContent = `${wanted.toLowerCase()} is now: ${action.selectedOptions[0].text}.${gave}`;
    field.value = "";
  }

  function reset() {
    keep(USUAL);
    told.textContent = "All keys are as usual.";
  }

  /** @param {Record<string, string>} next */
  function keep(next) {
    keys = next;
    settings.remember(OWN, JSON.stringify(keys));
    draw();
  }

  function draw() {
    redraw(
      list,
      ...LIST.flatMap(([asks, does]) => {
        const shown = typeof asks === "string" ? shownKeys(keys, asks) : asks;
        return [
          element(
            "dt",
            {},
            ...shown.map((key) => (key === "…" ? "…" : element("kbd", { class: "cw-key" }, key))),
          ),
          element("dd", {}, does),
        ];
      }),
    );
  }

  draw();
  const sheet = createSheet({
    name: "keys",
    title: "Keys",
    onClose,
    holds: [
      list,
      element(
        "p",
        { class: "cw-quiet" },
        "Marks take whole words. Hold Alt while you let go of the mouse, or with a digit, to take " +
          "exactly what is selected.",
      ),
      element("label", { class: "cw-check" }, box, "Use single keys such as 1, n and ?"),
      own,
      told,
    ],
  });
  return { sheet, open: () => sheet.showModal(), keys: () => (single ? keys : null) };
}
