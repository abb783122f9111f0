/**
 * Which marks are shown, and what a line below the words stands for: a reader or a value.
 * Remembered for each person on all their devices.
 */

import { element } from "./element.js";
import { createMenu } from "./menu.js";

/** @type {Record<string, [string, string]>} */
const CHOICES = {
  readers: ["Everybody’s, by reader", "A line for each reader"],
  codes: ["Everybody’s, by value", "A line for each value"],
  mine: ["Only mine", "As if I read alone"],
  none: ["None", "The words alone"],
};
const MOST_READERS = 12;

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./settings.js").Settings} given.settings
 * @param {() => void} given.onShow  what is shown has changed
 * @param {(words: string) => void} given.say
 */
export function createShown({ reading, transcript, settings, onShow, say }) {
  const { me } = reading.snapshot;
  const kept = settings.recall("shown") ?? "";
  /** One of the choices, or a reader's GUID for as long as this page stands. */
  let now = Object.hasOwn(CHOICES, kept) ? kept : "readers";
  const menu = createMenu({
    id: "cw-shown",
    words: "Marks",
    label: "Which marks are shown",
    onOpen: fill,
  });

  function others() {
    const coders = reading.coders();
    return reading.snapshot.readers
      .filter(({ guid }) => guid !== me.guid && coders.has(guid))
      .slice(0, MOST_READERS);
  }

  function fill() {
    /** @param {string} choice @param {string} name @param {string} about */
    const button = (choice, name, about) =>
      element(
        "button",
        {
          type: "button",
          class: "cw-button cw-way",
          "data-key": choice,
          "aria-pressed": String(choice === now),
          onclick: () => choose(choice, name),
        },
        element("span", {}, name),
        about ? element("span", { class: "cw-quiet" }, about) : null,
      );
    menu.fill(
      ...Object.entries(CHOICES).map(([choice, [name, about]]) => button(choice, name, about)),
      ...others().map(({ guid, name }) => button(guid, `Only ${name}’s`, "")),
    );
  }

  /** @param {string} choice @param {string} name */
  function choose(choice, name) {
    menu.chosen();
    now = choice;
    if (Object.hasOwn(CHOICES, choice)) settings.remember("shown", choice);
    apply();
    onShow();
    say(`Marks shown: ${name}.`);
  }

  function apply() {
    const who = now === "mine" ? me.guid : now;
    const everybody = now === "readers" || now === "codes";
    reading.showOnly(({ coder }) => everybody || coder === who);
    transcript.drawByCode(now === "codes");
  }

  apply();
  if (now !== "readers") transcript.build();
  return { holder: menu.holder, close: menu.close };
}
