import { expect, test } from "vitest";
import { USUAL, asked, canBeKey, changed, keysFrom, shownKeys } from "../keys.js";

const press = (key, more = {}) => ({
  key,
  code: /\d/.test(key) ? `Digit${key}` : "",
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  getModifierState: () => false,
  ...more,
});

test("a key that is changed swaps with what had it, Shift included", () => {
  const keys = changed(USUAL, "nextMark", "P");

  expect(asked(press("p"), keys)).toBe("nextMark");
  expect(asked(press("P", { shiftKey: true }), keys)).toBe("previousMark");
  expect(asked(press("n"), keys)).toBe("pause");
  expect(shownKeys(keys, "nextMark")).toEqual(["p", "Shift + p"]);
  expect(changed(keys, "nextMark", "n")).toEqual(USUAL);
});

test("with single keys off, digits and letters do nothing and the others what they did", () => {
  expect(["1", "n", "?"].map((key) => asked(press(key), null))).toEqual([null, null, null]);
  expect(asked(press("z", { ctrlKey: true }), null)).toBe("undo");
  expect(asked(press("Delete"), null)).toBe("remove");
});

test("what was kept is taken only where every action still has a key", () => {
  const keys = changed(USUAL, "pause", "x");

  expect(keysFrom(JSON.stringify(keys))).toEqual(keys);
  for (const kept of [null, "", "{", "3", '{"x":"pause"}', JSON.stringify({ ...keys, 1: "note" })]) {
    expect(keysFrom(kept)).toBe(USUAL);
  }
});

test("digits, spaces and longer words are no keys", () => {
  expect(["a", "é", "?", "ж"].every(canBeKey)).toBe(true);
  expect(["1", " ", "ab", "", "Tab"].some(canBeKey)).toBe(false);
});
