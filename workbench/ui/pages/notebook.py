"""My notebook: my own notes, and beside them what the team shares."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import notes, projects, undoing, withdrawing
from workbench.ui import state
from workbench.ui.parts import error_box, kept, links
from workbench.ui.parts.words import as_html, day, many, plain
from workbench.ui.parts.write_note import write_note

_REWORDING = "note_being_reworded"


def page() -> None:
    """Draw the notebook."""
    st.title("My notebook", anchor=False)
    st.write(
        "Your own notes on what you read and on your part in it. Only you can read them "
        "until you share one."
    )
    with st.expander("Write a note"):
        write_note(place="notebook")
    desk = state.desk()
    readable = notes.readable(desk)
    names = projects.members(desk)
    see_to = withdrawing.notes_to_see_to(desk)
    _undo()
    _withdrawn(len(see_to))
    mine, shared = st.tabs(["My notes", "The team’s notes"])
    with mine:
        _all(
            [note for note in readable if note["mine"]],
            lambda note: _own(note, withdrawn=note["guid"] in see_to),
            none="You have no notes yet.",
        )
    with shared:
        _all(
            [note for note in readable if note["visibility"] != "me"],
            lambda note: _said_by(note, names.get(note["author"], "")),
            none="Nobody has shared a note with the team yet.",
        )


def _undo() -> None:
    if not undoing.what_is_possible(state.desk(), notes.NOTEBOOK)["can_undo"]:
        return
    if st.button("Undo my last change to a note"):
        with error_box.told():
            notes.undo(state.desk())
            st.rerun()


def _withdrawn(waiting: int) -> None:
    """Say, to their owner alone, that there are notes about words withdrawn since."""
    if waiting:
        st.html(
            f'<div class="told"><p>{many(waiting, "note")} of yours '
            f"{'is' if waiting == 1 else 'are'} about words that have been withdrawn. Please look "
            "at each below and take out what it quotes.</p></div>"
        )


def _all(found: list[dict], draw: Callable[[dict], None], *, none: str) -> None:
    if not found:
        st.write(none)
    for note in found:
        with st.container(border=True):
            draw(note)


def _own(note: dict, *, withdrawn: bool) -> None:
    """Show one of my notes with what can be done with it."""
    guid = note["guid"]
    _about(note, by="")
    if withdrawn:
        _see_to(guid)
    if st.session_state.get(_REWORDING) == guid:
        _reword(note)
        return
    st.html(f'<p class="words">{as_html(note["words"])}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kept.choice(
            "Who may read it",
            notes.VISIBILITIES,
            now=note["visibility"],
            key=f"readers_{guid}",
            keep=lambda chosen: notes.change(state.desk(), guid, visibility=chosen),
        )
        if st.button("Reword", key=f"reword_{guid}"):
            st.session_state[_REWORDING] = guid
            st.rerun()
        if st.button("Remove", key=f"remove_{guid}"):
            with error_box.told():
                notes.remove(state.desk(), guid)
                st.rerun()


def _see_to(guid: Guid) -> None:
    """Ask for withdrawn words to be taken out of a note, which only its owner can do."""
    st.write(
        "What this note was about has been withdrawn by the person who said it. If it quotes "
        "them, reword it or remove it; what it said before is then not kept."
    )
    if st.button("Nothing of theirs is in it now", key=f"seen_to_{guid}"):
        with error_box.told():
            withdrawing.see_to(state.desk(), guid)
            st.rerun()


def _reword(note: dict) -> None:
    words = st.text_area("Your note", note["words"], height=160, key=f"rewording_{note['guid']}")
    with st.container(horizontal=True):
        saving = st.button("Save", type="primary", key="save_reworded")
        leaving = st.button("Leave it as it was")
    if saving:
        with error_box.told():
            notes.change(state.desk(), note["guid"], words=words or "")
            leaving = True
    if leaving:
        del st.session_state[_REWORDING]
        st.rerun()


def _said_by(note: dict, name: str) -> None:
    _about(note, by=name)
    st.html(f'<p class="words">{as_html(note["words"])}</p>')


def _about(note: dict, *, by: str) -> None:
    """Show what a note is about: whose it is, its day, the words meant, and the way to them."""
    if note["quote"]:
        st.html(f'<blockquote class="quote">{as_html(note["quote"])}</blockquote>')
    who = f"{as_html(by)}, " if by else ""
    st.html(f'<p class="quiet">{who}{day(note["on"])}</p>')
    if note["source_name"]:
        links.to(
            "read", f"In “{plain(note['source_name'])}”", source=note["source"], at=note["start"]
        )
