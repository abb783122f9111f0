/**
 * The queue of what this person has done and the server has not yet kept.
 *
 * Operations are sent in order, one request at a time, and again with the same ids until the
 * server answers: a repeat does no harm there. Nothing is called saved before that answer.
 * The queue knows nothing of the page; sending and waiting are handed to it.
 */

/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {{entry: Entry, message: string}} Refused */
/**
 * @typedef {object} Queue
 * @property {(entry: Entry) => void} add
 * @property {() => Entry[]} waiting  in order, those under way included
 * @property {() => Refused[]} refused
 * @property {(refused: Refused) => void} dismiss
 * @property {() => "saved" | "saving" | "unreachable" | "signed_out"} state
 * @property {() => void} retry  try at once, where it was waiting to try again
 * @property {(entries: Entry[], refused: Refused[]) => void} restore  what an earlier page has
 *   left unsent; it goes before everything done since
 * @property {(listener: Listener) => void} connect  who hears of answers and changes from now on
 */
/**
 * Where what waits is kept safe meanwhile.
 *
 * @typedef {{keep: (entry: Entry, message?: string) => void, drop: (entry: Entry) => void}} Safe
 */
/**
 * @typedef {object} Listener
 * @property {(pairs: {entry: Entry, result: Result}[], answer: Answer | null) => void} onAnswer
 *   called once for each request the server answered, after its entries left the queue
 * @property {() => void} onChange
 */

const MOST_AT_ONCE = 200;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;
/** @type {Safe} */
const NOWHERE = { keep: () => {}, drop: () => {} };

/** What the server said about a whole request; `status` is the HTTP one. */
export class RequestRefused extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {object} given
 * @param {(operations: import("./types.js").Operation[]) => Promise<Answer>} given.send
 * @param {(run: () => void, milliseconds: number) => () => void} [given.after]
 *   runs something later and returns how to call it off
 * @param {Safe} [given.safe]
 * @returns {Queue}
 */
export function createQueue({ send, after = later, safe = NOWHERE }) {
  /** @type {Entry[]} */
  let waiting = [];
  /** @type {Refused[]} */
  let refused = [];
  let underWay = false;
  let wait = 0;
  let size = MOST_AT_ONCE;
  let trouble = /** @type {"" | "unreachable" | "signed_out"} */ ("");
  /** @type {(() => void) | null} */
  let callOff = null;
  /** @type {Listener} */
  let listener = { onAnswer: () => {}, onChange: () => {} };

  async function next() {
    if (underWay || waiting.length === 0) return;
    callOff?.();
    callOff = null;
    underWay = true;
    const batch = waiting.slice(0, size);
    /** @type {Answer | null} */
    let answer = null;
    /** @type {unknown} */
    let failure = null;
    try {
      answer = await send(batch.map((entry) => entry.operation));
    } catch (error) {
      failure = error;
    }
    underWay = false;
    if (answer) settle(batch, answer.results, answer);
    else if (failure instanceof RequestRefused && isFinal(failure)) refuse(batch, failure);
    else if (failure) tryAgainLater(failure);
    listener.onChange();
    if (!callOff) next();
  }

  /** @param {Entry[]} batch @param {Result[]} results @param {Answer | null} answer */
  function settle(batch, results, answer) {
    const byId = new Map(results.map((result) => [result.id, result]));
    const pairs = batch.flatMap((entry) => {
      const result = byId.get(entry.operation.id);
      return result ? [{ entry, result }] : [];
    });
    if (pairs.length === 0) {
      tryAgainLater(new Error("The answer said nothing about what was sent."));
      return;
    }
    wait = 0;
    size = MOST_AT_ONCE;
    trouble = "";
    const settled = new Set(pairs.map(({ entry }) => entry));
    waiting = waiting.filter((entry) => !settled.has(entry));
    for (const { entry, result } of pairs) {
      if (result.state === "refused") {
        const message = result.message ?? "";
        refused = [...refused, { entry, message }];
        safe.keep(entry, message);
      } else safe.drop(entry);
    }
    listener.onAnswer(pairs, answer);
  }

  /** @param {Entry[]} batch @param {RequestRefused} failure */
  function refuse(batch, failure) {
    // One unfit operation must not take the others with it: send them one by one to find it.
    if (batch.length > 1) {
      size = 1;
      return;
    }
    const [{ operation }] = batch;
    const result = {
      id: operation.id,
      state: /** @type {const} */ ("refused"),
      message: failure.message,
    };
    settle(batch, [result], null);
    size = 1;
  }

  /** @param {unknown} failure */
  function tryAgainLater(failure) {
    const signedOut = failure instanceof RequestRefused && failure.status === 401;
    trouble = signedOut ? "signed_out" : "unreachable";
    wait = Math.min(LONGEST_WAIT, wait ? wait * 2 : FIRST_WAIT);
    callOff = after(() => {
      callOff = null;
      next();
    }, wait);
  }

  return {
    add(entry) {
      waiting.push(entry);
      safe.keep(entry);
      // After the handler: the screen comes first, and what one key did goes in one request.
      queueMicrotask(() => !callOff && next());
    },
    waiting: () => waiting,
    refused: () => refused,
    dismiss(one) {
      refused = refused.filter((other) => other !== one);
      safe.drop(one.entry);
      listener.onChange();
    },
    restore(entries, kept) {
      waiting = [...entries, ...waiting];
      refused = [...kept, ...refused];
      queueMicrotask(() => !callOff && next());
    },
    state: () => (waiting.length === 0 ? "saved" : trouble || "saving"),
    retry: () => {
      wait = 0;
      next();
    },
    connect(next) {
      listener = next;
    },
  };
}

/** Whether sending the same again could never help. @param {RequestRefused} failure */
function isFinal(failure) {
  return (
    failure.status >= 400 && failure.status < 500 && ![401, 408, 429].includes(failure.status)
  );
}

/** @param {() => void} run @param {number} milliseconds */
function later(run, milliseconds) {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
