"""My notebook: my own notes, and beside them what the team shares."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.note import SHARED
from workbench.services import compared, note_links, notes, withdrawing
from workbench.ui import state
from workbench.ui.parts import links, names_in_notes
from workbench.ui.parts.note_readers import who_may_read
from workbench.ui.parts.own_notebook import own_notebook
from workbench.ui.parts.press import press
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, day, many, plain
from workbench.ui.parts.write_note import write_note

_REWORDING = "note_being_reworded"
# Where what a note is about has its page, and which part of the address names it.
_WHERE = {
    "code": ("codebook", "code"),
    "theme": ("themes", "theme"),
    "discussion": ("decided", "discussion"),
    "decision": ("decided", "decision"),
    "day": ("together", "day"),
}


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
    names = compared.readers(desk)
    not_quoted = notes.not_quoted(desk)
    see_to = withdrawing.notes_to_see_to(desk)
    undo_buttons(notes.NOTEBOOK, undo=notes.undo)
    _withdrawn(len(see_to))
    names_in_notes.waiting()
    mine, for_me, shared = st.tabs(["My notes", "Notes for me", "The team’s notes"])
    with mine:
        _all(
            [note for note in readable if note["mine"]],
            lambda note: _own(
                note,
                withdrawn=note["guid"] in see_to,
                not_quoted=not_quoted.get(note["guid"], ""),
            ),
            none="You have no notes yet.",
        )
    with for_me:
        _all(
            [note for note in readable if note["visibility"] == "picked" and not note["mine"]],
            lambda note: _said_by(note, names.get(note["author"], "a former member")),
            none="Nobody has picked you to read a note of theirs.",
        )
    with shared:
        _all(
            [note for note in readable if note["visibility"] in SHARED],
            lambda note: _said_by(note, names.get(note["author"], "")),
            none="Nobody has shared a note with the team yet.",
        )
    own_notebook(any(note["mine"] for note in readable))


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


def _own(note: dict, *, withdrawn: bool, not_quoted: str) -> None:
    """Show one of my notes with what can be done with it."""
    guid = note["guid"]
    _about(note, by="")
    if withdrawn:
        _see_to(guid)
    names_in_notes.offer(guid)
    if st.session_state.get(_REWORDING) == guid:
        _reword(note)
        return
    st.html(f'<p class="words">{as_html(note["words"])}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who_may_read(note, not_quoted=not_quoted)
        press("Reword", partial(_begin_rewording, guid), key=f"reword_{guid}")
        press("Remove", partial(_remove, guid), key=f"remove_{guid}")


def _see_to(guid: Guid) -> None:
    """Ask for withdrawn words to be taken out of a note, which only its owner can do."""
    st.write(
        "What this note was about has been withdrawn by the person who said it. If it quotes "
        "them, reword it or remove it; what it said before is then not kept."
    )
    press("Nothing of theirs is in it now", partial(_seen_to, guid), key=f"seen_to_{guid}")


def _seen_to(guid: Guid) -> str:
    withdrawing.see_to(state.desk(), guid)
    return "Thank you. What the note said before is not kept."


def _remove(guid: Guid) -> str:
    notes.remove(state.desk(), guid)
    return "The note is removed."


def _reword(note: dict) -> None:
    guid = note["guid"]
    with st.form(f"reword_form_{guid}", border=False):
        st.text_area("Your note", note["words"], height=160, key=_rewording(guid))
        with st.container(horizontal=True):
            press("Save", partial(_keep_reworded, guid), primary=True, in_form=True)
            press("Leave it as it was", _leave_rewording, in_form=True)


def _begin_rewording(guid: Guid) -> None:
    st.session_state[_REWORDING] = guid


def _keep_reworded(guid: Guid) -> str:
    notes.change(state.desk(), guid, words=st.session_state[_rewording(guid)] or "")
    _leave_rewording()
    return "Your note is saved."


def _leave_rewording() -> None:
    st.session_state.pop(_REWORDING, None)


def _rewording(guid: Guid) -> str:
    return f"rewording_{guid}"


def _said_by(note: dict, name: str) -> None:
    _about(note, by=name)
    st.html(f'<p class="words">{as_html(note["words"])}</p>')


def _about(note: dict, *, by: str) -> None:
    """Show whose a note is, its day, what it is about, and the way to the words meant."""
    if note["quote"]:
        st.html(f'<blockquote class="quote">{as_html(note["quote"])}</blockquote>')
    told = [by, "a note on the data" if note["kind"] == "memo" else "", day(note["on"])]
    st.html(f'<p class="quiet">{as_html(", ".join(filter(None, told)))}</p>')
    if note["source_name"]:
        links.to(
            "read", f"In “{plain(note['source_name'])}”", source=note["source"], at=note["start"]
        )
    for each in note["about"]:
        page, part = _WHERE.get(each["kind"], ("groups", "set"))
        word = note_links.KINDS[each["kind"]].word
        links.to(page, f"{word}: {plain(each['name'])}", **{part: each["guid"]})
