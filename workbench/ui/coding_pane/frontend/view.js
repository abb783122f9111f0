/**
 * One transcript on the screen: its parts put together, its keys, and what each action does.
 */

import { createActions } from "./actions.js";
import { createCodePanel } from "./codes.js";
import { element } from "./element.js";
import { createFinish } from "./finish.js";
import { guardWords } from "./guard.js";
import { createMarksHere } from "./here.js";
import { createMarking } from "./marking.js";
import { createMoving } from "./moving.js";
import { createNoteBox, createNotesHere, noteItem } from "./notes.js";
import { looks } from "./palette.js";
import { createPause } from "./pause.js";
import { createPerspectiveLine } from "./perspective.js";
import { indexPositions } from "./positions.js";
import { createReading } from "./reading.js";
import { followSelection } from "./selection.js";
import { asked, createShortcuts } from "./shortcuts.js";
import { createStatus } from "./status.js";
import { createToolbar } from "./toolbar.js";
import { drawTranscript } from "./transcript.js";

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").Change} Change */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {ReturnType<typeof createView>} View */

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {{signIn: string}} given.server
 * @param {Snapshot} given.snapshot
 * @param {import("./desk.js").Desk} given.desk
 * @param {number | null} given.place  where to put the caret
 * @param {boolean} given.flash  whether to show the place with a short glow
 */
