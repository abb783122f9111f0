/**
 * One turn at a time: large text, one question, and nothing else. It makes the same marks and
 * notes as every other way, on the whole turn.
 */

import { PRESENCES, answers } from "./answers.js";
import { swatch } from "./codes.js";
import { element, redraw } from "./element.js";
import { FOLDED } from "./folds.js";
import { perspectivesOf } from "./mark-perspectives.js";
import { named } from "./marking.js";
import { shortened } from "./notes.js";
import { stretchAt } from "./segments.js";
import { createSentence } from "./sentence.js";
import { who } from "./transcript.js";

/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./types.js").Coding} Coding */

/** Codes of the codebook that stand for what the values have no place for. */
const ELSEWHERE = new Set(["OTHER", "AGAINST"]);
const ELSE = "Something else, or this does not fit";

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {(code: string) => import("./palette.js").Look} given.look
 * @param {import("./actions.js").Actions} given.actions
 * @param {import("./selection.js").Selection} given.selection
 * @param {{sentence: import("./sentence.js").Sentence | null}} given.kept
 * @param {import("./folds.js").Folds} given.folds
 * @param {HTMLElement} given.finish  what stands below the last turn
 * @param {() => void} given.onBegun  a sentence that is not saved has changed
 * @param {() => void} given.onMove
 * @param {(words: string) => void} given.say
 */
