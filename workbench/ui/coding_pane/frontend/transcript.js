/**
 * Drawing the text: turns, headings, marks, and the small signs of notes.
 *
 * Only what was said is text here. Speakers, times and headings are drawn from attributes, so no
 * selection, copy or caret can ever fall into them. A turn is painted again where its marks have
 * changed, and of its pieces only those that differ.
 */

import { element } from "./element.js";
import { painter } from "./palette.js";
import { exchange, wear } from "./pieces.js";
import { LANE_CAP, cut, stretchAt } from "./segments.js";

/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./pieces.js").Piece} Piece */
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
  /** The pieces the caret stands in. @type {Set<HTMLElement>} */
  let shownHere = new Set();

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
  /** The words of each turn, and the pieces they are drawn in.
   * @type {HTMLElement[]} */
  const words = [];
  /** @type {Piece[][]} */
  const pieces = [];
  /** @type {Map<Element, number>} */
  const turnWith = new Map();

  function build() {
    const headings = source.structure.filter(({ kind }) => kind === "heading");
    words.length = pieces.length = 0;
    turnWith.clear();
    let heading = 0;
    const parts = turns.map((turn, k) => {
      const said = element("div", { class: "cw-words", dir: "auto" });
      words.push(said);
      turnWith.set(said, k);
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
    text.replaceChildren(...parts);
    signNotes();
    offerFolding();
  }

  /** @param {number} k @returns {boolean}  whether words of it stand in other nodes now */
  function paintTurn(k) {
    const now = piecesOf(k);
    const { stays, gone, fresh, next } = exchange(pieces[k] ?? [], now);
    for (const [before, piece] of stays) {
      piece.node = before.node;
      if (piece.dress) wear(/** @type {HTMLElement} */ (piece.node), before.dress, piece.dress);
    }
    for (const { node } of gone) node?.remove();
    const following = next?.node ?? null;
    for (const piece of fresh) words[k].insertBefore((piece.node = drawn(piece)), following);
    pieces[k] = now;
    return gone.length + fresh.length > 0;
  }

  /** How a turn is cut, and how each piece looks. @param {number} k @returns {Piece[]} */
  function piecesOf(k) {
    const shown = reading.inTurn(k);
    const pending = new Set(shown.filter((one) => one.pending).map(({ coding }) => coding));
    const codings = shown.map(({ coding }) => coding);
    /** @type {import("./pieces.js").Dress | null} */
    let crowded = null;

    /** @param {import("./segments.js").Segment} segment @returns {Piece} */
    function piece({ start, end, codings: over }) {
      if (over.length === 0) {
        crowded = null;
        return { start, end, codings: over, fold: null, dress: null, node: null };
      }
      const { style, more } = paint(over);
      const begin = over.filter((coding) => coding.start === start);
      const dress = {
        style,
        codings: over.map(({ guid }) => guid).join(" "),
        letters: [...new Set(begin.map(({ code }) => look(code).letter))].join(""),
        // A run of pieces with readers beyond the lanes says so once, at its end.
        more: more > 0 ? Math.max(crowded?.more ?? 0, more) : 0,
        pending: over.some((coding) => pending.has(coding)),
      };
      if (more > 0 && crowded) crowded.more = 0;
      crowded = more > 0 ? dress : null;
      return { start, end, codings: over, fold: null, dress, node: null };
    }

    return folds.stretches(turns[k].start, turns[k].end).flatMap((stretch) => {
      if (stretch.fold) return [{ ...stretch, codings: [], dress: null, node: null }];
      return cut(stretch.start, stretch.end, codings).map(piece);
    });
  }

  /** @param {Piece} piece @returns {ChildNode} */
  function drawn({ start, end, fold, dress }) {
    if (fold) return folds.drawn({ start, end, fold });
    const said = document.createTextNode(positions.slice(start, end));
    if (!dress) return said;
    // Not a <mark>: Orca falls silent on a line of the text that begins with an element that has
    // a meaning of its own. Which marks are here is said when asked, and listed beside the text.
    const mark = document.createElement("span");
    mark.className = "cw-mark";
    wear(mark, null, dress);
    mark.append(said);
    return mark;
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

    /** @param {Iterable<number>} changed
     * @returns {boolean}  whether some words stand in other nodes now: a choice in them has gone */
    paint(changed) {
      let moved = false;
      for (const turn of changed) moved = paintTurn(turn) || moved;
      return moved;
    },

    /** Show which marks the caret stands in. @param {string[]} guids */
    show(guids) {
      const wanted = new Set(guids);
      const codings = guids.flatMap((guid) => reading.shown(guid)?.coding ?? []);
      /** @type {Set<HTMLElement>} */
      const now = new Set();
      for (const turn of new Set(codings.flatMap((coding) => reading.turnsOf(coding)))) {
        for (const { node, codings: over } of pieces[turn]) {
          if (node && over.some(({ guid }) => wanted.has(guid))) {
            now.add(/** @type {HTMLElement} */ (node));
          }
        }
      }
      for (const mark of shownHere) if (!now.has(mark)) mark.classList.remove("cw-here");
      for (const mark of now) mark.classList.add("cw-here");
      shownHere = now;
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
      const within = node instanceof Element ? node : node.parentElement;
      const turn = turnWith.get(within?.closest(".cw-words") ?? text);
      if (turn !== undefined)
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
