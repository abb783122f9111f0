/** Marking the chosen words, and taking a mark of mine away, with a word about what happened. */

import { stretchAt } from "./segments.js";

/** @typedef {import("./types.js").Coding} Coding */

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./selection.js").Selection} given.selection
 * @param {import("./actions.js").Actions} given.actions
 * @param {() => void} given.toText  gives the text the keyboard
 * @param {(words: string) => void} given.say
 */
export function createMarking({ reading, selection, actions, toText, say }) {
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

  return {
    /** Mark the chosen words. @param {string} code @param {{exact: boolean}} how */
    mark(code, how) {
      const span = selection.words(how);
      if (!span) {
        say("Select some words first. The t key, or the button “Turn”, takes the whole turn.");
        return;
      }
      const turn = stretchAt(reading.snapshot.source.turns, span.start);
      const again = reading
        .inTurn(turn)
        .map(({ coding }) => coding)
        .filter(isMine)
        .some((one) => one.code === code && one.start === span.start && one.end === span.end);
      if (again) {
        say(`You have already marked these words as ${nameOf(code)}.`);
        return;
      }
      selection.plan(span);
      actions.mark(span, code);
      say(`Marked as ${nameOf(code)}`);
    },

    remove,

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