export function createSimple(given) {
  const { reading, look, actions, selection, kept, folds, finish, onMove, say } = given;
  const { turns } = reading.snapshot.source;
  let at = 0;
  /** The mark for which it is asked where I read from; asked for, one at a time. */
  let asked = "";

  const title = element("h2", {
    class: "cw-title cw-simple-who",
    tabindex: "-1",
    "aria-describedby": "cw-simple-words",
  });
  const said = element("div", {
    class: "cw-words cw-simple-words",
    id: "cw-simple-words",
    dir: "auto",
  });
  const values = element("div", {
    class: "cw-simple-values",
    role: "group",
    "aria-label": "What do you notice?",
  });
  const others = element("div", { class: "cw-row" });
  const mine = element("div", { class: "cw-simple-mine" });
  const sentence = createSentence({
    kept,
    onBegun: given.onBegun,
    onSave(place, noted, visibility) {
      actions.note(place, noted, visibility);
      draw();
      say("Your sentence is on its way to being saved.");
    },
  });
  const previous = step("Previous turn", -1);
  const next = step("Next turn", 1);
  const answersToIt = element(
    "div",
    { class: "cw-simple-answers" },
    element("h2", { class: "cw-title", "aria-hidden": "true" }, "What do you notice?"),
    values,
    others,
    mine,
    sentence.form,
  );
  const column = element(
    "div",
    { class: "cw-simple-column" },
    element("div", { class: "cw-simple-turn" }, title, said),
    answersToIt,
    element("nav", { class: "cw-row cw-simple-steps", "aria-label": "Turns" }, previous, next),
  );
  const part = element(
    "section",
    { class: "cw-simple cw-comfy", "aria-label": "One turn at a time", hidden: true },
    column,
  );

  /** @param {string} label @param {1 | -1} way */
  function step(label, way) {
    return element(
      "button",
      { type: "button", class: "cw-button", onclick: () => go(way) },
      label,
    );
  }

  const turn = () => ({ start: turns[at].start, end: turns[at].end });
  const nameOf = (/** @type {Code | undefined} */ code) => code?.plain_name || code?.name || "";

  function marks() {
    const { start, end } = turn();
    return end > start ? reading.mineIn({ start, end }) : [];
  }

  /** My mark on just this turn. @param {string} code */
  function onTurn(code) {
    const { start, end } = turn();
    return marks().find((one) => one.code === code && one.start === start && one.end === end);
  }

  /** Mark the turn, or take that mark away again. @param {string} guid */
  function toggle(guid) {
    const there = onTurn(guid);
    const name = nameOf(reading.code(guid));
    if (turns[at].start === turns[at].end) return say("Nothing is said in this turn.");
    if (folds.touch(turn())) return say(FOLDED);
    if (there) actions.remove(there);
    else actions.mark(turn(), guid, "simple");
    return say(there ? `Mark removed: ${name}` : `Marked as ${name}`);
  }

  /** @param {Code} code @param {boolean} withSwatch */
  function choice(code, withSwatch) {
    const there = onTurn(code.guid);
    const name = nameOf(code);
    return element(
      "div",
      { class: "cw-simple-value" },
      element(
        "button",
        {
          type: "button",
          class: withSwatch ? "cw-value" : "cw-button",
          "data-key": code.guid,
          "aria-pressed": String(there !== undefined),
          "aria-keyshortcuts": code.digit,
          onclick: () => toggle(code.guid),
        },
        withSwatch ? swatch(look(code.guid)) : null,
        element("span", {}, name),
      ),
      there
        ? answers({
            coding: there,
            field: "presence",
            offered: PRESENCES,
            label: `Is it here? For ${name}. You need not say.`,
            onChange: actions.change,
          })
        : null,
      there ? readFrom(there, name) : null,
    );
  }

  /** Where I read from for one mark, folded up; nothing where I have said nothing of that.
   * @param {Coding} coding @param {string} name */
  function readFrom(coding, name) {
    const unsaid = reading.snapshot.perspective_wish === "rather_not";
    if (unsaid && coding.perspectives.length === 0) return null;
    const mine = reading.perspectives();
    const choices = perspectivesOf({ coding, mine, name, onReadFrom: actions.readHereFrom });
    const open = asked === coding.guid;
    return (
      choices &&
      element(
        "div",
        { class: "cw-simple-from" },
        element(
          "button",
          {
            type: "button",
            class: "cw-link",
            "data-key": `from ${coding.guid}`,
            "aria-expanded": String(open),
            "aria-label": `Where I was reading from, for ${name}`,
            onclick() {
              asked = open ? "" : coding.guid;
              draw();
            },
          },
          "Where I was reading from",
        ),
        open ? choices : null,
      )
    );
  }

  function elsewhere() {
    const codes = reading.codes().filter(({ key }) => ELSEWHERE.has(key));
    const made = named(reading.codes(), ELSE);
    if (codes.length > 0 || made) return (made ? [made] : codes).map((code) => choice(code, false));
    return [
      element(
        "button",
        {
          type: "button",
          class: "cw-button",
          "data-key": "else",
          onclick: () => toggle(actions.addCode(ELSE).guid),
        },
        ELSE,
      ),
    ];
  }

  /** What else of mine is in this turn: marks on some of its words, and notes. */
  function elseOfMine() {
    const { start, end } = turn();
    const shown = new Set([...values.children, ...others.children].map(codeOf));
    const parts = marks().filter(
      (one) => one.start !== start || one.end !== end || !shown.has(one.code),
    );
    const notes = reading
      .notes()
      .filter((note) => note.mine && note.start !== null && note.start >= start && note.start < end);
    return [
      ...parts.map((one) =>
        element(
          "p",
          { class: "cw-quiet" },
          `You marked “${shortened(folds.quote(one))}” as ${nameOf(reading.code(one.code))}.`,
        ),
      ),
      ...notes.map(({ words: noted, visibility }) =>
        element(
          "p",
          { class: "cw-said" },
          noted,
          element(
            "span",
            { class: "cw-quiet" },
            visibility === "me" ? " · only you can read this" : " · the team",
          ),
        ),
      ),
    ];
  }

  function draw() {
    if (part.hidden) return;
    redraw(
      values,
      ...reading
        .codes()
        .filter((code) => code.value === code.guid)
        .map((code) => choice(code, true)),
    );
    const last = at === turns.length - 1;
    redraw(others, ...elsewhere(), last ? null : skip());
    mine.replaceChildren(...elseOfMine());
    previous.hidden = at === 0;
    next.hidden = last;
    finish.hidden = !last;
  }

  function skip() {
    return element(
      "button",
      { type: "button", class: "cw-button", "data-key": "skip", onclick: () => go(1) },
      "Skip",
    );
  }

  function show() {
    const name = who(turns[at]);
    title.textContent = `${name ? `${name}   ` : ""}Turn ${at + 1} of ${turns.length}`;
    said.replaceChildren(...folds.words(turn()));
    sentence.about(turn());
    part.scrollTop = 0;
    draw();
  }

  /** @param {1 | -1} way */
  function go(way) {
    let to = at + way;
    while (turns[to] && folds.swallowed(turns[to])) to += way;
    if (!turns[to]) {
      say(way > 0 ? "This is the last turn." : "This is the first turn.");
      return;
    }
    at = to;
    const { start } = turn();
    selection.plan({ start, end: start });
    onMove();
    show();
    title.focus({ preventScroll: true });
  }

  return {
    part,
    column,
    draw,
    go,
    toggle,
    isOn: () => !part.hidden,
    focus: () => title.focus({ preventScroll: true }),

    /** Begin at the turn that is being read, or leave.  @param {boolean} wanted */
    turnOn(wanted) {
      if (!wanted && !part.hidden) sentence.save();
      part.hidden = !wanted;
      finish.hidden = false;
      if (!wanted) return;
      at = Math.min(stretchAt(turns, selection.span().start), turns.length - 1);
      while (turns[at + 1] && folds.swallowed(turns[at])) at += 1;
      show();
    },
  };
}

/** @param {Element} one */
function codeOf(one) {
  return one.querySelector("[data-key]")?.getAttribute("data-key");
}
