"""The colours of the six values. A colour never stands alone: letter and pattern go with it."""

from dataclasses import dataclass

INK = "#1d1d1d"
PAPER = "#ffffff"
QUIET = "#808080"  # outlines that have to show on a white page and on a dark one


@dataclass(frozen=True, slots=True)
class Tone:
    """How one value looks.

    `tint` lies behind dark text. `line` is for lines and patterns, and for text on the tint or on
    white. `pattern` is drawn the same way on the screen and in pictures; its sign is plotly's.
    """

    letter: str
    tint: str
    line: str
    pattern: str


VALUE_TONES = {
    tone.letter: tone
    for tone in (
        Tone("EC", "#9ec1e6", "#1f4e79", "/"),
        Tone("SA", "#f2c879", "#7a4b00", "."),
        Tone("CC", "#a9d6a0", "#1f5c2e", "\\"),
        Tone("TW", "#e8a9a0", "#832b21", "x"),
        Tone("HC", "#c9b3e6", "#51308a", "-"),
        Tone("FR", "#d9d9d0", "#444438", "|"),
    )
}


def tone_of(key: str) -> Tone:
    """Find the tone of a value, or of a code under one (`SA3` has that of `SA`).

    Values a team has added, and codes under none, are plain white with a pattern of crosses.
    """
    return VALUE_TONES.get(key[:2].upper(), Tone(key, PAPER, INK, "+"))


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
