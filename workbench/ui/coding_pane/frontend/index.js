/**
 * The coding pane: where people read and mark a transcript.
 *
 * `mount(element, {apiBase, project, source, at})` is all there is to call. Called again for the
 * same element and transcript it does nothing but follow the theme; for another it replaces.
 */

import { openPane } from "./pane.js";
import { followTheme } from "./theme.js";

/** @typedef {import("./pane.js").Where} Where */
/** @typedef {{key: string, root: HTMLElement, close: () => void}} Mounted */

/** @type {WeakMap<HTMLElement, Mounted>} */
const mounted = new WeakMap();

/**
 * Draw a transcript into an element.
 *
 * @param {HTMLElement} parentElement
 * @param {Where} where
 * @returns {() => void}  takes the pane away; what is not yet sent is still sent
 */
export function mount(parentElement, where) {
  const key = JSON.stringify([where.apiBase, where.project, where.source, where.how, where.at ?? null]);
  const before = mounted.get(parentElement);
  if (before?.key === key) {
    followTheme(before.root);
    return before.close;
  }
  before?.close();
  const { root, stop } = openPane(parentElement, where, style());
  const close = () => {
    stop();
    root.remove();
    if (mounted.get(parentElement)?.key === key) mounted.delete(parentElement);
  };
  mounted.set(parentElement, { key, root, close });
  return close;
}

/** @type {Promise<unknown> | undefined} */
let styled;

/** The style sheets beside this module, loaded once. */
function style() {
  styled ??= Promise.all(["pane.css", "ways.css"].map(load));
  return styled;
}

/** @param {string} sheet @returns {Promise<void>} */
function load(sheet) {
  return new Promise((ready) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(sheet, import.meta.url).href;
    link.onload = link.onerror = () => ready();
    document.head.append(link);
  });
}