export function createView({ root, server, snapshot, desk, place, flash }) {
  const { queue, kept } = desk;
  const { source } = snapshot;
  // The same place in another version may be other words: keep the note, not the place.
  if (kept.draft && kept.version !== source.version) kept.draft.span = null;
  kept.version = source.version;
  const positions = indexPositions(source.text);
  const reading = createReading(snapshot, queue.waiting);
  const look = looks(snapshot.codes);
  const quote = (/** @type {Span} */ { start, end }) => positions.slice(start, end);
  const actions = createActions({ reading, positions, enqueue });
  const status = createStatus({ queue, signIn: server.signIn, onLeave: toText });
  /** @type {Set<number>} */
  const unpainted = new Set();
  let dragging = false;

  const transcript = drawTranscript({ reading, positions, look, onNotes: readNotes });
  const selection = followSelection({ transcript, reading, positions, onMove: () => showHere() });
  const panel = createCodePanel({
    reading,
    look,
    onCode: ({ guid }) => marking.mark(guid, { exact: false }),
    onSentence: () => extend(selection.sentence()),
    onTurn: () => extend(selection.turn()),
    onLeave: toText,
  });
  const marksHere = createMarksHere({
    reading,
    look,
    onChange: actions.change,
    onRemove: (coding) => marking.remove(coding),
  });
  const notesHere = createNotesHere({ quote });
  const noteBox = createNoteBox({
    kept,
    quote,
    onLeave: toText,
    onSave(span, words, visibility) {
      actions.note(span, words, visibility);
      drawNotes();
      status.say("Your note is on its way to being saved.");
    },
  });
  const perspective = createPerspectiveLine({
    reading,
    onLeave: toText,
    onAdd: (words) => actions.addPerspective(words),
    onReadFrom: actions.readFrom,
  });
  const finish = createFinish({ state: reading.assignment, onState: actions.readingState });
  const shortcuts = createShortcuts({ onClose: toText });

  const tools = createToolbar({ press: (name) => does[name](), finish: finish.holder });
  const wholeNotes = element("section", {
    class: "cw-whole",
    "aria-label": "Notes on the whole transcript",
  });
  const scroller = element(
    "div",
    { class: "cw-scroller" },
    element(
      "p",
      { class: "cw-hidden", id: "cw-how" },
      "Move with the arrow keys and select with Shift. A digit marks; ? shows all keys.",
    ),
    transcript.text,
    wholeNotes,
    finish.row,
  );
  const { say } = status;
  const moving = createMoving({ reading, transcript, selection, scroller, toText, say });
  const marking = createMarking({ reading, selection, actions, toText, say });
  const opener = element(
    "button",
    {
      type: "button",
      class: "cw-button cw-open",
      "aria-expanded": "false",
      onclick: () => openSide(!side.classList.contains("cw-opened")),
    },
    "All codes",
  );
  const side = element(
    "aside",
    { class: "cw-side", "aria-label": "Codes and marks" },
    ...panel.parts,
    opener,
    marksHere.part,
    notesHere.part,
  );
  const bar = element(
    "header",
    { class: "cw-bar" },
    element(
      "div",
      { class: "cw-about" },
      element("h2", { class: "cw-name" }, source.name),
      perspective.line,
    ),
    tools.part,
  );
  const body = element("div", { class: "cw-body" }, scroller, side, noteBox.form);
  const covered = [bar, perspective.panel, body];
  const pause = createPause({ standing: status.sentence, covered, onCarryOn: toText });
  const veil = element("div", { class: "cw-message", role: "status", hidden: true });
  root.setAttribute("aria-label", `Transcript: ${source.name}`);
  root.replaceChildren(
    bar,
    perspective.panel,
    body,
    status.part,
    pause.screen,
    veil,
    shortcuts.sheet,
  );

  /** @param {Entry} entry */
  function enqueue(entry) {
    queue.add(entry);
    if (entry.about) paint(reading.refresh(entry.about));
    drawMoment();
  }

  /** Paint turns again, keeping the caret; not under somebody's moving mouse.
   * @param {Iterable<number>} turns */
  function paint(turns) {
    for (const turn of turns) unpainted.add(turn);
    if (dragging || unpainted.size === 0) return;
    const held = selection.inText();
    selection.catchUp();
    transcript.paint(unpainted);
    unpainted.clear();
    if (held) selection.put();
  }

  function drawSaving() {
    status.draw();
    if (pause.isOn()) pause.draw();
  }

  /** What changes with every action and answer, all of it small. */
  function drawMoment() {
    drawSaving();
    const canUndo = actions.canUndo();
    if (tools.allow({ canUndo, canRedo: actions.canRedo() })) toText();
    perspective.draw();
    finish.draw();
    showHere();
  }

  function drawNotes() {
    transcript.signNotes();
    const whole = reading.notes().filter(({ start }) => start === null);
    wholeNotes.hidden = whole.length === 0;
    wholeNotes.replaceChildren(
      element("h2", { class: "cw-title" }, "Notes on the whole transcript"),
      ...whole.map((note) => noteItem(note, quote)),
    );
  }

  function showHere() {
    const marks = reading.at(selection.caret());
    const { me } = reading.snapshot;
    marks.sort(
      (one, other) =>
        Number(other.coding.coder === me.guid) - Number(one.coding.coder === me.guid),
    );
    transcript.show(marks.map(({ coding }) => coding.guid));
    marksHere.draw(marks);
    const count = marks.length;
    const here = `${count} ${count === 1 ? "mark" : "marks"} here`;
    opener.textContent = count === 0 ? "All codes" : here;
  }

  /** @param {Span | null} span */
  function extend(span) {
    if (!span) return;
    toText();
    selection.take(span);
    moving.reveal();
  }

  function toText() {
    if (pause.isOn()) return;
    openSide(false);
    panel.guide(null);
    transcript.text.focus({ preventScroll: true });
    selection.put();
  }

  /** @param {boolean} wanted */
  function openSide(wanted) {
    side.classList.toggle("cw-opened", wanted);
    opener.setAttribute("aria-expanded", String(wanted));
  }

  /** @param {import("./types.js").Note[]} notes */
  function readNotes(notes) {
    openSide(true);
    notesHere.draw(notes);
    notesHere.focus();
  }

  /** @type {Record<string, () => void>} */
  const does = {
    undo: marking.undo,
    redo: marking.redo,
    nextTurn: () => moving.toTurn(1),
    previousTurn: () => moving.toTurn(-1),
    nextMark: () => moving.toMark(1),
    previousMark: () => moving.toMark(-1),
    sentence: () => extend(selection.sentence()),
    turn: () => extend(selection.turn()),
    remove: marking.removeHere,
    toMarks() {
      openSide(true);
      marksHere.focus();
    },
    toText,
    find() {
      openSide(true);
      panel.focusSearch();
    },
    note() {
      noteBox.open(selection.words({ exact: false }));
      moving.reveal(noteBox.form.offsetHeight);
    },
    pause: () => pause.start(),
    sheet: () => shortcuts.open(),
  };

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || pause.isOn() || event.isComposing) return;
    if (target.closest("input, textarea, dialog")) return;
    const name = asked(event, { single: shortcuts.single() });
    if (!name) return;
    const inText = transcript.text.contains(target) && !target.closest("button");
    if ((name === "toMarks" || name === "remove") && !inText) return;
    const code = panel.byDigit(Number(name));
    if (!code && !does[name]) return;
    event.preventDefault();
    if (code) marking.mark(code.guid, { exact: event.altKey });
    else does[name]();
  }

  const unguard = guardWords({
    transcript,
    selection,
    quote,
    onDrag(busy) {
      dragging = busy;
      paint([]);
    },
  });
  // Buttons beside the text do not take the keyboard from it when pressed with the mouse.
  for (const part of [side, tools.part, status.part]) {
    part.addEventListener("mousedown", (event) => {
      if (/** @type {HTMLElement} */ (event.target).closest("button")) event.preventDefault();
    });
  }
  const pressed = (/** @type {Event} */ { target }) => {
    if (!finish.holder.contains(/** @type {Node} */ (target))) finish.close();
  };
  root.addEventListener("pointerdown", pressed);
  root.addEventListener("keydown", onKey);

  drawNotes();
  drawMoment();
  if (place !== null) {
    if (document.activeElement === document.body) transcript.text.focus({ preventScroll: true });
    selection.moveTo(Math.min(place, positions.length));
    moving.reveal();
  } else if (document.activeElement === document.body) toText();
  if (flash) moving.glow();
  if (reading.assignment() === "asked") actions.readingState("opened");

  /** Whether the reading must be fetched again. @param {Change[]} changes */
  function mustFetch(changes) {
    const readers = new Set(reading.snapshot.readers.map(({ guid }) => guid));
    return changes.some(
      (change) =>
        change.kind === "refetch" ||
        (change.coding &&
          (!readers.has(change.coding.coder) || !reading.code(change.coding.code))),
    );
  }

  /** @param {Change[]} changes @param {Set<number>} turns */
  function settle(changes, turns) {
    paint(turns);
    if (changes.some(({ kind }) => kind.startsWith("note"))) drawNotes();
    drawMoment();
  }

  return {
    /** Take in what the feed says. @param {Change[]} changes @returns {boolean} fetch again? */
    fed(changes) {
      if (mustFetch(changes)) return true;
      settle(changes, reading.takeFeed(changes));
      return false;
    },

    /**
     * Take in an answer.
     *
     * @param {{entry: Entry, result: import("./types.js").Result}[]} pairs
     * @param {import("./types.js").Answer | null} answer
     * @returns {boolean}  fetch again?
     */
    answered(pairs, answer) {
      if (answer) reading.snapshot.undo = answer.undo;
      for (const { entry, result } of pairs) if (result.state === "refused") actions.forget(entry);
      const changes = pairs.flatMap(({ result }) => result.changes ?? []);
      settle(changes, reading.takeAnswer(pairs));
      if (pairs.some(({ entry }) => entry.operation.kind === "add_note")) drawNotes();
      return mustFetch(changes);
    },

    changed: drawSaving,

    /**
     * Show a fresh reading of the same text in place.
     *
     * @param {Snapshot} fresh
     * @returns {boolean}  false where the text or the codes differ and all must be drawn anew
     */
    update(fresh) {
      const shape = (/** @type {Snapshot} */ { codes, source: { version, turns } }) =>
        JSON.stringify([version, turns, codes]);
      if (shape(fresh) !== shape(reading.snapshot)) return false;
      veil.hidden = true;
      body.inert = false;
      reading.reset(fresh);
      transcript.renewLanes();
      paint(source.turns.keys());
      drawNotes();
      drawMoment();
      return true;
    },

    /** Cover the text until it may be shown again. @param {string} words */
    hide(words) {
      veil.hidden = false;
      veil.textContent = words;
      body.inert = true;
    },

    place: () => selection.caret(),

    stop() {
      selection.stop();
      root.removeEventListener("pointerdown", pressed);
      root.removeEventListener("keydown", onKey);
      unguard();
    },
  };
}
