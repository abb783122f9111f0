import { beforeEach, expect, test } from "vitest";
import { createSettings } from "../settings.js";

/** What this browser keeps, what the server keeps, and whether the server can be reached. */
let here;
let server;
let reached;

beforeEach(() => {
  [here, server, reached] = [new Map(), {}, true];
  globalThis.localStorage = {
    getItem: (key) => here.get(key) ?? null,
    setItem: (key, value) => here.set(key, value),
    removeItem: (key) => here.delete(key),
  };
});

const send = async (name, value) => {
  if (reached) server[name] = value;
  return reached;
};
const visit = (guid = "ada") => createSettings({ me: { guid }, settings: { ...server } }, send);
const arrived = () => new Promise((done) => setTimeout(done));

test("what was chosen on one device is so on another", async () => {
  visit().remember("way", "simple");
  await arrived();
  here.clear();
  expect(visit().recall("way")).toBe("simple");
});

test("what was chosen while the server was away is newer, and is sent when it is back", async () => {
  server.way = "turn";
  reached = false;
  visit().remember("way", "simple");
  await arrived();
  reached = true;
  expect(visit().recall("way")).toBe("simple");
  await arrived();
  expect(server.way).toBe("simple");
  server.way = "notes";
  expect(visit().recall("way")).toBe("notes");
});

test("another person at the same browser has their own, and nothing says whose they are", async () => {
  visit().remember("way", "simple");
  await arrived();
  server = {};
  expect(visit("ben").recall("way")).toBe(null);
  expect([...here.keys()].join()).not.toContain("ada");
});
