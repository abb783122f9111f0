"""The list of replacements on the screen: opened on purpose, exported, destroyed."""

import streamlit as st

from workbench.services import real_words
from workbench.ui import state
from workbench.ui.parts.post_button import post_button
from workbench.ui.parts.press import press
from workbench.ui.parts.table import Row, table
from workbench.ui.parts.words import joined, plain

_OPEN, _MEANT = "list_of_replacements_open", "destroying_is_meant"


def offer() -> None:
    """Offer the list of real words, once something has been replaced."""
    number = real_words.count(state.workspace(), state.desk())
    if not number:
        return
    with st.expander(f"The list of what was replaced ({number})", key="list_of_replacements"):
        st.write(
            "It is kept apart from the study and encrypted. Those who look after transcripts can "
            "open it, and each opening stands in the history of the study, without the words."
        )
        project, lines = st.session_state.get(_OPEN, (None, ()))
        if project == state.desk().project.guid:
            table(
                "What was replaced",
                ("Real words", "Stands there now", "In"),
                [
                    Row((line.words, ""), (line.replacement, joined(line.transcripts)))
                    for line in lines
                ],
            )
            press("Close the list", _close)
        else:
            press("Open the list", _open)
        post_button(
            "Export it as a csv file",
            f"/api/v1/projects/{state.desk().project.guid}/replacements.csv",
            key="export_replacements",
            question=(
                "The file will have the real names in it, in clear. Keep it apart from the "
                "transcripts. That it was exported stands in the history of the study. Export it?"
            ),
        )
        _destroy()


def _open() -> None:
    desk = state.desk()
    st.session_state[_OPEN] = (desk.project.guid, real_words.opened(state.workspace(), desk))


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _destroy() -> None:
    name = plain(state.desk().viewer.name)
    with st.form("destroy_replacements", border=False):
        st.write(
            "Destroying the list cannot be undone. What was replaced stays replaced, and nobody "
            "can look up any more whose names those were. What is waiting to be replaced, and "
            "what was said to tell nothing, is forgotten too. A file exported earlier, and "
            "backups that have the keys, still hold it."
        )
        st.checkbox(f"I, {name}, mean to destroy it", key=_MEANT)
        press("Destroy the list", _do_destroy, in_form=True)


def _do_destroy() -> str:
    if not st.session_state[_MEANT]:
        return "Tick that you mean it. Nothing was changed."
    real_words.destroy(state.workspace(), state.desk())
    _close()
    return "The list is destroyed."
