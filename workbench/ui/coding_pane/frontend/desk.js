/**
 * What one person has under way in one transcript: unsent operations and an unsaved note.
 *
 * A desk outlives its pane. Leaving the page inside the application loses nothing: the queue goes
 * on sending, and coming back finds queue and draft as they were. Every desk belongs to one
 * person, and nothing on it is ever sent in another person's name.
 */

import { RequestRefused, createQueue } from "./queue.js";

/** @typedef {import("./types.js").Snapshot} Snapshot */
/** @typedef {import("./notes.js").Draft} Draft */
/**
 * @typedef {object} Desk
 * @property {import("./queue.js").Queue} queue
 * @property {{draft: Draft | null, sentence: import("./sentence.js").Sentence | null,
 *   version: string}} kept  a note and a sentence begun, and in which text
 * @property {() => void} doubt  there was a break: make sure who is signed in before sending
 */

/** @type {Map<string, Desk>} */
const desks = new Map();

/**
 * @param {ReturnType<typeof import("./server.js").openServer>} server
 * @param {Snapshot} snapshot
 * @returns {Desk}
 */
export function deskOf(server, { me, source }) {
  const key = `${source.guid} ${me.guid}`;
  const known = desks.get(key);
  if (known) return known;
  let certain = true;
  const queue = createQueue({
    async send(operations) {
      try {
        if (!certain && (await server.reading()).me.guid !== me.guid) {
          throw new RequestRefused(401, "Somebody else is signed in now.");
        }
        certain = true;
        return await server.send(operations);
      } catch (error) {
        certain = false;
        throw error;
      }
    },
  });
  const desk = {
    queue,
    kept: { draft: null, sentence: null, version: source.version },
    doubt: () => void (certain = false),
  };
  desks.set(key, desk);
  return desk;
}

addEventListener("beforeunload", (event) => {
  for (const { queue, kept } of desks.values()) {
    const unsaved = [kept.draft, kept.sentence].some((begun) => begun?.words.trim());
    if (queue.waiting().length > 0 || unsaved) event.preventDefault();
  }
});
for (const sign of ["online", "focus"]) {
  addEventListener(sign, () => desks.forEach(({ queue }) => queue.retry()));
}
