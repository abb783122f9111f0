"""In how many transcripts somebody marked each value, by setting: a table of bars.

Every cell says its number in words beside a bar. Where it is known how many transcripts were read
in a setting, an outline shows them all, so that few of few does not look like few of many.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from workbench.domain.source import SETTINGS
from workbench.figures.drawing import Drawing, pixels
from workbench.figures.lettering import Phrase, fit
from workbench.figures.on_screen import on_page
from workbench.figures.palette import INK, PAPER, QUIET, tone_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in one setting: transcripts it was marked in, and transcripts read there."""

    key: str
    name: str
    setting: str
    marked: int
    read: int | None

    @property
    def words(self) -> str:
        """The number as people read it."""
        return f"{self.marked}" if self.read is None else f"{self.marked} of {self.read}"


def value_cells(
    table: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    read: Mapping[str, int] | None = None,
) -> list[list[Cell]]:
    """Turn a table into cells, row by row.

    The drawings want at least one row and one column.

    Parameters
    ----------
    table
        Rows are keys of values, columns are settings, cells count transcripts in which somebody
        marked the value.
    names
        What to call each value; its key where it has none here.
    read
        Transcripts read in each setting, where that is known.
    """
    return [
        [
            Cell(
                key=str(key),
                name=(names or {}).get(str(key), str(key)),
                setting=str(setting),
                marked=int(count),
                read=(read or {}).get(str(setting)),
            )
            for setting, count in row.items()
        ]
        for key, row in table.iterrows()
    ]


def value_by_setting_words(cells: list[list[Cell]]) -> str:
    """Say in words what the table of bars shows, for people who do not see it."""
    return "Transcripts in which somebody marked each value. " + " ".join(
        f"{row[0].name}: {', '.join(f'{_setting(cell)} {cell.words}' for cell in row)}."
        for row in cells
        if row
    )


def value_by_setting_figure(cells: list[list[Cell]]) -> go.Figure:
    """Draw the bars for the screen; text takes the page's own colour, light or dark."""
    columns = [list(column) for column in zip(*cells, strict=True)]
    figure = make_subplots(
        cols=len(columns),
        shared_yaxes=True,
        horizontal_spacing=0.03,
    )
    for number, column in enumerate(columns, start=1):
        tones = [tone_of(cell.key) for cell in column]
        shared = {
            "y": [escape(f"{cell.key}  {cell.name}") for cell in column],
            "orientation": "h",
            "hovertext": [
                escape(f"{cell.name}, {_setting(cell)}: {cell.words}") for cell in column
            ],
            "hoverinfo": "text",
            "cliponaxis": False,
        }
        figure.add_bar(
            x=[_length(cell) for cell in column],
            text=[cell.words for cell in column],
            textposition="outside",
            marker={"color": "rgba(0,0,0,0)", "line": {"color": QUIET, "width": 1}},
            row=1,
            col=number,
            **shared,
        )
        figure.add_bar(
            x=[cell.marked for cell in column],
            marker={
                "color": [tone.tint for tone in tones],
                "line": {"color": QUIET, "width": 1},
                "pattern": {
                    "shape": [tone.pattern for tone in tones],
                    "fgcolor": [tone.line for tone in tones],
                    "fillmode": "overlay",
                    "fgopacity": 1,
                    "size": 6,
                },
            },
            row=1,
            col=number,
            **shared,
        )
        figure.add_annotation(
            text=f"<b>{escape(_setting(column[0]))}</b>",
            x=0,
            xref="x domain",
            xanchor="left",
            y=1,
            yref="y domain",
            yanchor="bottom",
            showarrow=False,
            row=1,
            col=number,
        )
    figure.update_xaxes(visible=False, range=[0, _longest(cells) * 1.55], fixedrange=True)
    figure.update_yaxes(autorange="reversed", showgrid=False, ticks="", fixedrange=True)
    return on_page(
        figure,
        height=70 + 46 * len(cells),
        margins=(0, 0, 36, 8),
        barmode="overlay",
        bargap=0.45,
        showlegend=False,
    )


def value_by_setting_picture(cells: list[list[Cell]], *, width_cm: float = 16.0) -> bytes:
    """Draw the same bars as PNG at 300 dpi, as wide as they will stand on the page."""
    width, row_height, head = pixels(width_cm), pixels(1.05), pixels(0.9)
    settings = len(cells[0])
    drawing = Drawing(width, head + row_height * len(cells))
    names_width = width * 0.3
    column_width = (width - names_width) / settings
    bar_room = column_width * 0.5
    gap = pixels(0.12)
    words_room = column_width - bar_room - gap
    boxes = [
        *(((Phrase(_row_name(row)),), names_width - gap, row_height) for row in cells),
        *(((Phrase(_setting(cell), bold=True),), column_width - gap, head) for cell in cells[0]),
        *(((Phrase(cell.words),), words_room, row_height) for row in cells for cell in row),
    ]
    size, laid = fit(boxes, largest=pixels(0.36), smallest=pixels(0.2))
    for place in range(settings):
        x = names_width + place * column_width
        drawing.lines(x, head / 2, laid[len(cells) + place], size=size, anchor="lm")
    for number, row in enumerate(cells):
        middle = head + row_height * (number + 0.5)
        drawing.lines(0, middle, laid[number], size=size, anchor="lm")
        for place, cell in enumerate(row):
            left = names_width + place * column_width
            unit = bar_room / _longest(cells)
            tone = tone_of(cell.key)
            drawing.polygon(
                _bar(left, middle, _length(cell) * unit, row_height), fill=PAPER, outline=QUIET
            )
            if cell.marked:
                drawing.polygon(
                    _bar(left, middle, cell.marked * unit, row_height),
                    fill=tone.tint,
                    outline=QUIET,
                    pattern=tone.pattern,
                    ink=tone.line,
                )
            x = left + _length(cell) * unit + gap
            drawing.words(x, middle, cell.words, size=size, anchor="lm", colour=INK)
    return drawing.png()


def _row_name(row: list[Cell]) -> str:
    return f"{row[0].key}  {row[0].name}"


def _bar(
    left: float, middle: float, length: float, row_height: float
) -> list[tuple[float, float]]:
    top, bottom = middle - row_height * 0.27, middle + row_height * 0.27
    return [(left, top), (left + length, top), (left + length, bottom), (left, bottom)]


def _setting(cell: Cell) -> str:
    return SETTINGS.get(cell.setting, cell.setting)


def _length(cell: Cell) -> int:
    return cell.marked if cell.read is None else max(cell.read, cell.marked)


def _longest(cells: list[list[Cell]]) -> int:
    return max(1, *(_length(cell) for row in cells for cell in row))
