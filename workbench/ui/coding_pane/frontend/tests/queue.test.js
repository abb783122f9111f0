import { beforeEach, expect, test } from "vitest";
import { RequestRefused, createQueue } from "../queue.js";

/** A server that answers as it is told, and a clock that is moved by hand. */
let sent;
let script;
let timers;
let answered;
let queue;

const entry = (id, kind = "add_coding") => ({ operation: { id, kind }, about: id });
const settle = () => new Promise((done) => setTimeout(done));
const saved = (operations) => ({
  results: operations.map(({ id }) => ({ id, state: "saved", changes: [] })),
  cursor: "c",
  undo: { can_undo: true, can_redo: false },
});

beforeEach(() => {
  [sent, script, timers, answered] = [[], [], [], []];
  queue = createQueue({
    send: async (operations) => {
      sent.push(operations.map(({ id }) => id));
      return (script.shift() ?? saved)(operations);
    },
    after: (run, milliseconds) => {
      const timer = { run, milliseconds };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
  });
  queue.connect({ onAnswer: (pairs) => answered.push(...pairs), onChange: () => {} });
});

const away = () => Promise.reject(new TypeError("no network"));
const tick = async () => {
  const [timer] = timers.splice(0, 1);
  timer.run();
  await settle();
  return timer.milliseconds;
};

test("what one moment did goes in one request, and is saved only after the answer", async () => {
  queue.add(entry("a"));
  queue.add(entry("b"));
  expect(queue.state()).toBe("saving");
  await settle();

  expect(sent).toEqual([["a", "b"]]);
  expect(queue.state()).toBe("saved");
  expect(answered.map(({ result }) => result.id)).toEqual(["a", "b"]);
});

test("while the server is away everything waits, and goes again with the same ids", async () => {
  script = [away, away];
  queue.add(entry("a"));
  await settle();
  queue.add(entry("b"));
  expect(queue.state()).toBe("unreachable");

  const first = await tick();
  const second = await tick();

  expect(sent).toEqual([["a"], ["a", "b"], ["a", "b"]]);
  expect(second).toBeGreaterThan(first);
  expect(queue.state()).toBe("saved");
});

test("being signed out keeps everything", async () => {
  script = [() => Promise.reject(new RequestRefused(401, "Please sign in again."))];
  queue.add(entry("a"));
  await settle();
  expect(queue.state()).toBe("signed_out");
  expect(queue.waiting()).toHaveLength(1);

  queue.retry();
  await settle();

  expect(queue.state()).toBe("saved");
});

test("what the server refuses stays listed until it is dismissed", async () => {
  script = [
    ([{ id }]) => ({ ...saved([]), results: [{ id, state: "refused", message: "Closed." }] }),
  ];
  queue.add(entry("a"));
  await settle();
  const [refused] = queue.refused();

  expect(refused.message).toBe("Closed.");
  expect(queue.waiting()).toHaveLength(0);
  queue.dismiss(refused);
  expect(queue.refused()).toHaveLength(0);
});

test("one unfit operation does not take the others with it", async () => {
  const unfit = (operations) =>
    operations.some(({ id }) => id === "b")
      ? Promise.reject(new RequestRefused(400, "Not understood."))
      : saved(operations);
  script = Array.from({ length: 8 }, () => unfit);
  for (const id of ["a", "b", "c"]) queue.add(entry(id));
  await settle();

  expect(queue.state()).toBe("saved");
  expect(queue.refused().map(({ entry: one }) => one.operation.id)).toEqual(["b"]);
});

test("an answer that says nothing about what was sent saves nothing", async () => {
  script = [() => saved([])];
  queue.add(entry("a"));
  await settle();

  expect(queue.waiting()).toHaveLength(1);
  expect(queue.state()).toBe("unreachable");
});

test("what waits is kept safe until the server has it, and a refusal until it is dismissed", async () => {
  const kept = new Map();
  const refuse = ([{ id }]) => ({
    ...saved([]),
    results: [{ id, state: "refused", message: "Closed." }],
  });
  script = [away, saved, refuse];
  queue = createQueue({
    send: async (operations) => (script.shift() ?? saved)(operations),
    after: (run, milliseconds) => {
      timers.push({ run, milliseconds });
      return () => {};
    },
    safe: {
      keep: ({ operation }, message) => kept.set(operation.id, message ?? "waits"),
      drop: ({ operation }) => kept.delete(operation.id),
    },
  });
  queue.add(entry("a"));
  await settle();
  expect([...kept]).toEqual([["a", "waits"]]);

  await tick();
  expect([...kept]).toEqual([]);

  queue.add(entry("b"));
  await settle();
  expect([...kept]).toEqual([["b", "Closed."]]);
  queue.dismiss(queue.refused()[0]);
  expect([...kept]).toEqual([]);
});

test("what an earlier page left goes before what was done since, and refusals come back", async () => {
  queue.add(entry("later"));
  queue.restore([entry("earlier")], [{ entry: entry("no"), message: "Closed." }]);
  await settle();

  expect(sent).toEqual([["earlier", "later"]]);
  expect(queue.refused().map(({ message }) => message)).toEqual(["Closed."]);
});
