"""One's own notes with names in them that were replaced in the transcripts: an offer, to them."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import replacing
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import many


def waiting() -> None:
    """Say, to their owner alone, that there are such notes."""
    number = len(replacing.notes_to_see_to(state.desk()))
    if number:
        st.html(
            f'<div class="told"><p>{many(number, "note")} of yours '
            f"{'mentions' if number == 1 else 'mention'} names that were replaced in the "
            "transcripts. You can have them replaced below as well.</p></div>"
        )


def offer(note: Guid) -> None:
    """Offer to write the replacements in one note; what it said before is then not kept."""
    if note not in replacing.notes_to_see_to(state.desk()):
        return
    st.write(
        "This note has a name in it that was replaced in the transcripts. What the note said "
        "before is not kept."
    )
    with st.container(horizontal=True):
        press("Replace it here too", partial(_replace, note), key=f"replace_in_{note}")
        press("No such name is in it now", partial(_seen_to, note), key=f"no_name_in_{note}")


def _replace(note: Guid) -> str:
    if replacing.in_own_note(state.workspace(), state.desk(), note):
        return "It is replaced in your note."
    return "The workbench no longer knows which name it is. Reword the note yourself."


def _seen_to(note: Guid) -> str:
    replacing.seen_to(state.desk(), note)
    return "Thank you. What the note said before is not kept."
