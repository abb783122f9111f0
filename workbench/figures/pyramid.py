"""The values pyramid: where each block stands, and how it looks on the screen.

The picture of the value framework is a pyramid because the lower values carry the upper ones. One
geometry serves the screen and the Word report, in units of the pyramid's width, y upwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from workbench.domain.codebook import Code
from workbench.figures.lettering import Phrase, fit
from workbench.figures.on_screen import on_page
from workbench.figures.palette import INK, tone_of

HEIGHT = 0.62
_TOP_WIDTH = 0.5
_GAP = 0.006
_BAND = 0.022
_PADDING = 0.012
_ROWS = ("foundation", "middle", "apex")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """One value in its place.

    `outline` is the whole block, `band` the strip along its foot that carries the pattern, `left`
    to `top` the box its text stays in. `line` is one line such as “marked in 7 of 9 transcripts”,
    or empty.
    """

    key: str
    name: str
    plain_name: str
    line: str
    outline: tuple[Point, ...]
    band: tuple[Point, ...]
    left: float
    right: float
    bottom: float
    top: float

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What stands in the block, from the top down."""
        return (
            Phrase(self.key, scale=0.92, bold=True),
            Phrase(self.name, scale=1.18, bold=True),
            Phrase(self.plain_name),
            Phrase(self.line),
        )


def pyramid_blocks(
    values: Iterable[Code], lines: Mapping[str, str] | None = None, *, height: float = HEIGHT
) -> tuple[Block, ...]:
    """Place values in the pyramid by their level, left to right in the order given.

    Values with no level have no place in it and are left out. `lines` holds one line of text for
    each value's key, and `height` is that of the whole pyramid.
    """
    rows: dict[str, list[Code]] = {level: [] for level in _ROWS}
    for value in values:
        if value.level:
            rows[value.level].append(value)
    present = [rows[level] for level in _ROWS if rows[level]]
    blocks = []
    for number, row in enumerate(present):
        low, high = number * height / len(present), (number + 1) * height / len(present) - _GAP
        for place, value in enumerate(row):
            outline, band = (
                _slice(low, top, place, len(row), height) for top in (high, low + _BAND)
            )
            line = (lines or {}).get(value.key, "")
            blocks.append(_block(value, line, outline, band))
    return tuple(blocks)


def height_of(blocks: Iterable[Block]) -> float:
    """How high the whole pyramid is."""
    return max((y for block in blocks for _, y in block.outline), default=HEIGHT - _GAP) + _GAP


def lay_out(blocks: Iterable[Block]) -> tuple[float, list[list[Phrase]]]:
    """Break the text of all blocks into lines at one size, in units of the pyramid's width."""
    return fit(
        [(block.phrases, block.right - block.left, block.top - block.bottom) for block in blocks],
        largest=0.0205,
        smallest=0.0105,
    )


def pyramid_words(blocks: Iterable[Block]) -> str:
    """Say in words what the pyramid shows, for people who do not see it."""
    rows: dict[float, list[str]] = {}
    for block in blocks:
        line = f", {block.line}" if block.line else ""
        rows.setdefault(block.outline[0][1], []).append(f"{block.name} ({block.plain_name}{line})")
    told = [" · ".join(rows[low]) for low in sorted(rows)]
    places = ["At the bottom", *["Above them"] * (len(told) - 2), "At the top"][: len(told)]
    return "The values drawn as a pyramid. " + " ".join(
        f"{place}: {names}." for place, names in zip(places, told, strict=True)
    )


def pyramid_figure(blocks: Iterable[Block], *, width: int = 760) -> go.Figure:
    """Draw the pyramid for the screen, `width` pixels wide, readable on light and dark pages."""
    blocks = tuple(blocks)
    size, laid = lay_out(blocks)
    figure = go.Figure()
    for block, lines in zip(blocks, laid, strict=True):
        tone = tone_of(block.key)
        hover = "<br>".join(escape(phrase.words) for phrase in block.phrases if phrase.words)
        _add_shape(figure, block.outline, fillcolor=tone.tint, name=block.name, text=hover)
        pattern = go.scatter.Fillpattern(
            shape=tone.pattern, fgcolor=tone.line, bgcolor=tone.tint, size=6, fgopacity=1
        )
        _add_shape(figure, block.band, fillpattern=pattern, name=block.name, text=hover)
        figure.add_annotation(
            x=(block.left + block.right) / 2,
            y=(block.bottom + block.top) / 2,
            text="<br>".join(_line_of_markup(line, size * width) for line in lines),
            font={"color": INK, "size": size * width},
            align="center",
            showarrow=False,
        )
    figure.update_xaxes(visible=False, range=[0, 1], fixedrange=True)
    figure.update_yaxes(visible=False, range=[0, HEIGHT], fixedrange=True)
    return on_page(
        figure,
        width=width,
        height=round(width * HEIGHT),
        margins=(0, 0, 0, 0),
        showlegend=False,
        hovermode="closest",
    )


def _half_width(y: float, height: float) -> float:
    return (1 - (1 - _TOP_WIDTH) * y / height) / 2


def _slice(low: float, high: float, place: int, count: int, height: float) -> tuple[Point, ...]:
    """Cut one of `count` equal pieces out of the pyramid between two heights."""

    def edge(side: int, y: float) -> float:
        half = _half_width(y, height) - _GAP / 2
        inset = _GAP / 2 if 0 < side < count else 0
        return 0.5 - half + 2 * half * side / count + (inset if side == place else -inset)

    return (
        (edge(place, low), low),
        (edge(place + 1, low), low),
        (edge(place + 1, high), high),
        (edge(place, high), high),
    )


def _block(value: Code, line: str, outline: tuple[Point, ...], band: tuple[Point, ...]) -> Block:
    return Block(
        key=value.key,
        name=value.name,
        plain_name=value.plain_name,
        line=line,
        outline=outline,
        band=band,
        left=max(outline[0][0], outline[3][0]) + _PADDING,
        right=min(outline[1][0], outline[2][0]) - _PADDING,
        bottom=outline[0][1] + _BAND + _PADDING / 2,
        top=outline[2][1] - _PADDING / 2,
    )


def _add_shape(figure: go.Figure, points: tuple[Point, ...], **look: object) -> None:
    figure.add_scatter(
        x=[x for x, _ in (*points, points[0])],
        y=[y for _, y in (*points, points[0])],
        mode="lines",
        fill="toself",
        line={"width": 0},
        hoveron="fills",
        hoverinfo="text",
        **look,
    )


def _line_of_markup(line: Phrase, size: float) -> str:
    words = f'<span style="font-size:{line.scale * size:.1f}px">{escape(line.words)}</span>'
    return f"<b>{words}</b>" if line.bold else words
