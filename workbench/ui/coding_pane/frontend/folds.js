/**
 * Passages that are folded: their words are not in this page, and come when a reader opens them.
 * Their place is kept by as many other characters, so that every position stays what it was.
 *
 * @typedef {{guid: string | null, start: number, end: number, words: string, open: boolean}} Fold
 * @typedef {{start: number, end: number, fold: Fold | null}} Stretch
 */

import { element } from "./element.js";

/** @typedef {ReturnType<typeof createFolds>} Folds */

/**
 * @param {object} given
 * @param {Fold[]} given.folds  in order, apart from one another
 * @param {(start: number, end: number) => string} given.slice
 * @param {(guid: string, wanted: boolean) => void} given.onOpen
 */
export function createFolds({ folds, slice, onOpen }) {
  const closed = folds.filter(({ open }) => !open);

  /** A stretch of text, cut where folded passages begin and end.
   * @param {number} start @param {number} end @returns {Stretch[]} */
  function stretches(start, end) {
    const found = [];
    let from = start;
    for (const fold of closed) {
      if (fold.end <= from || fold.start >= end) continue;
      if (fold.start > from) found.push({ start: from, end: fold.start, fold: null });
      from = Math.min(end, fold.end);
      found.push({ start: Math.max(start, fold.start), end: from, fold });
    }
    if (from < end || found.length === 0) found.push({ start: from, end, fold: null });
    return found;
  }

  /** What stands in the page where words are folded. @param {Stretch} stretch */
  function drawn({ start, end, fold }) {
    const kept = element("span", { hidden: true }, slice(start, end));
    const first = fold?.start === start;
    return element(
      "span",
      { class: "cw-fold", contenteditable: "false" },
      kept,
      fold?.guid && first ? opener(fold) : null,
    );
  }

  /** @param {Fold} fold */
  function opener({ guid, words, open }) {
    const label = open ? `Fold again: ${words}` : `Folded: ${words}. Open`;
    // Its words are drawn from an attribute, so that no position or copy ever counts them.
    return element("button", {
      type: "button",
      class: "cw-button cw-opener",
      contenteditable: "false",
      "data-words": label,
      "aria-label": label,
      onclick: () => onOpen(/** @type {string} */ (guid), !open),
    });
  }

  return {
    stretches,
    drawn,
    opened: folds.filter(({ open }) => open),
    opener,
    /** Whether nothing of a turn is there, not even the button that opens it.
     * @param {import("./types.js").Span} span */
    swallowed: ({ start, end }) =>
      closed.some(
        (fold) =>
          fold.start <= start && end <= fold.end && (fold.start < start || fold.guid === null),
      ),
    /** Whether some of the words are folded. @param {import("./types.js").Span} span */
    touch: ({ start, end }) => closed.some((fold) => fold.start < end && fold.end > start),
    /** The words of a stretch; what is folded is left out. @param {import("./types.js").Span} span */
    quote: ({ start, end }) =>
      stretches(start, end)
        .map((one) => (one.fold ? "…" : slice(one.start, one.end)))
        .join(""),
    /** A turn's words as they are read alone. @param {import("./types.js").Span} span
     * @returns {Node[]} */
    words: ({ start, end }) =>
      stretches(start, end).map((one) =>
        one.fold ? drawn(one) : document.createTextNode(slice(one.start, one.end)),
      ),
  };
}

export const FOLDED =
  "Some of these words are folded. Open them, or choose words on one side of them.";
