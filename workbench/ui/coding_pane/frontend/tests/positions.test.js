import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { indexPositions } from "../positions.js";

const golden = new URL("../../../../../tests/golden/pane/", import.meta.url);
const cases = readdirSync(golden)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, golden), "utf-8")));

describe("the golden positions", () => {
  test.each(cases)("$start to $end", ({ text, start, end, quote }) => {
    const positions = indexPositions(text);

    expect(positions.slice(start, end)).toBe(quote);
    expect(positions.toPoint(positions.toUnit(start))).toBe(start);
    expect(positions.toPoint(positions.toUnit(end))).toBe(end);
    expect(positions.length).toBe([...text].length);
  });
});

test("every position of a text goes to the browser's count and back", () => {
  const text = "a😀b👨‍👩‍👧c\n🇬🇧".repeat(20);
  const positions = indexPositions(text);
  let unit = 0;
  [...text].forEach((character, point) => {
    expect(positions.toUnit(point)).toBe(unit);
    expect(positions.toPoint(unit)).toBe(point);
    unit += character.length;
  });
  expect(positions.toUnit(positions.length)).toBe(text.length);
});

test("the middle of a wide character belongs to that character", () => {
  const positions = indexPositions("ab😀c");

  expect(positions.toPoint(3)).toBe(2);
  expect(positions.toPoint(4)).toBe(3);
});
