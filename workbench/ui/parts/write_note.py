"""Writing a note from anywhere. What is typed stays until it is saved, whatever page one is on."""

from functools import partial

import streamlit as st

from workbench.services import notes
from workbench.ui import state
from workbench.ui.parts.press import press

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
    # Not a form, which would lose what is typed when one goes to another page.
    st.text_area("Your note", key=f"note_{place}_{number}", height=160, persist_state="session")
    if source is not None:
        st.checkbox(
            "It is about this transcript",
            value=True,
            key=f"about_{place}_{number}",
            persist_state="session",
        )
    st.radio(
        "Who may read it",
        list(notes.VISIBILITIES),
        key=f"readers_{place}_{number}",
        format_func=notes.VISIBILITIES.__getitem__,
        horizontal=True,
        persist_state="session",
    )
    press("Save", partial(_save, place, source), key=f"save_{place}", primary=True)


def _save(place: str, source: str | None) -> str:
    typed, number = st.session_state, st.session_state[f"{_WRITTEN}_{place}"]
    about = source is not None and typed[f"about_{place}_{number}"]
    notes.write(
        state.desk(),
        typed[f"note_{place}_{number}"] or "",
        visibility=typed[f"readers_{place}_{number}"],
        source=source if about else None,
    )
    st.session_state[f"{_WRITTEN}_{place}"] = number + 1
    return "Your note is saved."
