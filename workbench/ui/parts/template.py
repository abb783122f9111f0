"""A Word file of the team's own, whose page and styles its documents are made with."""

import streamlit as st

from workbench.services import own_template
from workbench.ui import state
from workbench.ui.parts import error_box
from workbench.ui.parts.press import press
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import day

_OWN_LOOK = "Use the workbench’s own look again"
_LARGEST = 20  # MB; `own_template` refuses what is larger in a sentence of ours


def template() -> None:
    """Show whether the study has a template, and let it be kept, replaced and taken away."""
    desk = state.desk()
    since = own_template.kept_on(desk)
    if since:
        st.write(f"Every Word document here is made in your own template, kept on {day(since)}.")
        press(_OWN_LOOK, _take_away)
    else:
        st.write("Every Word document here is made in the workbench’s own look.")
        error_box.tell_kept(_OWN_LOOK)
    with st.form("own_template_form", border=False):
        st.file_uploader(
            "A Word file of yours. Its page, fonts and styles are kept with the study, and what "
            "its header and footer say; nothing else that is written in it",
            type=["docx"],
            key="own_template",
            max_upload_size=_LARGEST,
        )
        press("Keep it in place of that one" if since else "Keep it", _keep, in_form=True)
    undo_buttons(own_template.TEMPLATE, undo=own_template.undo, redo=own_template.redo)


def _keep() -> str:
    sent = st.session_state["own_template"]
    if sent is None:
        return "Choose a Word file first."
    own_template.keep(state.desk(), sent.getvalue())
    return "It is kept. Every Word document is made with it from now on."


def _take_away() -> str:
    own_template.take_away(state.desk())
    return "Documents are made in the workbench’s own look again."
