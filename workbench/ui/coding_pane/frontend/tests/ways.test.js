import { expect, test } from "vitest";
import { saidOf } from "../answers.js";
import { wayFrom } from "../ways.js";

test("the way of reading is what was kept; anything unknown is the usual one", () => {
  expect(["simple", "turn", "notes", "detailed"].map(wayFrom)).toEqual([
    "simple",
    "turn",
    "notes",
    "detailed",
  ]);
  expect([null, "", "quickly", "toString"].map(wayFrom)).toEqual(Array(4).fill("detailed"));
});

test("what was said of a mark is told in words, and what was not said is not told", () => {
  const coding = { presence: "unsure", lens: "power", flags: ["discuss"] };
  expect(saidOf(coding)).toEqual([
    "Not sure",
    "Power, fairness, the wider world",
    "Discuss together",
  ]);
  expect(saidOf({ presence: "not_said", lens: null, flags: [] })).toEqual([]);
});
