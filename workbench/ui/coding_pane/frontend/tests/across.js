/**
 * The pane's own count of positions, for a test in Python to hold against its own: reads a list of
 * texts with two units each, and writes what the pane would mark and show for them.
 */

import { readFileSync } from "node:fs";
import { indexPositions } from "../positions.js";
import { cut } from "../segments.js";
import { snapToWords, wholeCharacters } from "../words.js";

const cases = JSON.parse(readFileSync(0, "utf-8"));
const answers = cases.map(({ text, units }) => {
  const positions = indexPositions(text);
  const [from, to] = units.map((unit) => Math.min(unit, text.length)).sort((a, b) => a - b);
  const marks = [snapToWords(text, { from, to }), wholeCharacters(text, { from, to })]
    .filter((found) => found && found.from < found.to)
    .map((found) => {
      const start = positions.toPoint(found.from);
      const end = positions.toPoint(found.to);
      return { guid: `${found.from}`, start, end, quote: positions.slice(start, end) };
    });
  const drawn = cut(0, positions.length, marks).map(({ start, end }) => positions.slice(start, end));
  return { length: positions.length, marks, drawn };
});
process.stdout.write(JSON.stringify(answers));
