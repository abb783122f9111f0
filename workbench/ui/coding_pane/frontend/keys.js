/** Which key asks for what, as it comes and as a person has changed it. Pure. */

/** Single keys, by what they write.
 * @type {Record<string, string>} */
export const USUAL = {
  "/": "find",
  "?": "sheet",
  "[": "startEarlier",
  "]": "startLater",
  "{": "endEarlier",
  "}": "endLater",
  a: "comfort",
  d: "explain",
  f: "search",
  h: "tell",
  m: "note",
  n: "nextMark",
  o: "nextNote",
  p: "pause",
  s: "sentence",
  t: "turn",
  u: "nextUnmarked",
  v: "inVivo",
  w: "ways",
};

/** What the same key with Shift asks for. @type {Record<string, string>} */
const WITH_SHIFT = {
  nextMark: "previousMark",
  nextNote: "previousNote",
  nextUnmarked: "previousUnmarked",
};

/** Whether a single character may be a key: not a digit, which stands for a value, nor a space.
 * @param {string} key */
export const canBeKey = (key) => [...key].length === 1 && !/[\s\d\p{C}]/u.test(key);

/**
 * The keys with one of them changed. A key that asked for something else goes to what asks for it
 * now, and that gets the key which has become free.
 *
 * @param {Record<string, string>} keys
 * @param {string} action
 * @param {string} wanted
 */
export function changed(keys, action, wanted) {
  const key = wanted.toLowerCase();
  const before = keyOf(keys, action);
  if (before === null || before === key) return keys;
  const { [before]: _, [key]: other, ...rest } = keys;
  return { ...rest, [key]: action, ...(other ? { [before]: other } : {}) };
}

/** @param {Record<string, string>} keys @param {string} action */
export function keyOf(keys, action) {
  return Object.entries(keys).find(([, asks]) => asks === action)?.[0] ?? null;
}

/** How the keys of an action are shown. @param {Record<string, string>} keys
 * @param {string} action @returns {string[]} */
export function shownKeys(keys, action) {
  const key = keyOf(keys, action);
  if (key === null) return [];
  return action in WITH_SHIFT ? [key, `Shift + ${key}`] : [key];
}

/**
 * Read what was kept. Anything but the same actions on possible keys is as usual.
 *
 * @param {string | null} kept
 * @returns {Record<string, string>}
 */
export function keysFrom(kept) {
  try {
    const found = Object(JSON.parse(kept ?? "{}"));
    const same = Object.values(found).toSorted().join() === Object.values(USUAL).toSorted().join();
    if (same && Object.keys(found).every(canBeKey)) return found;
  } catch {
    // Somebody else's words under our key.
  }
  return USUAL;
}

/**
 * Which action a key asks for, if any.
 *
 * @param {KeyboardEvent} event
 * @param {Record<string, string> | null} keys  the single keys; null where they are off
 * @returns {string | null}  an action's name, or a digit
 */
export function asked(event, keys) {
  const { key, code, shiftKey: shift, altKey: alt } = event;
  // Many keyboards write brackets with Option or AltGr, which also says Ctrl + Alt.
  const bracket = keys !== null && /^[[\]{}]$/.test(key);
  if (bracket && (alt || event.getModifierState("AltGraph"))) return keys[key] ?? null;
  if (event.ctrlKey || event.metaKey) {
    if (alt) return null;
    const letter = key.toLowerCase();
    if (letter === "z") return shift ? "redo" : "undo";
    return letter === "y" && !shift ? "redo" : null;
  }
  if (alt && !shift && key === "ArrowDown") return "nextTurn";
  if (alt && !shift && key === "ArrowUp") return "previousTurn";
  if (key === "Delete" || key === "Backspace") return "remove";
  if (key === "Enter") return "toMarks";
  if (key === "Escape") return "toText";
  if (keys === null) return null;
  // With Alt held some keyboards make another character of a digit, so the key's place counts.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (alt) return digit ?? null;
  if (/^[1-9]$/.test(key)) return key;
  const action = keys[key.toLowerCase()];
  return (shift && action && WITH_SHIFT[action]) || (action ?? null);
}
