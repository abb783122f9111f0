/**
 * The pieces of a turn's words, each one node of the page: which of them have to be exchanged, and
 * how a marked one is dressed. Where the words are cut as before, a piece only changes its looks,
 * so that a mark costs what it touches and the caret beside it is left alone.
 */

/**
 * @typedef {object} Dress
 * @property {string} style
 * @property {string} codings  the GUIDs of the marks over it
 * @property {string} letters  of the marks that begin with it
 * @property {number} more  readers beyond the lanes, said at the end of a run of pieces
 * @property {boolean} pending
 */
/** @typedef {import("./segments.js").Segment & {fold: import("./folds.js").Fold | null,
 *   dress: Dress | null, node: ChildNode | null}} Piece  without a dress nobody has marked it */
/** @typedef {ReturnType<typeof exchange>} Exchange */

/**
 * Compare how a turn is cut with how it was.
 *
 * @param {Piece[]} before
 * @param {Piece[]} now
 * @returns {{stays: [Piece, Piece][], gone: Piece[], fresh: Piece[], next: Piece | null}}
 *   `fresh` belong where `gone` were, before `next`
 */
export function exchange(before, now) {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && isCutAlike(before[head], now[head])) head += 1;
  let tail = 0;
  while (tail < most - head && isCutAlike(before.at(-1 - tail), now.at(-1 - tail))) tail += 1;
  /** @type {[Piece, Piece][]} */
  const stays = [];
  for (let k = 0; k < head; k += 1) stays.push([before[k], now[k]]);
  for (let k = tail; k > 0; k -= 1) {
    stays.push([before[before.length - k], now[now.length - k]]);
  }
  return {
    stays,
    gone: before.slice(head, before.length - tail),
    fresh: now.slice(head, now.length - tail),
    next: tail > 0 ? now[now.length - tail] : null,
  };
}

/** @param {Piece | undefined} one @param {Piece | undefined} other */
function isCutAlike(one, other) {
  return (
    one !== undefined &&
    other !== undefined &&
    one.start === other.start &&
    one.end === other.end &&
    one.fold === other.fold &&
    (one.dress === null) === (other.dress === null)
  );
}

/**
 * Draw a marked piece, or dress it anew: what is as before is not touched.
 *
 * @param {HTMLElement} mark
 * @param {Dress | null} before
 * @param {Dress} now
 */
export function wear(mark, before, now) {
  if (before?.style !== now.style) mark.style.cssText = now.style;
  if (before?.codings !== now.codings) mark.dataset.codings = now.codings;
  if ((before?.letters ?? "") !== now.letters) put(mark, "letters", now.letters);
  if ((before?.more ?? 0) !== now.more) put(mark, "more", now.more > 0 ? `+${now.more}` : "");
  if ((before?.pending ?? false) !== now.pending) mark.classList.toggle("cw-pending", now.pending);
}

/** @param {HTMLElement} mark @param {"letters" | "more"} name @param {string} words */
function put(mark, name, words) {
  if (words) mark.dataset[name] = words;
  else delete mark.dataset[name];
}
