"""The second screen of a day: what opening does, said before it is done, and one press."""

from functools import partial

import streamlit as st

from workbench.domain.reading import SHOWN
from workbench.domain.together import Day
from workbench.services import rounds, together
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html


def open_it(one: Day) -> None:
    """Show what opening does, and let whoever hosts do it."""
    st.write(
        "When everybody who wants to has read, we open all our readings at the same moment. Until "
        "then nobody sees anybody else’s."
    )
    if one.opened:
        st.write("Our readings are open.")
        links.button("Talk", "together", key="on_to_talk", day=one.guid, screen="talk")
        return
    alone = next((each for each in rounds.under_way(state.desk()) if each.guid == one.round), None)
    if alone is None:
        st.write("This reading was called off.")
        return
    st.html(
        f'<p class="words">{as_html(f"Are we ready to open? {alone.ready.capitalize()}.")}</p>'
    )
    if not one.hosting:
        st.write(f"{one.host} opens it. You can take that on with “Host from here” above.")
        return
    asked = st.radio(
        "Show the readings", list(SHOWN), format_func=SHOWN.__getitem__, key="open_day_as"
    )
    seen = together.shown_as(state.desk(), one.guid, asked)
    told = [
        "Everybody in the study will see all marks, new codes and shared notes made in "
        f"“{one.name}”, {SHOWN[seen]}, at the same moment."
    ]
    if seen != asked:
        told.append("Somebody who reads in it has made this choice.")
    if not alone.all_ready:
        told.append("Not everybody has said that they have finished.")
    told.append("This cannot be undone.")
    st.html(f'<div class="told"><p>{as_html(" ".join(told))}</p></div>')
    press("Open together now", partial(_opened, one, asked, seen), primary=True)


def _opened(one: Day, asked: str, seen: str) -> None:
    together.open_together(state.desk(), one.guid, asked, seen=seen)
    st.query_params["screen"] = "talk"
