/**
 * Drawing the text: turns, headings, marks, and the small signs of notes.
 *
 * Only what was said is text here. Speakers, times and headings are drawn from attributes, so no
 * selection, copy or caret can ever fall into them. A turn is painted as a whole; nothing else is.
 */

import { element } from "./element.js";
import { painter } from "./palette.js";
import { LANE_CAP, cut, stretchAt } from "./segments.js";

/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./reading.js").Shown} Shown */
/** @typedef {{node: Node, offset: number}} Place  a place in the page, as the browser names it */
/** @typedef {ReturnType<typeof drawTranscript>} Transcript */

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./positions.js").Positions} given.positions
 * @param {(code: string) => import("./palette.js").Look} given.look
 * @param {import("./folds.js").Folds} given.folds
 * @param {(notes: Note[]) => void} given.onNotes  the sign of these notes was pressed
 */
export function drawTranscript({ reading, positions, look, folds, onNotes }) {
  const { source } = reading.snapshot;
  const { turns } = source;
  const unitsAt = turns.map(({ start }) => positions.toUnit(start));
  /** The lane of each reader: mine is the first, and whoever marks here gets the next.
   * @type {Map<string, number>} */
  let order = new Map();
  let byCode = false;

  function lanePainter() {
    const { me, readers } = reading.snapshot;
    const coders = new Set(reading.all().map(({ coding }) => coding.coder));
    order = new Map();
    for (const { guid } of readers) if (guid === me.guid || coders.has(guid)) laneFor(guid);
    makeRoom();
    if (byCode) return painter(look, { lane: ofValue, whose: ({ code }) => code });
    return painter(look, { lane: ({ coder }) => laneFor(coder), whose: ({ coder }) => coder });
  }

  /** @param {string} reader */
  function laneFor(reader) {
    const known = order.get(reader);
    if (known !== undefined) return known;
    order.set(reader, order.size);
    makeRoom();
    return order.size - 1;
  }

  /** Every value has a lane of its own; codes under none are counted.
   * @param {import("./types.js").Coding} coding */
  function ofValue({ code }) {
    return (look(code).value || LANE_CAP + 1) - 1;
  }

  /** The style sheet keeps the lines of text as far apart as the lanes need. */
  function makeRoom() {
    const count = byCode ? LANE_CAP : Math.min(LANE_CAP, Math.max(1, order.size));
    text.style.setProperty("--cw-lanes", String(count));
    // Thinner lines where there are many, so that the lines of text stay near one another.
    text.style.setProperty("--cw-lane", count > 2 ? "3px" : "4px");
  }
  /** @type {HTMLElement[]} */
  const shownHere = [];

  const text = element("div", {
    class: "cw-text",
    contenteditable: "true",
    role: "textbox",
    "aria-multiline": "true",
    "aria-readonly": "true",
    "aria-label": `The words of ${source.name}`,
    inputmode: "none",
    spellcheck: "false",
    autocorrect: "off",
    autocapitalize: "off",
    translate: "no",
    "data-gramm": "false",
    "aria-describedby": "cw-how",
  });
  let paint = lanePainter();
  /** @type {HTMLElement[]} */
  const words = [];

  function build() {
    const headings = source.structure.filter(({ kind }) => kind === "heading");
    words.length = 0;
    let heading = 0;
    const drawn = turns.map((turn, k) => {
      const said = element("div", { class: "cw-words", dir: "auto" });
      words.push(said);
      const before = [];
      while (
        heading < headings.length &&
        headings[heading].at < Math.max(turn.end, turn.start + 1)
      ) {
        before.push(headings[heading++].words);
      }
      paintTurn(k);
      return element(
        "div",
        {
          class: "cw-turn",
          "data-role": turn.role,
          hidden: folds.swallowed(turn),
          "data-heading": before.join("\n") || null,
          "data-label": who(turn) || null,
        },
        said,
      );
    });
    text.replaceChildren(...drawn);
    signNotes();
    offerFolding();
  }

  /** @param {number} k */
  function paintTurn(k) {
    const shown = reading.inTurn(k);
    const pending = new Set(shown.filter((one) => one.pending).map(({ coding }) => coding));
    const codings = shown.map(({ coding }) => coding);
    /** @type {HTMLElement | null} */
    let crowded = null;
    let beyond = 0;
    words[k].replaceChildren(
      ...folds.stretches(turns[k].start, turns[k].end).flatMap((stretch) => {
        if (stretch.fold) return [folds.drawn(stretch)];
        return cut(stretch.start, stretch.end, codings).map(drawPiece);
      }),
    );

    /** @param {import("./segments.js").Segment} segment */
    function drawPiece({ start, end, codings: over }) {
        const piece = document.createTextNode(positions.slice(start, end));
        if (over.length === 0) {
          crowded = null;
          return piece;
        }
        const { style, more } = paint(over);
        // Not a <mark>: Orca falls silent on a line of the text that begins with an element that has
        // a meaning of its own. Which marks are here is said when asked, and listed beside the text.
        const mark = document.createElement("span");
        mark.className = "cw-mark";
        mark.style.cssText = style;
        mark.dataset.codings = over.map(({ guid }) => guid).join(" ");
        if (over.some((coding) => pending.has(coding))) mark.classList.add("cw-pending");
        const begin = over.filter((coding) => coding.start === start);
        if (begin.length > 0) {
          mark.dataset.letters = [...new Set(begin.map(({ code }) => look(code).letter))].join("");
        }
        // A run of pieces with readers beyond the lanes says so once, at its end.
        if (more > 0 && crowded) delete crowded.dataset.more;
        beyond = more > 0 ? Math.max(crowded ? beyond : 0, more) : 0;
        crowded = more > 0 ? mark : null;
        if (more > 0) mark.dataset.more = `+${beyond}`;
        mark.append(piece);
        return mark;
    }
  }

  /** Put a sign in the margin of each turn in which a note begins. */
  function signNotes() {
    /** @type {Map<number, Note[]>} */
    const byTurn = new Map();
    for (const note of reading.notes()) {
      if (note.start === null) continue;
      const turn = stretchAt(turns, note.start);
      byTurn.set(turn, [...(byTurn.get(turn) ?? []), note]);
    }
    text.querySelectorAll(".cw-sign").forEach((sign) => sign.remove());
    for (const [turn, notes] of byTurn) {
      const label =
        notes.length === 1 ? "Read the note here" : `Read the ${notes.length} notes here`;
      const sign = element(
        "button",
        {
          type: "button",
          class: "cw-sign",
          contenteditable: "false",
          "aria-label": label,
          title: label,
          onclick: () => onNotes(notes),
        },
        notes.length === 1 ? "¶" : String(notes.length),
      );
      words[turn].parentElement?.append(sign);
    }
  }

  /** Let what was opened be folded again, from where it begins. */
  function offerFolding() {
    for (const fold of folds.opened) {
      const holder = element("div", { contenteditable: "false" }, folds.opener(fold));
      words[stretchAt(turns, fold.start)].before(holder);
    }
  }

  build();
  return {
    text,
    build,
    signNotes,

    /** Give every reader a lane again, after readers came or went. */
    renewLanes() {
      paint = lanePainter();
    },

    /** Draw a line for each value instead of each reader. @param {boolean} wanted */
    drawByCode(wanted) {
      byCode = wanted;
      paint = lanePainter();
    },

    /** @param {Iterable<number>} changed */
    paint(changed) {
      for (const turn of changed) paintTurn(turn);
    },

    /**
     * Show which marks the caret stands in.
     *
     * @param {string[]} guids
     */
    show(guids) {
      for (const mark of shownHere.splice(0)) mark.classList.remove("cw-here");
      for (const guid of guids) {
        const one = reading.shown(guid);
        if (!one) continue;
        for (const turn of reading.turnsOf(one.coding)) {
          for (const mark of words[turn].children) {
            if (mark instanceof HTMLElement && mark.dataset.codings?.includes(guid)) {
              mark.classList.add("cw-here");
              shownHere.push(mark);
            }
          }
        }
      }
    },

    /** The place of a position in the page. @param {number} position @returns {Place} */
    placeOf(position) {
      const turn = stretchAt(turns, position);
      let left = positions.toUnit(position) - unitsAt[turn];
      for (const piece of words[turn].childNodes) {
        const size = piece.textContent?.length ?? 0;
        const node = piece instanceof Text ? piece : piece.firstChild;
        if (left <= size && node instanceof Text) return { node, offset: left };
        if (left < size) return { node: words[turn], offset: [...words[turn].childNodes].indexOf(piece) };
        left -= size;
      }
      return { node: words[turn], offset: words[turn].childNodes.length };
    },

    /**
     * The position of a place in the page; the nearest one for a place between turns.
     *
     * @param {Node | null} node
     * @param {number} offset
     * @returns {number | null}  null outside the text
     */
    positionOf(node, offset) {
      if (!node || !text.contains(node)) return null;
      const turn = words.findIndex((said) => said.contains(node));
      if (turn >= 0)
        return positions.toPoint(unitsAt[turn] + unitsBefore(words[turn], node, offset));
      const point = document.createRange();
      point.setStart(node, offset);
      const next = words.findIndex((said) => point.comparePoint(said, 0) >= 0);
      return next >= 0 ? turns[next].start : positions.length;
    },

    /** The stretch of the page between two positions. @param {import("./types.js").Span} span */
    rangeOf({ start, end }) {
      const [from, to] = [this.placeOf(start), this.placeOf(end)];
      const range = document.createRange();
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset);
      return range;
    },

    /** @param {number} position */
    turnElement: (position) => words[stretchAt(turns, position)].parentElement,

    /** Whether the page still holds exactly the words. */
    intact: () =>
      text.children.length === turns.length &&
      words.every(
        (said, k) =>
          said.isConnected && said.textContent === positions.slice(turns[k].start, turns[k].end),
      ),
  };
}

/**
 * How many units of a turn's words stand before a place in it.
 *
 * @param {HTMLElement} said
 * @param {Node} node
 * @param {number} offset
 */
function unitsBefore(said, node, offset) {
  const range = document.createRange();
  range.setStart(said, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** Who speaks, and when in the recording. @param {import("./types.js").Turn} turn */
export function who({ speaker, begins }) {
  return [speaker, clock(begins)].filter(Boolean).join("   ");
}

/** @param {number | null} seconds */
function clock(seconds) {
  if (seconds === null || seconds < 0) return "";
  const whole = Math.floor(seconds);
  const pad = (/** @type {number} */ part) => String(part).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const rest = `${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
