"""How values occur together, on the screen and in Word: a circle for each pair of values."""

import math
from collections.abc import Mapping, Sequence
from html import escape

import plotly.graph_objects as go

from workbench.figures.drawing import Drawing, pixels
from workbench.figures.on_screen import on_page
from workbench.figures.palette import INK, tone_of

_WIDTH_CM = 16.0
_NAMES = 0.34  # of the width, for the names of the rows
_LETTERS = 40  # pixels, which is 9.6 points on paper
_CORNERS = 40
_ROW, _LEAST, _LARGEST = 62, 26, 56  # pixels on the screen: a row, and circles across
_NONE = "#E9EDF2"


def together_picture(
    names: Sequence[tuple[str, str]], counts: Mapping[tuple[str, str], int]
) -> bytes:
    """Draw the pairs as PNG at 300 dpi; each circle has its number in it.

    Parameters
    ----------
    names
        Key and name of each value.
    counts
        For each pair of keys, in how many transcripts both were marked on the same words.
    """
    # The first value has no pair in a row, and the last none in a column.
    wide, rows = pixels(_WIDTH_CM), names[1:]
    cell = wide * (1 - _NAMES) / len(names)
    high = round(cell * (len(rows) + 0.6))
    drawing = Drawing(wide, high)
    most = max([*counts.values(), 1])
    for row, (key, name) in enumerate(rows):
        y = cell * (row + 1.1)
        drawing.words(0, y, f"{key}  {name}", size=_LETTERS, anchor="lm")
        drawing.words(
            wide * _NAMES + cell * (row + 0.5), cell * 0.3, names[row][0], size=_LETTERS, bold=True
        )
        for column, (other, _) in enumerate(names[: row + 1]):
            number = counts.get((key, other), counts.get((other, key), 0))
            x = wide * _NAMES + cell * (column + 0.5)
            if number:
                radius = cell * 0.42 * math.sqrt(number / most)
                drawing.polygon(
                    [
                        (
                            x + radius * math.cos(2 * math.pi * at / _CORNERS),
                            y + radius * math.sin(2 * math.pi * at / _CORNERS),
                        )
                        for at in range(_CORNERS)
                    ],
                    fill=tone_of(key).tint,
                    outline=tone_of(key).line,
                )
            drawing.words(x, y, str(number), size=_LETTERS, colour=INK)
    return drawing.png()


def together_figure(
    names: Sequence[tuple[str, str]], counts: Mapping[tuple[str, str], int], read: int
) -> go.Figure:
    """Draw the pairs for the screen; each circle says what it stands for when pointed at."""
    named, most = dict(names), max([*counts.values(), 1])
    at = [key for key, _ in names]
    pairs = [(at[row], at[column]) for row in range(len(at)) for column in range(row)]
    numbers = [counts.get(pair, counts.get((pair[1], pair[0]), 0)) for pair in pairs]
    figure = go.Figure(
        go.Scatter(
            x=[column for _, column in pairs],
            y=[row for row, _ in pairs],
            mode="markers+text",
            text=[str(number) for number in numbers],
            textfont={"color": INK},
            hovertext=[
                f"{escape(named[row])} and {escape(named[column])}:<br>both marked on the same "
                f"words in {number} of {read} read"
                for (row, column), number in zip(pairs, numbers, strict=True)
            ],
            hoverinfo="text",
            marker={
                "size": [max(_LEAST, _LARGEST * math.sqrt(number / most)) for number in numbers],
                "color": [
                    tone_of(row).tint if number else _NONE
                    for (row, _), number in zip(pairs, numbers, strict=True)
                ],
                "line": {
                    "width": [1.5 if number else 0 for number in numbers],
                    "color": [tone_of(row).line for row, _ in pairs],
                },
                "opacity": 1,
            },
        )
    )
    # The first value has no pair below it, and the last none to its right.
    look = {"showgrid": False, "zeroline": False, "fixedrange": True, "type": "category"}
    figure.update_xaxes(**look, categoryorder="array", categoryarray=at[:-1], side="top")
    figure.update_yaxes(
        **look,
        categoryorder="array",
        categoryarray=at[:0:-1],
        tickvals=at[1:],
        ticktext=[escape(f"{key}  {named[key]}") for key in at[1:]],
    )
    figure.update_xaxes(tickvals=at[:-1], ticktext=[escape(key) for key in at[:-1]])
    height = _ROW * (len(at) - 1) + 40
    return on_page(
        figure, height=height, margins=(0, 0, 30, 0), showlegend=False, hovermode="closest"
    )


def together_words(
    names: Sequence[tuple[str, str]], counts: Mapping[tuple[str, str], int], read: int
) -> str:
    """Say in words what the picture shows, for people who do not see it."""
    named = dict(names)
    told = [
        f"{named[one]} and {named[other]}: {number}"
        for (one, other), number in sorted(counts.items(), key=lambda item: -item[1])
    ]
    return f"Of {read} transcripts read, those in which both were marked. {'; '.join(told)}."
