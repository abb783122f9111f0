/**
 * Someone needs to look at this today: the study's own procedure and whom to tell. Nothing is kept
 * or sent here; the reader's own e-mail opens on their press, with a link and none of the words.
 */

import { element } from "./element.js";
import { createSheet } from "./sheet.js";

/** @typedef {{contact: string, email: string, procedure: string}} Today */

/**
 * @param {object} given
 * @param {Today} given.today
 * @param {string} given.name  of the transcript
 * @param {() => void} given.onClose
 */
export function createToday({ today: { contact, email, procedure }, name, onClose }) {
  const link = element("a", { class: "cw-button cw-main cw-mail" }, "Write an e-mail");
  const isSet = Boolean(contact || email || procedure);
  const sheet = createSheet({
    name: "today",
    title: "Someone needs to look at this today",
    onClose,
    next: email ? link : null,
    holds: [
      isSet
        ? null
        : element(
            "p",
            {},
            "This study has not said yet whom to tell. Whoever looks after the study can set it " +
              "on the Team page.",
          ),
      procedure ? element("p", { class: "cw-said" }, procedure) : null,
      contact ? element("p", { class: "cw-said" }, contact) : null,
      email ? element("p", {}, email) : null,
      isSet
        ? element(
            "p",
            { class: "cw-quiet" },
            email
              ? "Nothing is sent or kept until you send it yourself. The e-mail has a link to " +
                  "this place, and none of the words."
              : "Nothing is sent or kept here.",
          )
        : null,
    ],
  });

  return {
    sheet,
    /** @param {number} start  the place it is about */
    open(start) {
      const place = new URL(document.baseURI);
      place.searchParams.set("at", String(start));
      const subject = encodeURIComponent(`Please look at this today: ${name}`);
      const body = encodeURIComponent(`Somebody needs to look at this place today:\n${place}`);
      link.href = `mailto:${encodeURI(email)}?subject=${subject}&body=${body}`;
      sheet.showModal();
    },
  };
}
