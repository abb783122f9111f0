"""Every wording a piece of prose has had, and the way back to one of them."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from workbench.services import prose
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day


def prose_history(about: str, parts: Mapping[str, str]) -> None:
    """Show, folded away, the earlier wordings of each part; `parts` maps them to their titles."""
    desk = state.desk()
    with st.expander("Earlier wordings", key=f"history_{about}"):
        any_of_them = False
        for part, title in parts.items():
            found = prose.history(desk, about, part)
            if len(found) < 2:
                continue
            any_of_them = True
            st.html(f'<p class="kind"><strong>{as_html(title)}</strong></p>')
            for row in found[1:]:
                words = as_html(row["words"] or "(nothing)")
                st.html(
                    f'<p class="quiet">{as_html(row["by"])}, {day(row["on"])}</p>'
                    f'<blockquote class="quote">{words}</blockquote>'
                )
                press(
                    "Bring this wording back",
                    partial(_back, about, part, row["number"]),
                    key=f"back_{about}_{part}_{row['number']}",
                )
        if not any_of_them:
            st.write("There are none yet. Each wording is kept here when another takes its place.")


def _back(about: str, part: str, number: int) -> str:
    prose.bring_back(state.desk(), about, part, number)
    return "That wording is back, and the one before it is in this list."
