/**
 * The ways to read: one turn at a time, whole turns, any words, or notes only. All make the same
 * kind of mark, and a person changes between them at any moment. Remembered for each person on
 * all their devices.
 */

import { element } from "./element.js";
import { createMenu } from "./menu.js";

/** @typedef {"simple" | "turn" | "detailed" | "notes"} Way */

/** @type {Record<Way, [string, string]>} */
const WAYS = {
  simple: ["One turn at a time", "Large text, and one question"],
  turn: ["Whole turns", "Choose a turn, then a code"],
  detailed: ["Any words", "Choose words, then a code"],
  notes: ["Notes only", "Read and comment, without codes"],
};

/**
 * Read what was kept. Anything unknown is the usual way.
 *
 * @param {string | null} kept
 * @returns {Way}
 */
export function wayFrom(kept) {
  return kept !== null && Object.hasOwn(WAYS, kept) ? /** @type {Way} */ (kept) : "detailed";
}

/**
 * @param {object} given
 * @param {import("./settings.js").Settings} given.settings
 * @param {(way: Way) => void} given.onWay
 * @param {(words: string) => void} given.say
 */
export function createWays({ settings, onWay, say }) {
  let now = wayFrom(settings.recall("way"));
  const menu = createMenu({
    id: "cw-ways",
    words: "Ways",
    label: "Ways to read and mark",
    keys: "w",
  });

  function fill() {
    menu.fill(
      ...Object.entries(WAYS).map(([way, [name, about]]) =>
        element(
          "button",
          {
            type: "button",
            class: "cw-button cw-way",
            "data-key": way,
            "aria-pressed": String(way === now),
            onclick: () => choose(/** @type {Way} */ (way)),
          },
          element("span", {}, name),
          element("span", { class: "cw-quiet" }, about),
        ),
      ),
    );
  }

  /** @param {Way} way */
  function choose(way) {
    menu.chosen();
    if (way === now) return;
    now = way;
    settings.remember("way", way);
    fill();
    onWay(way);
    say(`${WAYS[way][0]}. ${WAYS[way][1]}.`);
  }

  fill();
  return { holder: menu.holder, open: menu.show, close: menu.close, now: () => now };
}
