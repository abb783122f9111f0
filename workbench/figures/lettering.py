"""Text that has to fit into a box: finding a typeface, breaking lines, choosing a size.

The same lines are used on the screen and in pictures, so both say the same in the same places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import ImageFont

LINE_HEIGHT = 1.28  # of the size of the letters
_MEASURED_AT = 100  # pixels; widths scale with the size
_FACES = {
    False: ("LiberationSans-Regular.ttf", "Arial.ttf", "arial.ttf", "DejaVuSans.ttf"),
    True: ("LiberationSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf", "DejaVuSans-Bold.ttf"),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to set, with their size relative to the rest and their weight."""

    words: str
    scale: float = 1.0
    bold: bool = False


@cache
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Find a sans-serif typeface at a size in pixels; Pillow's own where none is installed."""
    for face in _FACES[bold]:
        try:
            return ImageFont.truetype(face, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def width_of(words: str, *, bold: bool = False) -> float:
    """Measure words in multiples of the size of their letters."""
    return font(_MEASURED_AT, bold=bold).getlength(words) / _MEASURED_AT


def fit(
    boxes: Sequence[tuple[Sequence[Phrase], float, float]], *, largest: float, smallest: float
) -> tuple[float, list[list[Phrase]]]:
    """Break phrases into lines so that each stays in its box, all at one size.

    Parameters
    ----------
    boxes
        For each box its phrases from the top down, its width and its height.
    largest, smallest
        Sizes of the letters to choose from, in the unit of the boxes. What does not fit even at
        the smallest ends in “…”.

    Returns
    -------
    The size, and for each box its lines; a line is a phrase that needs no more breaking.
    """
    steps = 24
    for step in range(steps + 1):
        size = largest - (largest - smallest) * step / steps
        laid = [
            [line for phrase in phrases for line in _broken(phrase, width / size)]
            for phrases, width, _ in boxes
        ]
        if all(
            _height(lines) * size <= height
            for lines, (_, _, height) in zip(laid, boxes, strict=True)
        ):
            return size, [
                [line for phrase in phrases for line in _evenly_broken(phrase, width / size)]
                for phrases, width, _ in boxes
            ]
    return smallest, [
        _cut(lines, width / smallest, height / smallest)
        for lines, (_, width, height) in zip(laid, boxes, strict=True)
    ]


def _height(lines: Sequence[Phrase]) -> float:
    return sum(line.scale for line in lines) * LINE_HEIGHT


def _evenly_broken(phrase: Phrase, room: float) -> list[Phrase]:
    """Break a phrase into as few lines as there is room for, of about the same length."""
    broken = narrower = _broken(phrase, room)
    while 1 < len(broken) == len(narrower):
        broken = narrower
        widest = max(width_of(line.words, bold=line.bold) for line in broken)
        narrower = _broken(phrase, widest * phrase.scale * 0.99)
    return broken


def _broken(phrase: Phrase, room: float) -> list[Phrase]:
    """Break a phrase at spaces, and inside a word only when it is wider than the room."""
    lines, current = [], ""
    for word in phrase.words.split():
        rest = word
        tried = f"{current} {word}".strip()
        if _fits(tried, phrase, room):
            current = tried
            continue
        if current:
            lines.append(current)
        while len(rest) > 1 and not _fits(rest, phrase, room):
            end = _room_for(rest, phrase, room)
            lines.append(rest[:end])
            rest = rest[end:]
        current = rest
    if current:
        lines.append(current)
    return [Phrase(words, phrase.scale, phrase.bold) for words in lines]


def _room_for(word: str, phrase: Phrase, room: float) -> int:
    """Count how many characters of a word there is room for: at least one."""
    fitting, too_many = 1, len(word)
    while too_many - fitting > 1:
        middle = (fitting + too_many) // 2
        if _fits(word[:middle], phrase, room):
            fitting = middle
        else:
            too_many = middle
    return fitting


def _fits(words: str, phrase: Phrase, room: float) -> bool:
    return width_of(words, bold=phrase.bold) * phrase.scale <= room


def _cut(lines: Sequence[Phrase], room: float, height: float) -> list[Phrase]:
    """Keep the lines there is height for; the last one kept says that something is missing."""
    kept = list(lines)
    while len(kept) > 1 and _height(kept) > height:
        kept.pop()
    if len(kept) < len(lines):
        last = kept[-1]
        words = last.words
        while words and not _fits(words + "…", last, room):
            words = words[:-1]
        kept[-1] = Phrase(words.rstrip() + "…", last.scale, last.bold)
    return kept
