/** Where I read from for one mark, where that is not what I chose for the sitting. */

import { element } from "./element.js";

/** @typedef {import("./types.js").Perspective} Perspective */
/** @typedef {import("./types.js").Coding} Coding */

/**
 * @param {object} given
 * @param {Coding} given.coding
 * @param {Perspective[]} given.mine
 * @param {string} given.name  of the mark's code
 * @param {(coding: Coding, chosen: Perspective[]) => void} given.onReadFrom
 */
export function perspectivesOf({ coding, mine, name, onReadFrom }) {
  if (mine.length === 0) return null;
  /** @param {Perspective} one */
  const carried = (one) => coding.perspectives.includes(one.words);
  return element(
    "div",
    {},
    element("p", { class: "cw-quiet" }, "For this mark I was reading from"),
    element(
      "div",
      {
        class: "cw-choices",
        role: "group",
        "aria-label": `Where I was reading from, for ${name}`,
      },
      ...mine.map((one) =>
        element(
          "button",
          {
            type: "button",
            class: "cw-choice",
            "aria-pressed": String(carried(one)),
            "data-key": `${coding.guid} ${one.guid}`,
            onclick: () =>
              onReadFrom(
                coding,
                mine.filter((each) => (each === one ? !carried(one) : carried(each))),
              ),
          },
          one.words,
        ),
      ),
    ),
  );
}
