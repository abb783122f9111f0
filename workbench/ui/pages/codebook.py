"""Codebook: what we look for, how it came to be that, and what it asks of our own marks."""

import streamlit as st

from workbench.services import codebook_changes, codebook_view, recoding
from workbench.ui import state
from workbench.ui.parts import (
    addressed,
    code_page,
    codebook_tray,
    codebook_tree,
    codebook_versions,
    links,
    my_marks,
)
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import many, plain

_DRAWN_BY = {
    "codes": codebook_tree.tree,
    "marks": my_marks.my_marks,
    "tray": codebook_tray.show,
    "story": codebook_versions.story,
    "versions": codebook_versions.side_by_side,
    "files": codebook_versions.files,
}


def page() -> None:
    """Draw the code in the address, or the part of the codebook that is asked for."""
    if state.named("code"):
        code = codebook_view.code(state.desk(), str(state.named("code")))
        st.title(plain(code.name), anchor=False)
        links.to("codebook", "All codes")
        _undo()
        code_page.code_page(code)
        return
    st.title("Codebook", anchor=False)
    st.write(
        "What we look for when we read: each code, what it means, and how it came to be that. "
        "Nothing done here changes anybody’s mark."
    )
    waiting = recoding.how_many(state.desk())
    views = {
        "codes": "The codes",
        "marks": f"Your marks ({waiting})" if waiting else "Your marks",
        "tray": "What did not fit",
        "story": "How it changed",
        "versions": "Two versions",
        "files": "Files",
    }
    if waiting and state.named("show") != "marks":
        links.button(
            f"Look at {many(waiting, 'mark')} of yours", "codebook", key="my_marks", show="marks"
        )
    shown = addressed.choice("Show", views, part="show", buttons=True)
    if shown != "marks":
        _undo()
    _DRAWN_BY[shown]()


def _undo() -> None:
    undo_buttons(codebook_changes.CODEBOOK, undo=codebook_changes.undo, redo=codebook_changes.redo)
