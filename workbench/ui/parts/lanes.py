"""The lines under a transcript's words, one for each reader: how marks look in the text itself.

A line has the colour and the pattern of the value, and where a mark begins stand the number of
its reader and the letters of the value: none of the three is needed alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from workbench.figures.palette import VALUE_TONES
from workbench.ui.parts.words import as_html, joined

MOST_LINES = 6  # more would reach into the text below; further readers are counted
_STEP = 5  # pixels from line to line
# Dashes in pixels, on and off by turns; the last is for codes under no value.
_DASHES = ((1,), (9, 4), (3, 3), (12, 3, 3, 3), (18, 5), (6, 2, 2, 2, 2, 2), (2, 4))
_OTHER = "other"
_COLOURS = {
    **{key: f"light-dark({tone.line},{tone.bright})" for key, tone in VALUE_TONES.items()},
    _OTHER: "currentColor",
}
STYLE = """
.lanes .turn { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 .9rem; }
.lanes .speaker { display: block; font-weight: 600; line-height: 1.6; }
.lanes .asks { opacity: .78; }
.lanes mark {
  color: inherit; background-color: transparent; background-repeat: no-repeat;
  background-size: 100% 3px; -webkit-box-decoration-break: clone; box-decoration-break: clone;
}
.lanes .begins { font-size: .7rem; font-weight: 600; vertical-align: .55em; line-height: 0;
  user-select: none; white-space: nowrap; margin-right: .15rem; }
