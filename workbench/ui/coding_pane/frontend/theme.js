/** Light or dark, read from the page the pane stands in. */

/**
 * Look at the page's own background and say on the pane whether it is dark.
 *
 * @param {HTMLElement} root
 */
export function followTheme(root) {
  const said = getComputedStyle(root).getPropertyValue("--st-background-color").trim();
  const dark = said ? brightness(said) < 0.5 : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "dark" : "light";
}

/** From 0 to 1, for any colour the browser can name. @param {string} colour */
function brightness(colour) {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!brush) return 1;
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
