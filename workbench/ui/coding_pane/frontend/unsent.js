/**
 * What is not saved yet, kept in this browser so that neither a crash nor a closed window loses it.
 *
 * Each record is encrypted with a key of this person in this study that no script can read out,
 * and goes as soon as the server has answered. What another window of the same person holds is
 * left to it; what a window left behind that is gone is taken over by the next one. Where the
 * browser has no WebCrypto (plain http beyond localhost) nothing is kept, and the pane says so.
 */

import { newGuid } from "./ids.js";
import { hashed } from "./settings.js";

/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {{project: string, source: string, order: number, entry?: Entry, message?: string,
 *   kept?: import("./desk.js").Begun}} Kept  an operation, refused where there is a message, or
 *   words that somebody has begun */
/** @typedef {{id: string, kept: Kept}} Found */
/** @typedef {{id: string, person: string, owner: string, window: string, iv: BufferSource,
 *   body: BufferSource}} Row */
/** @typedef {{owner: string, person: string, id: string, key: CryptoKey}} KeyRow */
/** @typedef {ReturnType<typeof unsentOf>} Unsent */

const NAME = "workbench-unsent";
const HERE = newGuid();
const lockOf = (/** @type {string} */ guid) => `workbench-window ${guid}`;

/** Whether this browser can keep anything safely. */
export const canKeep = () =>
  Boolean(globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks);

/** @type {Promise<IDBDatabase> | undefined} */
let connection;

/** The database, opened once; the lock tells other windows that this one is alive. */
function connect() {
  connection ??= new Promise((ready, fail) => {
    navigator.locks.request(lockOf(HERE), () => new Promise(() => {}));
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      const rows = asked.result.createObjectStore("unsent", { keyPath: "id" });
      rows.createIndex("person", "person");
      const keys = asked.result.createObjectStore("keys", { keyPath: "owner" });
      keys.createIndex("person", "person");
    };
    asked.onsuccess = () => ready(asked.result);
    asked.onerror = asked.onblocked = () => fail(asked.error);
  });
  return connection;
}

/**
 * @template Result
 * @param {IDBTransactionMode} mode
 * @param {(rows: IDBObjectStore, keys: IDBObjectStore) => IDBRequest<Result> | void} act
 * @returns {Promise<Result | undefined>}
 */
async function inside(mode, act) {
  const db = await connect();
  return new Promise((done, fail) => {
    const work = db.transaction(["unsent", "keys"], mode);
    const asked = act(work.objectStore("unsent"), work.objectStore("keys"));
    work.oncomplete = () => done(asked ? asked.result : undefined);
    work.onerror = work.onabort = () => fail(work.error);
  });
}

/** @param {string} person @param {string} project */
const ownerOf = (person, project) => hashed(`${person} ${project}`);

/** The key of one person in one study: the one kept here, else a new one.
 * @param {string} person @param {string} owner @returns {Promise<KeyRow>} */
async function keyOf(person, owner) {
  /** @param {(found: KeyRow | undefined) => void} then @param {KeyRow | null} fresh */
  const look = (then, fresh) =>
    inside("readwrite", (_rows, keys) => {
      const asked = keys.get(owner);
      asked.onsuccess = () => {
        if (!asked.result && fresh) keys.put(fresh);
        then(asked.result ?? fresh ?? undefined);
      };
    });
  /** @type {KeyRow | undefined} */
  let found;
  await look((row) => void (found = row), null);
  if (found) return found;
  const use = /** @type {const} */ (["encrypt", "decrypt"]);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, use);
  // Another window may have made one meanwhile; then that one counts.
  await look((row) => void (found = row), { owner, person: hashed(person), id: newGuid(), key });
  return /** @type {KeyRow} */ (/** @type {unknown} */ (found));
}

/** @param {KeyRow | undefined} row @param {Row} kept @returns {Promise<Kept | null>} */
async function opened(row, { id, iv, body }) {
  try {
    if (!row) return null;
    const about = new TextEncoder().encode(id);
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv, additionalData: about },
      row.key,
      body,
    );
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    // Made under a key that is gone: nobody can read it any more.
    return null;
  }
}

