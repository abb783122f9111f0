/** Everything a person can ask for by a key or a button, by its name. */

import { asked } from "./keys.js";

/**
 * @param {object} given
 * @param {ReturnType<typeof import("./marking.js").createMarking>} given.marking
 * @param {ReturnType<typeof import("./moving.js").createMoving>} given.moving
 * @param {ReturnType<typeof import("./fitting.js").createFitting>} given.fitting
 * @param {ReturnType<typeof import("./search.js").createSearch>} given.search
 * @param {ReturnType<typeof import("./comfort.js").createComfort>} given.comfort
 * @param {ReturnType<typeof import("./pause.js").createPause>} given.pause
 * @param {ReturnType<typeof import("./shortcuts.js").createShortcuts>} given.shortcuts
 * @param {ReturnType<typeof import("./codes.js").createCodePanel>} given.panel
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./selection.js").Selection} given.selection
 * @param {HTMLElement} given.text
 * @param {(span: import("./types.js").Span | null) => void} given.extend
 * @param {(words: string) => void} given.say
 * @param {() => void} given.toText
 * @param {(wanted: boolean) => void} given.openSide
 * @param {() => void} given.toMarks
 * @param {(notes: import("./types.js").Note[]) => void} given.showNotes
 * @param {() => void} given.writeNote
 * @param {() => void} given.ways  offers the ways to read
 * @param {() => ReturnType<typeof import("./changing.js").createChanging>} given.changing
 */
export function createCommands(given) {
  const { marking, moving, fitting, pause, shortcuts, panel, selection, text } = given;

  /** @param {1 | -1} step */
  function toNote(step) {
    const notes = moving.toNote(step);
    if (notes.length > 0) given.showNotes(notes);
  }

  /** Show and say what the code of the mark here is for. */
  function explain() {
    selection.catchUp();
    const [here] = given.reading.at(selection.caret());
    const code = here && given.reading.code(here.coding.code);
    if (!code) return given.say("No mark is here. Go to one, or to a code, to read what it is for.");
    given.openSide(true);
    panel.guide(code);
    const said = [
      code.plain_name || code.name,
      code.definition || "Nobody has written yet what it is for.",
      code.include_when && `Include when: ${code.include_when}`,
      code.exclude_when && `Leave out when: ${code.exclude_when}`,
    ];
    return given.say(said.filter(Boolean).join(" · "));
  }

  /** @type {Record<string, () => void>} */
  const does = {
    undo: marking.undo,
    redo: marking.redo,
    remove: marking.removeHere,
    inVivo: marking.inVivo,
    nextTurn: () => given.changing().toTurn(1),
    previousTurn: () => given.changing().toTurn(-1),
    nextMark: () => moving.toMark(1),
    previousMark: () => moving.toMark(-1),
    nextUnmarked: () => moving.toUnmarked(1),
    previousUnmarked: () => moving.toUnmarked(-1),
    nextNote: () => toNote(1),
    previousNote: () => toNote(-1),
    startEarlier: () => fitting.here("start", -1),
    startLater: () => fitting.here("start", 1),
    endEarlier: () => fitting.here("end", -1),
    endLater: () => fitting.here("end", 1),
    sentence: () => given.extend(selection.sentence()),
    turn: () => given.extend(selection.turn()),
    toText: given.toText,
    toMarks() {
      given.openSide(true);
      moving.reveal();
      given.toMarks();
    },
    find() {
      given.openSide(true);
      panel.focusSearch();
    },
    tell: () => given.changing().tell(),
    explain,
    search: given.search.open,
    comfort: given.comfort.open,
    note: given.writeNote,
    ways: given.ways,
    pause: () => pause.start(),
    sheet: () => shortcuts.open(),
  };

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || pause.isOn() || event.isComposing) return;
    if (target.closest("input, textarea, dialog")) return;
    const inText = text.contains(target) && !target.closest("button");
    const changing = given.changing();
    const name =
      changing.asked(event, inText) ?? asked(event, shortcuts.keys());
    if (!name || !changing.allows(name)) return;
    if ((name === "toMarks" || name === "remove") && !inText) return;
    const code = panel.byDigit(Number(name));
    if (!code && !does[name]) return;
    event.preventDefault();
    // Before the keyboard goes elsewhere, take over what has just been chosen.
    selection.catchUp();
    if (code) changing.mark(code.guid, { exact: event.altKey });
    else does[name]();
  }

  return { does, onKey };
}
