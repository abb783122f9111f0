"""Times as transcripts write them: 0:03, 00:01:02.5, [00:02], (1:02:03), #00:15:02-3#."""

import re

from workbench.importers.passages import Piece

TIME = r"-?\d{1,3}:-?\d{1,2}(?::-?\d{1,2})?(?:[.,]-?\d{1,3})?"
_SPAN = rf"{TIME}\s?-->\s?{TIME}"
_ONE = rf"(?:\\?\[{TIME}\\?\]|\[{_SPAN}\]|\({TIME}\)|#{TIME}(?:-\d)?#|{TIME}(?![\d:]))"
STAMP = rf"{_ONE}(?:\s?(?:-|–|—|-->|to)\s?{_ONE})?"
# Times that stand within what is said: only in square brackets or hashes, so that "(10:30)" stays.
_INLINE = re.compile(rf"(?:\\?\[{TIME}\\?\]|\[{_SPAN}\]|#{TIME}(?:-\d)?#)\s*")
# A time alone on a line, or before the words: full hours, so that "10:30 suits me" stays.
_LEADING = re.compile(r"\s*\(?\d{1,3}:\d{2}:\d{2}(?:[.,]\d{1,3})?\)?(?:\s+|$)")


def seconds(words: str) -> float | None:
    """Read the first time in `words` as seconds; None where there is none.

    Exports of early Teams write times before the start as "0:0:-6.-820": one minus sign makes the
    whole time negative.
    """
    found = re.search(TIME, words)
    if not found:
        return None
    whole, _, fraction = found.group().replace(",", ".").partition(".")
    total = 0.0
    for part in whole.split(":"):
        total = total * 60 + abs(int(part))
    total += float("0." + fraction.lstrip("-")) if fraction else 0
    return -total if "-" in found.group() else total


def apart(words: str) -> list[Piece]:
    """Take times out of what is said; white space between or around them goes with them."""
    pieces, position = [], 0
    if leading := _LEADING.match(words):
        pieces.append(Piece("time", leading.group()))
        position = leading.end()
    for found in _INLINE.finditer(words, position):
        pieces += [_said(words[position : found.start()]), Piece("time", found.group())]
        position = found.end()
    pieces.append(_said(words[position:]))
    return [piece for piece in pieces if piece.words]


def _said(words: str) -> Piece:
    return Piece("time" if words.isspace() else "said", words)
