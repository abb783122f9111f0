"""Drawing pictures for Word: shapes with smooth edges, patterns and crisp text at 300 dpi."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from workbench.figures.lettering import LINE_HEIGHT, Phrase, font
from workbench.figures.palette import INK, PAPER

DPI = 300
_FINER = 3  # shapes are drawn this much larger and then reduced, which smooths their edges


def pixels(centimetres: float) -> int:
    """Convert a length on paper to pixels of the picture."""
    return round(centimetres / 2.54 * DPI)


class Drawing:
    """A picture in the making; positions and sizes are pixels from the upper left corner.

    Shapes come first, then text: text is set on the finished shapes at its final size.
    """

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._shapes = Image.new("RGB", (width * _FINER, height * _FINER), PAPER)
        self._text: list[tuple[float, float, str, int, bool, str, str]] = []

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str,
        outline: str | None = None,
        pattern: str = "",
        ink: str = INK,
    ) -> None:
        """Fill a shape, with a pattern in `ink` over the fill where one is named."""
        corners = [(x * _FINER, y * _FINER) for x, y in points]
        draw = ImageDraw.Draw(self._shapes)
        draw.polygon(corners, fill=fill)
        if pattern:
            self._hatch(corners, pattern, ink)
        if outline:
            draw.line([*corners, corners[0], corners[1]], fill=outline, width=_FINER * 3)

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        bold: bool = False,
        anchor: str = "mm",
        colour: str = INK,
    ) -> None:
        """Set one line of text; `anchor` is Pillow's, `mm` for its middle."""
        self._text.append((x, y, words, round(size), bold, anchor, colour))

    def lines(
        self, x: float, y: float, lines: Sequence[Phrase], *, size: float, anchor: str = "mm"
    ) -> None:
        """Set lines of text around a point; `lm` puts their left ends on it."""
        heights = [line.scale * size * LINE_HEIGHT for line in lines]
        y -= sum(heights) / 2
        for line, height in zip(lines, heights, strict=True):
            self.words(
                x,
                y + height / 2,
                line.words,
                size=line.scale * size,
                bold=line.bold,
                anchor=anchor,
            )
            y += height

    def png(self) -> bytes:
        """Finish the picture as PNG that knows its size on paper."""
        picture = self._shapes.resize(self._size, Image.Resampling.BOX)
        draw = ImageDraw.Draw(picture)
        for x, y, words, size, bold, anchor, colour in self._text:
            draw.text((x, y), words, font=font(size, bold=bold), anchor=anchor, fill=colour)
        out = BytesIO()
        picture.save(out, "PNG", dpi=(DPI, DPI))
        return out.getvalue()

    def _hatch(self, corners: Sequence[tuple[float, float]], pattern: str, ink: str) -> None:
        """Draw a pattern of plotly's alphabet inside a shape."""
        left, right = int(min(x for x, _ in corners)), int(max(x for x, _ in corners)) + 1
        top, bottom = int(min(y for _, y in corners)), int(max(y for _, y in corners)) + 1
        wide, high = right - left, bottom - top
        mask = Image.new("1", (wide, high))
        draw = ImageDraw.Draw(mask)
        step, stroke = 16 * _FINER, 3 * _FINER
        if pattern in "/x":
            for at in range(-high, wide, step):
                draw.line([(at, high), (at + high, 0)], fill=1, width=stroke)
        if pattern in "\\x":
            for at in range(-high, wide, step):
                draw.line([(at, 0), (at + high, high)], fill=1, width=stroke)
        if pattern in "-+":
            for at in range(step // 2, high, step * 2 // 3):
                draw.line([(0, at), (wide, at)], fill=1, width=stroke)
        if pattern in "|+":
            for at in range(step // 2, wide, step * 2 // 3):
                draw.line([(at, 0), (at, high)], fill=1, width=stroke)
        if pattern == ".":
            for row, y in enumerate(range(step // 2, high, step * 2 // 3)):
                for x in range(step // 2 * (row % 2), wide, step):
                    draw.ellipse([x - stroke, y - stroke, x + stroke, y + stroke], fill=1)
        inside = Image.new("1", (wide, high))
        ImageDraw.Draw(inside).polygon([(x - left, y - top) for x, y in corners], fill=1)
        both = Image.new("1", (wide, high))
        both.paste(mask, mask=inside)
        self._shapes.paste(ink, (left, top), both)
