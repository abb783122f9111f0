/**
 * Notes: one small box to write in, and reading what is noted at a place.
 *
 * What is typed stays in the box until it is saved or discarded, whatever else happens on the
 * page. The browser keeps it encrypted meanwhile, where it can, and in memory alone where not.
 */

import { element, redraw } from "./element.js";

/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").Span} Span */

/**
 * `picked` are the people it is for, where somebody picks them; then it is not for the team.
 *
 * @typedef {{span: Span | null, words: string, team: boolean, picked?: string[] | null}} Draft
 */

/**
 * @param {object} given
 * @param {{draft: Draft | null}} given.kept  where the draft lives, longer than this box
 * @param {(span: Span) => string} given.quote
 * @param {import("./types.js").Person[]} given.team  everybody else in it
 * @param {(span: Span | null, words: string, visibility: "me" | "picked" | "team",
 *   readers: string[]) => void} given.onSave
 * @param {() => void} given.onBegun  the draft has changed
 * @param {() => void} given.onLeave
 */
export function createNoteBox({ kept, quote, team, onSave, onBegun, onLeave }) {
  const about = element("p", { class: "cw-quote" });
  const field = element("textarea", {
    class: "cw-input",
    rows: "4",
    "aria-label": "Your note",
    spellcheck: "true",
    oninput: keep,
  });
  const choices = /** @type {Record<string, HTMLInputElement>} */ ({});
  const people = team.map(({ guid, name }) => ({
    guid,
    name,
    box: element("input", { type: "checkbox", onchange: keep }),
  }));
  const picking = element(
    "div",
    { class: "cw-people", role: "group", "aria-label": "The people who can read it", hidden: true },
    ...people.map(({ box, name }) => element("label", { class: "cw-check" }, box, name)),
  );
  const nobody = element("p", { class: "cw-quiet", role: "status" });
  const audience = element(
    "fieldset",
    { class: "cw-audience" },
    element("legend", { class: "cw-hidden" }, "Who can read it"),
    ...[
      ["me", "Only me"],
      ...(team.length > 0 ? [["picked", "People I pick"]] : []),
      ["team", "The team"],
    ].map(([value, words]) => {
      const choice = element("input", {
        type: "radio",
        name: "cw-audience",
        value,
        checked: value === "me",
        onchange: keep,
      });
      choices[value] = choice;
      return element("label", { class: "cw-check" }, choice, words);
    }),
  );
  const form = element(
    "form",
    { class: "cw-note", "aria-label": "Note", hidden: true, onsubmit: save, onkeydown: keys },
    about,
    field,
    audience,
    picking,
    nobody,
    element(
      "div",
      { class: "cw-row" },
      element("span", { class: "cw-grow" }),
      element("button", { type: "button", class: "cw-link", onclick: discard }, "Discard"),
      element("button", { type: "button", class: "cw-button", onclick: close }, "Close"),
      element(
        "button",
        { type: "submit", class: "cw-button cw-main", "aria-keyshortcuts": "Control+Enter" },
        "Save note",
      ),
    ),
  );

  function keep() {
    const picked = people.filter(({ box }) => box.checked).map(({ guid }) => guid);
    kept.draft = {
      span: kept.draft?.span ?? null,
      words: field.value,
      team: choices.team.checked,
      picked: choices.picked?.checked ? picked : null,
    };
    show();
    onBegun();
  }

  function show() {
    picking.hidden = !choices.picked?.checked;
    nobody.textContent = "";
  }

  /** @param {Event} event */
  function save(event) {
    event.preventDefault();
    const words = field.value.trim();
    if (!words) {
      field.focus();
      return;
    }
    const picked = kept.draft?.picked;
    if (picked?.length === 0) {
      nobody.textContent = "Pick at least one person who can read it.";
      people[0].box.focus();
      return;
    }
    const visibility = picked ? "picked" : choices.team.checked ? "team" : "me";
    onSave(kept.draft?.span ?? null, words, visibility, picked ?? []);
    discard();
  }

  function discard() {
    kept.draft = null;
    onBegun();
    close();
  }

  function close() {
    form.hidden = true;
    onLeave();
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save(event);
    else return;
    event.preventDefault();
  }

  return {
    form,
    /** Open the box about these words; unsaved words keep the place they were begun at.
     * @param {Span | null} span */
    open(span) {
      if (!kept.draft?.words.trim()) kept.draft = { span, words: "", team: false };
      const { span: place, words, team: shared, picked } = kept.draft;
      const where = place ? `: “${shortened(quote(place))}”` : " the whole transcript";
      redraw(about, `About${where}`);
      field.value = words;
      choices[picked && choices.picked ? "picked" : shared ? "team" : "me"].checked = true;
      for (const { box, guid } of people) box.checked = picked?.includes(guid) ?? false;
      show();
      form.hidden = false;
      field.focus();
    },
  };
}

/**
 * The notes somebody asked to read, in the side panel.
 *
 * @param {{quote: (span: Span) => string}} given
 */
export function createNotesHere({ quote }) {
  const part = element("section", {
    class: "cw-notes",
    "aria-label": "Notes here",
    hidden: true,
    tabindex: "-1",
  });
  return {
    part,
    /** @param {Note[]} notes */
    draw(notes) {
      part.hidden = notes.length === 0;
      redraw(
        part,
        element(
          "div",
          { class: "cw-row" },
          element(
            "h2",
            { class: "cw-title cw-grow" },
            notes.length === 1 ? "1 note here" : `${notes.length} notes here`,
          ),
          element(
            "button",
            { type: "button", class: "cw-link", onclick: () => this.draw([]) },
            "Close",
          ),
        ),
        ...notes.map((note) => noteItem(note, quote)),
      );
    },
    focus: () => part.focus(),
  };
}

/**
 * The notes on the whole transcript, below its words.
 *
 * @param {{reading: import("./reading.js").Reading, quote: (span: Span) => string}} given
 */
export function createWholeNotes({ reading, quote }) {
  const label = "Notes on the whole transcript";
  const part = element("section", { class: "cw-whole", "aria-label": label });
  return {
    part,
    draw() {
      const whole = reading.notes().filter(({ start }) => start === null);
      part.hidden = whole.length === 0;
      part.replaceChildren(
        element("h2", { class: "cw-title" }, label),
        ...whole.map((note) => noteItem(note, quote)),
      );
    },
  };
}

/** Who can read a note of mine. */
const READ_BY = {
  me: "only you can read this",
  picked: "the people you picked",
  team: "the team",
  report: "the team, and documents may quote it",
};

/** @param {Note} note @param {(span: Span) => string} quote */
export function noteItem({ start, end, words, visibility, mine, author }, quote) {
  const who = mine ? `You · ${READ_BY[visibility]}` : author;
  return element(
    "div",
    { class: "cw-item" },
    start !== null && end !== null
      ? element("p", { class: "cw-quote" }, `“${shortened(quote({ start, end }))}”`)
      : null,
    element("p", { class: "cw-said" }, words),
    element("p", { class: "cw-quiet" }, who),
  );
}

/** @param {string} words */
export function shortened(words) {
  const letters = [...words.replaceAll("\n", " ")];
  return letters.length <= 90 ? letters.join("") : `${letters.slice(0, 88).join("").trimEnd()}…`;
}
