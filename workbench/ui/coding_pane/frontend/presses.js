/** Pressing beside the text: the keyboard stays in the words, and an open menu closes. */

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {HTMLElement[]} given.beside  parts whose buttons do not take the keyboard from the text
 * @param {{holder: HTMLElement, close: () => void}[]} given.menus
 * @returns {() => void}  stops attending to them
 */
export function attendPresses({ root, beside, menus }) {
  for (const part of beside) {
    part.addEventListener("mousedown", (event) => {
      if (/** @type {HTMLElement} */ (event.target).closest("button")) event.preventDefault();
    });
  }
  /** @param {Event} event */
  function pressed({ target }) {
    for (const menu of menus) {
      if (!menu.holder.contains(/** @type {Node} */ (target))) menu.close();
    }
  }
  root.addEventListener("pointerdown", pressed);
  return () => root.removeEventListener("pointerdown", pressed);
}
