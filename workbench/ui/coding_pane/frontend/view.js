/**
 * One transcript on the screen: its parts put together, its keys, and what each action does.
 */

import { createAloneLine } from "./alone.js";
import { createActions } from "./actions.js";
import { createChanging } from "./changing.js";
import { createCodePanel } from "./codes.js";
import { createComfort } from "./comfort.js";
import { createCommands } from "./commands.js";
import { readsVersion } from "./desk.js";
import { element } from "./element.js";
import { createFinish } from "./finish.js";
import { createFitting } from "./fitting.js";
import { createFolds } from "./folds.js";
import { guardWords } from "./guard.js";
import { createMarksHere } from "./here.js";
import { layOut } from "./layout.js";
import { createMarking } from "./marking.js";
import { createMoving } from "./moving.js";
import { createNoteBox, createNotesHere, createWholeNotes, shortened } from "./notes.js";
import { createPainting, followCodes } from "./painting.js";
import { createPause } from "./pause.js";
import { createPerspectiveLine } from "./perspective.js";
import { keepPlace } from "./place.js";
import { indexPositions } from "./positions.js";
import { attendPresses } from "./presses.js";
import { createReading } from "./reading.js";
import { createSearch } from "./search.js";
import { followSelection } from "./selection.js";
import { createSettings } from "./settings.js";
import { createShortcuts } from "./shortcuts.js";
import { createShown } from "./shown.js";
import { createSimple } from "./simple.js";
import { createStanding } from "./standing.js";
import { createStatus } from "./status.js";
import { createToday } from "./today.js";
import { createToolbar } from "./toolbar.js";
import { drawTranscript } from "./transcript.js";
import { createTurnMarks } from "./turnmarks.js";
import { createWays } from "./ways.js";

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").Change} Change */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {ReturnType<typeof createView>} View */

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {Pick<ReturnType<typeof import("./server.js").openServer>, "signIn" | "keepPlace" | "keepSetting">} given.server
 * @param {Snapshot} given.snapshot
 * @param {import("./desk.js").Desk} given.desk
 * @param {number | null} given.place  where to put the caret
 * @param {boolean} given.flash  whether to show the place with a short glow
 * @param {(guid: string, wanted: boolean) => void} given.onOpen  a folded passage
 */
