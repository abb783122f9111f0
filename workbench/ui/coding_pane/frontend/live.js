/**
 * Listening to what others do, over one WebSocket that is opened again whenever it closes.
 *
 * Only what arrives here moves the cursor: the cursor in an answer may lie beyond changes of
 * other people that are still on their way, and opening again from there would lose them.
 */

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
const SIGN_IN_ENDED = 4401;

/**
 * @param {object} given
 * @param {(cursor: string) => string} given.address
 * @param {string} given.cursor
 * @param {(changes: import("./types.js").Change[]) => void} given.onChanges
 * @param {() => void} given.onOpen
 * @param {() => void} given.onClose  the connection broke
 * @returns {{restart: (cursor: string) => void, stop: () => void}}
 */
export function listen({ address, cursor, onChanges, onOpen, onClose }) {
  /** @type {WebSocket | null} */
  let socket = null;
  let wait = FIRST_WAIT;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function open() {
    const mine = new WebSocket(address(cursor));
    socket = mine;
    mine.onopen = () => {
      wait = FIRST_WAIT;
      onOpen();
    };
    mine.onmessage = ({ data }) => {
      if (socket !== mine) return;
      const message = JSON.parse(data);
      cursor = message.cursor;
      onChanges(message.changes);
    };
    mine.onclose = ({ code }) => {
      if (socket !== mine) return;
      onClose();
      const pause = code === SIGN_IN_ENDED ? LONGEST_WAIT : wait;
      wait = Math.min(LONGEST_WAIT, wait * 2);
      // A little chance keeps fifty panes from knocking together after a restart.
      timer = setTimeout(open, pause * (0.7 + 0.6 * Math.random()));
    };
  }

  function close() {
    clearTimeout(timer);
    const old = socket;
    socket = null;
    old?.close();
  }

  open();
  return {
    restart(fresh) {
      close();
      cursor = fresh;
      open();
    },
    stop: close,
  };
}
