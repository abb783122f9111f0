/**
 * What one person has under way in one transcript: unsent operations and unsaved words.
 *
 * A desk outlives its pane. Leaving the page inside the application loses nothing: the queue goes
 * on sending, and coming back finds queue and draft as they were. What was left behind by a page
 * that is gone is found again in this browser. Every desk belongs to one person, and nothing on it
 * is ever sent in another person's name.
 */

import { RequestRefused, createQueue } from "./queue.js";
import { openServer } from "./server.js";
import { hashed } from "./settings.js";
import { unsentOf } from "./unsent.js";

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./notes.js").Draft} Draft */
/** @typedef {{draft: Draft | null, sentence: import("./sentence.js").Sentence | null,
 *   version: string}} Begun  a note and a sentence begun, and in which text */
/**
 * @typedef {object} Desk
 * @property {import("./queue.js").Queue} queue
 * @property {Begun} kept
 * @property {() => void} begun  something was typed that is not saved: keep it safe
 * @property {() => boolean} isSafe  whether what waits outlives this page
 * @property {() => void} doubt  there was a break: make sure who is signed in before sending
 * @property {string} person
 * @property {string} project
 * @property {string} source
 * @property {boolean} cameBack  what an earlier page had left unsent was found
 */

const SOON = 400;

/** @type {Map<string, Promise<void>>} */
const found = new Map();
/** @type {Map<string, Desk>} */
const desks = new Map();

/**
 * @param {ReturnType<typeof openServer>} server
 * @param {Snapshot} snapshot
 * @param {import("./server.js").Place} where
 * @returns {Promise<Desk>}
 */
export async function deskOf(server, { me, source }, where) {
  const { project } = where;
  const study = `${project} ${me.guid}`;
  const unsent = unsentOf(me.guid, project);
  if (!found.has(study)) found.set(study, comeBack(unsent, me.guid, where));
  await found.get(study);
  return deskFor(server, me.guid, { project, source: source.guid }, unsent);
}

/** Everything that is open in this page. */
export const allDesks = () => [...desks.values()];

/**
 * @param {ReturnType<typeof openServer>} server
 * @param {string} person
 * @param {{project: string, source: string}} where
 * @param {import("./unsent.js").Unsent} unsent
 * @returns {Desk}
 */
function deskFor(server, person, { project, source }, unsent) {
  const key = `${source} ${person}`;
  const known = desks.get(key);
  if (known) return known;
  let certain = true;
  const queue = createQueue({
    async send(operations) {
      try {
        if (!certain && (await server.who()) !== person) {
          throw new RequestRefused(401, "Somebody else is signed in now.");
        }
        certain = true;
        return await server.send(operations, person);
      } catch (error) {
        certain = false;
        throw error;
      }
    },
    safe: {
      keep(entry, message) {
        // That a transcript is open says nothing once its page is gone.
        const { kind, state } = entry.operation;
        if (kind === "reading_state" && state === "opened") return;
        unsent.keep(entry.operation.id, { source, entry, message });
      },
      drop: (entry) => unsent.drop(entry.operation.id),
    },
  });
  const words = `${hashed(key)} words`;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Desk} */
  const desk = {
    queue,
    person,
    project,
    source,
    kept: { draft: null, sentence: null, version: "" },
    begun() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (isBegun(desk)) unsent.keep(words, { source, kept: desk.kept });
        else unsent.drop(words);
      }, SOON);
    },
    isSafe: unsent.isSafe,
    doubt: () => void (certain = false),
    cameBack: false,
  };
  desks.set(key, desk);
  return desk;
}

/**
 * Find what pages that are gone left unsent in this study, and begin to send it.
 *
 * @param {import("./unsent.js").Unsent} unsent
 * @param {string} person
 * @param {import("./server.js").Place} where
 */
async function comeBack(unsent, person, where) {
  /** @type {Map<string, {entries: Entry[], refused: import("./queue.js").Refused[]}>} */
  const bySource = new Map();
  for (const { kept } of await unsent.takeOver()) {
    const { source, entry, message, kept: begun } = kept;
    const there = { ...where, source };
    const desk = deskFor(openServer(there), person, there, unsent);
    const mine = bySource.get(source) ?? { entries: [], refused: [] };
    bySource.set(source, mine);
    if (begun && !isBegun(desk)) desk.kept = begun;
    else if (entry && message === undefined) mine.entries.push(entry);
    else if (entry) mine.refused.push({ entry, message: message ?? "" });
  }
  for (const [source, { entries, refused }] of bySource) {
    const desk = /** @type {Desk} */ (desks.get(`${source} ${person}`));
    desk.cameBack = true;
    desk.queue.restore(entries, refused);
  }
}

/**
 * The text has another version: the same place may be other words, so what is begun is kept
 * without its place.
 *
 * @param {Begun} kept
 * @param {string} version
 */
export function readsVersion(kept, version) {
  if (kept.version !== version) {
    const { sentence } = kept;
    if (kept.draft) kept.draft.span = null;
    else if (sentence?.words.trim()) kept.draft = { ...sentence, span: null };
    kept.sentence = null;
  }
  kept.version = version;
}

/** Whether words stand there that nobody has saved. @param {Desk} desk */
export function isBegun({ kept: { draft, sentence } }) {
  return [draft, sentence].some((begun) => begun?.words.trim());
}

let free = false;
/** What waits here has been seen to: going away needs no question. */
export const leaveFreely = () => void (free = true);

addEventListener("beforeunload", (event) => {
  if (free) return;
  for (const desk of desks.values()) {
    if (desk.queue.waiting().length > 0 || isBegun(desk)) event.preventDefault();
  }
});
for (const sign of ["online", "focus"]) {
  addEventListener(sign, () => desks.forEach(({ queue }) => queue.retry()));
}
