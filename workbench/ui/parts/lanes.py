"""A transcript with a line under the words for each reader, so that readings lie side by side.

A line has the colour and the pattern of the value, and where a mark begins stand the number of
its reader and the letters of the value: none of the three is needed alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import streamlit as st

from workbench.figures.palette import VALUE_TONES
from workbench.ui.parts.words import as_html, joined, many

MOST_LINES = 6  # more would reach into the text below; further readers are counted
_STEP = 5  # pixels from line to line
# Dashes in pixels, on and off by turns; the last is for codes under no value.
_DASHES = ((1,), (9, 4), (3, 3), (12, 3, 3, 3), (18, 5), (6, 2, 2, 2, 2, 2), (2, 4))
_OTHER = "other"
_COLOURS = {
    **{key: f"light-dark({tone.line},{tone.bright})" for key, tone in VALUE_TONES.items()},
    _OTHER: "currentColor",
}
_STYLE = """
.lanes { max-width: 42rem; }
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


def legend(readers: Sequence[dict], values: Iterable[dict]) -> None:
    """Say whose line is which, and how each value looks.

    Parameters
    ----------
    readers
        As `services.comparing.lanes` gives them.
    values
        key and name of each value, in order.
    """
    drawn, beyond, without = _shared_out(readers)
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
        told.append(
            f"There is no room for the lines of {many(len(beyond), 'more reader')}: "
            f"{joined(reader['name'] for reader in beyond)}. Where they marked, a plus "
            "stands. Choose readers above to see theirs."
        )
    if without:
        told.append(f"No marks here by {joined(reader['name'] for reader in without)}.")
    notes = "".join(f'<p class="quiet">{as_html(sentence)}</p>' for sentence in told)
    first = (
        "Lines from the top down, one for each reader:"
        if drawn
        else "Nobody has marked anything here."
    )
    st.html(
        f'<style>{_STYLE}</style><div class="legend"><p>{first}</p><ul>{people}</ul>'
        f"<ul>{looks}</ul>{notes}</div>"
    )


def text_with_lanes(found: dict) -> None:
    """Show a transcript with its readers' lines, as `services.comparing.lanes` gives it."""
    st.html(lanes_html(found))


def lanes_html(found: dict) -> str:
    """Write a transcript with its readers' lines as HTML; everything in it is escaped."""
    drawn, beyond, _ = _shared_out(found["readers"])
    text, lines = found["text"], len(drawn)
    turns = found["turns"] or [{"start": 0, "end": len(text), "speaker": None, "role": "unknown"}]
    room = lines * _STEP
    places = ",".join(f"0 calc(100% - {room - (place + 1) * _STEP}px)" for place in range(lines))
    look = (
        f".lanes .turn{{line-height:calc(1.6em + {room}px)}}"
        f".lanes mark{{padding-bottom:{room}px;background-position:{places or 'initial'}}}"
    )
    marks = [
        (place, reader["name"], mark)
        for place, reader in enumerate([*drawn, *beyond])
        for mark in reader["marks"]
    ]
    return (
        f'<style>{look}</style><div class="lanes">'
        + "".join(_turn(text, turn, marks, lines) for turn in turns)
        + "</div>"
    )


_Mark = tuple[int, str, dict]  # the place of its reader's line, their name, the mark


def _shared_out(readers: Iterable[dict]) -> tuple[list[dict], list[dict], list[dict]]:
    """Tell those whose lines are drawn, those beyond them, and those without marks here."""
    readers = list(readers)
    marking = [reader for reader in readers if reader["marks"]]
    without = [reader for reader in readers if not reader["marks"]]
    return marking[:MOST_LINES], marking[MOST_LINES:], without


def _turn(text: str, turn: dict, marks: Sequence[_Mark], lines: int) -> str:
    here = [
        one for one in marks if one[2]["start"] < turn["end"] and turn["start"] < one[2]["end"]
    ]
    speaker = f'<span class="speaker">{as_html(turn["speaker"])}</span>' if turn["speaker"] else ""
    pieces = "".join(
        _piece(
            text[start:end],
            [one for one in here if one[2]["start"] <= start and end <= one[2]["end"]],
            start,
            lines,
        )
        for start, end in _cut(turn, here)
    )
    asks = " asks" if turn["role"] == "interviewer" else ""
    return f'<div class="turn{asks}">{speaker}{pieces}</div>'


def _cut(turn: dict, marks: Iterable[_Mark]) -> Iterator[tuple[int, int]]:
    """Cut a turn wherever a mark begins or ends."""
    edges = {turn["start"], turn["end"]}
    for _, _, mark in marks:
        edges |= {max(turn["start"], mark["start"]), min(turn["end"], mark["end"])}
    ordered = sorted(edges)
    return pairwise(ordered)


def _piece(words: str, marks: Sequence[_Mark], start: int, lines: int) -> str:
    """Draw words that the same marks cover from end to end."""
    if not marks:
        return as_html(words)
    lanes: list[list[str]] = [[] for _ in range(lines)]
    for place, _, mark in marks:
        if place < lines and _kept(mark["value"]) not in lanes[place]:
            lanes[place].append(_kept(mark["value"]))
    said = "\n".join(f"{name}: {_said(mark)}" for _, name, mark in marks)
    drawn = ",".join(_line(lane) for lane in lanes)
    begins = [one for one in marks if one[2]["start"] == start]
    return (
        f'<mark style="background-image:{drawn}" title="{as_html(said)}">'
        f"{_beginnings(begins, lines)}{as_html(words)}</mark>"
    )


def _beginnings(marks: Iterable[_Mark], lines: int) -> str:
    """Say where marks begin: to the eye in letters, to a screen reader in words."""
    told = []
    for place, name, mark in marks:
        value = _kept(mark["value"])
        shown = f"{place + 1} {mark['value'] or mark['key']}" if place < lines else "+"
        told.append(
            f'<span class="begins" aria-hidden="true" style="color:{_COLOURS[value]}">'
            f"{as_html(shown)}</span>"
            f'<span class="heard">[{as_html(f"{name}: {_said(mark)}")}] </span>'
        )
    return "".join(told)


def _said(mark: dict) -> str:
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