/** Everything of one person that a test lets through, in order.
 * @param {string} person @param {(row: Row) => boolean} wanted @returns {Promise<Found[]>} */
async function read(person, wanted) {
  const mine = hashed(person);
  /** @type {Row[]} */
  const all = (await inside("readonly", (rows) => rows.index("person").getAll(mine))) ?? [];
  const keys = /** @type {KeyRow[]} */ (
    (await inside("readonly", (_rows, held) => held.index("person").getAll(mine))) ?? []
  );
  const by = new Map(keys.map((row) => [row.owner, row]));
  const found = await Promise.all(
    all.filter(wanted).map(async (row) => ({ id: row.id, kept: await opened(by.get(row.owner), row) })),
  );
  return /** @type {Found[]} */ (found.filter(({ kept }) => kept)).sort(
    (one, other) => one.kept.order - other.kept.order,
  );
}

/** What one person has unsent in one study. @param {string} person @param {string} project */
export function unsentOf(person, project) {
  const owner = ownerOf(person, project);
  /** Steps follow one another, so that nothing is dropped before it was kept.
   * @type {Promise<unknown>} */
  let last = Promise.resolve();
  let safe = canKeep();
  /** The key last used here; each use makes sure that it still stands.
   * @type {KeyRow | null} */
  let key = null;

  /** @param {() => Promise<unknown>} step */
  function then(step) {
    if (!safe) return;
    last = last.then(step).catch(() => {
      safe = false;
    });
  }

  return {
    isSafe: () => safe,
    settled: () => last,

    /** @param {string} id @param {Omit<Kept, "project" | "order">} what @param {number} [order] */
    keep(id, what, order = performance.timeOrigin + performance.now()) {
      const said = JSON.stringify({ project, order, ...what });
      then(async () => {
        for (;;) {
          const row = (key ??= await keyOf(person, owner));
          const iv = crypto.getRandomValues(new Uint8Array(12));
          const body = await crypto.subtle.encrypt(
            { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) },
            row.key,
            new TextEncoder().encode(said),
          );
          let stands = false;
          await inside("readwrite", (rows, keys) => {
            const asked = keys.get(owner);
            asked.onsuccess = () => {
              // After a sign-out in another window the key has gone, and a new one is needed.
              stands = asked.result?.id === row.id;
              if (stands) rows.put({ id, person: hashed(person), owner, window: HERE, iv, body });
            };
          });
          if (stands) return;
          key = null;
        }
      });
    },

    /** @param {string} id */
    drop: (id) => then(() => inside("readwrite", (rows) => rows.delete(id))),

    /** What windows that are gone have left behind in this study; it is this window's from now on.
     * @returns {Promise<Found[]>} */
    async takeOver() {
      if (!safe) return [];
      try {
        return await navigator.locks.request("workbench-take-over", async () => {
          const held = new Set((await navigator.locks.query()).held?.map(({ name }) => name));
          const found = await read(
            person,
            (row) => row.owner === owner && !held.has(lockOf(row.window)),
          );
          await inside("readwrite", (rows) => {
            for (const { id } of found) {
              const asked = rows.get(id);
              asked.onsuccess = () =>
                asked.result && rows.put({ ...asked.result, window: HERE });
            }
          });
          return found;
        });
      } catch {
        safe = false;
        return [];
      }
    },
  };
}

/** Everything of one person here, in whichever study and window. @param {string} person
 * @returns {Promise<Found[]>} */
export async function everythingOf(person) {
  return canKeep() ? read(person, () => true) : [];
}

/** Leave nothing of one person in this browser, their keys included. @param {string} person */
export async function forget(person) {
  if (!canKeep()) return;
  const mine = hashed(person);
  await inside("readwrite", (rows, keys) => {
    for (const store of [rows, keys]) {
      const asked = store.index("person").getAllKeys(mine);
      asked.onsuccess = () => asked.result.forEach((key) => store.delete(key));
    }
  });
}
