import { beforeEach, expect, test } from "vitest";
import { createReading } from "../reading.js";

let waiting;
let reading;

const coding = (guid, fields = {}) => ({
  guid,
  start: 0,
  end: 4,
  code: "safety",
  coder: "me",
  presence: "not_said",
  lens: null,
  flags: [],
  perspectives: [],
  perspective_hidden: false,
  on: "",
  ...fields,
});
const saved = (entry, changes) => [
  { entry, result: { id: entry.operation.id, state: "saved", changes } },
];
const shown = (guid) => reading.shown(guid)?.coding;

beforeEach(() => {
  waiting = [];
  reading = createReading(
    {
      me: { guid: "me", name: "Me" },
      readers: [{ guid: "me", name: "Me" }],
      codes: [],
      source: {
        text: "Safe here.\nYes.",
        turns: [
          { start: 0, end: 10 },
          { start: 11, end: 15 },
        ],
      },
      codings: [coding("old")],
      notes: [],
      perspectives: [],
      assignment: { state: "asked" },
      undo: { can_undo: false, can_redo: false },
      cursor: "c",
    },
    () => waiting,
  );
});

test("what is waiting is shown at once, and taken off when it is refused", () => {
  const entry = {
    operation: { id: "1", kind: "add_coding" },
    about: "new",
    before: null,
    after: coding("new", { start: 8, end: 12 }),
  };
  waiting = [entry];
  expect(reading.refresh("new")).toEqual([0, 1]);
  expect(reading.shown("new").pending).toBe(true);

  waiting = [];
  reading.takeAnswer([{ entry, result: { id: "1", state: "refused" } }]);

  expect(shown("new")).toBeUndefined();
  expect(reading.inTurn(1)).toEqual([]);
});

test("a change that comes twice does no harm and paints nothing the second time", () => {
  const change = { kind: "coding_added", coding: coding("theirs", { coder: "them" }) };

  expect([...reading.takeFeed([change])]).toEqual([0]);
  expect([...reading.takeFeed([structuredClone(change)])]).toEqual([]);
});

test("an answer on its way does not undo what another tab of mine did later", () => {
  const before = coding("old");
  const entry = {
    operation: { id: "1", kind: "change_coding" },
    about: "old",
    before,
    after: coding("old", { presence: "there" }),
  };
  waiting = [entry];
  reading.refresh("old");
  reading.takeFeed([{ kind: "coding_changed", coding: coding("old", { presence: "mixed" }) }]);

  waiting = [];
  reading.takeAnswer(saved(entry, [{ kind: "coding_changed", coding: entry.after }]));

  expect(shown("old").presence).toBe("mixed");
});

test("a fresh reading keeps what is still waiting", () => {
  waiting = [{ operation: { id: "1", kind: "remove_coding" }, about: "old", after: null }];

  reading.reset({ ...reading.snapshot, codings: [coding("old")] });

  expect(shown("old")).toBeUndefined();
});

test("perspectives and the state of reading follow what is waiting", () => {
  waiting = [
    {
      operation: { id: "1", kind: "add_perspective", perspective: { guid: "p", words: "carer" } },
    },
    { operation: { id: "2", kind: "read_from", perspectives: [] } },
    { operation: { id: "3", kind: "reading_state", state: "finished" } },
  ];

  expect(reading.perspectives()).toEqual([{ guid: "p", words: "carer", in_use: false }]);
  expect(reading.assignment()).toBe("finished");
});

test("a code on its way is there at once, and goes again when it is refused or taken back", () => {
  const made = { guid: "new", key: "", name: "kettle", plain_name: "kettle" };
  waiting = [{ operation: { id: "1", kind: "add_code" }, about: null, made }];
  expect(reading.codes()).toEqual([made]);
  expect(reading.code("new")).toBe(made);
  expect(reading.codes()).toBe(reading.codes());

  waiting = [];
  expect(reading.codes()).toEqual([]);

  const kept = { ...made, key: "N1" };
  reading.takeFeed([{ kind: "codes", codes: [kept] }]);
  expect(reading.code("new").key).toBe("N1");
  waiting = [{ operation: { id: "2", kind: "undo" }, about: null, unmade: kept }];
  expect(reading.codes()).toEqual([]);
});

test("a mark whose code comes with it needs no fresh reading; one without does", () => {
  const change = { kind: "coding_added", coding: coding("b", { code: "new" }) };

  expect(reading.isBehind([change])).toBe(true);
  expect(reading.isBehind([{ kind: "codes", codes: [{ guid: "new" }] }, change])).toBe(false);
});

test("mine in a stretch are those that share words with it", () => {
  expect(reading.mineIn({ start: 3, end: 12 }).map(({ guid }) => guid)).toEqual(["old"]);
  expect(reading.mineIn({ start: 4, end: 12 })).toEqual([]);
  expect(reading.hasMine({ start: 0, end: 4 }, "safety")).toBe(true);
  expect(reading.hasMine({ start: 0, end: 5 }, "safety")).toBe(false);
});

test("the last word of several operations counts, whichever of them the feed has told of", () => {
  const [first, moved] = [coding("new"), coding("new", { end: 9 })];
  const entry = (id, kind, before, after) => ({
    operation: { id, kind },
    about: "new",
    before,
    after,
  });
  const all = [
    entry("1", "add_coding", null, first),
    entry("2", "change_coding", first, moved),
    entry("3", "undo", moved, first),
  ];
  waiting = all;
  reading.takeFeed([{ kind: "coding_added", coding: moved }]);
  waiting = [];
  reading.takeAnswer([
    ...saved(all[0], [{ kind: "coding_added", coding: first }]),
    ...saved(all[1], [{ kind: "coding_added", coding: moved }]),
    ...saved(all[2], [{ kind: "coding_added", coding: first }]),
  ]);

  expect(reading.isBehind([])).toBe(false);
  expect(shown("new")).toEqual(first);
});

test("where the feed tells what no operation here explains, a fresh reading is asked for", () => {
  const elsewhere = coding("old", { end: 9 });
  const [before, after] = [coding("old"), coding("old", { presence: "there" })];
  const entry = { operation: { id: "1", kind: "change_coding" }, about: "old", before, after };
  waiting = [entry];
  reading.takeFeed([{ kind: "coding_changed", coding: elsewhere }]);
  waiting = [];
  reading.takeAnswer(saved(entry, [{ kind: "coding_changed", coding: after }]));

  expect(shown("old")).toEqual(elsewhere);
  expect(reading.isBehind([])).toBe(true);
  reading.reset({ ...reading.snapshot, codings: [elsewhere] });
  expect(reading.isBehind([])).toBe(false);
});

test("an undo whose mark is not known here takes away the one the server says", () => {
  const undo = { operation: { id: "1", kind: "undo" }, about: null };
  waiting = [undo];
  reading.takeFeed([{ kind: "coding_removed", guid: "old" }]);
  waiting = [];
  reading.takeAnswer(saved(undo, [{ kind: "coding_removed", guid: "old" }]));

  expect(shown("old")).toBeUndefined();
  expect(reading.isBehind([])).toBe(false);
});
