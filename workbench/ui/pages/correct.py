"""Correct a transcript: its words, who says them, what it is; and what corrections have done."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import correcting, preparing, reading
from workbench.services.desks import Desk
from workbench.ui import state
from workbench.ui.parts import addressed, correct_about, correct_speakers, correct_words, links
from workbench.ui.parts.corrections import history, to_settle
from workbench.ui.parts.undo_buttons import undo_buttons

_WHAT = {
    "words": "Words and turns",
    "speakers": "Who speaks",
    "about": "What it is",
}


def page() -> None:
    """Draw one transcript to correct, or to whoever only reads, what corrections have done."""
    st.title("Correct a transcript", anchor=False)
    desk = state.desk()
    corrects = desk.viewer.may("transcripts")
    st.write(
        "Mend what was heard or typed amiss. Everybody’s marks stay on their words."
        if corrects
        else "What corrections have done to a transcript. Say here what becomes of a mark or note "
        "of yours whose words are gone."
    )
    prepared = preparing.names(desk)
    names = {
        **{guid: f"{name} (being prepared)" for guid, name in prepared.items()},
        **{row["guid"]: row["name"] for row in reading.transcripts(desk)},
    }
    if not names:
        st.write("There are no transcripts in this study yet.")
        links.to("transcripts")
        return
    source = Guid(addressed.choice("Transcript", names, part="source"))
    if source in prepared:
        links.to("prepare")
    else:
        links.to("read", "Read it", source=source)
    if corrects:
        undo_buttons(
            correcting.scope(source),
            undo=partial(_undo, source),
            redo=partial(_redo, source),
        )
    to_settle(source)
    if corrects:
        _correct(source)
    history(source)


def _correct(source: Guid) -> None:
    what = addressed.choice("What to correct", _WHAT, part="what", buttons=True)
    if what == "speakers":
        correct_speakers.fields(source)
    elif what == "about":
        correct_about.fields(source)
    else:
        correct_words.turns(source)


def _undo(source: Guid, desk: Desk) -> None:
    correcting.undo(desk, source)


def _redo(source: Guid, desk: Desk) -> None:
    correcting.redo(desk, source)
