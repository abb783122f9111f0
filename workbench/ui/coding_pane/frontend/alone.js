/** The line that says that I am reading on my own, and nothing where I am not. */

import { element } from "./element.js";

const WORDS = "You are reading on your own; nobody sees this until it is opened together.";

/** @param {import("./reading.js").Reading} reading */
export function createAloneLine(reading) {
  const line = element("p", { class: "cw-quiet cw-alone" }, WORDS);

  function draw() {
    line.hidden = !reading.snapshot.round.alone;
  }

  draw();
  return { line, draw };
}
