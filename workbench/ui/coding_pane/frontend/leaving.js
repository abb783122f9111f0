/**
 * Before somebody signs out: what is not saved yet is offered to be sent, and then nothing of theirs
 * stays in this browser.
 */

import { allDesks, leaveFreely } from "./desk.js";
import { element } from "./element.js";
import { openServer } from "./server.js";
import { everythingOf, forget } from "./unsent.js";

/** @typedef {import("./types.js").Operation} Operation */

const API = new URL("../../api/v1/", import.meta.url).href;
const MOST_AT_ONCE = 200;
/** It stands on pages without a transcript too, so it brings its own look. */
const LOOK = `
  .leaving {
    width: min(34rem, calc(100vw - 2rem)); margin: auto; padding: 1.5rem;
    border: 1px solid var(--st-border-color); border-radius: 0.75rem;
    background: var(--st-background-color); color: var(--st-text-color);
    font: 400 0.9375rem/1.5 var(--st-font, sans-serif);
  }
  .leaving::backdrop { background: rgb(15 20 30 / 45%); }
  .leaving h2 { margin: 0; padding: 0; font-size: 1.0625rem; font-weight: 600; }
  .leaving p { margin: 0.75rem 0; }
  .leaving-row { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0.5rem; }
  .leaving button {
    min-height: 2.5rem; padding: 0.3rem 0.8rem; border: 1px solid var(--st-border-color);
    border-radius: 0.4rem; background: transparent; color: inherit; font: inherit; cursor: pointer;
  }
  .leaving button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
  .leaving .leaving-main { background: var(--st-text-color); color: var(--st-background-color); }
`;

/**
 * @param {string} person  who signs out
 * @param {HTMLElement} near  where a question may stand
 * @returns {Promise<boolean>}  whether to go on
 */
export async function beforeLeaving(person, near) {
  const waiting = await waitingOf(person);
  if (waiting.length > 0 && !(await offer(waiting, person, near))) return false;
  leaveFreely();
  await forget(person).catch(() => {});
  return true;
}

/** @typedef {{project: string, source: string, operation: Operation}} Waiting */

/** What a person has not got saved, here and in every window. @param {string} person */
async function waitingOf(person) {
  /** @type {Map<string, Waiting>} */
  const found = new Map();
  for (const { kept } of await everythingOf(person).catch(() => [])) {
    const { project, source, entry, message } = kept;
    if (entry && message === undefined) {
      found.set(entry.operation.id, { project, source, operation: entry.operation });
    }
  }
  for (const desk of allDesks()) {
    if (desk.person !== person) continue;
    for (const { operation } of desk.queue.waiting()) {
      const { project } = desk;
      found.set(operation.id, { project, source: desk.source, operation });
    }
  }
  return [...found.values()];
}

/**
 * Send everything, transcript by transcript.
 *
 * @param {Waiting[]} waiting
 * @param {string} person
 * @returns {Promise<string[]>}  why some could not be saved
 */
async function sendAll(waiting, person) {
  /** @type {string[]} */
  const refused = [];
  /** @type {Map<string, Waiting[]>} */
  const places = new Map();
  for (const one of waiting) {
    const place = `${one.project} ${one.source}`;
    places.set(place, [...(places.get(place) ?? []), one]);
  }
  for (const all of places.values()) {
    const server = openServer({ apiBase: API, ...all[0], how: "whole" });
    for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
      const batch = all.slice(from, from + MOST_AT_ONCE);
      const { results } = await server.send(
        batch.map(({ operation }) => operation),
        person,
      );
      for (const { state, message } of results) if (state === "refused") refused.push(message ?? "");
    }
  }
  return refused;
}

/** Ask what is to become of it. @param {Waiting[]} waiting @param {string} person
 * @param {HTMLElement} near @returns {Promise<boolean>} */
function offer(waiting, person, near) {
  const count = waiting.length;
  const said = element("p", { role: "status" });
  const one = count === 1;
  return new Promise((done) => {
    /** @param {boolean} going */
    const end = (going) => {
      dialog.close();
      dialog.remove();
      done(going);
    };
    const send = element(
      "button",
      { type: "button", class: "leaving-main", autofocus: true, onclick: go },
      "Send and sign out",
    );
    const dialog = element(
      "dialog",
      {
        class: "leaving",
        "aria-labelledby": "leaving-title",
        oncancel: () => end(false),
      },
      element("style", {}, LOOK),
      element(
        "h2",
        { id: "leaving-title" },
        `${count} ${one ? "change is" : "changes are"} not saved yet`,
      ),
      element(
        "p",
        {},
        `${one ? "It waits" : "They wait"} in this browser. After signing out nothing of yours stays here.`,
      ),
      said,
      element(
        "div",
        { class: "leaving-row" },
        element(
          "button",
          { type: "button", onclick: () => end(false) },
          "Stay signed in",
        ),
        element(
          "button",
          { type: "button", onclick: () => end(true) },
          `Sign out without ${one ? "it" : "them"}`,
        ),
        send,
      ),
    );

    async function go() {
      said.textContent = "Sending…";
      try {
        const refused = await sendAll(waiting, person);
        if (refused.length === 0) return end(true);
        said.textContent = `Sent, but ${refused.length} could not be saved: ${refused[0]}`;
        send.remove();
      } catch (error) {
        const why = error instanceof Error && "status" in error ? error.message : "";
        said.textContent = why || "The server could not be reached. Try again in a moment.";
      }
    }

    near.append(dialog);
    dialog.showModal();
  });
}
