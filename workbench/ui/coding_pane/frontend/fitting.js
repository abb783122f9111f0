/** Making a mark of mine longer or shorter by a word, or letting it stand on other words. */

import { shortened } from "./notes.js";
import { oneWordOn } from "./words.js";

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {"start" | "end"} Edge */

/** Units to look at on either side of an edge: no word is longer. */
const NEAR = 600;

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./positions.js").Positions} given.positions
 * @param {import("./selection.js").Selection} given.selection
 * @param {import("./actions.js").Actions} given.actions
 * @param {(span: Span) => string} given.quote
 * @param {(words: string) => void} given.say
 */
export function createFitting({ reading, positions, selection, actions, quote, say }) {
  const { text } = reading.snapshot.source;
  /** The mark that was changed last: until the caret moves, the keys stay with it. */
  let last = { guid: "", caret: -1 };

  /** The mark a key is about: the shortest of mine here, or the one just changed. */
  function mineHere() {
    selection.catchUp();
    const caret = selection.caret();
    const { me } = reading.snapshot;
    const changed = caret === last.caret ? reading.shown(last.guid)?.coding : undefined;
    if (changed) return changed;
    return reading
      .at(caret)
      .map(({ coding }) => coding)
      .find(({ coder }) => coder === me.guid);
  }

  /** @param {Coding} coding @param {Span} span */
  function move(coding, span) {
    if (span.start === coding.start && span.end === coding.end) {
      return say("The mark stands on these words already.");
    }
    if (reading.hasMine(span, coding.code)) {
      const code = reading.code(coding.code);
      const name = code?.plain_name || code?.name || "that";
      return say(`You have already marked these words as ${name}.`);
    }
    const { start, end } = selection.span();
    actions.move(coding, span);
    if (start === end) selection.moveTo(Math.min(span.end, Math.max(span.start, start)));
    else if (start === coding.start && end === coding.end) selection.take(span);
    last = { guid: coding.guid, caret: selection.caret() };
    return say(`The mark now stands on: “${shortened(quote(span))}”`);
  }

  /**
   * Move one edge of a mark by a word.
   *
   * @param {Coding | undefined} coding
   * @param {Edge} edge
   * @param {1 | -1} way
   */
  function step(coding, edge, way) {
    if (!coding) return say("None of your marks is here.");
    const unit = positions.toUnit(coding[edge]);
    const base = Math.max(0, unit - NEAR);
    const part = text.slice(base, unit + NEAR);
    const next = oneWordOn(part, unit - base, edge === "start" ? "from" : "to", way);
    if (next === null) return say("There is no word further that way.");
    const span = { start: coding.start, end: coding.end };
    span[edge] = positions.toPoint(base + next);
    if (span.start >= span.end) {
      return say("A mark keeps one word at least. The Delete key removes it.");
    }
    return move(coding, span);
  }

  return {
    /** @param {Edge} edge @param {1 | -1} way */
    here: (edge, way) => step(mineHere(), edge, way),
    step,
    /** Let a mark stand on the chosen words instead. @param {Coding} coding */
    takeChosen(coding) {
      const span = selection.words({ exact: false });
      if (span) move(coding, span);
      else say("Select the words first that the mark should stand on.");
    },
  };
}
