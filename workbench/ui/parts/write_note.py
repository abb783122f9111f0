"""Writing a note from anywhere. What is typed stays until it is saved, whatever page one is on."""

import streamlit as st

from workbench.services import notes
from workbench.ui import state
from workbench.ui.parts import error_box

_WRITTEN = "notes_written"


def write_note(*, place: str, source: str | None = None) -> None:
    """Show the fields for a new note and keep it when asked.

    Parameters
    ----------
    place
        Tells the places apart where a note can be written; each has its own draft.
    source
        The transcript on the screen, which the note can be about.
    """
    # A new number gives empty fields once a note is saved, and only then.
    number = st.session_state.setdefault(f"{_WRITTEN}_{place}", 0)
    words = st.text_area(
        "Your note", key=f"note_{place}_{number}", height=160, persist_state="session"
    )
    about = source is not None and st.checkbox(
        "It is about this transcript",
        value=True,
        key=f"about_{place}_{number}",
        persist_state="session",
    )
    visibility = st.radio(
        "Who may read it",
        list(notes.VISIBILITIES),
        key=f"readers_{place}_{number}",
        format_func=notes.VISIBILITIES.__getitem__,
        horizontal=True,
        persist_state="session",
    )
    if st.button("Save", type="primary", key=f"save_{place}"):
        with error_box.told():
            notes.write(
                state.desk(), words or "", visibility=visibility, source=source if about else None
            )
            st.session_state[f"{_WRITTEN}_{place}"] += 1
            st.toast("Your note is saved.")
            st.rerun()
