/**
 * The code panel: the values with their digits, every code by its name, and what each is for.
 *
 * Pressing a code never takes the chosen words away: the panel does not take the keyboard from
 * the text unless a person moves it here.
 */

import { element, oneStop, redraw } from "./element.js";
import { named } from "./marking.js";
import { line } from "./palette.js";

/** @typedef {import("./types.js").Code} Code */

const MOST_SHOWN = 8;
const LONGEST_NAME = 80;
/** Keys beside those of the values, for codes used lately. */
const MOST_LATELY = 3;
const LAST_DIGIT = 9;

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {(code: string) => import("./palette.js").Look} given.look
 * @param {(code: Code) => void} given.onCode
 * @param {(name: string) => void} given.onNew  a code that is not there yet was asked for
 * @param {() => void} given.onSentence
 * @param {() => void} given.onTurn
 * @param {() => void} given.onLeave  the keyboard goes back to the text
 */
export function createCodePanel(given) {
  const { reading, look, onCode, onNew, onSentence, onTurn, onLeave } = given;
  const { codings, me } = reading.snapshot;
  const values = () => reading.codes().filter((code) => code.value === code.guid);
  const mine = codings.filter(({ coder }) => coder === me.guid).map(({ code }) => code);
  let recent = [...new Set(mine.reverse())];
  /** Codes used lately, each with a key that stays its own until it gives way to another.
   * @type {string[]} */
  const lately = [];
  for (const guid of [...recent].reverse()) keep(guid);
  /** @type {Code[]} */
  let offered = [];
  /** The name a new code would get; empty where there is none to offer. */
  let fresh = "";
  let at = 0;

  const row = element(
    "div",
    {
      class: "cw-values",
      role: "toolbar",
      "aria-label": "Values",
      "aria-orientation": "vertical",
    },
    ...buttons(),
  );
  const settle = oneStop(row);
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

  /** The values, and below them the codes used lately. @returns {HTMLElement[]} */
  function buttons() {
    const offer = lately.map((guid) => reading.code(guid));
    return [
      ...values().map((code) => valueButton(code, code.digit)),
      ...offer.flatMap((code, k) => (code ? [valueButton(code, digitOf(k), "cw-lately")] : [])),
    ];
  }

  /** @param {number} k  a place among the codes used lately */
  function digitOf(k) {
    return values().length + 1 + k;
  }

  /** Give a code that is no value a place among those used lately. @param {string} guid
   * @returns {boolean}  whether it is new there */
  function keep(guid) {
    const code = reading.code(guid);
    if (!code || code.value === code.guid || lately.includes(guid)) return false;
    const room = Math.min(MOST_LATELY, LAST_DIGIT - values().length);
    if (room <= 0) return false;
    const oldest = lately.toSorted((one, other) => recent.indexOf(other) - recent.indexOf(one))[0];
    if (lately.length < room) lately.push(guid);
    else lately[lately.indexOf(oldest)] = guid;
    return true;
  }

  /** @param {Code} code @param {number | null} digit @param {string} [more] */
  function valueButton(code, digit, more = "") {
    return element(
      "button",
      {
        type: "button",
        class: `cw-value ${more}`,
        "data-key": code.guid,
        "aria-keyshortcuts": digit,
        onclick: () => onCode(code),
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
      digit ? element("kbd", { class: "cw-key", "aria-hidden": "true" }, String(digit)) : null,
    );
  }

  /** Offer the codes that fit what is typed; with nothing typed, the recent ones first. */
  function offer() {
    const asked = plain(search.value).split(" ").filter(Boolean);
    const rank = new Map(recent.map((guid, k) => [guid, k]));
    const order = (/** @type {Code} */ code) => rank.get(code.guid) ?? recent.length;
    offered = reading
      .codes()
      .filter((code) =>
        asked.every((part) => plain(`${code.key} ${code.plain_name} ${code.name}`).includes(part)),
      )
      .sort((one, other) => order(one) - order(other))
      .slice(0, MOST_SHOWN);
    const name = search.value.trim().replace(/\s+/gu, " ");
    const fits = [...name].length <= LONGEST_NAME && /[\p{L}\p{N}\p{P}\p{S}]/u.test(name);
    fresh = fits && !named(reading.codes(), name) ? name : "";
    at = 0;
    search.closest(".cw-side")?.classList.add("cw-finding");
    drawOffered();
  }

  function drawOffered() {
    const count = offered.length + (fresh ? 1 : 0);
    search.setAttribute("aria-expanded", String(count > 0));
    if (count > 0) search.setAttribute("aria-activedescendant", `cw-offer-${at}`);
    else search.removeAttribute("aria-activedescendant");
    list.hidden = false;
    redraw(
      list,
      ...offered.map((code, k) =>
        option(
          k,
          { onmouseenter: () => guide(code), onclick: () => pick(code) },
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
      fresh ? newCode() : null,
    );
    if (count === 0) {
      const why =
        [...search.value.trim()].length > LONGEST_NAME
          ? `No code has these words, and a name has at most ${LONGEST_NAME} characters.`
          : "No code has these words.";
      list.append(element("li", { class: "cw-quiet cw-none" }, why));
    } else guide(offered[at] ?? null);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} k @param {Record<string, any>} does @param {...Node} children */
  function option(k, does, ...children) {
    return element(
      "li",
      {
        role: "option",
        id: `cw-offer-${k}`,
        class: "cw-offer",
        "aria-selected": String(k === at),
        onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
        ...does,
      },
      ...children,
    );
  }

  function newCode() {
    return option(
      offered.length,
      { onclick: pickNew },
      element("span", { class: "cw-swatch cw-plus", "aria-hidden": "true" }, "+"),
      element("span", { class: "cw-names" }, `New code “${fresh}”`),
    );
  }

  function pickNew() {
    const name = fresh;
    search.value = "";
    onLeave();
    onNew(name);
  }

  function close() {
    list.hidden = true;
    search.closest(".cw-side")?.classList.remove("cw-finding");
    search.setAttribute("aria-expanded", "false");
    search.removeAttribute("aria-activedescendant");
  }

  /** @param {Code} code */
  function pick(code) {
    onCode(code);
    search.value = "";
    onLeave();
  }

  /** @param {KeyboardEvent} event */
  function steer(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = offered.length + (fresh ? 1 : 0);
    if (step && count) {
      at = (at + step + count) % count;
      drawOffered();
    } else if (event.key === "Enter" && offered[at]) pick(offered[at]);
    else if (event.key === "Enter" && fresh) pickNew();
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
    byDigit(digit) {
      const place = digit - digitOf(0);
      return values().find((code) => code.digit === digit) ?? reading.code(lately[place] ?? "");
    },
    /** A mark was made with this code. @param {string} guid */
    used(guid) {
      recent = [guid, ...recent.filter((other) => other !== guid)];
      if (keep(guid)) this.renew();
    },
    /** The codes have changed. */
    renew() {
      redraw(row, ...buttons());
      settle();
      if (!list.hidden) offer();
    },
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
