import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../pane.css", import.meta.url), "utf-8");
const [light, dark] = css.split('[data-theme="dark"]');
const colours = (part) =>
  [...part.matchAll(/--cw-value-([1-6]): (#[0-9a-f]{6})/g)].map(([, , colour]) => rgb(colour));
const deepest = Math.max(
  ...[...css.matchAll(/--cw-tint.*?(\d+)%/g)].map(([, share]) => share / 100),
);

/** The fallbacks of the style sheet, and what Streamlit's own themes say. */
const themes = [
  ["light", light, ["#262b36", "#31333f"], "#ffffff"],
  ["dark", dark, ["#f3f4f7", "#fafafa"], "#0e1117"],
];

describe.each(themes)("in the %s theme", (_name, part, inks, paper) => {
  const six = colours(part).slice(0, 6);

  test("the six colours differ in lightness", () => {
    const lightness = six.map((colour) => 116 * Math.cbrt(luminance(colour)) - 16);
    lightness.sort((one, other) => one - other);
    expect(lightness).toHaveLength(6);
    lightness.slice(1).forEach((one, k) => expect(one - lightness[k]).toBeGreaterThan(2.5));
  });

  test("lines stand out from the page, and text stays readable on every tint", () => {
    for (const colour of six) {
      expect(contrast(colour, rgb(paper))).toBeGreaterThan(3);
      for (const ink of inks) {
        expect(contrast(rgb(ink), mix(colour, rgb(paper), deepest))).toBeGreaterThan(7);
      }
    }
  });
});

/** The backgrounds people can choose, with the colours that change on them. */
const tints = [...css.matchAll(/\n(.*?)\[data-tint="(\w+)"\] \{ --cw-paper: (#[0-9a-f]{6})/g)].map(
  ([, where, name, paper]) => [where.includes("dark") ? "dark" : "light", name, paper],
);
const sixth = /\[data-tint\] \{ --cw-value-6: (#[0-9a-f]{6})/.exec(css)[1];

describe.each(tints)("in the %s theme on %s", (theme, _name, paper) => {
  const [, part, inks] = themes.find(([name]) => name === theme);
  const six = colours(part).slice(0, 6);
  if (theme === "light") six[5] = rgb(sixth);

  test("the six stay apart, lines stand out and text stays readable", () => {
    const lightness = six.map((colour) => 116 * Math.cbrt(luminance(colour)) - 16);
    lightness.sort((one, other) => one - other);
    lightness.slice(1).forEach((one, k) => expect(one - lightness[k]).toBeGreaterThan(2.5));
    for (const ink of inks) {
      // What is said quietly: 78 parts of ink in the page's colour.
      expect(contrast(mix(rgb(ink), rgb(paper), 0.78), rgb(paper))).toBeGreaterThan(4.5);
      for (const colour of six) {
        expect(contrast(colour, rgb(paper))).toBeGreaterThan(3);
        expect(contrast(rgb(ink), mix(colour, rgb(paper), deepest))).toBeGreaterThan(6);
      }
    }
  });
});

test("there are two tints for each theme", () => expect(tints).toHaveLength(4));

function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function mix(colour, paper, share) {
  return colour.map((part, k) => part * share + paper[k] * (1 - share));
}
