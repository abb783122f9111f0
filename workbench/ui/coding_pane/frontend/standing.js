/** Where the caret stands: the marks there, in the text and beside it. */

/** Nobody puts a mark on more words than these; looking through so many would take time. */
const FAR = 5_000;

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./selection.js").Selection} given.selection
 * @param {ReturnType<typeof import("./here.js").createMarksHere>} given.marksHere
 * @param {ReturnType<typeof import("./notes.js").createNotesHere>} given.notesHere
 * @param {() => boolean} given.onlyNotes  the notes of the turn are shown unasked
 * @param {import("./layout.js").Layout} given.layout
 * @param {ReturnType<typeof import("./place.js").keepPlace>} given.keeper
 */
export function createStanding(given) {
  const { reading, transcript, selection, marksHere, notesHere, layout, keeper } = given;

  function showNotes() {
    const { start, end } = selection.turn();
    notesHere.draw(
      reading.notes().filter((one) => one.start !== null && one.start >= start && one.start < end),
    );
  }

  return {
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
      if (given.onlyNotes()) showNotes();
      keeper.moved();
    },
  };
}
