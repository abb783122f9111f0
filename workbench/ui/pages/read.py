"""Read and mark: choose a transcript, then the coding pane with nearly the whole window."""

import streamlit as st

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.services import (
    arranging,
    content_notes,
    corrected,
    folding,
    paper,
    perspectives,
    reading,
    sets,
)
from workbench.ui import state
from workbench.ui.coding_pane import coding_pane
from workbench.ui.parts import error_box, links
from workbench.ui.parts.before_opening import before_opening
from workbench.ui.parts.on_paper import on_paper
from workbench.ui.parts.read_together import read_together
from workbench.ui.parts.transcript_list import transcript_list
from workbench.ui.parts.which_transcripts import which_transcripts
from workbench.ui.parts.words import about_transcript, as_html, many, turns_in_words

_SITTING = "transcript_of_this_sitting"

LOOK_AGAIN_SECONDS = 2.0


def page() -> None:
    """Draw the transcript in the address, or the list to choose one from."""
    rows = reading.transcripts(state.desk())
    source = state.named("source")
    if source is None:
        _choose(rows)
        return
    here = next((place for place, row in enumerate(rows) if row["guid"] == source), None)
    if here is None:
        st.title("Read and mark", anchor=False)
        raise NotFound(
            "There is no such transcript in this study. Choose another under Read and mark."
        )
    guid = Guid(source)
    if state.named("paper"):
        on_paper(guid, rows[here]["name"])
        return
    notes = content_notes.of(state.desk(), guid)
    how = state.named("how") or ""
    chosen = how in folding.WAYS_TO_OPEN
    _header(rows, here, noted=chosen and bool(notes))
    if notes and not chosen:
        before_opening(guid, rows[here]["name"], notes)
        return
    at = state.named("at") or ""
    _passage(guid)
    if st.session_state.get(_SITTING) != guid:
        perspectives.sit_down(state.desk())
        st.session_state[_SITTING] = guid
    coding_pane(
        project=state.project(),
        source=source,
        at=int(at) if at.isascii() and at.isdecimal() else None,
        how=how if chosen else "whole",
    )


def _passage(source: Guid) -> None:
    """Say which passage one was asked to read, where it is not all of the transcript."""
    for row in arranging.mine(state.desk()):
        if row["source"] == source and row["running"] and row["turns"]:
            asked = turns_in_words(row["turns"]).removeprefix(", ")
            st.html(f'<p class="about">You were asked to read {asked}.</p>')


def _choose(rows: list[dict]) -> None:
    st.title("Read and mark", anchor=False)
    st.write("Choose a transcript to read. Your marks are saved as you make them.")
    among = sets.chosen(state.desk(), which_transcripts())
    if rows:
        _listed(among)
    else:
        st.write("There are no transcripts in this study yet.")
        links.to("transcripts")


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _listed(among: frozenset[Guid] | None) -> None:
    """List the transcripts, and go on looking: a colleague may be adding some."""
    with error_box.told():
        rows = reading.transcripts(state.desk())
        transcript_list((row for row in rows if among is None or row["guid"] in among), key="all")


def _header(rows: list[dict], here: int, *, noted: bool) -> None:
    """Show in one slim line what is being read and the way to the others."""
    row = rows[here]
    with st.container(horizontal=True, vertical_alignment="center", key="reading_header"):
        # The pane shows the name; this heading says where one is to those who listen.
        st.html(
            f'<h1 class="unseen">Read and mark: {as_html(row["name"])}</h1>'
            f'<p class="about">{as_html(about_transcript(row))}</p>'
        )
        if noted:
            links.to("read", "What it talks about", source=row["guid"])
        own = sum(one.mine for one in corrected.waiting(state.desk(), row["guid"]))
        if own:
            links.to("correct", f"{many(own, 'mark')} to settle", source=row["guid"])
        elif state.desk().viewer.may("transcripts"):
            links.to("correct", source=row["guid"])
        read_together([row["guid"]], key="transcript")
        typed = len(paper.waiting(state.desk(), row["guid"]))
        label = f"{many(typed, 'mark')} typed in for you" if typed else "On paper"
        links.to("read", label, source=row["guid"], paper=1)
        links.to("read", "All transcripts")
        if here > 0:
            links.to("read", "Previous", source=rows[here - 1]["guid"])
        if here + 1 < len(rows):
            links.to("read", "Next", source=rows[here + 1]["guid"])
