import { expect, test } from "vitest";
import { exchange } from "../pieces.js";
import { cut } from "../segments.js";

/** Pieces as a turn is cut into by these marks, each with a node of its own name. */
function cutBy(codings, start = 0, end = 60) {
  return cut(start, end, codings).map(({ start: from, end: to, codings: over }) => ({
    start: from,
    end: to,
    codings: over,
    fold: null,
    dress: over.length > 0 ? { pending: false } : null,
    node: null,
  }));
}

const mark = (guid, start, end) => ({ guid, start, end, coder: "me" });

test("what is exchanged and what stays are together how the turn is cut now, in order", () => {
  let seed = 11;
  const random = (most) => (seed = (seed * 16807) % 2147483647) % most;
  let codings = [];
  let page = cutBy(codings);
  for (let round = 0; round < 120; round += 1) {
    const start = random(55);
    if (random(3) > 0) codings = [...codings, mark(String(round), start, start + 1 + random(20))];
    else codings = codings.filter((_, k) => k !== random(codings.length + 1));
    const now = cutBy(codings);
    const { stays, gone, fresh, next } = exchange(page, now);

    expect(stays.length + fresh.length).toBe(now.length);
    expect(stays.length + gone.length).toBe(page.length);
    for (const [before, piece] of stays) {
      expect([piece.start, piece.end]).toEqual([before.start, before.end]);
    }
    // The page changed just so: those gone taken out, those fresh put in before the next.
    const left = page.filter((piece) => !gone.includes(piece));
    const at = next ? left.indexOf(stays.find(([, piece]) => piece === next)[0]) : left.length;
    left.splice(at, 0, ...fresh);
    expect(left.map((one) => [one.start, one.end])).toEqual(now.map((one) => [one.start, one.end]));
    page = now;
  }
});

test("a mark exchanges the piece it lies in, and nothing else of the turn", () => {
  const many = Array.from({ length: 8 }, (_, k) => mark(`old ${k}`, k * 7, k * 7 + 5));
  const before = cutBy(many);
  const { gone, fresh } = exchange(before, cutBy([...many, mark("new", 29, 31)]));
  expect(gone.map(({ start, end }) => [start, end])).toEqual([[28, 33]]);
  expect(fresh.map(({ start, end }) => [start, end])).toEqual([[28, 29], [29, 31], [31, 33]]);
});

test("where the words are cut as before, no node is exchanged", () => {
  const many = [mark("one", 3, 20), mark("two", 10, 30)];
  const { gone, fresh, stays } = exchange(cutBy(many), cutBy([...many, mark("same", 3, 20)]));
  expect([gone, fresh, stays.length]).toEqual([[], [], 5]);
});

test("a turn drawn for the first time, and one with nothing said", () => {
  expect(exchange([], cutBy([])).fresh.length).toBe(1);
  expect(exchange([], [])).toEqual({ stays: [], gone: [], fresh: [], next: null });
});
