/**
 * Guarding what was said: the caret is there to read and choose with, and nothing may be typed,
 * pasted or dropped into the words. Also what the mouse chooses, and what a copy takes along.
 */

/** @typedef {import("./types.js").Span} Span */

/**
 * @param {object} given
 * @param {import("./transcript.js").Transcript} given.transcript
 * @param {import("./selection.js").Selection} given.selection
 * @param {(span: Span) => string} given.quote
 * @param {(busy: boolean) => void} given.onDrag  the mouse is choosing words, or has done
 * @returns {() => void}
 */
export function guardWords({ transcript, selection, quote, onDrag }) {
  const { text } = transcript;
  let dragging = false;

  for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    text.addEventListener(kind, (event) => event.preventDefault());
  }
  // Input methods that compose characters cannot be stopped beforehand; put the words back.
  text.addEventListener("input", () => {
    if (transcript.intact()) return;
    transcript.build();
    selection.put();
  });
  text.addEventListener("copy", (event) => {
    if (selection.isEmpty()) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", quote(selection.span()));
  });
  // Pressed inside what is chosen, the mouse would carry the words off; let it choose anew.
  text.addEventListener("mousedown", (event) => {
    if (event.button === 0 && !event.shiftKey) document.getSelection()?.removeAllRanges();
  });
  text.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType !== "mouse") return;
    dragging = true;
    onDrag(true);
  });

  /** @param {PointerEvent} event */
  function released({ altKey }) {
    if (!dragging) return;
    dragging = false;
    // The browser settles the selection only after this event.
    setTimeout(() => {
      selection.read();
      const words = altKey ? null : selection.words({ exact: false });
      if (words && selection.inText()) selection.take(words);
      if (altKey) selection.keepExactly();
      onDrag(false);
    });
  }

  addEventListener("pointerup", released);
  addEventListener("pointercancel", released);
  return () => {
    removeEventListener("pointerup", released);
    removeEventListener("pointercancel", released);
  };
}
