/** Making elements in one line, and drawing lists again without losing the keyboard's place. */

/**
 * Making elements in one line.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes]  `onclick` and the like become listeners; `false`
 *   and null are left out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

/**
 * Draw a part again; whoever had the keyboard keeps it, found by `data-key`.
 *
 * @param {HTMLElement} part
 * @param {...(Node | string | null | undefined | false)} children
 */
export function redraw(part, ...children) {
  keepingFocus(part, () =>
    part.replaceChildren(
      ...children.filter((child) => typeof child === "string" || child instanceof Node),
    ),
  );
}

/** Write a text, unless it stands there already. @param {HTMLElement} part @param {string} words */
export function write(part, words) {
  if (part.textContent !== words) part.textContent = words;
}

/** Which item of a list each of its elements shows. @type {WeakMap<Element, string>} */
const shows = new WeakMap();

/**
 * Let a list have these items in this order. One whose key is there already is left as it stands,
 * so that a long list costs no more than what is new in it; whoever had the keyboard keeps it.
 *
 * @param {HTMLElement} list
 * @param {{key: string, make: () => HTMLElement}[]} items  the key says all that can be seen of it
 */
export function relist(list, items) {
  const there = new Map([...list.children].map((child) => [shows.get(child) ?? "", child]));
  const wanted = items.map(({ key, make }) => {
    const item = there.get(key) ?? make();
    shows.set(item, key);
    return item;
  });
  const stays = new Set(wanted);
  const gone = [...list.children].filter((child) => !stays.has(child));
  keepingFocus(list, () => {
    if (gone.length === list.children.length) list.replaceChildren();
    for (const child of gone) child.remove();
    wanted.forEach((item, k) => {
      const here = list.children[k] ?? null;
      if (here !== item) list.insertBefore(item, here);
    });
  });
}

/** @param {HTMLElement} part @param {() => void} change */
function keepingFocus(part, change) {
  const active = document.activeElement;
  const key = part.contains(active) && active instanceof HTMLElement ? active.dataset.key : null;
  change();
  if (!key || (active?.isConnected && document.activeElement === active)) return;
  const again = part.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/**
 * Make a row of buttons one stop for Tab, with the arrow keys moving inside it.
 *
 * @param {HTMLElement} row
 */
export function oneStop(row) {
  const buttons = () =>
    /** @type {HTMLElement[]} */ ([...row.querySelectorAll("button:not([disabled])")]).filter(
      (button) => button.offsetParent !== null,
    );
  const settle = () => {
    const every = [...row.querySelectorAll("button")];
    const all = every.filter((button) => !button.closest("[hidden]"));
    const current = all.find((button) => button.tabIndex === 0 && !button.disabled);
    const stop = current ?? all.find((button) => !button.disabled);
    for (const button of every) button.tabIndex = button === stop ? 0 : -1;
  };
  row.addEventListener("focusin", ({ target }) => {
    for (const button of row.querySelectorAll("button"))
      button.tabIndex = button === target ? 0 : -1;
  });
  row.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const all = buttons();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (at < 0) return;
    const ends = { Home: 0, End: all.length - 1 }[event.key];
    const next = ends ?? (step ? (at + step + all.length) % all.length : null);
    if (next === null) return;
    event.preventDefault();
    all[next].focus();
  });
  settle();
  return settle;
}
