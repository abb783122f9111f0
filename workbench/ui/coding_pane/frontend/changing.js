/**
 * What differs between the ways to read: what a code is put on, what a turn's click does, and
 * which parts stand on the page.
 */

import { who } from "./transcript.js";
import { stretchAt } from "./segments.js";

/** What can be asked for with one turn at a time; notes only leaves out what is about codes. */
const SIMPLE = new Set(
  "undo redo comfort pause sheet ways nextTurn previousTurn toText tell".split(" "),
);
const ABOUT_CODES = new Set(
  "remove inVivo nextMark previousMark nextUnmarked previousUnmarked startEarlier startLater endEarlier endLater toMarks find explain".split(
    " ",
  ),
);
const TURN_KEYS = /** @type {Record<string, string>} */ ({
  ArrowDown: "nextTurn",
  ArrowUp: "previousTurn",
});

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {ReturnType<typeof import("./ways.js").createWays>} given.ways
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./selection.js").Selection} given.selection
 * @param {ReturnType<typeof import("./marking.js").createMarking>} given.marking
 * @param {ReturnType<typeof import("./moving.js").createMoving>} given.moving
 * @param {ReturnType<typeof import("./simple.js").createSimple>} given.simple
 * @param {ReturnType<typeof import("./toolbar.js").createToolbar>} given.tools
 * @param {HTMLElement} given.scroller
 * @param {HTMLElement} given.finish  what stands below the last turn
 * @param {(words: string) => void} given.say
 */
export function createChanging(given) {
  const { root, ways, reading, transcript, selection, marking, moving, simple, say } = given;
  const { turns } = reading.snapshot.source;

  /** Take the turn of the caret, where whole turns are what is chosen. */
  function settle() {
    if (ways.now() === "turn") selection.take(selection.turn());
  }

  /** Who speaks, and which marks are on the turn: for those who listen. */
  function tell() {
    const k = stretchAt(turns, selection.span().start);
    const { me, readers } = reading.snapshot;
    const marks = reading.inTurn(k).map(({ coding: { code, coder } }) => {
      const made = reading.code(code);
      const reader = readers.find(({ guid }) => guid === coder)?.name ?? "another reader";
      return `${made?.plain_name || made?.name || "a code"}, ${coder === me.guid ? "you" : reader}`;
    });
    const found = marks.length ? `Marked: ${marks.join("; ")}.` : "No marks.";
    say([who(turns[k]), found].filter(Boolean).join(". "));
  }

  /** Turns are taken by a click or a touch alone. @param {Event} event */
  function clicked({ target }) {
    if (ways.now() !== "turn" || /** @type {HTMLElement} */ (target).closest("button")) return;
    setTimeout(() => {
      selection.read();
      settle();
    });
  }
  transcript.text.addEventListener("click", clicked);

  return {
    tell,

    /** Put the parts of a way on the page, and its place in the text. */
    arrange() {
      const isSimple = ways.now() === "simple";
      root.dataset.way = ways.now();
      simple.turnOn(isSimple);
      (isSimple ? simple.column : given.scroller).append(given.finish);
      given.tools.beFew(isSimple);
      settle();
    },

    /** Mark with a code, on what this way marks. @param {string} code
     * @param {{exact: boolean}} how */
    mark(code, how) {
      if (ways.now() === "simple") simple.toggle(code);
      else if (ways.now() === "notes") say("These are notes only. The w key offers other ways.");
      else marking.mark(code, how, ways.now());
    },

    /** @param {1 | -1} step */
    toTurn(step) {
      if (simple.isOn()) return simple.go(step);
      moving.toTurn(step);
      settle();
      tell();
    },

    /** What a key asks for in this way alone. @param {KeyboardEvent} event @param {boolean} inText */
    asked(event, inText) {
      const plain = !(event.shiftKey || event.altKey || event.ctrlKey || event.metaKey);
      return ways.now() === "turn" && inText && plain ? (TURN_KEYS[event.key] ?? null) : null;
    },

    /** Whether something can be asked for in this way. @param {string} name */
    allows(name) {
      if (ways.now() === "simple") return SIMPLE.has(name) || /^\d$/.test(name);
      return ways.now() !== "notes" || !ABOUT_CODES.has(name);
    },

    /** The words a note is about: those chosen, or the turn where turns are read as wholes. */
    noted() {
      const whole = ["turn", "notes"].includes(ways.now()) ? selection.turn() : null;
      return selection.words({ exact: false }) ?? whole;
    },
  };
}

