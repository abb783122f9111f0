import { expect, test } from "vitest";
import { settingsFrom } from "../comfort.js";

test("what was kept is read, and anything unknown counts as usual", () => {
  const found = settingsFrom('{"size": "large", "tint": "purple", "other": 1}');
  expect(found).toEqual({
    size: "large",
    spacing: "usual",
    measure: "usual",
    tint: "usual",
    face: "usual",
  });
  for (const kept of [null, "", "null", "7", "[1]", '{"size": "toString"}']) {
    expect(new Set(Object.values(settingsFrom(kept)))).toEqual(new Set(["usual"]));
  }
});
