"""Codes as two headings saw them: two marks in each row, each with its interval.

The two differ in shape and in filling, not in colour alone, and the table beside says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from workbench.figures.on_screen import on_page
from workbench.figures.palette import QUIET

LIGHT, DARK = "#1f4e79", "#a67628"


@dataclass(frozen=True, slots=True)
class Row:
    """One code: its name, and for each heading passages of every 100, from, to (or None)."""

    name: str
    sides: tuple[tuple[float, float | None, float | None], ...]


def seen_from_figure(rows: Sequence[Row], titles: tuple[str, str]) -> go.Figure:
    """Draw the rows from the top down; text takes the page's own colour, light or dark."""
    figure = go.Figure()
    for side, (title, symbol, colour, raised) in enumerate(
        zip(titles, ("circle", "diamond-open"), (LIGHT, DARK), (-0.14, 0.14), strict=True)
    ):
        told = [row.sides[side] for row in rows]
        figure.add_scatter(
            x=[value for value, _, _ in told],
            y=[number + raised for number in range(len(rows))],
            mode="markers",
            name=escape(title),
            marker={"symbol": symbol, "size": 11, "color": colour, "line": {"width": 2}},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [0 if high is None else high - value for value, _, high in told],
                "arrayminus": [0 if low is None else value - low for value, low, _ in told],
                "color": colour,
                "thickness": 1.6,
                "width": 4,
            },
            hovertext=[
                escape(f"{row.name}, {title}: {row.sides[side][0]:.0f} of every 100")
                for row in rows
            ],
            hoverinfo="text",
        )
    figure.update_xaxes(
        title="of every 100 passages marked from there",
        rangemode="tozero",
        gridcolor="rgba(128,128,128,.25)",
        zerolinecolor=QUIET,
        fixedrange=True,
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[escape(row.name) for row in rows],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )
    return on_page(
        figure,
        height=110 + 40 * len(rows),
        margins=(0, 8, 8, 8),
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0},
    )
