import { expect, test } from "vitest";
import { createFolds } from "../folds.js";

const TEXT = "aaaa\n....\n....\ncccc";
const fold = (start, end, fields = {}) => ({
  guid: "hard",
  start,
  end,
  words: "Hard",
  open: false,
  ...fields,
});
const made = (...folds) =>
  createFolds({ folds, slice: (start, end) => TEXT.slice(start, end), onOpen: () => {} });

test("a stretch is cut where folded passages begin and end, and covered exactly once", () => {
  const folds = made(fold(5, 9), fold(10, 14, { guid: null }));
  const found = folds.stretches(2, 17);
  expect(found.map(({ start, end, fold: one }) => [start, end, one?.guid])).toEqual([
    [2, 5, undefined],
    [5, 9, "hard"],
    [9, 10, undefined],
    [10, 14, null],
    [14, 17, undefined],
  ]);
  expect(folds.stretches(0, 4)).toEqual([{ start: 0, end: 4, fold: null }]);
  expect(folds.stretches(6, 8)).toEqual([{ start: 6, end: 8, fold: fold(5, 9) }]);
});

test("what is folded is never quoted, and what was opened is", () => {
  expect(made(fold(5, 9)).quote({ start: 2, end: 17 })).toBe("aa\n…\n....\ncc");
  expect(made(fold(5, 9, { open: true })).quote({ start: 2, end: 9 })).toBe("aa\n....");
});

test("a mark may not reach into folded words; beside them it may", () => {
  const folds = made(fold(5, 9));
  expect(folds.touch({ start: 4, end: 6 })).toBe(true);
  expect(folds.touch({ start: 0, end: 5 })).toBe(false);
  expect(folds.touch({ start: 9, end: 14 })).toBe(false);
  expect(made(fold(5, 9, { open: true })).touch({ start: 4, end: 6 })).toBe(false);
});

test("of a passage over several turns only the first keeps the button that opens it", () => {
  const folds = made(fold(5, 14));
  expect(folds.swallowed({ start: 0, end: 4 })).toBe(false);
  expect(folds.swallowed({ start: 5, end: 9 })).toBe(false);
  expect(folds.swallowed({ start: 10, end: 14 })).toBe(true);
  expect(folds.swallowed({ start: 15, end: 19 })).toBe(false);
  // What is left out as no extract has no button.
  expect(made(fold(5, 9, { guid: null })).swallowed({ start: 5, end: 9 })).toBe(true);
});