.lanes .heard, .legend .heard { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.legend ul { list-style: none; margin: 0 0 .6rem; padding: 0; display: flex; flex-wrap: wrap;
  gap: .15rem 1.4rem; }
.legend li { margin: 0; }
.legend .line { display: inline-block; width: 2.6rem; height: 3px; vertical-align: middle;
  margin-right: .4rem; }
.legend p { margin: 0 0 .6rem; }
.legend .quiet { font-size: .94rem; }
"""


def legend_html(readers: Sequence[dict], values: Iterable[dict], *, each: str) -> str:
    """Say whose line is which, and how each value looks.

    Parameters
    ----------
    readers
        As `services.side_by_side.lanes` gives them.
    values
        key and name of each value, in order.
    each
        What a side is: `reader`, `heading` or `lens`.
    """
    drawn, beyond, without = shared_out(readers)
    people = "".join(
        f"<li><strong>{number}</strong> {as_html(reader['name'])}</li>"
        for number, reader in enumerate(drawn, start=1)
    )
    looks = "".join(
        f'<li><span class="line" style="background-image:{_line([_kept(value["key"])])}"></span>'
        f"<strong>{as_html(value['key'])}</strong> {as_html(value['name'])}</li>"
        for value in [*values, {"key": "", "name": "a code under no value"}]
    )
    told = []
    if beyond:
        several = "lenses" if each == "lens" else f"{each}s"
        told.append(
            f"There is no room for the lines of {len(beyond)} more "
            f"{each if len(beyond) == 1 else several}: "
            f"{joined(reader['name'] for reader in beyond)}. Where they marked, a plus stands in "
            "the text, and what they marked stands beside it."
        )
    if without:
        told.append(f"No marks here: {joined(reader['name'] for reader in without)}.")
    notes = "".join(f'<p class="quiet">{as_html(sentence)}</p>' for sentence in told)
    first = (
        f"Lines under the words from the top down, one for each {each}:"
        if drawn
        else "Nobody has marked anything here."
    )
    return f'<div class="legend"><p>{first}</p><ul>{people}</ul><ul>{looks}</ul>{notes}</div>'


def look_of(lines: int) -> str:
    """Give the style that leaves room under the words for so many lines."""
    room = lines * _STEP
    places = ",".join(f"0 calc(100% - {room - (place + 1) * _STEP}px)" for place in range(lines))
    return (
        f".lanes .turn{{line-height:calc(1.6em + {room}px)}}"
        f".lanes mark{{padding-bottom:{room}px;background-position:{places or 'initial'}}}"
    )


Mark = tuple[int, str, dict]  # the place of its reader's line, their name, the mark


def shared_out(readers: Iterable[dict]) -> tuple[list[dict], list[dict], list[dict]]:
    """Tell those whose lines are drawn, those beyond them, and those without marks here."""
    readers = list(readers)
    marking = [reader for reader in readers if reader["marks"]]
    without = [reader for reader in readers if not reader["marks"]]
    return marking[:MOST_LINES], marking[MOST_LINES:], without


def words_html(text: str, start: int, end: int, marks: Iterable[Mark], lines: int) -> str:
    """Write a stretch of the text with the lines of the marks on it; everything is escaped."""
    here = [one for one in marks if one[2]["start"] < end and start < one[2]["end"]]
    return "".join(
        _piece(
            text[first:last],
            [one for one in here if one[2]["start"] <= first and last <= one[2]["end"]],
            first,
            lines,
        )
        for first, last in _cut(start, end, here)
    )


def _cut(start: int, end: int, marks: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    """Cut a stretch wherever a mark begins or ends."""
    edges = {start, end}
    for _, _, mark in marks:
        edges |= {max(start, mark["start"]), min(end, mark["end"])}
    ordered = sorted(edges)
    return pairwise(ordered)


def _piece(words: str, marks: Sequence[Mark], start: int, lines: int) -> str:
    """Draw words that the same marks cover from end to end."""
    if not marks:
        return as_html(words)
    lanes: list[list[str]] = [[] for _ in range(lines)]
    for place, _, mark in marks:
        if place < lines and _kept(mark["value"]) not in lanes[place]:
            lanes[place].append(_kept(mark["value"]))
    title = "\n".join(f"{name}: {said(mark)}" for _, name, mark in marks)
    drawn = ",".join(_line(lane) for lane in lanes)
    begins = [one for one in marks if one[2]["start"] == start]
    return (
        f'<mark style="background-image:{drawn}" title="{as_html(title)}">'
        f"{_beginnings(begins, lines)}{as_html(words)}</mark>"
    )


def _beginnings(marks: Iterable[Mark], lines: int) -> str:
    """Say where marks begin: to the eye in letters, to a screen reader in words."""
    told = []
    for place, name, mark in marks:
        value = _kept(mark["value"])
        shown = f"{place + 1} {mark['value'] or mark['key']}" if place < lines else "+"
        told.append(
            f'<span class="begins" aria-hidden="true" style="color:{_COLOURS[value]}">'
            f"{as_html(shown)}</span>"
            f'<span class="heard">[{as_html(f"{name}: {said(mark)}")}] </span>'
        )
    return "".join(told)


def said(mark: dict) -> str:
    """Say a mark in words: its code, and whether it is here."""
    return f"{mark['code']}, {mark['presence_words']}" if mark["presence_words"] else mark["code"]


def _kept(value: str | None) -> str:
    return value if value in VALUE_TONES else _OTHER


def _line(values: Sequence[str]) -> str:
    """Draw one reader's line: a value's own dashes, or the colours by turns where several are.

    Without a value it is a thin trace, which keeps the lines of the others in their places.
    """
    if not values:
        return "linear-gradient(color-mix(in srgb,currentColor 14%,transparent) 1px,#0000 1px)"
    pieces, at = [], 0
    if len(values) == 1:
        dashes = _DASHES[[*_COLOURS].index(values[0])]
        steps = [
            (values[0] if number % 2 == 0 else None, length)
            for number, length in enumerate(dashes)
        ]
    else:
        steps = [step for value in values for step in ((value, 7), (None, 2))]
    for value, length in steps:
        pieces.append(f"{_COLOURS[value] if value else '#0000'} {at}px {at + length}px")
        at += length
    return f"repeating-linear-gradient(90deg,{','.join(pieces)})"
