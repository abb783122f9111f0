/**
 * How each value looks: a colour, a letter and a pattern, so that none of them is needed alone.
 *
 * The colours themselves stand in pane.css, once for light and once for dark.
 */

import { lanes } from "./segments.js";

/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {{value: number, letter: string}} Look */

/** Dashes of each value's line, in pixels on and off by turns; 0 is for codes under no value. */
const PATTERNS = [[2, 4], [1], [9, 4], [3, 3], [12, 3, 3, 3], [18, 5], [6, 2, 2, 2, 2, 2]];

/**
 * @param {Code[]} codes
 * @returns {(code: string) => Look}
 */
export function looks(codes) {
  const values = codes.filter((code) => code.value === code.guid && !code.retired);
  const firsts = values.map(({ name }) => firstLetter(name));
  /** @type {Map<string, Look>} */
  const byValue = new Map();
  values.forEach((code, k) => {
    const shared = firsts.filter((letter) => letter === firsts[k]).length > 1;
    const value = code.digit && code.digit < PATTERNS.length ? code.digit : 0;
    byValue.set(code.guid, { value, letter: shared ? code.key : firsts[k] });
  });
  /** @type {Map<string, Look>} */
  const byCode = new Map();
  for (const code of codes) {
    const own = { value: 0, letter: code.key.slice(0, 3) || "·" };
    byCode.set(code.guid, byValue.get(code.value ?? "") ?? own);
  }
  return (code) => byCode.get(code) ?? { value: 0, letter: "?" };
}

/**
 * Prepare how a piece of marked text is painted: a tint, and a line for each reader. Pieces that
 * look the same share one string.
 *
 * @param {(code: string) => Look} look
 * @param {Parameters<typeof lanes>[1]} by
 * @returns {(codings: Coding[]) => {style: string, more: number}}
 */
export function painter(look, by) {
  /** @type {Map<string, string>} */
  const styles = new Map();
  return (codings) => {
    const { lanes: drawn, more } = lanes(codings, by);
    const values = drawn.map((lane) => [...new Set(lane.map(({ code }) => look(code).value))]);
    const tint = values.flat()[0] ?? look(codings[0].code).value;
    const depth = Math.min(3, codings.length);
    const key = `${depth}|${tint}|${values.map((lane) => lane.join(",")).join("|")}`;
    let style = styles.get(key);
    if (style === undefined) {
      style = styleOf(values, tint, depth);
      styles.set(key, style);
    }
    return { style, more };
  };
}

/** @param {number[][]} values  of each lane @param {number} tint @param {number} depth */
function styleOf(values, tint, depth) {
  /** @type {string[]} */
  const images = [];
  /** @type {string[]} */
  const places = [];
  values.forEach((lane, k) => {
    if (lane.length === 0) return;
    images.push(line(lane));
    places.push(`0 calc(100% - (var(--cw-lanes, 1) - ${k + 1}) * var(--cw-lane))`);
  });
  return (
    `background-color:var(--cw-tint-${tint}-${depth});` +
    `background-image:${images.join(",") || "none"};background-position:${places.join(",")}`
  );
}

/**
 * One reader's line: the value's own pattern, or its colours by turns where there are several.
 *
 * @param {number[]} values
 */
export function line(values) {
  const pieces = [];
  let at = 0;
  if (values.length > 1) {
    for (const value of values) {
      pieces.push(`var(--cw-value-${value}) ${at}px ${at + 7}px`, `#0000 ${at + 7}px ${at + 9}px`);
      at += 9;
    }
  } else {
    PATTERNS[values[0]].forEach((length, k) => {
      const colour = k % 2 === 0 ? `var(--cw-value-${values[0]})` : "#0000";
      pieces.push(`${colour} ${at}px ${at + length}px`);
      at += length;
    });
  }
  return `repeating-linear-gradient(90deg,${pieces.join(",")})`;
}

/** @param {string} name */
function firstLetter(name) {
  return name.trim().slice(0, 1).toUpperCase();
}
