"""How a code looks: its colour, its letter and its pattern, none of which stands alone."""

import streamlit as st

from workbench.domain.codebook import Code
from workbench.figures.palette import Tone, tone_of
from workbench.ui.parts.words import as_html

# The patterns of `palette.Tone`, drawn as layers of a background in the tone's own line.
_LAYERS = {
    "/": "repeating-linear-gradient(-45deg, {0} 0 2px, transparent 2px 6px)",
    "\\": "repeating-linear-gradient(45deg, {0} 0 2px, transparent 2px 6px)",
    "-": "repeating-linear-gradient(0deg, {0} 0 2px, transparent 2px 6px)",
    "|": "repeating-linear-gradient(90deg, {0} 0 2px, transparent 2px 6px)",
    ".": "radial-gradient({0} 1.2px, transparent 1.6px) 0 0 / 6px 6px",
    "x": "repeating-linear-gradient(45deg, {0} 0 1px, transparent 1px 5px), "
    "repeating-linear-gradient(-45deg, {0} 0 1px, transparent 1px 5px)",
    "+": "repeating-linear-gradient(0deg, {0} 0 1px, transparent 1px 6px), "
    "repeating-linear-gradient(90deg, {0} 0 1px, transparent 1px 6px)",
}
_NAMED = {
    "/": "rising lines", "\\": "falling lines", "-": "level lines", "|": "upright lines",
    ".": "dots", "x": "crossed lines", "+": "squares",
}  # fmt: skip
STYLE = """
.swatch {
  display: inline-flex; align-items: stretch; vertical-align: middle; height: 1.35rem;
  margin-right: .5rem; border: 1px solid #808080; border-radius: .25rem; overflow: hidden;
  font-size: .8rem; font-weight: 600; line-height: 1.3rem;
}
.swatch b { padding: 0 .35rem; color: #1d1d1d; font-weight: 600; }
.swatch i { width: 1.1rem; border-left: 1px solid #808080; }
.code-line { margin: 0; line-height: 1.5; overflow-wrap: anywhere; }
.stage {
  display: inline-block; font-size: .8rem; padding: 0 .5rem; border-radius: 1rem;
  border: 1px solid color-mix(in srgb, currentColor 40%, transparent); margin-left: .4rem;
}
"""


def style() -> None:
    """Put in what swatches look like, once on a page that shows them."""
    st.html(f"<style>{STYLE}</style>")


def swatch(code: Code) -> str:
    """Give a code's letter on its colour, with its pattern beside it, as HTML."""
    tone: Tone = tone_of(code.key)
    layers = _LAYERS[tone.pattern].format(tone.line)
    letter = tone.letter if len(tone.letter) <= 3 else tone.letter[:3]
    return (
        f'<span class="swatch" aria-hidden="true"><b style="background:{tone.tint}">'
        f'{as_html(letter)}</b><i style="background:{layers}, #ffffff"></i></span>'
    )


def look_in_words(code: Code) -> str:
    """Say what a code's colour, letter and pattern are, for whoever cannot see them."""
    tone = tone_of(code.key)
    return f"letter {tone.letter}, {_NAMED[tone.pattern]}"
