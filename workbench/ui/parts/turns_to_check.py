"""Turns of other people to look through after a withdrawal, ticked off one by one."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import withdrawing
from workbench.ui import state
from workbench.ui.parts import addressed, links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, many, plain

_AT_A_TIME = 5
_WHY = {
    "names_them": "It names the person who withdrew, or did so under another name.",
    "beside_gap": "It stands next to words that were taken out.",
}


def turns_to_check() -> None:
    """List what other people said that may still tell of somebody who withdrew."""
    waiting = withdrawing.turns_to_check(state.desk())
    if not waiting:
        return
    with st.expander(
        f"To look through after a withdrawal: {many(len(waiting), 'turn')}",
        expanded=True,
        key="turns_to_check",
    ):
        st.html(
            '<p class="quiet">Other people said this, so it stays. Look whether it tells who '
            "withdrew, and tick it off.</p>"
        )
        shown = addressed.number("turns", first=_AT_A_TIME)
        for turn in waiting[:shown]:
            _turn(turn)
        left = len(waiting) - shown
        if left > 0:
            st.button(
                f"Show {min(left, _AT_A_TIME)} more",
                key="more_turns",
                on_click=addressed.set_number,
                args=("turns", shown + _AT_A_TIME),
            )
        if len(waiting) > 1:
            press(
                "I have looked through all that is shown here",
                partial(_look_through, [turn["guid"] for turn in waiting[:shown]]),
                key="looked_through_all",
            )


def _turn(turn: dict) -> None:
    with st.container(border=True):
        st.html(
            f'<blockquote class="quote">{as_html(turn["words"])}</blockquote>'
            f'<p class="quiet">{_WHY[turn["why"]]}</p>'
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            links.to(
                "read", f"In “{plain(turn['name'])}”", source=turn["source"], at=turn["start"]
            )
            press(
                "Looked through",
                partial(_look_through, [turn["guid"]]),
                key=f"looked_through_{turn['guid']}",
            )


def _look_through(turns: list[Guid]) -> None:
    withdrawing.look_through(state.desk(), turns)
