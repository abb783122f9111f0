/**
 * One transcript as this person sees it: what the server has kept, with what waits in the queue
 * laid over it.
 *
 * An object is shown as the last waiting operation about it leaves it, else as the server keeps
 * it. So a refused operation undoes itself on the screen the moment it leaves the queue.
 */

import { stretchAt } from "./segments.js";

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Perspective} Perspective */
/** @typedef {import("./types.js").Change} Change */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {{coding: Coding, pending: boolean}} Shown */
/** @typedef {ReturnType<typeof createReading>} Reading */

/**
 * @param {Snapshot} first
 * @param {() => Entry[]} waiting  the queue's entries, in order
 */
export function createReading(first, waiting) {
  let snapshot = first;
  /** @type {Map<string, Coding>} */
  let kept = new Map();
  /** @type {Map<string, Shown>} */
  let shown = new Map();
  /** @type {Set<string>[]} */
  let byTurn = [];
  /** @type {{list: Code[], all: Code[], by: Map<string, Code>, from: unknown[]}} */
  let codebook = { list: [], all: [], by: new Map(), from: [] };
  /** Which marks are to be shown. @type {(coding: Coding) => boolean} */
  let wanted = () => true;
  /** What the live feed last said of an object while an operation about it was under way. */
  const said = new Map();
  /** The feed and an answer have told different things of one mark. */
  let doubtful = false;

  /** @param {Snapshot} fresh */
  function reset(fresh) {
    snapshot = fresh;
    kept = new Map(fresh.codings.map((coding) => [coding.guid, coding]));
    shown = new Map();
    byTurn = fresh.source.turns.map(() => new Set());
    said.clear();
    doubtful = false;
    for (const guid of kept.keys()) refresh(guid);
    for (const entry of waiting()) if (entry.about) refresh(entry.about);
  }

  /**
   * Work out again how one mark is shown.
   *
   * @param {string} guid
   * @returns {number[]}  the turns to paint again
   */
  function refresh(guid) {
    let coding = kept.get(guid) ?? null;
    let pending = false;
    for (const entry of waiting()) {
      if (entry.about !== guid) continue;
      coding = entry.after ?? null;
      pending = true;
    }
    const before = shown.get(guid);
    if (before && coding && before.pending === pending && before.coding === coding) return [];
    const touched = new Set(before ? turnsOf(before.coding) : []);
    for (const turn of touched) byTurn[turn].delete(guid);
    if (!coding) shown.delete(guid);
    else {
      shown.set(guid, { coding, pending });
      for (const turn of turnsOf(coding)) (byTurn[turn].add(guid), touched.add(turn));
    }
    return [...touched];
  }

  /** The turns a stretch of text reaches into. @param {{start: number, end: number}} span */
  function turnsOf({ start, end }) {
    const { turns } = snapshot.source;
    const reached = [];
    for (let k = stretchAt(turns, start); k < turns.length && turns[k].start < end; k += 1) {
      if (turns[k].end > start) reached.push(k);
    }
    return reached;
  }

  /**
   * Every code, those still on their way included; the same lists until something changes. Of all
   * of them, `list` has those to mark with: a retired one only says what older marks carry.
   */
  function codes() {
    const about = waiting().filter(({ made, unmade }) => made || unmade);
    const from = [snapshot.codes, ...about];
    const { from: before } = codebook;
    if (from.length === before.length && from.every((one, k) => one === before[k])) {
      return codebook;
    }
    let list = snapshot.codes;
    for (const { made, unmade } of about) {
      const { guid } = /** @type {Code} */ (made ?? unmade);
      if (unmade) list = list.filter((code) => code.guid !== guid);
      else if (made && !list.some((code) => code.guid === guid)) list = [...list, made];
    }
    codebook = {
      list: list.filter(({ retired }) => !retired),
      all: list,
      by: new Map(list.map((code) => [code.guid, code])),
      from,
    };
    return codebook;
  }

  /** @param {Change} change @returns {string[]} the marks it is about */
  function keep(change) {
    const { notes } = snapshot;
    switch (change.kind) {
      case "coding_added":
      case "coding_changed":
        // My own mark comes back from the feed; the same words again need no painting.
        if (JSON.stringify(kept.get(change.coding.guid)) !== JSON.stringify(change.coding)) {
          kept.set(change.coding.guid, change.coding);
        }
        return [change.coding.guid];
      case "coding_removed":
        kept.delete(change.guid);
        return [change.guid];
      case "note_added":
      case "note_changed":
        snapshot.notes = [...notes.filter(({ guid }) => guid !== change.note.guid), change.note];
        return [];
      case "note_removed":
        snapshot.notes = notes.filter(({ guid }) => guid !== change.guid);
        return [];
      case "perspectives":
        snapshot.perspectives = change.perspectives;
        return [];
      case "codes":
        snapshot.codes = change.codes;
        return [];
      case "assignment":
        snapshot.assignment = { state: change.state };
        return [];
      default:
        return [];
    }
  }

  /**
   * Take in what the live feed says. The same change may come twice.
   *
   * @param {Change[]} changes
   */
  function takeFeed(changes) {
    const guids = new Set();
    for (const change of changes) {
      for (const guid of keep(change)) {
        guids.add(guid);
        if (inFlight(guid)) said.set(guid, kept.get(guid) ?? null);
        if (kept.get(guid)?.coder === snapshot.me.guid) snapshot.undo.can_undo = true;
      }
    }
    return repaint(guids);
  }

  /** Whether what waits may change a mark: undo and redo may mean any of mine. @param {string} guid */
  function inFlight(guid) {
    return waiting().some(
      ({ about, operation }) => about === guid || ["undo", "redo"].includes(operation.kind),
    );
  }

  /**
   * Take in the answer to operations that have left the queue. Where the feed has meanwhile told
   * of the same mark what was neither so before nor is so after them, either may be the newer
   * (another tab of mine): the feed's word stands for now, and a fresh reading is wanted.
   *
   * @param {{entry: Entry, result: Result}[]} pairs
   */
  function takeAnswer(pairs) {
    const guids = new Set();
    /** How each mark stands at the end of these operations. @type {Map<string, Change>} */
    const ends = new Map();
    for (const { entry, result } of pairs) {
      if (entry.about) guids.add(entry.about);
      for (const change of result.changes ?? []) {
        if (change.kind.startsWith("coding")) ends.set(change.coding?.guid ?? change.guid, change);
        else keep(change);
      }
    }
    for (const [guid, change] of ends) {
      guids.add(guid);
      const mine = pairs.filter(({ entry }) => entry.about === guid);
      const known = [change.coding ?? null, ...mine.map(({ entry }) => entry.before ?? null)];
      if (said.has(guid) && !known.some((one) => alike(said.get(guid), one))) doubtful = true;
      else keep(change);
    }
    for (const guid of [...said.keys()]) if (!inFlight(guid)) said.delete(guid);
    return repaint(guids);
  }

  /**
   * Whether something happened that can only be shown from a fresh reading.
   *
   * @param {Change[]} changes
   */
  function isBehind(changes) {
    if (doubtful) return true;
    const readers = new Set(snapshot.readers.map(({ guid }) => guid));
    /** @type {Code[]} */
    const told = changes.find(({ kind }) => kind === "codes")?.codes ?? [];
    const known = new Set([...codes().all, ...told].map(({ guid }) => guid));
    return changes.some(
      ({ kind, coding }) =>
        kind === "refetch" || (coding && !(readers.has(coding.coder) && known.has(coding.code))),
    );
  }

  /** @param {Iterable<string>} guids @returns {Set<number>} the turns to paint again */
  function repaint(guids) {
    const turns = new Set();
    for (const guid of guids) for (const turn of refresh(guid)) turns.add(turn);
    return turns;
  }

  reset(first);
  /** Whether another reading is of the same words, folded alike. @param {Snapshot} fresh */
  function isSameText(fresh) {
    const [one, other] = [fresh, snapshot].map(({ source: { version, turns, folds } }) =>
      JSON.stringify([version, turns, folds]),
    );
    return one === other;
  }

  return {
    reset,
    isSameText,
    refresh,
    takeFeed,
    takeAnswer,
    isBehind,
    turnsOf,
    get snapshot() {
      return snapshot;
    },
    /** @param {string} guid */
    code: (guid) => codes().by.get(guid),
    codes: () => codes().list,
    everyCode: () => codes().all,
    /** @param {string} guid */
    shown: (guid) => shown.get(guid),
    /** @param {number} turn */
    inTurn: (turn) =>
      [...byTurn[turn]]
        .map((guid) => /** @type {Shown} */ (shown.get(guid)))
        .filter(({ coding }) => wanted(coding)),
    all: () => [...shown.values()].filter(({ coding }) => wanted(coding)),
    /** From now on show only the marks that a test lets through. What is mine is known all the
     * same. @param {(coding: Coding) => boolean} test */
    showOnly(test) {
      wanted = test;
    },
    /** Everybody who has marked here. */
    coders: () => new Set([...shown.values()].map(({ coding }) => coding.coder)),
    /** The marks over a position; one that ends there counts, so that a caret finds it.
     * @param {number} position */
    at(position) {
      const found = turnNear(position).flatMap((turn) => [...byTurn[turn]]);
      return [...new Set(found)]
        .map((guid) => /** @type {Shown} */ (shown.get(guid)))
        .filter(({ coding }) => wanted(coding) && coding.start <= position && position <= coding.end)
        .sort((one, other) => length(one.coding) - length(other.coding));
    },
    /** Whether I have marked just these words with this code. @param {Span} span
     * @param {string} code */
    hasMine({ start, end }, code) {
      return mineIn({ start, end }).some(
        (one) => one.code === code && one.start === start && one.end === end,
      );
    },
    mineIn,
    notes() {
      const fresh = waiting().filter(({ operation }) => operation.kind === "add_note");
      return [...snapshot.notes, ...fresh.map(({ operation }) => pendingNote(operation.note))];
    },
    perspectives() {
      return waiting().reduce(laterPerspectives, snapshot.perspectives);
    },
    assignment() {
      const states = waiting().filter(({ operation }) => operation.kind === "reading_state");
      return states.at(-1)?.operation.state ?? snapshot.assignment.state;
    },
  };

  /** My marks that share words with a stretch. @param {Span} span */
  function mineIn({ start, end }) {
    const guids = new Set(turnsOf({ start, end }).flatMap((turn) => [...byTurn[turn]]));
    return [...guids]
      .map((guid) => /** @type {Shown} */ (shown.get(guid)).coding)
      .filter((one) => one.coder === snapshot.me.guid && one.start < end && one.end > start);
  }

  /** @param {number} position */
  function turnNear(position) {
    return turnsOf({ start: Math.max(0, position - 1), end: position + 1 });
  }

  /** @param {any} note @returns {Note} */
  function pendingNote(note) {
    const { guid, words, visibility, start = null, end = null } = note;
    return { guid, start, end, words, visibility, mine: true, author: snapshot.me.name };
  }
}

/** @param {Perspective[]} mine @param {Entry} entry */
function laterPerspectives(mine, { operation }) {
  if (operation.kind === "add_perspective") {
    const { guid, words } = operation.perspective;
    return [...mine.filter((one) => one.guid !== guid), { guid, words, in_use: true }];
  }
  if (operation.kind !== "read_from") return mine;
  return mine.map((one) => ({ ...one, in_use: operation.perspectives.includes(one.guid) }));
}

/** @param {Coding} coding */
function length(coding) {
  return coding.end - coding.start;
}

/** @param {Coding | null} one @param {Coding | null} other */
function alike(one, other) {
  if (!one || !other) return one === other;
  /** @param {Coding} coding */
  const core = ({ start, end, code, presence, lens, flags }) =>
    [start, end, code, presence, lens, ...flags].join();
  return core(one) === core(other);
}
