"""How values occur together, as a picture for Word: a circle for each pair, larger for more."""

import math
from collections.abc import Mapping, Sequence

from workbench.figures.drawing import Drawing, pixels
from workbench.figures.palette import INK, tone_of

_WIDTH_CM = 16.0
_NAMES = 0.34  # of the width, for the names of the rows
_LETTERS = 30  # pixels
_CORNERS = 40


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
    wide = pixels(_WIDTH_CM)
    cell = wide * (1 - _NAMES) / len(names)
    high = round(cell * (len(names) + 0.6))
    drawing = Drawing(wide, high)
    most = max([*counts.values(), 1])
    for row, (key, name) in enumerate(names):
        y = cell * (row + 1.1)
        drawing.words(0, y, f"{key}  {name}", size=_LETTERS + 2, anchor="lm")
        drawing.words(
            wide * _NAMES + cell * (row + 0.5), cell * 0.3, key, size=_LETTERS, bold=True
        )
        for column, (other, _) in enumerate(names):
            if column >= row:
                continue
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
