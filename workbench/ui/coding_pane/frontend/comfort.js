/**
 * How the transcript looks to the person who reads it: size, spacing, line length, background and
 * typeface. Remembered for each person on all their devices.
 */

import { element } from "./element.js";

/** @typedef {{name: string, words: string, choices: Record<string, string>}} Setting */

/** Each has a `usual`, which is the way the page looks when nobody chose anything.
 * @type {Setting[]} */
const SETTINGS = [
  {
    name: "size",
    words: "Text size",
    choices: {
      small: "Small",
      usual: "Usual",
      large: "Large",
      larger: "Larger",
      largest: "Largest",
    },
  },
  {
    name: "spacing",
    words: "Space between lines",
    choices: { close: "Close", usual: "Usual", open: "Open", wide: "Wide" },
  },
  {
    name: "measure",
    words: "Length of lines",
    choices: { short: "Short", usual: "Usual", long: "Long" },
  },
  {
    name: "tint",
    words: "Background",
    choices: { usual: "Paper", cream: "Cream", slate: "Blue-grey" },
  },
  {
    name: "face",
    words: "Typeface",
    choices: { usual: "As the page", plain: "Plain sans-serif", clear: "Dyslexia-friendly" },
  },
];

/**
 * Read what was kept. Anything unknown counts as usual.
 *
 * @param {string | null} kept
 * @returns {Record<string, string>}
 */
export function settingsFrom(kept) {
  /** @type {Record<string, unknown>} */
  let found = {};
  try {
    found = Object(JSON.parse(kept ?? "{}"));
  } catch {
    // Somebody else's words under our key: start afresh.
  }
  return Object.fromEntries(
    SETTINGS.map(({ name, choices }) => {
      const value = String(found[name]);
      return [name, Object.hasOwn(choices, value) ? value : "usual"];
    }),
  );
}

/**
 * @param {object} given
 * @param {import("./settings.js").Settings} given.settings
 * @param {HTMLElement[]} given.shownOn  what the settings are shown on
 * @param {(change: () => void) => void} given.inPlace  changes the look, keeping the line in view
 * @param {(open: boolean) => void} given.onOpen
 * @param {() => void} given.onLeave
 * @param {(words: string) => void} given.say
 */
export function createComfort({ settings, shownOn, inPlace, onOpen, onLeave, say }) {
  let now = settingsFrom(settings.recall("comfort"));

  const boxes = element("div", { class: "cw-comfort-rows" }, ...SETTINGS.map(row));
  const panel = element(
    "form",
    {
      class: "cw-comfort",
      id: "cw-comfort",
      "aria-label": "Reading comfort",
      hidden: true,
      onkeydown: keys,
      onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
    },
    boxes,
    element(
      "p",
      { class: "cw-quiet" },
      "These settings, and the place where you stopped reading, are remembered wherever you " +
        "sign in; nobody else can see them.",
    ),
    element(
      "div",
      { class: "cw-row" },
      element("button", { type: "button", class: "cw-button", onclick: reset }, "All as usual"),
      element("button", { type: "button", class: "cw-button", onclick: close }, "Done"),
    ),
  );

  /** @param {Setting} setting */
  function row({ name, words, choices }) {
    return element(
      "fieldset",
      { class: "cw-comfort-row" },
      element("legend", { class: "cw-quiet" }, words),
      ...Object.entries(choices).map(([value, label]) =>
        element(
          "label",
          { class: "cw-check" },
          element("input", {
            type: "radio",
            name: `cw-comfort-${name}`,
            value,
            checked: now[name] === value,
            onchange: () => choose({ ...now, [name]: value }),
          }),
          label,
        ),
      ),
    );
  }

  /** @param {Record<string, string>} next */
  function choose(next) {
    now = next;
    settings.remember("comfort", JSON.stringify(now));
    inPlace(apply);
  }

  function apply() {
    for (const { dataset } of shownOn) {
      for (const [name, value] of Object.entries(now)) {
        if (value === "usual") delete dataset[name];
        else dataset[name] = value;
      }
    }
  }

  function reset() {
    choose(settingsFrom(null));
    for (const box of boxes.querySelectorAll("input")) box.checked = box.value === "usual";
    say("Everything looks as usual.");
  }

  function close() {
    panel.hidden = true;
    onOpen(false);
    onLeave();
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  }

  apply();
  return {
    panel,
    open() {
      panel.hidden = false;
      onOpen(true);
      const first = boxes.querySelector("input:checked");
      if (first instanceof HTMLElement) first.focus();
    },
  };
}
