/**
 * "Marks here": every mark over the caret, whose it is, and what I may say about mine.
 */

import { ALL_PRESENCES, FLAGS, LENSES, answers, saidOf } from "./answers.js";
import { swatch } from "./codes.js";
import { element, redraw } from "./element.js";
import { perspectivesOf } from "./mark-perspectives.js";

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {import("./reading.js").Shown} Shown */

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {(code: string) => import("./palette.js").Look} given.look
 * @param {(coding: Coding, fields: import("./answers.js").Fields) => void} given.onChange
 * @param {(coding: Coding) => void} given.onRemove
 * @param {(coding: Coding, edge: "start" | "end", way: 1 | -1) => void} given.onStep
 * @param {(coding: Coding) => void} given.onTake  it is to stand on the chosen words instead
 * @param {(coding: Coding, chosen: import("./types.js").Perspective[]) => void} given.onReadFrom
 * @param {(coding: Coding) => void} given.onToday  somebody needs to look at this today
 */
export function createMarksHere(given) {
  const { reading, look, onChange, onRemove, onStep, onTake, onReadFrom, onToday } = given;
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
    const from = reading.perspectives();
    const key = JSON.stringify([marks, [...opened], marks.map(canTake), names, from]);
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
      const from = coding.perspectives.length
        ? `Reading from: ${coding.perspectives.join(", ")}`
        : coding.perspective_hidden
          ? "Where they read from is not shared with you."
          : "";
      const typed = readers.find(({ guid }) => guid === coding.entered_by)?.name;
      const facts = [
        ...(mine ? [pending ? "Not saved yet" : ""] : saidOf(coding)),
        typed ? `typed in from paper by ${typed}` : "",
      ];
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
      const said = coding.lens !== null || coding.flags.length > 0;
      const isOpen = opened.has(coding.guid) || said;
      /** @param {"presence" | "lens" | "flags"} field @param {Record<string, string>} offered
       * @param {string} label */
      const row = (field, offered, label) =>
        answers({ coding, field, offered, label, onChange });
      return element(
        "div",
        { class: "cw-controls" },
        row("presence", ALL_PRESENCES, `Is it here? For ${name}`),
        isOpen
          ? element(
              "div",
              {},
              element("p", { class: "cw-quiet" }, "What drew you to it?"),
              row("lens", LENSES, `What drew you to it? For ${name}`),
              element("p", { class: "cw-quiet" }, "Flags, which the team can see"),
              row("flags", FLAGS, `Flags, for ${name}`),
              perspectivesOf({ coding, mine: reading.perspectives(), name, onReadFrom }),
              today(coding, name),
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

    /** @param {Coding} coding @param {string} name */
    function today(coding, name) {
      return element(
        "button",
        {
          type: "button",
          class: "cw-link",
          "data-key": `today ${coding.guid}`,
          "aria-label": `Someone needs to look at this today, about my mark ${name}`,
          onclick: () => onToday(coding),
        },
        "Someone needs to look at this today…",
      );
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
