/** Where a person stopped reading: sent to the server, which keeps it for them on every device. */

const SOON = 2_000;

/**
 * @param {object} given
 * @param {number} given.known  where the server knows me to be
 * @param {() => number} given.seen  the position a person is at
 * @param {(position: number) => void} given.send
 */
export function keepPlace({ known, seen, send }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let sent = known;

  function now() {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const position = seen();
    if (position === sent) return;
    sent = position;
    send(position);
  }

  /** A phone may end a page that is out of sight without a word. */
  function hidden() {
    if (document.hidden) now();
  }

  addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", hidden);
  return {
    /** The caret or the text moved. */
    moved() {
      clearTimeout(timer);
      timer = setTimeout(now, SOON);
    },
    stop() {
      now();
      removeEventListener("pagehide", now);
      document.removeEventListener("visibilitychange", hidden);
    },
  };
}
