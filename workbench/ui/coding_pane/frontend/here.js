/**
 * "Marks here": every mark over the caret, whose it is, and what I may say about mine.
 */

import { swatch } from "./codes.js";
import { element, redraw } from "./element.js";

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {import("./reading.js").Shown} Shown */

const PRESENCES = {
  there: "It’s here",
  missing: "It’s missing or hard",
  wanted: "Someone wishes for it",
  mixed: "Mixed",
};
const LENSES = {
  feeling: "What it was like",
  process: "How things were done",
  relation: "What goes on between people",
  power: "Power, fairness, the wider world",
  words: "The words people choose",
};
const OTHER_PRESENCES = { unsure: "Not sure" };

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {(code: string) => import("./palette.js").Look} given.look
 * @param {(coding: Coding, fields: {presence?: string, lens?: string | null}) => void}
 *   given.onChange
 * @param {(coding: Coding) => void} given.onRemove
 * @param {(coding: Coding, edge: "start" | "end", way: 1 | -1) => void} given.onStep
 * @param {(coding: Coding) => void} given.onTake  it is to stand on the chosen words instead
 */
export function createMarksHere({ reading, look, onChange, onRemove, onStep, onTake }) {
  const part = element("section", {
    class: "cw-here-list",
    "aria-label": "Marks here",
    hidden: true,
  });
  /** @type {Set<string>} */
  const opened = new Set();
  let drawn = "";

  /** @param {Shown[]} marks @param {import("./types.js").Span | null} chosen  other words */
  function draw(marks, chosen) {
    const names = marks.map(({ coding }) => reading.code(coding.code)?.name);
    const key = JSON.stringify([marks, [...opened], marks.map(canTake), names]);
    if (key === drawn) return;
    drawn = key;
    part.hidden = marks.length === 0;
    redraw(
      part,
      element(
        "h2",
        { class: "cw-title" },
        marks.length === 1 ? "1 mark here" : `${marks.length} marks here`,
      ),
      element("ul", { class: "cw-plain" }, ...marks.map(item)),
    );

    /** @param {Shown} shown */
    function item({ coding, pending }) {
      const { me, readers } = reading.snapshot;
      const code = reading.code(coding.code);
      const mine = coding.coder === me.guid;
      const reader = readers.find(({ guid }) => guid === coding.coder)?.name ?? "Another reader";
      const name = code?.plain_name || code?.name || "A code that is no longer here";
      const presence = { ...PRESENCES, ...OTHER_PRESENCES }[coding.presence] ?? "";
      const from = coding.perspectives.length
        ? `Reading from: ${coding.perspectives.join(", ")}`
        : coding.perspective_hidden
          ? "Where they read from is not shared with you."
          : "";
      const facts = mine ? [pending ? "Not saved yet" : ""] : [presence, lensWords(coding)];
      return element(
        "li",
        { class: "cw-item" },
        element(
          "div",
          { class: "cw-item-head" },
          swatch(look(coding.code)),
          element(
            "span",
            { class: "cw-names" },
            element("span", {}, name),
            element(
              "span",
              { class: "cw-quiet" },
              [mine ? "You" : reader, ...facts].filter(Boolean).join(" · "),
            ),
          ),
        ),
        from ? element("p", { class: "cw-quiet" }, from) : null,
        mine ? controls(coding, name, canTake({ coding, pending })) : null,
      );
    }

    /** @param {Coding} coding @param {string} name @param {boolean} takes */
    function controls(coding, name, takes) {
      const isOpen = opened.has(coding.guid) || coding.lens !== null;
      return element(
        "div",
        { class: "cw-controls" },
        choices(coding, "presence", PRESENCES, `Is it here? For ${name}`),
        isOpen
          ? element(
              "div",
              {},
              element("p", { class: "cw-quiet" }, "What drew you to it?"),
              choices(coding, "lens", LENSES, "What drew you to it?"),
              steps(coding, name),
            )
          : null,
        takes
          ? element(
              "button",
              {
                type: "button",
                class: "cw-link",
                "data-key": `take ${coding.guid}`,
                "aria-label": `Take the selected words instead, for my mark ${name}`,
                onclick: () => onTake(coding),
              },
              "Take the selected words instead",
            )
          : null,
        element(
          "div",
          { class: "cw-row" },
          coding.lens === null
            ? element(
                "button",
                {
                  type: "button",
                  class: "cw-link",
                  "data-key": `more ${coding.guid}`,
                  "aria-expanded": String(isOpen),
                  onclick: () => toggle(coding.guid),
                },
                isOpen ? "Less" : "More",
              )
            : null,
          element(
            "button",
            {
              type: "button",
              class: "cw-link",
              "data-key": `remove ${coding.guid}`,
              "aria-label": `Remove my mark, ${name}`,
              onclick: () => onRemove(coding),
            },
            "Remove",
          ),
        ),
      );
    }

    /** @param {Shown} shown */
    function canTake({ coding: { start, end } }) {
      return chosen !== null && (chosen.start !== start || chosen.end !== end);
    }

    /** Longer or shorter by a word. @param {Coding} coding @param {string} name */
    function steps(coding, name) {
      /** @param {string} sign @param {"start" | "end"} edge @param {1 | -1} way */
      const button = (sign, edge, way) => {
        const verb = edge === "start" ? "Begin" : "End";
        return element(
          "button",
          {
            type: "button",
            class: "cw-choice",
            "data-key": `${coding.guid} ${edge} ${way}`,
            "aria-label": `${verb} one word ${way < 0 ? "earlier" : "later"}`,
            onclick: () => onStep(coding, edge, way),
          },
          sign,
        );
      };
      return element(
        "div",
        { class: "cw-steps", role: "group", "aria-label": `Where it stands, for ${name}` },
        element("span", { class: "cw-quiet" }, "Begins"),
        button("←", "start", -1),
        button("→", "start", 1),
        element("span", { class: "cw-quiet" }, "Ends"),
        button("←", "end", -1),
        button("→", "end", 1),
      );
    }

    /**
     * @param {Coding} coding
     * @param {"presence" | "lens"} field
     * @param {Record<string, string>} offered
     * @param {string} label
     */
    function choices(coding, field, offered, label) {
      return element(
        "div",
        { class: "cw-choices", role: "group", "aria-label": label },
        ...Object.entries(offered).map(([key, words]) => {
          const pressed = coding[field] === key;
          const none = field === "presence" ? "not_said" : null;
          return element(
            "button",
            {
              type: "button",
              class: "cw-choice",
              "aria-pressed": String(pressed),
              "data-key": `${coding.guid} ${key}`,
              onclick: () => onChange(coding, { [field]: pressed ? none : key }),
            },
            words,
          );
        }),
      );
    }

    /** @param {string} guid */
    function toggle(guid) {
      if (!opened.delete(guid)) opened.add(guid);
      draw(marks, chosen);
    }
  }

  return {
    part,
    draw,
    focus() {
      const first = part.querySelector("button");
      if (first instanceof HTMLElement) first.focus();
    },
  };
}

/** @param {Coding} coding */
function lensWords({ lens }) {
  return lens ? (LENSES[/** @type {keyof typeof LENSES} */ (lens)] ?? "") : "";
}
