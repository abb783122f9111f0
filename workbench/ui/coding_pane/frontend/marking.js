/** Marking the chosen words, and taking a mark of mine away, with a word about what happened. */

import { FOLDED } from "./folds.js";
import { asName } from "./words.js";

/** @typedef {import("./types.js").Coding} Coding */

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./folds.js").Folds} given.folds
 * @param {import("./selection.js").Selection} given.selection
 * @param {import("./actions.js").Actions} given.actions
 * @param {(span: import("./types.js").Span) => string} given.quote
 * @param {() => void} given.toText  gives the text the keyboard
 * @param {(words: string) => void} given.say
 */
export function createMarking({ reading, folds, selection, actions, quote, toText, say }) {
  /** @param {string} guid */
  function nameOf(guid) {
    const code = reading.code(guid);
    return code?.plain_name || code?.name || "";
  }

  /** @param {Coding} coding */
  function isMine({ coder }) {
    return coder === reading.snapshot.me.guid;
  }

  /** @param {Coding} coding */
  function remove(coding) {
    actions.remove(coding);
    say(`Mark removed: ${nameOf(coding.code)}`);
    // The button that was pressed may have gone with the mark.
    if (document.activeElement === document.body) toText();
  }

  /** Mark the chosen words, or the turns they lie in. @param {string} code
   * @param {{exact: boolean}} how @param {string} way */
  function mark(code, how, way) {
    const span = way === "turn" ? selection.turn() : selection.words(how);
    if (!span) {
      say("Select some words first. The t key, or the button “Turn”, takes the whole turn.");
      return;
    }
    if (folds.touch(span)) {
      say(FOLDED);
      return;
    }
    if (reading.hasMine(span, code)) {
      say(`You have already marked these words as ${nameOf(code)}.`);
      return;
    }
    selection.plan(span);
    actions.mark(span, code, way);
    say(`Marked as ${nameOf(code)}`);
  }

  /** Make a code, or take the one that has this name, and mark the chosen words with it.
   * @param {string} name @param {string} way
   * @param {string} [version]  the text whose own words the name is */
  function markWithNew(name, way, version) {
    const same = named(reading.codes(), name);
    if (same) return mark(same.guid, { exact: false }, way);
    const span = way === "turn" ? selection.turn() : selection.words({ exact: false });
    const { guid } = actions.addCode(name, version);
    if (!span || folds.touch(span)) return say(`New code: ${name}. Select words to mark with it.`);
    selection.plan(span);
    actions.mark(span, guid, way);
    return say(`New code, and the words are marked with it: ${name}`);
  }

  return {
    mark,
    remove,
    markWithNew,

    /** Make the chosen words themselves a code, and mark them with it. */
    inVivo() {
      const span = selection.words({ exact: false });
      const { version } = reading.snapshot.source;
      if (span) markWithNew(asName(quote(span)), "detailed", version);
      else say("Select some words first. They become the name of a new code.");
    },

    /** Remove the shortest mark of mine that the caret stands in. */
    removeHere() {
      selection.catchUp();
      const mine = reading.at(selection.caret()).find(({ coding }) => isMine(coding));
      if (mine) remove(mine.coding);
      else say("None of your marks is here.");
    },

    undo() {
      if (!actions.canUndo()) return say("There is nothing to undo here.");
      actions.undo();
      return say("Undone");
    },

    redo() {
      if (!actions.canRedo()) return say("There is nothing to redo here.");
      actions.redo();
      return say("Redone");
    },
  };
}

/**
 * The code that has this name, whatever the capitals.
 *
 * @param {import("./types.js").Code[]} codes
 * @param {string} name
 */
export function named(codes, name) {
  const wanted = name.toLowerCase();
  return codes.find((code) =>
    [code.name, code.plain_name].some((one) => one.toLowerCase() === wanted),
  );
}
