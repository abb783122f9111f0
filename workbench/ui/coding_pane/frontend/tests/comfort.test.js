import { expect, test } from "vitest";
import { settingsFrom } from "../comfort.js";
import { keyFor } from "../settings.js";

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

test("a key does not hold the identifiers it is made of", () => {
  const [one, other] = ["0b5c9a1e-1111-4222-8333-444455556666", "x"];
  const key = keyFor("place", one, other);
  expect(key).toMatch(/^workbench\.pane\.place\.[0-9a-f]{16}$/);
  expect(keyFor("place", other, one)).not.toBe(key);
});
