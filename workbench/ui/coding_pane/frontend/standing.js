/** Where the caret stands: the marks there, in the text and beside it. */

import { stretchAt } from "./segments.js";

/** Nobody puts a mark on more words than these; looking through so many would take time. */
const FAR = 5_000;

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./selection.js").Selection} given.selection
 * @param {ReturnType<typeof import("./here.js").createMarksHere>} given.marksHere
 * @param {ReturnType<typeof import("./turnmarks.js").createTurnMarks>} given.turnMarks
 * @param {() => number} given.seen  the position a person is at
 * @param {ReturnType<typeof import("./notes.js").createNotesHere>} given.notesHere
 * @param {() => boolean} given.onlyNotes  the notes of the turn are shown unasked
 * @param {import("./layout.js").Layout} given.layout
 * @param {ReturnType<typeof import("./place.js").keepPlace>} given.keeper
 */
export function createStanding(given) {
  const { reading, transcript, selection, marksHere, notesHere, layout, keeper } = given;
  /** @type {Set<string>} */
  let told = new Set();
  let planned = 0;

  /** List the marks of a turn: that of the caret, or after scrolling the one in view.
   * @param {number} position */
  function list(position) {
    given.turnMarks.draw(stretchAt(reading.snapshot.source.turns, position), told);
  }

  function showNotes() {
    const { start, end } = selection.turn();
    notesHere.draw(
      reading.notes().filter((one) => one.start !== null && one.start >= start && one.start < end),
    );
  }

  return {
    /** The text was scrolled. */
    scrolled() {
      planned ||= requestAnimationFrame(() => {
        planned = 0;
        list(given.seen());
      });
      keeper.moved();
    },

    draw() {
      const { me } = reading.snapshot;
      const chosen = selection.isEmpty() ? null : selection.span();
      const here = new Set(reading.at(selection.caret()));
      // Mine that the chosen words touch can be put on those words, wherever the caret stands.
      if (chosen && chosen.end - chosen.start < FAR) {
        for (const { guid } of reading.mineIn(chosen)) {
          const one = reading.shown(guid);
          if (one) here.add(one);
        }
      }
      const marks = [...here].sort(
        (one, other) =>
          Number(other.coding.coder === me.guid) - Number(one.coding.coder === me.guid),
      );
      transcript.show(marks.map(({ coding }) => coding.guid));
      marksHere.draw(marks, chosen);
      layout.countHere(marks.length);
      told = new Set(marks.map(({ coding }) => coding.guid));
      list(selection.caret());
      if (given.onlyNotes()) showNotes();
      keeper.moved();
    },
  };
}
