"""One passage read in several ways: the words, who or which heading saw what, who left it."""

from collections.abc import Collection
from functools import partial
from itertools import groupby

import streamlit as st

from workbench.domain.coding import LENSES
from workbench.domain.deciding import About
from workbench.domain.ids import Guid
from workbench.figures.palette import INK, tone_of
from workbench.services import discussing
from workbench.services.compared import By
from workbench.services.settled import Settled
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, joined, plain

_MANY = 6  # from so many readings on, they stand in as many columns as there is room for
_STYLE = """
.difference dl { margin: 0; padding: 0; }
.difference .many { columns: 16rem; column-gap: 1.6rem; }
.difference dl > div { break-inside: avoid; padding-top: .45rem; }
.difference dt { font-weight: 600; }
.difference dd { margin: 0 0 .1rem; overflow-wrap: anywhere; }
.difference .letters {
  display: inline-block; min-width: 1.9rem; padding: 0 .3rem; border-radius: .25rem;
  text-align: center; font-size: .82rem; font-weight: 600; line-height: 1.5;
}
.difference .longer { opacity: .78; font-size: .94rem; padding-left: 2.3rem; }
.difference .quiet { font-size: .94rem; }
.difference .kinds { margin: .1rem 0 .3rem; }
.difference .left { margin-top: .5rem; }
"""


def style() -> None:
    """Give the page what passages look like; once, before the first of them."""
    st.html(f"<style>{_STYLE}</style>")


def difference(one: dict, *, by: By, talked: Collection[Settled], key: str) -> None:
    """Show a passage, as `services.comparing.compare` tells it, and what can be done with it.

    `talked` is what came of talking about words of it so far.
    """
    with st.container(border=True, gap="small"):
        came = "".join(_came(each) for each in talked)
        st.html(
            f'<div class="difference">{_words(one)}{_readings(one)}{_left(one, by)}{came}</div>'
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            for each in talked:
                links.to("decided", plain(each.told()), discussion=each.discussion)
            if not talked:
                press("Talk about this", partial(_talk, one), key=key)
            links.to("read", "Open this place", source=one["source"], at=one["start"])


def _came(one: Settled) -> str:
    """Say on paper what came of talking about it, which on the screen is a way there."""
    said = "".join(f"<br>“{as_html(words)}”" for words in one.words)
    return f'<p class="printed">{as_html(one.told())}{said}</p>'


def _talk(one: dict) -> None:
    """Open a discussion of the passage and go there."""
    where = About(source=Guid(one["source"]), start=one["start"], end=one["end"])
    guid = discussing.open_discussion(state.desk(), where)
    links.go("decided", discussion=guid)


def readings(one: dict) -> None:
    """Show who saw what in a passage, without the passage, or who has not come to it yet."""
    come_to_it = {**one, "not_finished": [], "not_asked": []}
    st.html(f'<div class="difference">{_readings(one)}{_left(come_to_it, "coder")}</div>')


def _words(one: dict) -> str:
    kinds = "; ".join(one["kinds"])
    return (
        f'<blockquote class="quote">{as_html(one["words"])}</blockquote>'
        f'<p class="quiet kinds">{as_html(one["name"])} · {as_html(kinds)}</p>'
    )


def _readings(one: dict) -> str:
    told = [
        f"<div><dt>{as_html(reader)}</dt>"
        f"{''.join(_mark(mark, one['words']) for mark in marks)}</div>"
        for reader, marks in groupby(one["readings"], key=lambda each: each["reader"])
    ]
    return f"<dl{' class=many' if len(told) >= _MANY else ''}>{''.join(told)}</dl>"


def _mark(mark: dict, passage: str) -> str:
    tone = tone_of(mark["value"] or "")
    letters = as_html(mark["value"] or mark["key"])
    lens = "" if mark["person"] else LENSES.get(mark["lens"] or "", "")
    said = [mark["code"], mark["presence_words"], lens, mark["person"]]
    words = " · ".join(as_html(part) for part in said if part)
    longer = (
        ""
        if mark["words"] == passage
        else f'<div class="longer">marked: “{as_html(mark["words"])}”</div>'
    )
    return (
        f'<dd><span class="letters" style="background:{tone.tint};color:{INK};'
        f'box-shadow:inset 0 -3px {tone.line}">{letters}'
        f"</span> {words}{longer}</dd>"
    )


def _left(one: dict, by: By) -> str:
    """Say who left it unmarked, and who has not read it, which is something else."""
    unmarked, told = joined(one["unmarked_by"]), []
    by_heading = by == "perspective"
    if unmarked:
        told.append(
            f"Read from there, and nothing marked here: {unmarked}."
            if by_heading
            else f"Read this, and marked nothing here: {unmarked}."
        )
    for which, from_there, people, somebody in (
        (
            "not_finished",
            "Asked, and not finished from there yet: {}.",
            "Asked, and not finished yet: {}.",
            "Not everybody who was asked has finished reading this.",
        ),
        (
            "not_asked",
            "Nobody was asked to read this from there: {}.",
            "Not asked to read this: {}.",
            "Not everybody was asked to read this.",
        ),
    ):
        # Who that is stays between them and whoever arranges the reading.
        named = [each for each in one[which] if each != "somebody"]
        if one[which]:
            said = from_there if by_heading else people
            told.append(said.format(joined(named)) if named else somebody)
    return "".join(f'<p class="quiet left">{as_html(sentence)}</p>' for sentence in told)
