/**
 * One transcript on the screen: its parts put together, its keys, and what each action does.
 */

import { createActions } from "./actions.js";
import { createCodePanel } from "./codes.js";
import { createComfort } from "./comfort.js";
import { createCommands } from "./commands.js";
import { element } from "./element.js";
import { createFinish } from "./finish.js";
import { createFitting } from "./fitting.js";
import { guardWords } from "./guard.js";
import { createMarksHere } from "./here.js";
import { layOut } from "./layout.js";
import { createMarking } from "./marking.js";
import { createMoving } from "./moving.js";
import { createNoteBox, createNotesHere, noteItem, shortened } from "./notes.js";
import { looks } from "./palette.js";
import { createPause } from "./pause.js";
import { createPerspectiveLine } from "./perspective.js";
import { keepPlace, keptPlace } from "./place.js";
import { indexPositions } from "./positions.js";
import { createReading } from "./reading.js";
import { createSearch } from "./search.js";
import { followSelection } from "./selection.js";
import { createShortcuts } from "./shortcuts.js";
import { createStatus } from "./status.js";
import { createToolbar } from "./toolbar.js";
import { drawTranscript } from "./transcript.js";

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").Change} Change */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {ReturnType<typeof createView>} View */

/** Nobody puts a mark on more words than these; looking through so many would take time. */
const FAR = 5_000;

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
  let codes = reading.codes();
  let lookNow = looks(codes);
  const look = (/** @type {string} */ code) => lookNow(code);
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
    onNew: (name) => marking.markWithNew(name),
    onSentence: () => extend(selection.sentence()),
    onTurn: () => extend(selection.turn()),
    onLeave: toText,
  });
  const marksHere = createMarksHere({
    reading,
    look,
    onChange: actions.change,
    onRemove: (coding) => marking.remove(coding),
    onStep: (coding, edge, way) => fitting.step(coding, edge, way),
    onTake: (coding) => fitting.takeChosen(coding),
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
  const layout = layOut({
    name: source.name,
    perspective: perspective.line,
    tools: tools.part,
    text: [transcript.text, wholeNotes, finish.row],
    codes: panel.parts,
    here: [marksHere.part, notesHere.part],
    note: noteBox.form,
  });
  const { scroller, side, bar, body, openSide } = layout;
  const { say } = status;
  const moving = createMoving({ reading, transcript, selection, scroller, quote, toText, say });
  const marking = createMarking({ reading, selection, actions, quote, toText, say });
  const fitting = createFitting({ reading, positions, selection, actions, quote, say });
  const search = createSearch({
    text: source.text,
    positions,
    transcript,
    selection,
    scroller,
    quote,
    reveal: (position) => moving.reveal(0, position),
    press: (name) => does[name](),
    onOpen: tools.searching,
    onLeave: toText,
  });
  const comfort = createComfort({
    person: snapshot.me.guid,
    scroller,
    inPlace: moving.inPlace,
    onOpen: tools.comforting,
    onLeave: toText,
    say,
  });
  const keeper = keepPlace({ person: snapshot.me.guid, source: source.guid, seen: moving.seen });
  const panels = [perspective.panel, comfort.panel, search.form];
  const covered = [bar, ...panels, body];
  const pause = createPause({ standing: status.sentence, covered, onCarryOn: toText });
  const veil = element("div", { class: "cw-message", role: "status", hidden: true });
  root.setAttribute("aria-label", `Transcript: ${source.name}`);
  root.replaceChildren(
    ...covered,
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
    search.repaint();
  }

  function drawSaving() {
    status.draw();
    if (pause.isOn()) pause.draw();
  }

  /** What changes with every action and answer, all of it small. */
  function drawMoment() {
    drawSaving();
    drawCodes();
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

  /** Codes that came, went or were renamed, wherever they are drawn. */
  function drawCodes() {
    if (codes === reading.codes()) return;
    const before = new Map(codes.map((code) => [code.guid, JSON.stringify(code)]));
    codes = reading.codes();
    lookNow = looks(codes);
    panel.renew();
    const changed = (/** @type {string} */ guid) =>
      before.get(guid) !== JSON.stringify(reading.code(guid));
    paint(
      reading.all().flatMap(({ coding }) => (changed(coding.code) ? reading.turnsOf(coding) : [])),
    );
  }

  function showHere() {
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
    keeper.moved();
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

  const { does, onKey } = createCommands({
    marking,
    moving,
    fitting,
    search,
    comfort,
    pause,
    shortcuts,
    panel,
    selection,
    text: transcript.text,
    extend,
    toText,
    openSide,
    toMarks: marksHere.focus,
    showNotes(notes) {
      notesHere.draw(notes);
      openSide(true);
      say(`Note: ${shortened(notes[0].words)}`);
    },
    writeNote() {
      noteBox.open(selection.words({ exact: false }));
      moving.reveal(noteBox.form.offsetHeight);
    },
  });

  /** @param {import("./types.js").Note[]} notes */
  function readNotes(notes) {
    openSide(true);
    notesHere.draw(notes);
    notesHere.focus();
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
  scroller.addEventListener("scroll", keeper.moved, { passive: true });
  root.addEventListener("pointerdown", pressed);
  root.addEventListener("keydown", onKey);

  drawNotes();
  drawMoment();
  place ??= keptPlace(snapshot.me.guid, source.guid);
  if (place !== null) {
    if (document.activeElement === document.body) transcript.text.focus({ preventScroll: true });
    selection.moveTo(Math.min(place, positions.length));
    moving.reveal();
  } else if (document.activeElement === document.body) toText();
  if (flash) moving.glow();
  if (reading.assignment() === "asked") actions.readingState("opened");

  /** @param {Change[]} changes @param {Set<number>} turns */
  function settle(changes, turns) {
    paint(turns);
    if (changes.some(({ kind }) => kind.startsWith("note"))) drawNotes();
    drawMoment();
  }

  return {
    /** Take in what the feed says. @param {Change[]} changes @returns {boolean} fetch again? */
    fed(changes) {
      if (reading.isBehind(changes)) return true;
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
      for (const { kind, guid } of changes) {
        if (kind !== "code_stays") continue;
        actions.forgetCode(guid);
        say("Others may be using that code by now, so it stays in the codebook.");
      }
      settle(changes, reading.takeAnswer(pairs));
      if (pairs.some(({ entry }) => entry.operation.kind === "add_note")) drawNotes();
      return reading.isBehind(changes);
    },

    changed: drawSaving,

    /**
     * Show a fresh reading of the same text in place.
     *
     * @param {Snapshot} fresh
     * @returns {boolean}  false where the text differs and all must be drawn anew
     */
    update(fresh) {
      const shape = (/** @type {Snapshot} */ { source: { version, turns } }) =>
        JSON.stringify([version, turns]);
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
      keeper.stop();
      search.stop();
      selection.stop();
      root.removeEventListener("pointerdown", pressed);
      root.removeEventListener("keydown", onKey);
      unguard();
    },
  };
}
