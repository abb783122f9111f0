/**
 * Cutting overlapping marks into pieces that can be drawn side by side.
 *
 * Pure: codings in, pieces out. Positions are code points, half-open.
 */

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {{start: number, end: number, codings: Coding[]}} Segment */

/** More lanes than this are counted, not drawn: lines would reach into the text below. */
export const LANE_CAP = 6;

/**
 * Cut a stretch of text wherever a mark begins or ends. The pieces cover the stretch exactly once
 * and in order; a piece nobody marked has no codings.
 *
 * @param {number} start
 * @param {number} end
 * @param {Coding[]} codings  in any order; those outside the stretch are left out
 * @returns {Segment[]}
 */
export function cut(start, end, codings) {
  if (start >= end) return [];
  const touching = codings.filter((coding) => coding.start < end && coding.end > start);
  const edges = new Set([start, end]);
  for (const coding of touching) {
    edges.add(Math.max(start, coding.start));
    edges.add(Math.min(end, coding.end));
  }
  const sorted = [...edges].sort((one, other) => one - other);
  const waiting = touching.toSorted((one, other) => one.start - other.start);
  /** @type {Coding[]} */
  let open = [];
  let next = 0;
  const segments = [];
  for (let k = 0; k + 1 < sorted.length; k += 1) {
    const from = sorted[k];
    open = open.filter((coding) => coding.end > from);
    while (next < waiting.length && waiting[next].start <= from) open.push(waiting[next++]);
    segments.push({ start: from, end: sorted[k + 1], codings: [...open] });
  }
  return segments;
}

/**
 * Share a piece out over lanes, one for each reader or each value. A lane keeps its height where
 * it has no mark, so that a line never jumps.
 *
 * @param {Coding[]} codings
 * @param {{lane: (coding: Coding) => number, whose: (coding: Coding) => string}} by
 * @returns {{lanes: Coding[][], more: number}}  `more` counts the readers or codes without a lane
 */
export function lanes(codings, { lane: laneOf, whose }) {
  /** @type {Coding[][]} */
  const drawn = [];
  const beyond = new Set();
  for (const coding of codings) {
    const lane = laneOf(coding);
    if (lane < LANE_CAP) (drawn[lane] ??= []).push(coding);
    else beyond.add(whose(coding));
  }
  return { lanes: Array.from(drawn, (lane) => lane ?? []), more: beyond.size };
}

/**
 * Find which of the sorted, separate stretches a position falls in, or the last one before it.
 *
 * @param {{start: number}[]} stretches
 * @param {number} position
 * @returns {number}  an index; 0 where the position lies before them all
 */
export function stretchAt(stretches, position) {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle].start <= position) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
