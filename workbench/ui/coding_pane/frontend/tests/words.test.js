import { describe, expect, test } from "vitest";
import {
  asName,
  oneWordOn,
  partsOfName,
  sentencesAround,
  snapToWords,
  wholeCharacters,
} from "../words.js";

/** What a choice of `chosen` (its first occurrence) becomes. */
function widen(how, text, chosen) {
  const from = text.indexOf(chosen);
  const found = how(text, { from, to: from + chosen.length });
  return found && text.slice(found.from, found.to);
}

describe("a mark takes whole words", () => {
  test.each([
    ["I felt very safe there", "elt ver", "felt very"],
    ["I felt very safe there", " felt ", "felt"],
    ["It is about well-being here", "bein", "well-being"],
    ["They didn’t ask me", "idn", "didn’t"],
    ["Was it safe? Yes.", "saf", "safe"],
    ["So 👨‍👩‍👧 came", "👨", "👨‍👩‍👧"],
    ["the cafe\u0301 was", "cafe", "cafe\u0301"],
    ["end of one.\nStart", "ne.\nSta", "one.\nStart"],
  ])("%j, %j becomes %j", (text, chosen, whole) => {
    expect(widen(snapToWords, text, chosen)).toBe(whole);
  });

  test("nothing but space is no choice", () => {
    expect(snapToWords("a   b", { from: 1, to: 3 })).toBeNull();
  });
});

test("an exact choice still never cuts a visible character in two", () => {
  expect(widen(wholeCharacters, "x🇬🇧y", "\ud83c")).toBe("🇬🇧");
  expect(widen(wholeCharacters, "felt", "el")).toBe("el");
});

test("a sentence is taken whole, without the space after it", () => {
  expect(widen(sentencesAround, "One here. Two here. Three.", "wo")).toBe("Two here.");
});

test("an edge moves by a word, and a joined word counts as one", () => {
  const text = "My well-being, and don’t stop 🙂 there.";
  expect(oneWordOn(text, 3, "from", -1)).toBe(0);
  expect(oneWordOn(text, 3, "from", 1)).toBe(text.indexOf("and"));
  expect(oneWordOn(text, 2, "to", 1)).toBe(text.indexOf(","));
  expect(oneWordOn(text, text.indexOf(","), "to", 1)).toBe(text.indexOf(" don"));
  expect(text.slice(0, oneWordOn(text, text.indexOf(" don"), "to", 1))).toMatch(/don’t$/);
  expect(oneWordOn(text, 0, "from", -1)).toBe(null);
  expect(oneWordOn(text, text.indexOf("there"), "from", 1)).toBe(null);
});

test("a name in somebody's own words stands on one line and is cut between words", () => {
  expect(asName("  I bring\nthe milk. ")).toBe("I bring the milk");
  expect(asName("Is it me?")).toBe("Is it me?");
  const long = asName("we talk about the week and then somebody puts the kettle on again and again");
  expect(long).toBe("we talk about the week and then somebody puts the kettle on…");
  expect([...long].length).toBeLessThanOrEqual(60);
  expect([...asName("🙂".repeat(70))].length).toBe(60);
});

test("a file's name may be broken after its signs, and nothing of it is lost", () => {
  const parts = ["2026_", "03_", "11_", "Interview P41--", "north-", "east.", "v2"];
  expect(partsOfName(parts.join(""))).toEqual(parts);
  expect(partsOfName("01 Tuesday mornings")).toEqual(["01 Tuesday mornings"]);
});
