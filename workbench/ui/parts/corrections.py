"""What corrections did: what of one’s own lost its words, to settle, and all the others."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import corrected
from workbench.services.corrected import Correction, Waiting
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day, many, plain

_AT_ONCE = 20


def to_settle(source: Guid) -> None:
    """Ask the viewer about each of their own that lost its words; say how many others wait."""
    waiting = corrected.waiting(state.desk(), source)
    mine = [one for one in waiting if one.mine]
    if mine:
        st.header(f"For you to settle ({len(mine)})", anchor=False)
        st.write("A correction left too few of the words these were on. Until you say, they stay.")
    for one in mine[:_AT_ONCE]:
        _settle(source, one)
    others = len(waiting) - len(mine)
    if others:
        st.html(
            f'<p class="quiet">{many(others, "mark or note", "marks and notes")} of other people '
            f"{'waits' if others == 1 else 'wait'} for {'its owner' if others == 1 else 'theirs'} "
            "to settle.</p>"
        )


def history(source: Guid) -> None:
    """List every correction, newest first, with what stayed, moved and lost its words."""
    told = corrected.corrections(state.desk(), source)
    if not told:
        return
    with st.expander(f"What corrections have done: {len(told)}"):
        for one in told:
            _correction(one)


def _settle(source: Guid, one: Waiting) -> None:
    with st.container(border=True):
        st.html(
            f"<p>{'Your mark' if one.kind == 'mark' else 'Your note'}"
            f"{f' “{as_html(one.name)}”' if one.kind == 'mark' else ''} was on</p>"
            f'<blockquote class="quote">{as_html(one.was)}</blockquote>'
            f'<p>Where that stood it says now</p><blockquote class="quote">{as_html(one.now)}'
            "</blockquote>"
        )
        with st.container(horizontal=True):
            press(
                "Let it stand on these words",
                partial(_keep, source, one),
                key=f"keep_{one.guid}",
            )
            away = "Take the mark away" if one.kind == "mark" else "Make it about the whole text"
            press(away, partial(_away, source, one), key=f"away_{one.guid}")
            links.to("read", "Look at it there", source=source, at=one.start)


def _keep(source: Guid, one: Waiting) -> str:
    corrected.keep_here(state.desk(), source, one)
    return "Settled. Undo in the transcript takes it back."


def _away(source: Guid, one: Waiting) -> str:
    corrected.take_away(state.desk(), source, one)
    return "Settled. Undo in the transcript takes it back."


def _correction(one: Correction) -> None:
    what = "taken back" if one.takes_back else "corrected"
    why = f": {plain(one.why)}" if one.why else ""
    st.markdown(f"**{day(one.on)}**, {what}{why}")
    shown = "".join(
        f'<p class="quiet">Before</p><blockquote class="quote">{as_html(before)}</blockquote>'
        f'<p class="quiet">After</p><blockquote class="quote">{as_html(after)}</blockquote>'
        for before, after in one.places
    )
    stayed = f"{many(one.kept, 'mark or note', 'marks and notes')} on the same words as before."
    reached = "".join(f"<li>{_reached(each)}</li>" for each in one.reached)
    st.html(f'{shown}<p class="quiet">{stayed}</p>{f"<ul>{reached}</ul>" if reached else ""}')


def _reached(each: corrected.Reached) -> str:
    of = f"{as_html(each.name)} of {as_html(each.reader)}"
    if each.now is None:
        return f"{of}: too little of “{as_html(each.was)}” is left, so its owner settles it."
    return f"{of}: was on “{as_html(each.was)}”, is on “{as_html(each.now)}”."
