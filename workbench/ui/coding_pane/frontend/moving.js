/** Moving the caret from turn to turn and from mark to mark, and bringing it into view. */

import { cut, stretchAt } from "./segments.js";

const TRIES = 4;
const GLOW = 2_400;

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./folds.js").Folds} given.folds
 * @param {import("./selection.js").Selection} given.selection
 * @param {HTMLElement} given.scroller
 * @param {(span: import("./types.js").Span) => string} given.quote
 * @param {() => void} given.toText  gives the text the keyboard
 * @param {(words: string) => void} given.say
 */
export function createMoving(given) {
  const { reading, transcript, folds, selection, scroller, quote, toText, say } = given;
  const { turns } = reading.snapshot.source;

  /** Where the first word of a stretch begins. @param {import("./types.js").Span} span */
  function firstWord(span) {
    const words = quote(span);
    const unit = words.search(/[\p{L}\p{N}]/u);
    return unit < 0 ? null : span.start + [...words.slice(0, unit)].length;
  }

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
   * @param {number} [position]  another place than the caret's
   * @param {number} [tries]  turns that come into view for the first time turn out longer or
   *   shorter than they were taken for, so a long way is gone in steps
   */
  function reveal(covered = 0, position = selection.caret(), tries = TRIES) {
    const place = lineOf(position);
    const pane = scroller.getBoundingClientRect();
    if (!place || (place.top >= pane.top + 24 && place.bottom <= pane.bottom - covered - 24))
      return;
    const way = place.top - pane.top - (pane.height - covered) / 3;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const far = Math.abs(way) > pane.height;
    scroller.scrollBy({ top: way, behavior: still || far ? "instant" : "smooth" });
    if (far && tries > 0) requestAnimationFrame(() => reveal(covered, position, tries - 1));
  }

  /** Where on the screen the line of a position is. @param {number} position */
  function lineOf(position) {
    const { node, offset } = transcript.placeOf(position);
    const range = document.createRange();
    range.setStart(node, offset);
    return (
      range.getClientRects()[0] ?? transcript.turnElement(position)?.getBoundingClientRect()
    );
  }

  /** The caret's position where it is in view, else that of the first line in view. */
  function seen() {
    const pane = scroller.getBoundingClientRect();
    const caret = lineOf(selection.caret());
    if (caret && caret.bottom > pane.top && caret.top < pane.bottom) return selection.caret();
    const left = transcript.text.getBoundingClientRect().left + 24;
    for (let top = pane.top + 12; top < pane.bottom; top += 24) {
      const found = placeAt(left, top);
      const position = found ? transcript.positionOf(found.node, found.offset) : null;
      if (position !== null) return position;
    }
    return selection.caret();
  }

  /**
   * Go to the nearest of some positions before or after what is chosen.
   *
   * @param {number[]} places  in order
   * @param {1 | -1} step
   * @param {string} what  what is there, with its article
   */
  function toNearest(places, step, what) {
    const { start, end } = selection.span();
    const next =
      step > 0
        ? places.find((at) => at > end || (at > start && start === end))
        : places.findLast((at) => at < start);
    if (next !== undefined) goTo(next);
    else say(`There ${what} ${step > 0 ? "after" : "before"} this.`);
    return next;
  }

  return {
    reveal,
    seen,

    /** Change how the text is laid out, and keep the line that is being read where it was.
     * @param {() => void} change */
    inPlace(change) {
      const position = seen();
      const before = lineOf(position)?.top;
      change();
      const after = lineOf(position)?.top;
      if (before !== undefined && after !== undefined) scroller.scrollTop += after - before;
    },

    /** @param {1 | -1} step */
    toMark(step) {
      const starts = reading.all().map(({ coding }) => coding.start);
      toNearest(sorted(starts), step, "is no mark");
    },

    /** Go to the next words that nobody has marked. @param {1 | -1} step */
    toUnmarked(step) {
      const starts = turns.flatMap(({ start, end }, k) => {
        const codings = reading.inTurn(k).map(({ coding }) => coding);
        return cut(start, end, codings)
          .filter((piece) => piece.codings.length === 0)
          .map((piece) => firstWord(piece))
          .filter((at) => at !== null);
      });
      toNearest(starts, step, "are no unmarked words");
    },

    /** Go to the next note about a place. @param {1 | -1} step
     * @returns {import("./types.js").Note[]}  those that begin there */
    toNote(step) {
      const notes = reading.notes();
      const starts = notes.flatMap(({ start }) => (start === null ? [] : [start]));
      const at = toNearest(sorted(starts), step, "is no note");
      return at === undefined ? [] : notes.filter(({ start }) => start === at);
    },

    /** @param {1 | -1} step */
    toTurn(step) {
      let at = stretchAt(turns, selection.span().start) + step;
      while (turns[at] && folds.swallowed(turns[at])) at += step;
      if (turns[at]) goTo(turns[at].start);
    },

    /** Show the turn of the caret with a short glow. */
    glow() {
      const turn = transcript.turnElement(selection.caret());
      turn?.classList.add("cw-glow");
      setTimeout(() => turn?.classList.remove("cw-glow"), GLOW);
    },
  };
}

/** @param {number[]} places */
function sorted(places) {
  return places.toSorted((one, other) => one - other);
}

/**
 * The place of the page that lies under a point of the screen.
 *
 * @param {number} left
 * @param {number} top
 * @returns {{node: Node, offset: number} | null}
 */
function placeAt(left, top) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(left, top);
    return found && { node: found.offsetNode, offset: found.offset };
  }
  // Safari names it otherwise.
  const found = document.caretRangeFromPoint?.(left, top);
  return found ? { node: found.startContainer, offset: found.startOffset } : null;
}
