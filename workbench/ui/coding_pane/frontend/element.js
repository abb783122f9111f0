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
  const active = document.activeElement;
  const key = part.contains(active) && active instanceof HTMLElement ? active.dataset.key : null;
  part.replaceChildren(
    ...children.filter((child) => typeof child === "string" || child instanceof Node),
  );
  if (!key) return;
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
    for (const button of every) button.tabIndex = -1;
    const stop = current ?? all.find((button) => !button.disabled);
    if (stop) stop.tabIndex = 0;
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
