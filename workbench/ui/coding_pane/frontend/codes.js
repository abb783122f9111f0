/**
 * The code panel: the values with their digits, every code by its name, and what each is for.
 *
 * Pressing a code never takes the chosen words away: the panel does not take the keyboard from
 * the text unless a person moves it here.
 */

import { element, oneStop, redraw } from "./element.js";
import { line } from "./palette.js";

/** @typedef {import("./types.js").Code} Code */

const MOST_SHOWN = 8;

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {(code: string) => import("./palette.js").Look} given.look
 * @param {(code: Code) => void} given.onCode
 * @param {() => void} given.onSentence
 * @param {() => void} given.onTurn
 * @param {() => void} given.onLeave  the keyboard goes back to the text
 */
export function createCodePanel({ reading, look, onCode, onSentence, onTurn, onLeave }) {
  const { codes, codings, me } = reading.snapshot;
  const values = codes.filter((code) => code.value === code.guid);
  const mine = codings.filter(({ coder }) => coder === me.guid).map(({ code }) => code);
  let recent = [...new Set(mine.reverse())];
  /** @type {Code[]} */
  let offered = [];
  let at = 0;

  const row = element(
    "div",
    {
      class: "cw-values",
      role: "toolbar",
      "aria-label": "Values",
      "aria-orientation": "vertical",
    },
    ...values.map(valueButton),
  );
  oneStop(row);
  const select = element(
    "div",
    { class: "cw-select", role: "toolbar", "aria-label": "Select without dragging" },
    element("span", { class: "cw-quiet" }, "Select"),
    element("button", { type: "button", class: "cw-button", onclick: onSentence }, "Sentence"),
    element("button", { type: "button", class: "cw-button", onclick: onTurn }, "Turn"),
  );
  oneStop(select);
  const search = element("input", {
    class: "cw-input",
    type: "text",
    role: "combobox",
    "aria-label": "Find a code",
    "aria-expanded": "false",
    "aria-controls": "cw-offered",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Find any code",
    oninput: offer,
    onfocus: offer,
    onblur: close,
    onkeydown: steer,
  });
  const list = element("ul", {
    class: "cw-offered",
    id: "cw-offered",
    role: "listbox",
    "aria-label": "Codes",
    hidden: true,
  });
  const guidance = element("div", { class: "cw-guidance", hidden: true });

  /** @param {Code} code */
  function valueButton(code) {
    return element(
      "button",
      {
        type: "button",
        class: "cw-value",
        "aria-keyshortcuts": code.digit,
        onclick: () => use(code),
        onmouseenter: () => guide(code),
        onfocus: () => guide(code),
      },
      swatch(look(code.guid)),
      element(
        "span",
        { class: "cw-names" },
        element("span", {}, code.plain_name || code.name),
        element("span", { class: "cw-quiet" }, code.plain_name ? code.name : ""),
      ),
      code.digit
        ? element("kbd", { class: "cw-key", "aria-hidden": "true" }, String(code.digit))
        : null,
    );
  }

  /** @param {Code} code */
  function use(code) {
    recent = [code.guid, ...recent.filter((guid) => guid !== code.guid)];
    onCode(code);
  }

  /** Offer the codes that fit what is typed; with nothing typed, the recent ones first. */
  function offer() {
    const asked = plain(search.value).split(" ").filter(Boolean);
    const rank = new Map(recent.map((guid, k) => [guid, k]));
    const order = (/** @type {Code} */ code) => rank.get(code.guid) ?? recent.length;
    offered = codes
      .filter((code) =>
        asked.every((part) => plain(`${code.key} ${code.plain_name} ${code.name}`).includes(part)),
      )
      .sort((one, other) => order(one) - order(other))
      .slice(0, MOST_SHOWN);
    at = 0;
    search.closest(".cw-side")?.classList.add("cw-finding");
    drawOffered();
  }

  function drawOffered() {
    search.setAttribute("aria-expanded", String(offered.length > 0));
    search.setAttribute("aria-activedescendant", offered.length ? `cw-offer-${at}` : "");
    list.hidden = false;
    redraw(
      list,
      ...offered.map((code, k) =>
        element(
          "li",
          {
            role: "option",
            id: `cw-offer-${k}`,
            class: "cw-offer",
            "aria-selected": String(k === at),
            onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
            onmouseenter: () => guide(code),
            onclick: () => pick(code),
          },
          swatch(look(code.guid)),
          element(
            "span",
            { class: "cw-names" },
            element("span", {}, code.plain_name || code.name),
            element(
              "span",
              { class: "cw-quiet" },
              [code.key, code.plain_name ? code.name : ""].filter(Boolean).join("  "),
            ),
          ),
        ),
      ),
    );
    if (offered.length === 0) {
      list.append(element("li", { class: "cw-quiet cw-none" }, "No code has these words."));
    } else guide(offered[at]);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    search.closest(".cw-side")?.classList.remove("cw-finding");
    search.setAttribute("aria-expanded", "false");
    search.removeAttribute("aria-activedescendant");
  }

  /** @param {Code} code */
  function pick(code) {
    use(code);
    search.value = "";
    onLeave();
  }

  /** @param {KeyboardEvent} event */
  function steer(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered.length) {
      at = (at + step + offered.length) % offered.length;
      drawOffered();
    } else if (event.key === "Enter" && offered[at]) pick(offered[at]);
    else if (event.key === "Escape") {
      search.value = "";
      onLeave();
    } else return;
    event.preventDefault();
  }

  /**
   * Show what a code is for. Guidance nobody has written is left out.
   *
   * @param {Code | null} code
   */
  function guide(code) {
    const parts = code
      ? [
          ["", code.definition],
          ["Include when", code.include_when],
          ["Leave out when", code.exclude_when],
        ].filter(([, said]) => said)
      : [];
    guidance.hidden = parts.length === 0;
    if (!code) return;
    redraw(
      guidance,
      element("h3", { class: "cw-title" }, code.name),
      ...parts.map(([lead, said]) =>
        element("p", {}, lead ? element("span", { class: "cw-lead" }, lead) : null, said),
      ),
    );
  }

  return {
    parts: [
      element("h2", { class: "cw-title" }, "What do you notice?"),
      select,
      row,
      element("div", { class: "cw-find" }, search, list),
      guidance,
    ],
    guide,
    focusSearch: () => search.focus(),
    /** @param {number} digit */
    byDigit: (digit) => values.find((code) => code.digit === digit),
    use,
  };
}

/**
 * A value's colour, letter and pattern in one small square.
 *
 * @param {import("./palette.js").Look} look
 */
export function swatch({ value, letter }) {
  return element(
    "span",
    {
      class: "cw-swatch",
      "aria-hidden": "true",
      style: `background-color:var(--cw-tint-${value}-2);background-image:${line([value])}`,
    },
    letter,
  );
}

/** @param {string} said */
function plain(said) {
  return said.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
