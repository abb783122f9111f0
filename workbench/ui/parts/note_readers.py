"""Who may read one of my notes, and whether documents may quote it: mine to give and take back."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.note import SHARED, VISIBILITIES
from workbench.services import notes, projects
from workbench.ui import state
from workbench.ui.parts import kept
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, joined
from workbench.ui.parts.write_note import pick

_PICKING = "note_people_are_picked_for"


def who_may_read(note: dict, *, not_quoted: str = "") -> None:
    """Show the choice, the people picked, and the way into documents for what the team reads.

    `not_quoted` says why no document quotes it, if so.
    """
    guid, now = note["guid"], note["visibility"]
    kept.choice(
        "Who may read it",
        {who: words for who, words in VISIBILITIES.items() if who != "report" or now == who},
        now="picked" if st.session_state.get(_PICKING) == guid else now,
        key=f"readers_{guid}",
        keep=partial(_choose, guid),
    )
    if st.session_state.get(_PICKING) == guid or now == "picked":
        _people(note)
    if now in SHARED:
        _documents(note, not_quoted)


def _choose(guid: Guid, chosen: str) -> None:
    st.session_state.pop(_PICKING, None)
    if chosen == "picked":
        st.session_state[_PICKING] = guid  # nobody can read it yet: the people come first
    elif chosen != "report":
        notes.change(state.desk(), guid, visibility=chosen)


def _people(note: dict) -> None:
    guid = note["guid"]
    names = projects.members(state.desk())
    with st.popover(_picked(note["readers"], names)):
        key = f"picked_{guid}"
        st.session_state.setdefault(key, note["readers"])
        pick(key)
        press("Let them read it", partial(_let_read, guid, key), key=f"let_read_{guid}")


def _picked(readers: list[str], names: dict) -> str:
    return (
        f"For {joined(names.get(who, 'somebody') for who in readers)}" if readers else "Pick them"
    )


def _let_read(guid: Guid, key: str) -> str:
    notes.change(state.desk(), guid, readers=st.session_state[key])
    st.session_state.pop(_PICKING, None)
    return "They can read it from now on."


def _documents(note: dict, not_quoted: str) -> None:
    """Show how documents would quote a note before they may; or take that back."""
    guid = note["guid"]
    if not_quoted:
        with st.popover("Documents do not quote it"):
            st.write(not_quoted)
        return
    if note["visibility"] == "report":
        press("Keep it out of documents", partial(_keep_out, guid), key=f"keep_out_{guid}")
        return
    with st.popover("Let documents quote it"):
        seen = notes.quoted_as(state.desk(), guid)
        st.write("This is how it would stand there:")
        st.html(
            f'<blockquote class="quote">{as_html(seen["words"])}<br>'
            f"{as_html(seen['by'])}</blockquote>"
        )
        st.write(
            "You can take this back for any document that has not been issued yet. How documents "
            "name you is yours to choose on the Team page."
        )
        press("They may quote it", partial(_let_quote, guid, seen), key=f"quote_{guid}")


def _let_quote(guid: Guid, seen: dict) -> str:
    notes.let_be_quoted(state.desk(), guid, seen=seen)
    return "Documents may quote this note."


def _keep_out(guid: Guid) -> str:
    notes.change(state.desk(), guid, visibility="team")
    return "No document made from now on quotes it."
