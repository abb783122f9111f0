/**
 * Noticing that the server has a newer pane than this page, and going over to it.
 *
 * The page is loaded anew once everything done here is saved and no words are begun; until then
 * the pane goes on as it is, since the server understands what older ones send.
 */

const ONCE = "workbench.pane.loaded-anew";
const MINE = /\/assets\/([^/]+)\//.exec(import.meta.url)?.[1] ?? "";

let newest = MINE;
/** @type {() => void} */
let hear = () => {};

/** What the server says its pane is. @param {string | null} version */
export function noteVersion(version) {
  if (!version || version === newest) return;
  newest = version;
  hear();
}

/** Whether this page is older than the server, and loading it anew has not been tried in vain. */
export const isOlder = () => newest !== MINE && sessionStorage.getItem(ONCE) !== newest;

/** Who is told when the server turns out to be newer. @param {() => void} listener */
export function onNewer(listener) {
  hear = listener;
}

/** Load the page anew, with the server's pane. */
export function goOver() {
  sessionStorage.setItem(ONCE, newest);
  location.reload();
}
