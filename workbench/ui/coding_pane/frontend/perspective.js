/**
 * The line above the text that says where I am reading from. It may stay empty; it never asks.
 */

import { element, redraw } from "./element.js";

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {(words: string) => void} given.onAdd
 * @param {(guids: string[]) => void} given.onReadFrom
 * @param {() => void} given.onLeave
 */
export function createPerspectiveLine({ reading, onAdd, onReadFrom, onLeave }) {
  const line = element("button", {
    type: "button",
    class: "cw-link cw-perspective",
    "aria-expanded": "false",
    "aria-controls": "cw-perspectives",
    onclick: () => open(panel.hidden === true),
  });
  const boxes = element("div", { class: "cw-boxes" });
  const field = element("input", {
    class: "cw-input",
    type: "text",
    autocomplete: "off",
    "aria-label": "Another place I read from, in my own words",
    placeholder: "In my own words",
  });
  const panel = element(
    "form",
    {
      class: "cw-perspectives",
      id: "cw-perspectives",
      hidden: true,
      "aria-label": "Where I’m reading from",
      onsubmit: add,
      onkeydown: keys,
    },
    element(
      "p",
      { class: "cw-quiet" },
      "Choose several, one or none. New ones can be seen by you alone until you share them.",
    ),
    boxes,
    element(
      "div",
      { class: "cw-row" },
      field,
      element("button", { type: "submit", class: "cw-button" }, "Add"),
      element(
        "button",
        { type: "button", class: "cw-button", onclick: () => open(false) },
        "Done",
      ),
    ),
  );

  /** @param {boolean} wanted */
  function open(wanted) {
    panel.hidden = !wanted;
    line.setAttribute("aria-expanded", String(wanted));
    if (wanted) (panel.querySelector("input") ?? field).focus();
    else onLeave();
  }

  /** @param {Event} event */
  function add(event) {
    event.preventDefault();
    const words = field.value.trim();
    if (words) onAdd(words);
    field.value = "";
    field.focus();
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    open(false);
  }

  let drawn = "";

  function draw() {
    const mine = reading.perspectives();
    const wish = reading.snapshot.perspective_wish;
    const now = JSON.stringify([mine, wish]);
    if (now === drawn) return;
    drawn = now;
    const inUse = mine.filter((one) => one.in_use);
    redraw(
      line,
      inUse.length
        ? `Reading from: ${inUse.map(({ words }) => words).join(", ")}`
        : wish === "each_time"
          ? "Where I’m reading from this time (optional)"
          : "Where I’m reading from (optional)",
    );
    // Whoever would rather not say is not asked; the page of that name has it still.
    line.hidden = wish === "rather_not" && inUse.length === 0;
    redraw(
      boxes,
      ...mine.map(({ guid, words, in_use: used }) => {
        const box = element("input", {
          type: "checkbox",
          "data-key": guid,
          checked: used,
          onchange: () =>
            onReadFrom(
              reading
                .perspectives()
                .filter((one) => (one.guid === guid ? box.checked : one.in_use))
                .map((one) => one.guid),
            ),
        });
        return element("label", { class: "cw-check" }, box, words);
      }),
    );
  }

  draw();
  return { line, panel, draw, hasDraft: () => field.value.trim() !== "" };
}
