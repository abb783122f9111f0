import { describe, expect, test } from "vitest";
import { sentencesAround, snapToWords, wholeCharacters } from "../words.js";

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
