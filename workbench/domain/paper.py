"""A paper copy: lines that can be numbered, and marks written down by the number of their turn."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.errors import NotReadable

WIDTH = 56  # so that a line of common words fits beside a wide margin
MOST_LINES = 500
_PRESENCES = {
    "here": "there",
    "there": "there",
    "missing": "missing",
    "hard": "missing",
    "wanted": "wanted",
    "wish": "wanted",
    "mixed": "mixed",
    "unsure": "unsure",
    "not sure": "unsure",
}
_LONGEST_LINE = 300  # characters; longer ones would take long to be looked through
_LINE = re.compile(r"\s*(\d{1,6})(?:\s*(?:-|–|to)\s*(\d{1,6}))?[\s:.,]+(.+?)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaperMark:
    """One mark from paper: from one turn to another, counted from 1, with a code."""

    first: int
    last: int
    code: str
    presence: str = "not_said"


def lines_of(words: str) -> list[str]:
    """Break what is said in a turn into lines short enough to print, at spaces where it has any.

    Where a line ends depends on the words alone, so that everybody's copy has the same numbers.
    """
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line, width = "", 0
        for word in re.findall(r"\S+\s*", paragraph.strip()):
            for piece in _pieces(word):
                needed = _width(piece.rstrip())
                if line and width + needed > WIDTH:
                    lines.append(line.rstrip())
                    line, width = "", 0
                line, width = line + piece, width + _width(piece)
        lines.append(line.rstrip())
    return lines


def marks_of(
    words: str, *, turns: int, codes: Mapping[str, str]
) -> tuple[list[PaperMark], list[str]]:
    """Read marks, one on each line: `12 SA`, `14-16 power, missing`.

    Parameters
    ----------
    turns
        How many the transcript has.
    codes
        What a code may be called, in small letters, and its GUID.

    Returns
    -------
    The marks, and a sentence for each line that was not understood.
    """
    marks: list[PaperMark] = []
    troubles: list[str] = []
    lines = [line for line in words.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise NotReadable(f"That is more than {MOST_LINES} lines. Enter them in parts.")
    for number, line in enumerate(lines, 1):
        try:
            marks.append(_mark(line, turns, codes))
        except NotReadable as trouble:
            troubles.append(f"Line {number}: {trouble}")
    return marks, troubles


def _mark(line: str, turns: int, codes: Mapping[str, str]) -> PaperMark:
    found = _LINE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if not found:
        raise NotReadable("begin with the number of the turn, then the code.")
    first, last = int(found[1]), int(found[2] or found[1])
    for turn in (first, last):
        if not 1 <= turn <= turns:
            raise NotReadable(f"there is no turn {turn}; this transcript has {turns}.")
    if last < first:
        raise NotReadable(f"turn {last} comes before turn {first}.")
    code, presence = _code_and_presence(found[3], codes)
    return PaperMark(first, last, code, presence)


def _code_and_presence(said: str, codes: Mapping[str, str]) -> tuple[str, str]:
    """A code's own name may end like a presence, so the whole is tried first."""
    words = " ".join(said.lower().split())
    if words in codes:
        return codes[words], "not_said"
    for ending, presence in _PRESENCES.items():
        if words.endswith(f" {ending}"):
            name = words.removesuffix(ending).rstrip(" ,;:")
            if name in codes:
                return codes[name], presence
    raise NotReadable(f"there is no code called “{said}”.")


def _pieces(word: str) -> Sequence[str]:
    """A word, cut where it alone is longer than a line."""
    if _width(word.rstrip()) <= WIDTH:
        return [word]
    pieces, piece, width = [], "", 0
    for character in word:
        wide = _width(character)
        if width + wide > WIDTH:
            pieces.append(piece)
            piece, width = "", 0
        piece, width = piece + character, width + wide
    return [*pieces, piece]


def _width(words: str) -> int:
    """About how much room characters take: none for what joins another, two for wide ones."""
    width = 0
    for character in words:
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width
