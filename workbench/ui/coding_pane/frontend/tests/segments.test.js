import { expect, test } from "vitest";
import { LANE_CAP, cut, lanes, stretchAt } from "../segments.js";

const coding = (guid, start, end, coder = "me") => ({ guid, start, end, coder });

test("pieces cover the text once and in order, whatever lies over it", () => {
  let seed = 7;
  const random = (most) => (seed = (seed * 16807) % 2147483647) % most;
  for (let round = 0; round < 50; round += 1) {
    const codings = Array.from({ length: random(30) }, (_, k) => {
      const start = random(90);
      return coding(String(k), start, start + 1 + random(40));
    });
    const pieces = cut(20, 80, codings);

    expect(pieces[0].start).toBe(20);
    expect(pieces.at(-1).end).toBe(80);
    pieces.slice(1).forEach((piece, k) => expect(piece.start).toBe(pieces[k].end));
    for (const { start, end, codings: over } of pieces) {
      expect(start).toBeLessThan(end);
      const expected = codings.filter((one) => one.start <= start && end <= one.end);
      expect(over.map(({ guid }) => guid).sort()).toEqual(expected.map(({ guid }) => guid).sort());
    }
  }
});

test("text nobody marked is one piece, and no text is none", () => {
  expect(cut(5, 9, [coding("a", 9, 12)])).toEqual([{ start: 5, end: 9, codings: [] }]);
  expect(cut(5, 5, [])).toEqual([]);
});

test("a reader keeps their lane, and readers beyond the cap are counted", () => {
  const readers = Array.from({ length: LANE_CAP + 2 }, (_, k) => `reader ${k}`);
  const order = new Map(readers.map((reader, k) => [reader, k]));
  const over = [0, 2, LANE_CAP, LANE_CAP + 1].map((k) => coding(String(k), 0, 5, readers[k]));

  const by = { lane: ({ coder }) => order.get(coder), whose: ({ coder }) => coder };
  const drawn = lanes(over, by);

  expect(drawn.lanes.map((lane) => lane.length)).toEqual([1, 0, 1]);
  expect(drawn.more).toBe(2);
});

test("a position finds the turn it falls in", () => {
  const turns = [{ start: 0 }, { start: 10 }, { start: 25 }];

  expect([0, 9, 10, 24, 25, 99].map((at) => stretchAt(turns, at))).toEqual([0, 0, 1, 1, 2, 2]);
});
