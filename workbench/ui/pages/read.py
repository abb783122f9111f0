"""Read and mark: choose a transcript, then the coding pane with nearly the whole window."""

import streamlit as st

from workbench.domain.errors import NotFound
from workbench.services import reading
from workbench.ui import state
from workbench.ui.coding_pane import coding_pane
from workbench.ui.parts import links
from workbench.ui.parts.transcript_list import transcript_list
from workbench.ui.parts.words import about_transcript, as_html


def page() -> None:
    """Draw the transcript in the address, or the list to choose one from."""
    rows = reading.transcripts(state.desk())
    source = state.named("source")
    if source is None:
        _choose(rows)
        return
    here = next((place for place, row in enumerate(rows) if row["guid"] == source), None)
    if here is None:
        raise NotFound(
            "There is no such transcript in this study. Choose another under Read and mark."
        )
    _header(rows, here)
    at = state.named("at") or ""
    coding_pane(
        project=state.project(),
        source=source,
        at=int(at) if at.isascii() and at.isdecimal() else None,
    )


def _choose(rows: list[dict]) -> None:
    st.title("Read and mark", anchor=False)
    st.write("Choose a transcript to read. Your marks are saved as you make them.")
    if rows:
        transcript_list(rows, key="all")
    else:
        st.write("There are no transcripts in this study yet.")
        links.to("transcripts")


def _header(rows: list[dict], here: int) -> None:
    """Show in one slim line what is being read and the way to the others."""
    row = rows[here]
    with st.container(horizontal=True, vertical_alignment="center", key="reading_header"):
        # The pane shows the name; this heading says where one is to those who listen.
        st.html(
            f'<h1 class="unseen">Read and mark: {as_html(row["name"])}</h1>'
            f'<p class="about">{as_html(about_transcript(row))}</p>'
        )
        links.to("read", "All transcripts")
        if here > 0:
            links.to("read", "Previous", source=rows[here - 1]["guid"])
        if here + 1 < len(rows):
            links.to("read", "Next", source=rows[here + 1]["guid"])
