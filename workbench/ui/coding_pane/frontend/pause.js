/** A plain, quiet screen for whoever needs one. No timer, and nothing is asked. */

import { element } from "./element.js";

/**
 * @param {object} given
 * @param {() => string} given.standing  how saving stands, as the status line says it
 * @param {HTMLElement[]} given.covered  what must not be reachable meanwhile
 * @param {string} given.support  whom the study says one can turn to; may be empty
 * @param {() => void} given.onToday  somebody needs to look at this place today
 * @param {() => void} given.onCarryOn
 */
export function createPause({ standing, covered, support, onToday, onCarryOn }) {
  const words = element("p", { class: "cw-paused-words" });
  const back = element(
    "button",
    { type: "button", class: "cw-button cw-main", onclick: () => set(false) },
    "Carry on",
  );
  const screen = element(
    "div",
    { class: "cw-paused", role: "group", "aria-label": "Paused", hidden: true },
    words,
    back,
    element(
      "div",
      { class: "cw-paused-support" },
      support ? element("p", { class: "cw-said" }, support) : null,
      element(
        "p",
        { class: "cw-quiet" },
        "You can ask somebody for a chat under “Support, or a chat”, beside this page. Only that " +
          "person learns of it.",
      ),
      // In every way to read, with a mark or without: the screen is the same in all of them.
      element(
        "button",
        { type: "button", class: "cw-link", onclick: onToday },
        "Someone needs to look at this today…",
      ),
    ),
  );

  /** @param {boolean} paused */
  function set(paused) {
    screen.hidden = !paused;
    for (const part of covered) part.inert = paused;
    draw();
    if (paused) back.focus();
    else onCarryOn();
  }

  function draw() {
    const how = standing();
    words.textContent = how === "Saved" ? "Paused. Your work is saved." : `Paused. ${how}`;
  }

  return { screen, draw, start: () => set(true), isOn: () => !screen.hidden };
}
