"""What a page says where the study has no transcript to read yet, with the one way on."""

import streamlit as st

from workbench.services import preparing
from workbench.ui import state
from workbench.ui.parts import links


def no_transcripts() -> None:
    """Lead on to whatever brings the first transcript, or say who will see to it."""
    desk = state.desk()
    if preparing.names(desk):
        st.write("No transcript is released for reading yet.")
        links.button("Prepare and release transcripts", "prepare", key="next")
    elif desk.viewer.may("transcripts"):
        st.write("There are no transcripts in this study yet.")
        links.button("Add transcripts", "transcripts", key="next")
    else:
        st.write("There is nothing to read yet. Whoever looks after transcripts will add some.")
