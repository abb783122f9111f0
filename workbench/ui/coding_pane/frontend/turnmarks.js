/**
 * The margin list: every mark of the turn in view, in the order of its words, with whose it is.
 * To those who listen it is the marks as a list that can be walked through.
 */

import { swatch } from "./codes.js";
import { element, relist, write } from "./element.js";
import { shortened } from "./notes.js";

/** @typedef {import("./types.js").Coding} Coding */

const MOST = 40;

/**
 * @param {object} given
 * @param {import("./reading.js").Reading} given.reading
 * @param {(code: string) => import("./palette.js").Look} given.look
 * @param {(span: import("./types.js").Span) => string} given.quote
 * @param {(span: import("./types.js").Span) => void} given.onGo  choose the words of a mark
 */
export function createTurnMarks({ reading, look, quote, onGo }) {
  const title = element("h2", { class: "cw-title" });
  const list = element("ul", { class: "cw-turn-list" });
  const more = element("p", { class: "cw-quiet", hidden: true });
  const part = element(
    "section",
    { class: "cw-here-list cw-turn-marks", "aria-label": "Marks in this turn", hidden: true },
    title,
    list,
    more,
  );

  /** @param {Coding} coding */
  function item(coding) {
    const { me, readers } = reading.snapshot;
    const code = reading.code(coding.code);
    const name = code?.plain_name || code?.name || "A code that is no longer here";
    const reader =
      coding.coder === me.guid
        ? "You"
        : (readers.find(({ guid }) => guid === coding.coder)?.name ?? "Another reader");
    const looks = look(coding.code);
    const { guid, start, end } = coding;
    return {
      key: JSON.stringify([guid, start, end, name, reader, looks]),
      make: () =>
        element(
          "li",
          {},
          element(
            "button",
            {
              type: "button",
              class: "cw-value cw-turn-mark",
              "data-key": `go ${guid}`,
              onclick: () => onGo({ start, end }),
            },
            swatch(looks),
            element(
              "span",
              { class: "cw-names" },
              element("span", {}, `${name} `, element("span", { class: "cw-quiet" }, `· ${reader}`)),
              element("span", { class: "cw-quiet cw-clip" }, `“${shortened(quote(coding))}”`),
            ),
          ),
        ),
    };
  }

  return {
    part,
    /**
     * @param {number} turn
     * @param {Set<string>} here  marks that are told of in full already
     */
    draw(turn, here) {
      const marks = reading
        .inTurn(turn)
        .map(({ coding }) => coding)
        .filter(({ guid }) => !here.has(guid))
        .sort((one, other) => one.start - other.start || one.end - other.end);
      part.hidden = marks.length === 0;
      write(title, here.size > 0 ? "Elsewhere in this turn" : "Marks in this turn");
      relist(list, marks.slice(0, MOST).map(item));
      const rest = marks.length - MOST;
      more.hidden = rest <= 0;
      write(more, `And ${rest} more. Go to the words to see them.`);
    },
  };
}
