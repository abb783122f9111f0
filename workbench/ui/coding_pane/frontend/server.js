/**
 * The pane's door to the server: one transcript's reading, operations, and the live feed's
 * address. Answers that are not an answer become one kind of error with a sentence in it.
 */

import { RequestRefused } from "./queue.js";
import { noteVersion } from "./newer.js";

const LONGEST_ANSWER = 20_000;

/** @typedef {{apiBase: string, project: string, source: string, how: string}} Place  `how` says
 *   whether passages are folded */

/** @param {Place} where */
export function openServer({ apiBase, project, source, how }) {
  const base = new URL(apiBase, document.baseURI);
  const inProject = new URL(`projects/${encodeURIComponent(project)}/`, base);

  /** The folded passages this reader has opened. @type {Set<string>} */
  const opened = new Set();

  /** @param {string} path @param {RequestInit} [request] */
  async function ask(path, request = {}) {
    const answer = await fetch(new URL(path, path === "me" ? base : inProject), {
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(LONGEST_ANSWER),
      ...request,
    });
    noteVersion(answer.headers.get("x-workbench-pane"));
    // A sign-in page instead of an answer means the same as being told to sign in.
    const isJson = answer.headers.get("content-type")?.includes("json");
    if (answer.ok && isJson) return answer.json();
    if (answer.ok) throw new RequestRefused(401, "Please sign in again.");
    const told = isJson ? await answer.json() : {};
    throw new RequestRefused(answer.status, told.message ?? "The server could not answer.");
  }

  return {
    /** @returns {Promise<import("./types.js").Snapshot>} */
    reading() {
      const asked = new URLSearchParams({ how, opened: [...opened].join() });
      return ask(`sources/${encodeURIComponent(source)}/reading?${asked}`);
    },

    /** Who is signed in in this browser by now. @returns {Promise<string>} */
    who: async () => (await ask("me")).guid,

    /** From now on, ask for the words of a folded passage, or no longer.
     * @param {string} guid @param {boolean} wanted */
    openFold(guid, wanted) {
      if (wanted) opened.add(guid);
      else opened.delete(guid);
    },

    /**
     * @param {import("./types.js").Operation[]} operations
     * @param {string} me  whose they are: a browser in which somebody else has signed in since is
     *   refused
     * @returns {Promise<import("./types.js").Answer>}
     */
    send: (operations, me) =>
      ask("operations", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ source, me, operations }),
      }),

    /** Keep where I am. Where it does not arrive, the next one will. @param {string} version
     * @param {number} position */
    keepPlace(version, position) {
      fetch(new URL(`sources/${encodeURIComponent(source)}/place`, inProject), {
        method: "PUT",
        credentials: "same-origin",
        keepalive: true,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ version, position }),
      }).catch(() => {});
    },

    /** Keep how I like the pane. @param {string} name @param {string} value */
    async keepSetting(name, value) {
      const answer = await fetch(new URL("my-settings", base), {
        method: "PUT",
        credentials: "same-origin",
        keepalive: true,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ name, value }),
      }).catch(() => null);
      return answer?.ok ?? false;
    },

    /** @param {string} cursor */
    liveAddress(cursor) {
      const address = new URL("live", inProject);
      address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
      address.search = new URLSearchParams({ source, since: cursor }).toString();
      return address.href;
    },

    signIn: new URL("../../sign-in", base).href,
  };
}
