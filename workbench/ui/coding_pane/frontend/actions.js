/**
 * What a person does, made into operations with ids of our own, and taken back again.
 *
 * Undo belongs to the server, which knows every tab. Here we only remember what this page did, so
 * that taking it back can be shown at once; the server's answer has the last word.
 */

import { newGuid } from "./ids.js";

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Span} Span */

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./positions.js").Positions} given.positions
 * @param {(entry: Entry) => void} given.enqueue  queues an entry and shows what it changes
 * @param {(code: string) => void} given.onMarked  a mark was made with this code
 */
export function createActions({ reading, positions, enqueue, onMarked }) {
  /** @type {Entry[]} */
  let done = [];
  /** @type {Entry[]} */
  let undone = [];

  /** What is sent late goes into the round it was made in. @param {string} kind */
  const begun = (kind) => ({ id: newGuid(), kind, round: reading.snapshot.round.guid });

  /** @param {string} kind @param {object} fields @param {Partial<Entry>} entry */
  function act(kind, fields, entry = {}) {
    const made = { operation: { ...begun(kind), ...fields }, about: null, ...entry };
    done.push(made);
    undone = [];
    enqueue(made);
  }

  /** @param {string} kind @param {object} fields @param {string} [words] */
  function tell(kind, fields, words) {
    enqueue({ operation: { ...begun(kind), ...fields }, about: null, words });
  }

  return {
    /** @param {Span} span @param {string} code @param {string} way  how it was marked
     * @returns {Coding} */
    mark({ start, end }, code, way) {
      const { me, source } = reading.snapshot;
      const quote = positions.slice(start, end);
      const guid = newGuid();
      const inUse = reading.perspectives().filter(({ in_use: used }) => used);
      /** @type {Coding} */
      const coding = {
        guid,
        start,
        end,
        code,
        coder: me.guid,
        presence: "not_said",
        lens: null,
        flags: [],
        perspectives: inUse.map(({ words }) => words),
        perspective_hidden: false,
        on: "",
      };
      act(
        "add_coding",
        { coding: { guid, version: source.version, start, end, quote, code, way } },
        { about: guid, before: null, after: coding, words: quote },
      );
      onMarked(code);
      return coding;
    },

    /** @param {Coding} coding */
    remove(coding) {
      const words = positions.slice(coding.start, coding.end);
      act(
        "remove_coding",
        { coding: coding.guid },
        { about: coding.guid, before: coding, after: null, words },
      );
    },

    /** @param {Coding} coding @param {import("./answers.js").Fields} fields */
    change(coding, fields) {
      const words = positions.slice(coding.start, coding.end);
      act(
        "change_coding",
        { coding: coding.guid, ...fields },
        { about: coding.guid, before: coding, after: { ...coding, ...fields }, words },
      );
    },

    /** Let one mark of mine carry other perspectives than the sitting's.
     * @param {Coding} coding @param {import("./types.js").Perspective[]} chosen */
    readHereFrom(coding, chosen) {
      const words = positions.slice(coding.start, coding.end);
      const perspectives = chosen.map((one) => one.words);
      act(
        "change_coding",
        { coding: coding.guid, perspectives: chosen.map(({ guid }) => guid) },
        { about: coding.guid, before: coding, after: { ...coding, perspectives }, words },
      );
    },

    /** Let a mark of mine stand on other words. @param {Coding} coding @param {Span} span */
    move(coding, { start, end }) {
      const quote = positions.slice(start, end);
      const { version } = reading.snapshot.source;
      act(
        "change_coding",
        { coding: coding.guid, version, start, end, quote },
        { about: coding.guid, before: coding, after: { ...coding, start, end }, words: quote },
      );
    },

    /**
     * @param {string} name
     * @param {string} [version]  the text whose own words the name is; without those it is refused
     * @returns {Code}
     */
    addCode(name, version) {
      const guid = newGuid();
      /** @type {Code} */
      const made = {
        guid,
        key: "",
        parent: null,
        value: null,
        kind: "other",
        level: null,
        name,
        plain_name: name,
        definition: "",
        include_when: "",
        exclude_when: "",
        digit: null,
      };
      act("add_code", { code: { guid, name, version } }, { made, words: name });
      return made;
    },

    /**
     * @param {Span | null} span @param {string} words @param {"me" | "picked" | "team"} visibility
     * @param {string[]} readers  whom I picked, if I did
     */
    note(span, words, visibility, readers = []) {
      const place = span ? { ...span, quote: positions.slice(span.start, span.end) } : {};
      const { version } = reading.snapshot.source;
      const picked = visibility === "picked" ? { readers } : {};
      const note = { guid: newGuid(), version, ...place, words, visibility, ...picked };
      act("add_note", { note }, { words });
    },

    undo() {
      const target = done.pop();
      if (target) undone.push(target);
      enqueue({
        operation: { id: newGuid(), kind: "undo" },
        about: target?.about ?? null,
        before: target?.after,
        after: target?.before,
        unmade: target?.made,
      });
    },

    redo() {
      const target = undone.pop();
      if (target) done.push(target);
      enqueue({
        operation: { id: newGuid(), kind: "redo" },
        about: target?.about ?? null,
        before: target?.before,
        after: target?.after,
        made: target?.made,
      });
    },

    /** Forget what the server refused: there is nothing to take back. @param {Entry} entry */
    forget(entry) {
      done = done.filter((other) => other !== entry);
      undone = undone.filter((other) => other !== entry);
    },

    /** The code stays, so there is nothing to do again. @param {string} guid */
    forgetCode(guid) {
      undone = undone.filter(({ made }) => made?.guid !== guid);
    },

    /** @param {string} words */
    addPerspective: (words) =>
      tell("add_perspective", { perspective: { guid: newGuid(), words } }, words),
    /** @param {string[]} guids */
    readFrom: (guids) => tell("read_from", { perspectives: guids }),
    /** @param {string} state */
    readingState: (state) => tell("reading_state", { state }),
    canUndo: () => done.length > 0 || reading.snapshot.undo.can_undo,
    canRedo: () => undone.length > 0 || (done.length === 0 && reading.snapshot.undo.can_redo),
  };
}
/** @typedef {ReturnType<typeof createActions>} Actions */
