/**
 * One optional sentence about a turn. It is a note like any other, and is kept when one goes on.
 */

import { element } from "./element.js";

/** @typedef {import("./types.js").Span} Span */
/** @typedef {{span: Span, words: string, team: boolean}} Sentence */

/**
 * @param {object} given
 * @param {{sentence: Sentence | null}} given.kept  where unsaved words live, longer than this box
 * @param {(span: Span, words: string, visibility: "me" | "team") => void} given.onSave
 * @param {() => void} given.onBegun  the unsaved words have changed
 */
export function createSentence({ kept, onSave, onBegun }) {
  /** @type {Span} */
  let span = { start: 0, end: 0 };
  const field = element("textarea", {
    class: "cw-input",
    id: "cw-sentence",
    rows: "2",
    spellcheck: "true",
    oninput: keep,
    onkeydown: keys,
  });
  const team = element("input", { type: "checkbox", onchange: keep });
  const more = element(
    "div",
    { class: "cw-row", hidden: true },
    element("label", { class: "cw-check" }, team, "The team can read it"),
    element("span", { class: "cw-grow" }),
    element("button", { type: "submit", class: "cw-button" }, "Save this sentence"),
  );
  const form = element(
    "form",
    { class: "cw-sentence", "aria-label": "Your sentence", onsubmit: submit },
    element("label", { class: "cw-quiet", for: "cw-sentence" }, "A sentence of your own, if you like"),
    field,
    more,
  );

  function keep() {
    more.hidden = field.value.trim() === "";
    kept.sentence = { span, words: field.value, team: team.checked };
    onBegun();
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    save();
    field.focus();
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  }

  function save() {
    const { sentence } = kept;
    kept.sentence = null;
    if (sentence) onBegun();
    const words = sentence?.words.trim();
    if (sentence && words) onSave(sentence.span, words, sentence.team ? "team" : "me");
    fill("", false);
  }

  /** @param {string} words @param {boolean} shared */
  function fill(words, shared) {
    field.value = words;
    team.checked = shared;
    more.hidden = words.trim() === "";
  }

  return {
    form,
    save,
    /** The turn it is about from now on; unsaved words about another one are saved first.
     * @param {Span} place */
    about(place) {
      const { sentence } = kept;
      if (sentence && sentence.span.start !== place.start) save();
      span = place;
      fill(kept.sentence?.words ?? "", kept.sentence?.team ?? false);
    },
  };
}
