import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { firstFrom, placesOf } from "../finding.js";
import { indexPositions } from "../positions.js";

const found = (text, words) => placesOf(text, words).map(({ from, to }) => text.slice(from, to));

test("capitals do not matter, and every place is found in order", () => {
  expect(found("Tea, more TEA and tea.", "tea")).toEqual(["Tea", "TEA", "tea"]);
  expect(found("ÉTÉ été", "été")).toEqual(["ÉTÉ", "été"]);
});

test("what is typed is looked for as it stands, not as a pattern", () => {
  expect(found("It cost (about) £5.00? [yes]", "(about) £5.00? [")).toEqual([
    "(about) £5.00? [",
  ]);
  expect(found("aaa", ".*")).toEqual([]);
});

test("a typed apostrophe, quotation mark or dash finds a printed one", () => {
  expect(found("I don’t — “well”", "don't - \"well\"")).toEqual(["don’t — “well”"]);
});

test("one space finds any space, the end of a turn included", () => {
  expect(found("go quiet\nand it’s\u00a0just quiet", "quiet and it's just")).toEqual([
    "quiet\nand it’s\u00a0just",
  ]);
});

test("nothing is found by nothing", () => {
  expect(placesOf("some words", "  ")).toEqual([]);
});

test("the first place from the caret on comes first, and the first of all after the last", () => {
  const places = placesOf("one two one two one", "one");
  expect(firstFrom(places, 1)).toBe(1);
  expect(firstFrom(places, 17)).toBe(0);
  expect(firstFrom([], 0)).toBe(0);
});

const golden = new URL("../../../../../tests/golden/pane/", import.meta.url);
const cases = readdirSync(golden)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, golden), "utf-8")))
  .filter(({ quote }) => quote && quote === quote.trim());

describe("the golden quotations", () => {
  test.each(cases)("$quote", ({ text, start, end, quote }) => {
    const { toPoint } = indexPositions(text);
    const places = placesOf(text, quote).map(({ from, to }) => [toPoint(from), toPoint(to)]);

    // The same words may stand there earlier and overlap; one of the places covers these.
    expect(places.some(([from, to]) => from < end && to > start)).toBe(true);
  });
});