export function createView({ root, server, snapshot, desk, place, flash, onOpen }) {
  const { queue, kept } = desk;
  const { source } = snapshot;
  const settings = createSettings(snapshot, server.keepSetting);
  readsVersion(kept, source.version);
  const positions = indexPositions(source.text);
  const reading = createReading(snapshot, queue.waiting);
  const codes = followCodes(reading);
  const { look } = codes;
  const folds = createFolds({ folds: source.folds, slice: positions.slice, onOpen });
  const { quote } = folds;
  const onMove = () => standing.draw();
  const actions = createActions({ reading, positions, enqueue, onMarked: (code) => panel.used(code) });
  const status = createStatus({ desk, signIn: server.signIn, onLeave: toText });
  const transcript = drawTranscript({ reading, positions, look, folds, onNotes: readNotes });
  const selection = followSelection({ transcript, reading, positions, onMove });
  const panel = createCodePanel({
    reading,
    look,
    onCode: ({ guid }) => changing.mark(guid, { exact: false }),
    onNew: (name) => marking.markWithNew(name, ways.now()),
    onSentence: () => extend(selection.sentence()),
    onTurn: () => extend(selection.turn()),
    onLeave: toText,
  });
  const marksHere = createMarksHere({
    reading,
    look,
    onChange: actions.change,
    onReadFrom: actions.readHereFrom,
    onRemove: (coding) => marking.remove(coding),
    onStep: (coding, edge, way) => fitting.step(coding, edge, way),
    onTake: (coding) => fitting.takeChosen(coding),
    onToday: (coding) => today.open(coding.start),
  });
  const notesHere = createNotesHere({ quote });
  const noteBox = createNoteBox({
    kept,
    quote,
    team: snapshot.team,
    onBegun: desk.begun,
    onLeave: toText,
    onSave(...note) {
      actions.note(...note);
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
  const shortcuts = createShortcuts({ settings, onClose: toText });
  const today = createToday({ today: snapshot.today, name: source.name, onClose: toText });
  const ways = createWays({ settings, onWay: changeWay, say: status.say });
  const shown = createShown({ reading, transcript, settings, say: status.say, onShow: showMarks });
  const menus = [finish, ways, shown];
  const turnMarks = createTurnMarks({ reading, look, quote, onGo: (span) => extend(span) });
  const tools = createToolbar({
    press: (name) => does[name](),
    ways: ways.holder,
    shown: shown.holder,
    finish: finish.holder,
  });
  const [wholeNotes, alone] = [createWholeNotes({ reading, quote }), createAloneLine(reading)];
  const layout = layOut({
    name: source.name,
    alone: alone.line,
    perspective: perspective.line,
    tools: tools.part,
    text: [transcript.text, wholeNotes.part, finish.row],
    codes: panel.parts,
    here: [marksHere.part, notesHere.part, turnMarks.part],
    onNote: (whole) => (whole ? writeNote(null) : does.note()),
    note: noteBox.form,
  });
  const { scroller, side, bar, body, openSide } = layout;
  const { say } = status;
  const common = { reading, folds, selection, actions, quote, toText, say };
  const moving = createMoving({ ...common, transcript, scroller });
  const marking = createMarking(common);
  const simple = createSimple({ ...common, look, kept, finish: finish.row, onMove, onBegun: desk.begun });
  body.append(simple.part);
  const fitting = createFitting({ ...common, positions });
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
  const { paint, drag, drawCodes } = createPainting({
    reading,
    transcript,
    selection,
    codes,
    onPaint: search.repaint,
    onCodes: panel.renew,
  });
  const comfort = createComfort({
    settings,
    shownOn: [scroller, simple.part],
    inPlace: moving.inPlace,
    onOpen: tools.comforting,
    onLeave: toText,
    say,
  });
  const keeper = keepPlace({
    known: snapshot.place ?? 0,
    seen: moving.seen,
    send: (position) => server.keepPlace(source.version, position),
  });
  const standing = createStanding({
    ...common,
    transcript,
    marksHere,
    turnMarks,
    seen: moving.seen,
    notesHere,
    onlyNotes: () => ways.now() === "notes",
    layout,
    keeper,
  });
  const wayParts = { root, ways, transcript, marking, moving, simple, tools, scroller };
  const changing = createChanging({ ...common, ...wayParts, finish: finish.row });
  const covered = [bar, perspective.panel, comfort.panel, search.form, body];
  const quiet = { standing: status.sentence, covered, support: snapshot.support };
  const onToday = () => today.open(selection.span().start);
  const pause = createPause({ ...quiet, onToday, onCarryOn: toText });
  const veil = element("div", { class: "cw-message", role: "status", hidden: true });
  root.setAttribute("aria-label", `Transcript: ${source.name}`);
  root.replaceChildren(
    ...[...covered, status.part, pause.screen, veil],
    ...[shortcuts.sheet, today.sheet],
  );

  /** @param {Entry} entry */
  function enqueue(entry) {
    queue.add(entry);
    if (entry.about) paint(reading.refresh(entry.about));
    drawMoment();
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
    alone.draw();
    perspective.draw();
    finish.draw();
    simple.draw();
    standing.draw();
  }

  /** Other marks are to be shown, or in another way: everything is painted again. */
  function showMarks() {
    moving.inPlace(() => paint(source.turns.keys()));
    drawMoment();
  }

  function drawNotes() {
    transcript.signNotes();
    wholeNotes.draw();
    simple.draw();
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
    for (const menu of menus) menu.close();
    if (simple.isOn()) return simple.focus();
    openSide(false);
    panel.guide(null);
    transcript.text.focus({ preventScroll: true });
    selection.put();
  }

  const { does, onKey } = createCommands({
    ...common,
    marking,
    moving,
    fitting,
    search,
    comfort,
    pause,
    shortcuts,
    panel,
    text: transcript.text,
    extend,
    openSide,
    toMarks: marksHere.focus,
    showNotes(notes) {
      notesHere.draw(notes);
      openSide(true);
      say(`Note: ${shortened(notes[0].words)}`);
    },
    writeNote: () => writeNote(changing.noted()),
    ways: ways.open,
    changing: () => changing,
  });

  function changeWay() {
    const position = selection.span().start;
    notesHere.draw([]);
    changing.arrange();
    moving.reveal(0, position);
    drawMoment();
    toText();
  }

  /** @param {Span | null} span */
  function writeNote(span) {
    noteBox.open(span && !folds.touch(span) ? span : null);
    moving.reveal(noteBox.form.offsetHeight);
  }

  /** @param {import("./types.js").Note[]} notes */
  function readNotes(notes) {
    openSide(true);
    notesHere.draw(notes);
    notesHere.focus();
  }

  const unguard = guardWords({ transcript, selection, quote, onDrag: drag });
  const beside = [side, tools.part, status.part];
  const unattend = attendPresses({ root, beside, menus });
  scroller.addEventListener("scroll", standing.scrolled, { passive: true });
  root.addEventListener("keydown", onKey);
  drawNotes();
  drawMoment();
  place ??= snapshot.place;
  if (place !== null) {
    if (document.activeElement === document.body) transcript.text.focus({ preventScroll: true });
    selection.moveTo(Math.min(place, positions.length));
    moving.reveal();
  } else if (document.activeElement === document.body) toText();
  changing.arrange();
  if (flash) moving.glow();
  if (reading.assignment() === "asked") actions.readingState("opened");
  if (desk.cameBack) say("What had waited in this browser is being sent.");
  desk.cameBack = false;

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
    say,

    /**
     * Show a fresh reading of the same text in place.
     *
     * @param {Snapshot} fresh
     * @returns {boolean}  false where the text differs and all must be drawn anew
     */
    update(fresh) {
      if (!reading.isSameText(fresh)) return false;
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
      unattend();
      root.removeEventListener("keydown", onKey);
      unguard();
    },
  };
}
