"""The values pyramid as a picture for Word, from the geometry the screen uses."""

from collections.abc import Iterable

from workbench.figures.drawing import Drawing, pixels
from workbench.figures.palette import tone_of
from workbench.figures.pyramid import HEIGHT, Block, lay_out


def pyramid_picture(blocks: Iterable[Block], *, width_cm: float = 16.0) -> bytes:
    """Draw the pyramid as PNG at 300 dpi, as wide as it will stand on the page."""
    blocks = tuple(blocks)
    width = pixels(width_cm)
    drawing = Drawing(width, round(width * HEIGHT))
    size, laid = lay_out(blocks)
    for block, lines in zip(blocks, laid, strict=True):
        tone = tone_of(block.key)
        drawing.polygon(_on_paper(block.outline, width), fill=tone.tint)
        drawing.polygon(
            _on_paper(block.band, width), fill=tone.tint, pattern=tone.pattern, ink=tone.line
        )
        x, y = (block.left + block.right) / 2, (block.bottom + block.top) / 2
        drawing.lines(x * width, (HEIGHT - y) * width, lines, size=size * width)
    return drawing.png()


def _on_paper(points: Iterable[tuple[float, float]], width: int) -> list[tuple[float, float]]:
    return [(x * width, (HEIGHT - y) * width) for x, y in points]
