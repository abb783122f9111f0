"""A transcript with what readers marked and wrote around it: the text in the middle, aligned.

Beside the words where it begins stands each mark, by reader, half of them to the left. Shared
notes stand to the right. It prints as it stands.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st

from workbench.domain.coding import LENSES
from workbench.figures.palette import INK, tone_of
from workbench.services.settled import Settled
from workbench.ui import state
from workbench.ui.parts import lanes
from workbench.ui.parts.lanes import Mark
from workbench.ui.parts.words import as_html

# A long turn is laid out in pieces of about this many characters, so that what stands beside it
# stands near the words it is about. A piece ends where a sentence does.
_PIECE = 420
_SENTENCE_ENDS = re.compile(r"[.!?…][’”)\]]*\s+")
_STYLE = """
.stApp [data-testid="stMainBlockContainer"] { max-width: 84rem; }
.around { line-height: 1.5; margin-top: 1rem; }
.around .row { display: grid; gap: 0 1.4rem; align-items: start;
  grid-template-columns: minmax(8rem, 1fr) minmax(0, 2.3fr) minmax(8rem, 1fr); }
.around .turn { white-space: pre-wrap; overflow-wrap: anywhere; }
.around .last { padding-bottom: .9rem; }
.around aside { font-size: .85rem; line-height: 1.4; overflow-wrap: anywhere; }
.around aside p { margin: .15rem 0 .45rem; }
.around aside .letters { display: inline-block; padding: 0 .25rem; border-radius: .2rem;
  font-weight: 600; font-size: .78rem; }
.around aside q { opacity: .78; }
.around aside .note { border-left: 3px solid color-mix(in srgb, currentColor 35%, transparent);
  padding-left: .5rem; white-space: pre-wrap; }
.around .decided { border: 1px solid color-mix(in srgb, currentColor 45%, transparent);
  border-radius: .3rem; padding: .2rem .45rem; }
