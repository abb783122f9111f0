/**
 * "Marks here": every mark over the caret, whose it is, and what I may say about mine.
 */

import { ALL_PRESENCES, FLAGS, LENSES, answers, saidOf } from "./answers.js";
import { swatch } from "./codes.js";
import { element, relist, write } from "./element.js";
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
  const { reading, look } = given;
  const title = element("h2", { class: "cw-title" });
  const list = element("ul", { class: "cw-plain" });
  const part = element(
    "section",
    { class: "cw-here-list", "aria-label": "Marks here", hidden: true },
    title,
    list,
  );
  /** @type {Set<string>} */
  const opened = new Set();
  /** What is listed, and the other words that are chosen.
   * @type {{marks: Shown[], chosen: import("./types.js").Span | null}} */
  let now = { marks: [], chosen: null };

  /** A button may have stood there since before a mark was saved. @param {Coding} coding */
  const current = (coding) => reading.shown(coding.guid)?.coding ?? coding;
  /** @param {Coding} coding @param {import("./answers.js").Fields} fields */
  const onChange = (coding, fields) => given.onChange(current(coding), fields);
  /** @param {Coding} coding @param {import("./types.js").Perspective[]} chosen */
  const onReadFrom = (coding, chosen) => given.onReadFrom(current(coding), chosen);

  function draw() {
    const { marks } = now;
    part.hidden = marks.length === 0;
    write(title, marks.length === 1 ? "1 mark here" : `${marks.length} marks here`);
    relist(list, marks.map(item));
    marks.forEach(({ coding, pending }, k) => {
      const facts = /** @type {HTMLElement} */ (list.children[k].querySelector(".cw-facts"));
      write(facts, factsOf(coding, pending));
    });
  }

  /** Whose it is, and what was said of it. @param {Coding} coding @param {boolean} pending */
  function factsOf(coding, pending) {
    const { me, readers } = reading.snapshot;
    const nameOf = (/** @type {string | null | undefined} */ reader) =>
      readers.find(({ guid }) => guid === reader)?.name;
    const mine = coding.coder === me.guid;
    const typed = nameOf(coding.entered_by);
    const facts = [
      mine ? "You" : (nameOf(coding.coder) ?? "Another reader"),
      ...(mine ? [pending ? "Not saved yet" : ""] : saidOf(coding)),
      typed ? `typed in from paper by ${typed}` : "",
    ];
    return facts.filter(Boolean).join(" · ");
  }

  /** @param {Shown} shown */
  function item({ coding }) {
    const { guid, start, end, presence, lens, flags, perspectives } = coding;
    const code = reading.code(coding.code);
    const mine = coding.coder === reading.snapshot.me.guid;
    const name = code?.plain_name || code?.name || "A code that is no longer here";
    const looks = look(coding.code);
    const from = perspectives.length
      ? `Reading from: ${perspectives.join(", ")}`
      : coding.perspective_hidden
        ? "Where they read from is not shared with you."
        : "";
    const takes = canTake(coding);
    const carried = mine && isUnfolded(coding) ? reading.perspectives() : null;
    const said = mine ? [start, end, presence, lens, flags, takes] : [];
    return {
      key: JSON.stringify([guid, name, looks, mine, from, said, carried]),
      make: () =>
        element(
          "li",
          { class: "cw-item" },
          element(
            "div",
            { class: "cw-item-head" },
            swatch(looks),
            element(
              "span",
              { class: "cw-names" },
              element("span", {}, name),
              element("span", { class: "cw-quiet cw-facts" }),
            ),
          ),
          from ? element("p", { class: "cw-quiet" }, from) : null,
          mine ? controls(coding, name, takes) : null,
        ),
    };
  }

  /** Whether more than the usual is offered for a mark. @param {Coding} coding */
  function isUnfolded({ guid, lens, flags }) {
    return opened.has(guid) || lens !== null || flags.length > 0;
  }

  /** Whether it could stand on the chosen words instead. @param {Coding} coding */
  function canTake({ start, end }) {
    const { chosen } = now;
    return chosen !== null && (chosen.start !== start || chosen.end !== end);
  }

  /** @param {Coding} coding @param {string} name @param {boolean} takes */
  function controls(coding, name, takes) {
    const isOpen = isUnfolded(coding);
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
              onclick: () => given.onTake(current(coding)),
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
            onclick: () => given.onRemove(current(coding)),
          },
          "Remove",
        ),
      ),
    );
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
        onclick: () => given.onToday(coding),
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
          onclick: () => given.onStep(current(coding), edge, way),
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
    draw();
  }

  return {
    part,
    /** @param {Shown[]} marks @param {import("./types.js").Span | null} chosen  other words */
    draw(marks, chosen) {
      now = { marks, chosen };
      draw();
    },
    focus() {
      const first = part.querySelector("button");
      if (first instanceof HTMLElement) first.focus();
    },
  };
}
