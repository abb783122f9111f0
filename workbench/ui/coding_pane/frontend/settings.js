/**
 * What this device remembers for a person: settings and places, never a word of a transcript.
 *
 * Keys are made of a hash, so that the browser's storage does not say who reads which transcript.
 */

/** @param {string} kind @param {...string} guids  whose setting it is, and of what */
export function keyFor(kind, ...guids) {
  return `workbench.pane.${kind}.${hashed(guids.join(" "))}`;
}

/** @param {string} key @returns {string | null} */
export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Where the browser keeps nothing, the choice holds for this page.
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
