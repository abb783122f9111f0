/**
 * How a person likes the pane: kept by the server for every device of theirs, and here for when
 * the server cannot be reached. Settings only, never a word of a transcript.
 */

/** @typedef {ReturnType<typeof createSettings>} Settings */

/**
 * @param {import("./types.js").Snapshot} snapshot  whose `settings` are what the server knows
 * @param {(name: string, value: string) => Promise<boolean>} send  gives whether it arrived
 */
export function createSettings({ me, settings: known }, send) {
  /** @param {string} name @param {string} value */
  async function sendSoon(name, value) {
    const waiting = keyFor("unsent", me.guid, name);
    write(waiting, "yes");
    if (await send(name, value)) write(waiting, null);
  }

  return {
    /** @param {string} name @returns {string | null} */
    recall(name) {
      const here = read(keyFor(name, me.guid));
      // What was chosen while the server was away is newer than what it knows.
      const newer = here !== null && read(keyFor("unsent", me.guid, name)) !== null;
      if (newer) sendSoon(name, here);
      return newer || !Object.hasOwn(known, name) ? here : known[name];
    },

    /** @param {string} name @param {string} value */
    remember(name, value) {
      known[name] = value;
      write(keyFor(name, me.guid), value);
      sendSoon(name, value);
    },
  };
}

/**
 * Keys are made of a hash, so that the browser's storage does not say whose they are.
 *
 * @param {string} kind @param {...string} guids
 */
function keyFor(kind, ...guids) {
  return `workbench.pane.${kind}.${hashed(guids.join(" "))}`;
}

/** @param {string} key @returns {string | null} */
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string | null} value */
function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Where the browser keeps nothing, the choice holds for this page, and the server keeps it.
  }
}

/**
 * 64 bits of FNV-1a: short, and the same on a server without https, where WebCrypto is missing.
 * The GUIDs are random, so nobody can find them again by trying.
 *
 * @param {string} words
 */
export function hashed(words) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(words)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
