/**
 * Where words, sentences and visible characters begin and end.
 *
 * Everything here works on one string in the browser's own units; it knows nothing of the page.
 */

const graphemes = new Intl.Segmenter("en-GB", { granularity: "grapheme" });
const wordBreaks = new Intl.Segmenter("en-GB", { granularity: "word" });
const sentenceBreaks = new Intl.Segmenter("en-GB", { granularity: "sentence" });

// People choose "well-being" as one word; the segmenter would stop at the hyphen.
const JOINERS = new Set(["-", "\u2010", "\u2011", "'", "\u2019"]);

/** @typedef {{from: number, to: number}} Stretch */

/**
 * Widen a stretch to whole words and leave out spaces at its ends.
 *
 * @param {string} text
 * @param {Stretch} stretch
 * @returns {Stretch | null}  null where nothing but space was chosen
 */
export function snapToWords(text, stretch) {
  const chosen = withoutSpace(text, stretch);
  if (!chosen) return null;
  const parts = wordBreaks.segment(text);
  let { from, to } = wholeCharacters(text, chosen);
  const first = parts.containing(from);
  if (first?.isWordLike) from = first.index;
  const last = parts.containing(to - 1);
  if (last?.isWordLike) to = last.index + last.segment.length;
  for (;;) {
    const before = JOINERS.has(text[from - 1]) ? parts.containing(from - 2) : undefined;
    if (!before?.isWordLike || !parts.containing(from)?.isWordLike) break;
    from = before.index;
  }
  for (;;) {
    const after = JOINERS.has(text[to]) ? parts.containing(to + 1) : undefined;
    if (!after?.isWordLike || !parts.containing(to - 1)?.isWordLike) break;
    to = after.index + after.segment.length;
  }
  return { from, to };
}

/**
 * Widen a stretch just enough that no visible character is cut in two.
 *
 * @param {string} text
 * @param {Stretch} stretch
 * @returns {Stretch}
 */
export function wholeCharacters(text, { from, to }) {
  const parts = graphemes.segment(text);
  const first = parts.containing(from);
  const last = to > from ? parts.containing(to - 1) : undefined;
  return {
    from: first ? first.index : from,
    to: last ? last.index + last.segment.length : to,
  };
}

/**
 * Where one word further a stretch would begin or end.
 *
 * @param {string} text
 * @param {number} at  where it begins or ends now
 * @param {"from" | "to"} edge  whether places are sought where words begin or where they end
 * @param {1 | -1} way
 * @returns {number | null}  null where there is no word further that way
 */
export function oneWordOn(text, at, edge, way) {
  const places = wholeWords(text).map((word) => word[edge]);
  const next = way > 0 ? places.find((one) => one > at) : places.findLast((one) => one < at);
  return next ?? null;
}

/** @param {string} text @returns {Stretch[]} */
function wholeWords(text) {
  /** @type {Stretch[]} */
  const words = [];
  for (const { index, segment, isWordLike } of wordBreaks.segment(text)) {
    if (!isWordLike) continue;
    const last = words.at(-1);
    const to = index + segment.length;
    if (last && last.to === index - 1 && JOINERS.has(text[last.to])) last.to = to;
    else words.push({ from: index, to });
  }
  return words;
}

/**
 * A name for a code in a participant's own words: on one line, and cut between words where it
 * would be too long.
 *
 * @param {string} words
 * @param {number} [most]  characters
 */
export function asName(words, most = 60) {
  const line = words.trim().replace(/\s+/gu, " ").replace(/[.,;:]+$/u, "");
  const letters = [...line];
  if (letters.length <= most) return line;
  const cut = letters.slice(0, most - 1).join("");
  const whole = letters[most - 1] === " " ? cut : cut.replace(/\s\S*$/u, "");
  return `${whole.trimEnd()}…`;
}

/**
 * The parts of a file's name, between which a line may be broken before it is in midst of a word.
 *
 * @param {string} name
 */
export function partsOfName(name) {
  return name.split(/(?<=[_.\-](?![_.\-]))/u);
}

/**
 * The whole sentences a stretch touches; a bare caret touches the one it stands in.
 *
 * @param {string} text
 * @param {Stretch} stretch
 * @returns {Stretch | null}
 */
export function sentencesAround(text, { from, to }) {
  const parts = sentenceBreaks.segment(text);
  const first = parts.containing(Math.min(from, text.length - 1));
  const last = parts.containing(Math.min(Math.max(from, to - 1), text.length - 1));
  if (!first || !last) return null;
  return withoutSpace(text, { from: first.index, to: last.index + last.segment.length });
}

/**
 * @param {string} text
 * @param {Stretch} stretch
 * @returns {Stretch | null}
 */
function withoutSpace(text, { from, to }) {
  while (from < to && /\s/u.test(text[from])) from += 1;
  while (to > from && /\s/u.test(text[to - 1])) to -= 1;
  return from < to ? { from, to } : null;
}
