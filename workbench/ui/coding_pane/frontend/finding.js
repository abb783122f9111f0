/** Finding typed words in a text. Pure; places are in the browser's own units. */

/** @typedef {import("./words.js").Stretch} Stretch */

/** What people type stands for these too: a keyboard's apostrophe finds a printed one. */
const ALIKE = [/['\u2018\u2019]/u, /["\u201c\u201d]/u, /[-\u2010-\u2014]/u];

/**
 * Every place where the words stand, in order, whatever their capitals; any space fits any other,
 * a change of turn included.
 *
 * @param {string} text
 * @param {string} words
 * @returns {Stretch[]}
 */
export function placesOf(text, words) {
  const parts = words.trim().split(/\s+/u).filter(Boolean);
  if (parts.length === 0) return [];
  const pattern = parts.map((part) => [...part].map(asPattern).join("")).join("\\s+");
  return [...text.matchAll(new RegExp(pattern, "giu"))].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
}

/** @param {string} character */
function asPattern(character) {
  const alike = ALIKE.find((one) => one.test(character));
  return alike ? alike.source : character.replace(/[\^$\\.*+?()[\]{}|/]/u, "\\$&");
}

/**
 * The first of the places that begins at or after a unit; the first of all where none does.
 *
 * @param {Stretch[]} places
 * @param {number} unit
 */
export function firstFrom(places, unit) {
  return Math.max(
    0,
    places.findIndex(({ from }) => from >= unit),
  );
}
