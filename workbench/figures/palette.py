"""The colours of the six values. A colour never stands alone: letter and pattern go with it."""

from dataclasses import dataclass

INK = "#1d1d1d"
PAPER = "#ffffff"
QUIET = "#808080"  # outlines that have to show on a white page and on a dark one


@dataclass(frozen=True, slots=True)
class Tone:
    """How one value looks.

    `tint` lies behind dark text. `line` is for lines and patterns on a light page, `bright` for
    those on a dark one; neither is for text. `pattern` is drawn the same way on the screen and in
    pictures; its sign is plotly's.
    """

    letter: str
    tint: str
    line: str
    bright: str
    pattern: str


# The lines are those of the coding pane (`pane.css`); each tint is a little over a third of its
# line on white. A test holds the two together.
VALUE_TONES = {
    tone.letter: tone
    for tone in (
        Tone("EC", "#adb8ce", "#1b3a76", "#799ee3", "/"),
        Tone("SA", "#a3ccce", "#007176", "#77cfd3", "."),
        Tone("CC", "#dfceb2", "#a67628", "#f1d589", "\\"),
        Tone("TW", "#cfb4c7", "#793064", "#c96fa4", "x"),
        Tone("HC", "#e6c1b6", "#b95333", "#ed946c", "-"),
        Tone("FR", "#c8dbc4", "#679c5b", "#98df9a", "|"),
    )
}


def tone_of(key: str) -> Tone:
    """Find the tone of a value, or of a code under one (`SA3` has that of `SA`).

    Values a team has added, and codes under none, are plain white with a pattern of crosses.
    """
    return VALUE_TONES.get(key[:2].upper(), Tone(key, PAPER, INK, PAPER, "+"))


def lightness(colour: str) -> float:
    """Say how light a `#rrggbb` colour looks: CIE L*, from 0 (black) to 100 (white)."""
    return 116 * _luminance(colour) ** (1 / 3) - 16


def contrast(one: str, other: str) -> float:
    """Compute the WCAG 2.2 contrast ratio of two `#rrggbb` colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Compute the relative luminance WCAG 2.2 defines, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
