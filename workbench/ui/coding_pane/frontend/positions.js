/**
 * Between code points, which the server counts, and UTF-16 units, which the browser counts.
 *
 * This is the only module that knows how the two differ. It refuses to guess: a unit in the
 * middle of a character belongs to the character it is part of.
 */

/**
 * @typedef {object} Positions
 * @property {number} length  code points in the whole text
 * @property {(unit: number) => number} toPoint  the code point a UTF-16 unit stands in
 * @property {(point: number) => number} toUnit  where a code point begins, in UTF-16 units
 * @property {(start: number, end: number) => string} slice  the words between two code points
 */

/**
 * Index one text. Without characters beyond U+FFFF the two counts are the same and nothing is
 * kept; otherwise both conversions are a binary search over those characters.
 *
 * @param {string} text
 * @returns {Positions}
 */
export function indexPositions(text) {
  const units = wideCharacters(text);
  if (units.length === 0) {
    return {
      length: text.length,
      toPoint: (unit) => unit,
      toUnit: (point) => point,
      slice: (start, end) => text.slice(start, end),
    };
  }
  // The k-th wide character has k wide ones before it, each of which costs one unit more.
  const points = units.map((unit, k) => unit - k);
  // In the middle of a wide character, that character is already counted among those before.
  const toPoint = (/** @type {number} */ unit) => unit - countBelow(units, unit);
  const toUnit = (/** @type {number} */ point) => point + countBelow(points, point);
  return {
    length: text.length - units.length,
    toPoint,
    toUnit,
    slice: (start, end) => text.slice(toUnit(start), toUnit(end)),
  };
}

/**
 * Where each character that takes two units begins, in order.
 *
 * @param {string} text
 * @returns {Int32Array}
 */
function wideCharacters(text) {
  const found = [];
  for (const match of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) found.push(match.index);
  return Int32Array.from(found);
}

/**
 * How many of the sorted numbers are smaller than the limit.
 *
 * @param {Int32Array} sorted
 * @param {number} limit
 */
function countBelow(sorted, limit) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
