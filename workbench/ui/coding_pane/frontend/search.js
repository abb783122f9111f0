/**
 * The bar for finding words in the transcript, and for going on to the next mark, passage or note.
 *
 * What is found is painted with the browser's own highlights, which leave the page as it is; an
 * older browser gets one box around the place.
 */

import { element } from "./element.js";
import { firstFrom, placesOf } from "./finding.js";

/** More than a window can show; a letter that stands everywhere costs no more than a word. */
const MOST_PAINTED = 400;
const LONGEST_OFFERED = 60;

/**
 * @param {object} given
 * @param {string} given.text
 * @param {import("./positions.js").Positions} given.positions
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./selection.js").Selection} given.selection
 * @param {HTMLElement} given.scroller
 * @param {(span: import("./types.js").Span) => string} given.quote
 * @param {(position: number) => void} given.reveal
 * @param {(name: string) => void} given.press  does what a key of the same name would do
 * @param {(open: boolean) => void} given.onOpen
 * @param {() => void} given.onLeave  the keyboard goes back to the text
 */
export function createSearch(given) {
  const { text, positions, transcript, selection, scroller, reveal, press, quote } = given;
  const paints = "Highlight" in window ? { all: new Highlight(), now: new Highlight() } : null;
  if (paints) {
    paints.now.priority = 1;
    CSS.highlights.set("cw-found", paints.all);
    CSS.highlights.set("cw-found-now", paints.now);
  }
  const box = element("div", { class: "cw-found-box", hidden: true });
  /** @type {import("./words.js").Stretch[]} */
  let found = [];
  let at = 0;
  let planned = 0;

  const field = element("input", {
    class: "cw-input",
    type: "text",
    "aria-label": "Find words in this transcript",
    "aria-describedby": "cw-found-count",
    placeholder: "Find in this transcript",
    autocomplete: "off",
    spellcheck: "false",
    oninput: look,
  });
  const count = element("p", { class: "cw-count", id: "cw-found-count", role: "status" });
  const step = (/** @type {string} */ words, /** @type {1 | -1} */ way) =>
    element(
      "button",
      { type: "button", class: "cw-button", onclick: () => go(way) },
      words,
    );
  /** @param {string} words @param {string} name @param {string} label */
  const jump = (words, name, label) =>
    element(
      "button",
      { type: "button", class: "cw-button", "aria-label": label, onclick: () => press(name) },
      words,
    );
  const steps = [step("Previous", -1), step("Next", 1)];
  const form = element(
    "form",
    {
      class: "cw-search",
      id: "cw-search",
      role: "search",
      "aria-label": "Find in this transcript",
      hidden: true,
      onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
      onkeydown: keys,
    },
    element("div", { class: "cw-search-words" }, field, count),
    element(
      "div",
      { class: "cw-row" },
      ...steps,
      element("button", { type: "button", class: "cw-button", onclick: close }, "Close"),
    ),
    element(
      "div",
      { class: "cw-row", role: "group", "aria-label": "Go to the next" },
      element("span", { class: "cw-quiet", "aria-hidden": "true" }, "Go to the next"),
      jump("Mark", "nextMark", "Next mark"),
      jump("Unmarked", "nextUnmarked", "Next unmarked words"),
      jump("Note", "nextNote", "Next note"),
    ),
  );

  function look() {
    found = placesOf(text, field.value);
    at = firstFrom(found, positions.toUnit(selection.span().start));
    show();
  }

  function show() {
    for (const button of steps) button.disabled = found.length === 0;
    const none = field.value.trim() ? "Not in this transcript." : "";
    count.textContent = found.length ? `${at + 1} of ${found.length}` : none;
    if (found.length) reveal(spanOf(found[at]).start);
    paint();
  }

  /** @param {1 | -1} way */
  function go(way) {
    if (found.length === 0) return;
    at = (at + way + found.length) % found.length;
    show();
  }

  /** @param {import("./words.js").Stretch} place @returns {import("./types.js").Span} */
  function spanOf({ from, to }) {
    return { start: positions.toPoint(from), end: positions.toPoint(to) };
  }

  function paint() {
    paints?.all.clear();
    paints?.now.clear();
    box.hidden = true;
    if (form.hidden || found.length === 0) return;
    if (!paints) return enclose(transcript.rangeOf(spanOf(found[at])).getBoundingClientRect());
    const first = Math.max(0, at - MOST_PAINTED / 2);
    for (const place of found.slice(first, first + MOST_PAINTED)) {
      // A static range costs nothing when the text is painted again; a live one would.
      const range = new StaticRange(transcript.rangeOf(spanOf(place)));
      (place === found[at] ? paints.now : paints.all).add(range);
    }
  }

  /** @param {DOMRect} place */
  function enclose(place) {
    const pane = scroller.getBoundingClientRect();
    box.hidden = false;
    box.style.cssText =
      `left:${place.left - pane.left - 2}px;top:${place.top - pane.top + scroller.scrollTop}px;` +
      `width:${place.width + 4}px;height:${place.height}px`;
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === field) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  /** The words found last are left chosen, ready to be marked. */
  function close() {
    form.hidden = true;
    if (found.length) selection.take(spanOf(found[at]));
    paint();
    given.onOpen(false);
    given.onLeave();
  }

  scroller.append(box);
  return {
    form,
    open() {
      const chosen = selection.isEmpty() ? "" : quote(selection.span());
      if (chosen && chosen.length <= LONGEST_OFFERED && !chosen.includes("\n")) {
        field.value = chosen;
      }
      form.hidden = false;
      given.onOpen(true);
      field.focus();
      field.select();
      look();
    },
    /** Turns were painted again: what was highlighted in them has gone. */
    repaint() {
      if (form.hidden || found.length === 0 || planned) return;
      planned = requestAnimationFrame(() => {
        planned = 0;
        paint();
      });
    },
    stop() {
      cancelAnimationFrame(planned);
      CSS.highlights?.delete("cw-found");
      CSS.highlights?.delete("cw-found-now");
    },
  };
}
