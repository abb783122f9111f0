"""The values pyramid as a picture for Word, from the geometry the screen uses."""

from collections.abc import Iterable

from workbench.figures.drawing import Drawing, pixels
from workbench.figures.lettering import Phrase, fit
from workbench.figures.palette import tone_of
from workbench.figures.pyramid import Block, height_of, lay_out

_SMALLEST = 0.0105
_CENTIMETRES = 2.54 / 72  # in a point


def pyramid_picture(
    blocks: Iterable[Block], *, width_cm: float = 16.0, names_at: float | None = None
) -> bytes:
    """Draw the pyramid as PNG at 300 dpi, as wide as it will stand on the page.

    Parameters
    ----------
    names_at
        The size in points at which the names of the values stand alone, for large type; smaller
        only where a name has no room. Everything that is known of a value when None.
    """
    blocks = tuple(blocks)
    width, height = pixels(width_cm), height_of(blocks)
    drawing = Drawing(width, round(width * height))
    size, laid = names_alone(blocks, names_at / width_cm) if names_at else lay_out(blocks)
    for block, lines in zip(blocks, laid, strict=True):
        tone = tone_of(block.key)
        drawing.polygon(_on_paper(block.outline, width, height), fill=tone.tint)
        drawing.polygon(
            _on_paper(block.band, width, height),
            fill=tone.tint, pattern=tone.pattern, ink=tone.line,
        )  # fmt: skip
        x, y = (block.left + block.right) / 2, (block.bottom + block.top) / 2
        drawing.lines(x * width, (height - y) * width, lines, size=size * width)
    return drawing.png()


def names_alone(blocks: Iterable[Block], points: float) -> tuple[float, list[list[Phrase]]]:
    """Break the names into lines at one size, given in points for a centimetre of width."""
    return fit(
        [
            ([Phrase(block.name, bold=True)], block.right - block.left, block.top - block.bottom)
            for block in blocks
        ],
        largest=points * _CENTIMETRES,
        smallest=_SMALLEST,
    )


def _on_paper(
    points: Iterable[tuple[float, float]], width: int, height: float
) -> list[tuple[float, float]]:
    return [(x * width, (height - y) * width) for x, y in points]
