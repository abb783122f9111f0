/**
 * What a reader may say of a mark beyond its code, all of it optional: whether it is here, what
 * drew them to it, and flags. In small buttons that can be pressed and let go again.
 */

import { element } from "./element.js";

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {{presence?: string, lens?: string | null, flags?: string[]}} Fields */

export const PRESENCES = {
  there: "It’s here",
  missing: "It’s missing or hard",
  wanted: "Someone wishes for it",
  mixed: "Mixed",
};
export const ALL_PRESENCES = { ...PRESENCES, unsure: "Not sure" };
export const LENSES = {
  feeling: "What it was like",
  process: "How things were done",
  relation: "What goes on between people",
  power: "Power, fairness, the wider world",
  words: "The words people choose",
};
export const FLAGS = {
  discuss: "Discuss together",
  powerful: "Powerful quote",
  identifying: "Could identify someone",
};

/**
 * A row of buttons for one thing that can be said of a mark.
 *
 * @param {object} given
 * @param {Coding} given.coding
 * @param {"presence" | "lens" | "flags"} given.field
 * @param {Record<string, string>} given.offered
 * @param {string} given.label
 * @param {(coding: Coding, fields: Fields) => void} given.onChange
 */
export function answers({ coding, field, offered, label, onChange }) {
  return element(
    "div",
    { class: "cw-choices", role: "group", "aria-label": label },
    ...Object.entries(offered).map(([key, words]) => {
      const pressed = [coding[field]].flat().includes(key);
      return element(
        "button",
        {
          type: "button",
          class: "cw-choice",
          "aria-pressed": String(pressed),
          "data-key": `${coding.guid} ${key}`,
          onclick: () => onChange(coding, { [field]: after(key, pressed) }),
        },
        words,
      );
    }),
  );

  /** @param {string} key @param {boolean} pressed */
  function after(key, pressed) {
    if (field === "flags") {
      return pressed ? coding.flags.filter((flag) => flag !== key) : [...coding.flags, key];
    }
    return pressed ? (field === "presence" ? "not_said" : null) : key;
  }
}

/** What was said of a mark, in words. @param {Coding} coding @returns {string[]} */
export function saidOf({ presence, lens, flags }) {
  const words = /** @type {Record<string, string>} */ ({ ...ALL_PRESENCES, ...LENSES, ...FLAGS });
  return [presence, lens ?? "", ...flags].map((key) => words[key] ?? "").filter(Boolean);
}
