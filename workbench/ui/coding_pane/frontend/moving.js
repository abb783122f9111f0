/** Moving the caret from turn to turn and from mark to mark, and bringing it into view. */

import { stretchAt } from "./segments.js";

const FAR = 2_000;
const GLOW = 2_400;

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./selection.js").Selection} given.selection
 * @param {HTMLElement} given.scroller
 * @param {() => void} given.toText  gives the text the keyboard
 * @param {(words: string) => void} given.say
 */
export function createMoving({ reading, transcript, selection, scroller, toText, say }) {
  const { turns } = reading.snapshot.source;

  /** @param {number} position */
  function goTo(position) {
    toText();
    selection.moveTo(position);
    reveal();
  }

  /**
   * Scroll only where the caret is out of sight, and then with some text above it.
   *
   * @param {number} [covered]  pixels at the lower edge that something else lies over
   */
  function reveal(covered = 0) {
    const { node, offset } = transcript.placeOf(selection.caret());
    const range = document.createRange();
    range.setStart(node, offset);
    const place = range.getClientRects()[0] ?? here()?.getBoundingClientRect();
    const pane = scroller.getBoundingClientRect();
    if (!place || (place.top >= pane.top + 24 && place.bottom <= pane.bottom - covered - 24))
      return;
    const way = place.top - pane.top - (pane.height - covered) / 3;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scroller.scrollBy({ top: way, behavior: still || Math.abs(way) > FAR ? "instant" : "smooth" });
  }

  function here() {
    return transcript.turnElement(selection.caret());
  }

  return {
    reveal,

    /** @param {1 | -1} step */
    toMark(step) {
      const { start, end } = selection.span();
      const starts = reading
        .all()
        .map(({ coding }) => coding.start)
        .sort((one, other) => one - other);
      const next =
        step > 0
          ? starts.find((at) => at > end || (at > start && start === end))
          : starts.findLast((at) => at < start);
      if (next !== undefined) goTo(next);
      else say(step > 0 ? "There is no mark after this." : "There is no mark before this.");
    },

    /** @param {1 | -1} step */
    toTurn(step) {
      const next = turns[stretchAt(turns, selection.caret()) + step];
      if (next) goTo(next.start);
    },

    /** Show the turn of the caret with a short glow. */
    glow() {
      const turn = here();
      turn?.classList.add("cw-glow");
      setTimeout(() => turn?.classList.remove("cw-glow"), GLOW);
    },
  };
}
