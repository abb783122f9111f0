"""Comparing by perspective for the first time: which headings are empty, and my way to mine."""

import streamlit as st

from workbench.services import perspectives
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.words import joined, plain


def first_headings() -> bool:
    """Say what comparing by heading needs; False where there are no headings to compare by.

    Each person alone says what is theirs: the button goes to their own page, and for nobody else.
    """
    desk = state.desk()
    if not perspectives.headings(desk):
        st.write(
            "The team has worded no shared headings yet, so this compares by reader. With two to "
            "six headings, each of us says which of our own perspectives go under which."
        )
        links.to("reading-from", "Word the headings" if desk.viewer.may("reading") else None)
        return False
    empty = perspectives.headings_with_nobody(desk)
    if empty:
        st.write(f"Nobody is under {joined(f'“{plain(name)}”' for name in empty)} yet.")
    if desk.viewer.person and not any(row["headings"] for row in perspectives.mine(desk)):
        links.button("Say which are mine", "reading-from", key="say_which_are_mine")
    return True
