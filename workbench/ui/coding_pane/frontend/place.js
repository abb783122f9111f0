/** Where a person stopped reading: an offset for each transcript, kept on this device alone. */

import { keyFor, recall, remember } from "./settings.js";

const SOON = 600;

/**
 * @param {object} given
 * @param {string} given.person
 * @param {string} given.source
 * @param {() => number} given.seen  the position a person is at
 */
export function keepPlace({ person, source, seen }) {
  const key = keyFor("place", source, person);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function now() {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    remember(key, String(seen()));
  }

  addEventListener("pagehide", now);
  return {
    /** The caret or the text moved. */
    moved() {
      clearTimeout(timer);
      timer = setTimeout(now, SOON);
    },
    stop() {
      now();
      removeEventListener("pagehide", now);
    },
  };
}

/** @param {string} person @param {string} source @returns {number | null} */
export function keptPlace(person, source) {
  const found = recall(keyFor("place", source, person));
  return found !== null && /^\d{1,9}$/.test(found) ? Number(found) : null;
}
