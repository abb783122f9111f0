/** Painting turns again when their marks or codes change, without getting into anybody's way. */

import { looks } from "./palette.js";

/**
 * How codes look, and which of them have changed since they were last looked at.
 *
 * @param {import("./reading.js").Reading} reading
 */
export function followCodes(reading) {
  let codes = reading.everyCode();
  let now = looks(codes);
  return {
    look: (/** @type {string} */ code) => now(code),
    /** @returns {((guid: string) => boolean) | null}  null where nothing has changed */
    changed() {
      if (codes === reading.everyCode()) return null;
      const before = new Map(codes.map((code) => [code.guid, JSON.stringify(code)]));
      codes = reading.everyCode();
      now = looks(codes);
      return (guid) => before.get(guid) !== JSON.stringify(reading.code(guid));
    },
  };
}

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./selection.js").Selection} given.selection
 * @param {ReturnType<typeof followCodes>} given.codes
 * @param {() => void} given.onPaint
 * @param {() => void} given.onCodes  codes came, went or were renamed
 */
export function createPainting(given) {
  const { reading, transcript, selection, codes, onPaint, onCodes } = given;
  /** @type {Set<number>} */
  const unpainted = new Set();
  let dragging = false;

  /** Paint turns again, keeping the caret; not under somebody's moving mouse.
   * @param {Iterable<number>} turns */
  function paint(turns) {
    for (const turn of turns) unpainted.add(turn);
    if (dragging || unpainted.size === 0) return;
    const held = selection.inText();
    selection.catchUp();
    const moved = transcript.paint(unpainted);
    unpainted.clear();
    if (held) selection.putSoon(moved);
    onPaint();
  }

  return {
    paint,
    /** The mouse is choosing words, or has done. @param {boolean} busy */
    drag(busy) {
      dragging = busy;
      paint([]);
    },
    /** Draw codes that came, went or were renamed, wherever they are. */
    drawCodes() {
      const changed = codes.changed();
      if (!changed) return;
      onCodes();
      paint(
        reading
          .all()
          .flatMap(({ coding }) => (changed(coding.code) ? reading.turnsOf(coding) : [])),
      );
    },
  };
}
