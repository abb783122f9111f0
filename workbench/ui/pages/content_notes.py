"""Content notes: say in plain words what a transcript, or a passage, talks about."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import content_notes, preparing, reading
from workbench.ui import state
from workbench.ui.parts import addressed, links
from workbench.ui.parts.press import press
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, plain

_WHOLE = {"whole": "The whole transcript", "passage": "A passage"}


def page() -> None:
    """Draw the content notes of the transcript in the address, and a place to add one."""
    st.title("Content notes", anchor=False)
    state.desk().viewer.must("transcripts")
    st.write("What people may want to know of before they open a transcript, in plain words.")
    names = {
        **preparing.names(state.desk()),
        **{row["guid"]: row["name"] for row in reading.transcripts(state.desk())},
    }
    if not names:
        st.write("There are no transcripts in this study yet.")
        links.to("transcripts")
        return
    source = Guid(addressed.choice("Transcript", names, part="source"))
    undo_buttons(content_notes.CONTENT_NOTES, undo=content_notes.undo, redo=content_notes.redo)
    _listed(source)
    _add(source)


def _listed(source: Guid) -> None:
    for note in content_notes.of(state.desk(), source):
        with st.container(border=True):
            st.html(
                f'<p class="words">{as_html(note["words"])}</p><p class="about">{where(note)}</p>'
            )
            press(
                "Take away",
                partial(_take_away, note["guid"], note["words"]),
                key=f"take_away_{note['guid']}",
            )


def where(note: dict) -> str:
    """Say what a content note is about: `the whole transcript`, or which turns."""
    if note["turns"] is None:
        return "The whole transcript"
    first, last = note["turns"]
    return f"Turn {first}" if first == last else f"Turns {first} to {last}"


def _take_away(guid: Guid, words: str) -> str:
    content_notes.remove(state.desk(), guid)
    return f"Taken away: {words}"


def _add(source: Guid) -> None:
    st.header("Add a content note", anchor=False)
    turns = reading.turns_of(state.desk(), source)
    about = st.radio("It is about", list(_WHOLE), format_func=_WHOLE.__getitem__, horizontal=True)
    keys = (f"first_{source}", f"last_{source}")
    if about == "passage":
        _turns(turns)
    with st.form("content_note", border=False, clear_on_submit=True):
        if about == "passage":
            with st.container(horizontal=True):
                st.number_input("From turn", 1, len(turns), key=keys[0])
                st.number_input("To turn", 1, len(turns), key=keys[1])
        st.text_input(
            "What it talks about",
            max_chars=content_notes.LONGEST,
            placeholder="Self-harm, in some detail",
            key="content_note_words",
        )
        passage = keys if about == "passage" else None
        press("Add this note", partial(_keep, source, passage), primary=True, in_form=True)


def _turns(turns: list[dict]) -> None:
    """Show the transcript with its turns numbered, in a box of its own."""
    lines = "".join(
        f"<dt>{number} {as_html(turn['speaker'] or '')}</dt><dd>{as_html(turn['words'])}</dd>"
        for number, turn in enumerate(turns, 1)
    )
    with st.container(height=320, border=True):
        st.html(f'<dl class="turns">{lines}</dl>')


def _keep(source: Guid, passage: tuple[str, str] | None) -> str:
    # Whoever names the later turn first means the same passage.
    turns = sorted(int(st.session_state[key]) for key in passage) if passage else None
    words = st.session_state["content_note_words"] or ""
    content_notes.keep(state.desk(), source, words, turns=(turns[0], turns[-1]) if turns else None)
    return f"Added: {plain(words)}"
