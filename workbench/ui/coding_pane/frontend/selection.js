/**
 * What is chosen in the text: read from the page, kept while the keyboard is elsewhere, and put
 * back after a turn was painted again.
 */

import { stretchAt } from "./segments.js";
import { sentencesAround, snapToWords, wholeCharacters } from "./words.js";

/** @typedef {import("./types.js").Span} Span */
/** @typedef {{anchor: number, focus: number}} Chosen  code points; the caret is at `focus` */
/** @typedef {ReturnType<typeof followSelection>} Selection */

/**
 * @param {object} given
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./positions.js").Positions} given.positions
 * @param {() => void} given.onMove  the caret or the choice moved
 */
export function followSelection({ transcript, reading, positions, onMove }) {
  const { turns, text } = reading.snapshot.source;
  const kept = "Highlight" in window ? new Highlight() : null;
  if (kept) CSS.highlights.set("cw-kept", kept);
  /** Chosen with Alt held: taken to the character, for as long as the choice stands. */
  let exactly = false;
  /** What the page was last known to have chosen. @type {Chosen} */
  let onPage = { anchor: 0, focus: 0 };
  /** @type {Chosen} */
  let chosen = { anchor: 0, focus: 0 };
  /** The frame in which the page gets the choice back; 0 where it has it. */
  let owed = 0;

  function inText() {
    return transcript.text.contains(document.getSelection()?.anchorNode ?? null);
  }

  /** @returns {Chosen | null} */
  function choiceOnPage() {
    const selection = document.getSelection();
    if (!selection) return null;
    const anchor = transcript.positionOf(selection.anchorNode, selection.anchorOffset);
    const focus = transcript.positionOf(selection.focusNode, selection.focusOffset);
    return anchor === null || focus === null ? null : { anchor, focus };
  }

  function read() {
    // What the page has chosen meanwhile is only what painting left of it.
    if (owed) return;
    const now = choiceOnPage();
    if (!now) {
      showKept();
      return;
    }
    const { anchor, focus } = now;
    onPage = now;
    kept?.clear();
    if (anchor === chosen.anchor && focus === chosen.focus) return;
    chosen = { anchor, focus };
    exactly = false;
    onMove();
  }

  /** Take over what has just been chosen in the page, before a key acts on it or a repaint would
   * undo it: the browser tells of a new choice a moment after it was made. */
  function catchUp() {
    settle();
    const now = inText() ? choiceOnPage() : null;
    if (now && (now.anchor !== onPage.anchor || now.focus !== onPage.focus)) read();
  }

  /** While the keyboard is in another box, the chosen words stay visible. */
  function showKept() {
    kept?.clear();
    if (!kept || chosen.anchor === chosen.focus || inText()) return;
    kept.add(transcript.rangeOf(span()));
  }

  /** @param {Chosen} next */
  function choose(next) {
    const moved = next.anchor !== chosen.anchor || next.focus !== chosen.focus;
    chosen = next;
    if (!moved) return;
    exactly = false;
    put();
    onMove();
  }

  /** Put the choice into the page, where the page has it. */
  function put() {
    cancelAnimationFrame(owed);
    owed = 0;
    onPage = chosen;
    const active = document.activeElement;
    const [anchor, focus] = [transcript.placeOf(chosen.anchor), transcript.placeOf(chosen.focus)];
    document
      .getSelection()
      ?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
    // That takes the keyboard to the text: whoever has it on a button beside keeps it there.
    if (active instanceof HTMLButtonElement) active.focus({ preventScroll: true });
  }

  /** The same, where the page has something else or has lost it, with the next frame, which has to
   * work out the layout anyhow: asked for at once, the browser would work it out twice.
   * @param {boolean} lost */
  function putSoon(lost) {
    const planned = chosen.anchor !== onPage.anchor || chosen.focus !== onPage.focus;
    if (lost || planned) owed ||= requestAnimationFrame(settle);
  }

  /** Whatever reads or changes the choice in the page finds it there. */
  function settle() {
    if (!owed) return;
    cancelAnimationFrame(owed);
    owed = 0;
    // The keyboard may have gone to another box since.
    if (inText()) put();
  }

  /** @returns {Span} */
  function span() {
    const { anchor, focus } = chosen;
    return { start: Math.min(anchor, focus), end: Math.max(anchor, focus) };
  }

  /** @param {Span} wanted @returns {Chosen} */
  function directed({ start, end }) {
    const backwards = chosen.focus < chosen.anchor;
    return backwards ? { anchor: end, focus: start } : { anchor: start, focus: end };
  }

  /**
   * Widen the choice within the turns it touches.
   *
   * @param {(text: string, stretch: import("./words.js").Stretch) =>
   *   import("./words.js").Stretch | null} widen
   * @returns {Span | null}
   */
  function widened(widen) {
    const { start, end } = span();
    const first = turns[stretchAt(turns, start)];
    const last = turns[stretchAt(turns, Math.max(start, end - 1))];
    if (!first || !last) return null;
    const base = positions.toUnit(first.start);
    const part = text.slice(base, positions.toUnit(last.end));
    const inPart = (/** @type {number} */ position) =>
      Math.min(part.length, Math.max(0, positions.toUnit(position) - base));
    const found = widen(part, { from: inPart(start), to: inPart(end) });
    if (!found || found.from >= found.to) return null;
    return {
      start: positions.toPoint(base + found.from),
      end: positions.toPoint(base + found.to),
    };
  }

  document.addEventListener("selectionchange", read);
  for (const kind of ["keydown", "pointerdown"]) {
    transcript.text.addEventListener(kind, settle, { capture: true });
  }
  return {
    read,
    span,
    put,
    putSoon,
    inText,
    caret: () => chosen.focus,
    keepExactly: () => void (exactly = true),
    isEmpty: () => chosen.anchor === chosen.focus,

    /**
     * The words a mark would take: whole words, or exactly what is chosen.
     *
     * @param {{exact: boolean}} how
     */
    words({ exact }) {
      catchUp();
      if (chosen.anchor === chosen.focus) return null;
      return widened(exact || exactly ? wholeCharacters : snapToWords);
    },

    /** Choose a stretch, keeping the direction it was chosen in. @param {Span} wanted */
    take: (wanted) => choose(directed(wanted)),

    /** The same, left to the next `put`: painting follows, and the page is touched only once.
     * @param {Span} wanted */
    plan(wanted) {
      chosen = directed(wanted);
    },

    catchUp,

    /** @param {number} position */
    moveTo: (position) => choose({ anchor: position, focus: position }),

    /** The sentences the choice touches, and one more where it already has them whole. */
    sentence() {
      const now = span();
      const wanted = widened(sentencesAround);
      if (!wanted || wanted.start < now.start || wanted.end > now.end) return wanted;
      const turn = turns[stretchAt(turns, now.end - 1)];
      if (now.end >= turn.end) return wanted;
      chosen = { anchor: now.start, focus: Math.min(turn.end, now.end + 2) };
      return widened(sentencesAround);
    },

    /** The whole turns the choice touches. @returns {Span} */
    turn() {
      const { start, end } = span();
      return {
        start: turns[stretchAt(turns, start)].start,
        end: turns[stretchAt(turns, Math.max(start, end - 1))].end,
      };
    },

    stop() {
      cancelAnimationFrame(owed);
      document.removeEventListener("selectionchange", read);
      CSS.highlights?.delete("cw-kept");
    },
  };
}