@media (max-width: 46rem) {
  .around .row { grid-template-columns: minmax(0, 1fr); }
  .around .row .middle { order: -1; }
  .around aside { padding-left: .8rem;
    border-left: 2px solid color-mix(in srgb, currentColor 18%, transparent); }
}
@media print {
  .around, .legend { font-size: 10pt; color: #000; }
  .around .row { gap: 0 .8rem; }
  .around aside :is(p, q, strong) { font-size: 8.5pt; line-height: 1.35; }
  .around aside p, .around .speaker { break-inside: avoid; }
  .around .speaker { break-after: avoid; }
  .around mark, .around .letters { print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
}
"""


def around(found: dict, values: Iterable[dict], *, each: str) -> None:
    """Show a transcript, as `services.side_by_side.lanes` gives it, with what stands around it.

    `each` says what a side is: `reader`, `heading` or `lens`.
    """
    st.html(
        f"<style>{lanes.STYLE}{_STYLE}</style>"
        + lanes.legend_html(found["readers"], values, each=each)
        + around_html(found)
    )


def around_html(found: dict) -> str:
    """Write the text and what stands around it as HTML; everything in it is escaped."""
    drawn, beyond, _ = lanes.shared_out(found["readers"])
    sides = [*drawn, *beyond]
    text, lines = found["text"], len(drawn)
    marks: list[Mark] = [
        (place, side["name"], mark) for place, side in enumerate(sides) for mark in side["marks"]
    ]
    marks.sort(key=lambda one: (one[2]["start"], one[0], one[2]["end"]))
    half = (len(sides) + 1) // 2
    rows = []
    for turn, start, end, last in _pieces(found):
        begins = [one for one in marks if start <= one[2]["start"] < end]
        notes = [
            note
            for note in found["notes"]
            if note["start"] is not None and start <= note["start"] < end
        ]
        left = _marks([one for one in begins if one[0] < half], text)
        talked = [one for one in found["settled"] if start <= one.span.start < end]
        right = (
            _marks([one for one in begins if one[0] >= half], text)
            + _notes(notes)
            + "".join(_talked(one) for one in talked)
        )
        speaker = (
            f'<span class="speaker">{as_html(turn["speaker"])}</span>'
            if turn["speaker"] and start == turn["start"]
            else ""
        )
        asks = " asks" if turn["role"] == "interviewer" else ""
        rows.append(
            f'<div class="row"><aside>{left}</aside>'
            f'<div class="middle turn{asks}{" last" if last else ""}">{speaker}'
            f"{lanes.words_html(text, start, end, marks, lines)}</div>"
            f"<aside>{right}</aside></div>"
        )
    whole = _notes(note for note in found["notes"] if note["start"] is None)
    about = f'<aside class="whole"><p>About the whole transcript:</p>{whole}</aside>'
    return (
        f"<style>{lanes.look_of(lines)}</style>"
        f'<div class="lanes around">{about if whole else ""}{"".join(rows)}</div>'
    )


def _pieces(found: dict) -> Iterator[tuple[dict, int, int, bool]]:
    """Cut the text into rows: each turn, long ones in pieces; whether a piece ends its turn."""
    length = len(found["text"])
    turns = found["turns"] or [{"start": 0, "end": length, "speaker": None, "role": "unknown"}]
    for turn in turns:
        start = turn["start"]
        ends = [one.end() for one in _SENTENCE_ENDS.finditer(found["text"], start, turn["end"])]
        for end in ends:
            if end - start >= _PIECE and turn["end"] - end >= _PIECE // 4:
                yield turn, start, end, False
                start = end
        yield turn, start, turn["end"], True


def _marks(marks: Iterable[Mark], text: str) -> str:
    """Tell marks; the words that several of them are on stand once, above them."""

    def words(one: Mark) -> tuple[int, int]:
        return one[2]["start"], one[2]["end"]

    told = []
    for (start, end), group in groupby(sorted(marks, key=words), key=words):
        quoted, own = f"<q>{as_html(_shortened(text[start:end]))}</q>", list(group)
        if len(own) == 1:
            told.append(f"<p>{_mark(*own[0], beneath='<br>')}<br>{quoted}</p>")
        else:
            told.append(f"<p>{quoted}</p>{''.join(f'<p>{_mark(*one)}</p>' for one in own)}")
    return "".join(told)


def _mark(place: int, name: str, mark: dict, *, beneath: str = " ") -> str:
    tone = tone_of(mark["value"] or "")
    said = [mark["presence_words"], LENSES.get(mark["lens"] or "", ""), mark.get("person", "")]
    more = "".join(f" · {as_html(each)}" for each in said if each)
    number = f"{place + 1} " if place < lanes.MOST_LINES else "+ "
    return (
        f"<strong>{number}{as_html(name)}</strong>{beneath}"
        f'<span class="letters" style="background:{tone.tint};color:{INK};'
        f'box-shadow:inset 0 -3px {tone.line}">{as_html(mark["value"] or mark["key"])}</span> '
        f"{as_html(mark['code'])}{more}"
    )


def _notes(notes: Iterable[dict]) -> str:
    return "".join(
        f'<p class="note"><strong>{as_html(note["who"])} notes</strong><br>'
        f"{as_html(note['words'])}</p>"
        for note in notes
    )


def _talked(one: Settled) -> str:
    """Say what came of talking about a passage that begins here, and give the way there."""
    where = state.address(discussion=one.discussion)
    said = "".join(f"<br>{as_html(words)}" for words in one.words)
    return (
        f'<p class="decided"><a href="{state.outside("/decided")}?{as_html(urlencode(where))}" '
        'target="_self">'
        f"{as_html(one.told())}</a>{said}</p>"
    )


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= 60:
        return words
    return f"{words[:30].rsplit(' ', 1)[0]} … {words[-25:].split(' ', 1)[-1]}"
