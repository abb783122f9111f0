/** A button that opens a few others below it, and closes again by Escape or by leaving. */

import { element, redraw } from "./element.js";

/**
 * @param {object} given
 * @param {string} given.id
 * @param {string} given.words  on the button
 * @param {string} [given.label]  what it is called where its words alone would not say
 * @param {string} [given.keys]
 * @param {() => void} [given.onOpen]
 */
export function createMenu({ id, words, label, keys: shortcut, onOpen }) {
  const menu = element("div", { class: "cw-menu", id, hidden: true });
  const opener = element(
    "button",
    {
      type: "button",
      class: "cw-button",
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-label": label,
      "aria-keyshortcuts": shortcut,
      onclick: () => open(menu.hidden === true),
    },
    words,
  );
  const holder = element(
    "div",
    { class: "cw-menu-holder", onkeydown: keys, onfocusout: leave },
    opener,
    menu,
  );

  /** @param {boolean} wanted */
  function open(wanted) {
    if (wanted) onOpen?.();
    menu.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
  }

  /** @param {KeyboardEvent} event */
  function keys(event) {
    if (event.key !== "Escape" || menu.hidden) return;
    event.preventDefault();
    open(false);
    opener.focus();
  }

  /** @param {FocusEvent} event */
  function leave(event) {
    if (!holder.contains(/** @type {Node | null} */ (event.relatedTarget))) open(false);
  }

  return {
    holder,
    /** @param {...(HTMLElement | null)} children */
    fill: (...children) => redraw(menu, ...children),
    /** Open it and go to what is chosen there, or to the first. */
    show() {
      open(true);
      const chosen = menu.querySelector('[aria-pressed="true"]') ?? menu.querySelector("button");
      if (chosen instanceof HTMLElement) chosen.focus();
    },
    close: () => open(false),
    /** Close it after a choice; the keyboard goes back to the button. */
    chosen() {
      if (menu.hidden) return;
      open(false);
      opener.focus();
    },
  };
}
