"""Before we read: what to look for, asked of a group first, and what came before the framework."""

from functools import partial

import streamlit as st

from workbench.services import codebook_changes, early_conversations, groundwork
from workbench.ui import state
from workbench.ui.parts import early_conversation, groundwork_fields, links
from workbench.ui.parts.press import press
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, day, many, plain

_BEGUN, _ADDED = "conversations_begun", "groundwork_added"


def page() -> None:
    """Draw everything there is from before reading, or the one in the address."""
    if state.named("talk"):
        one = early_conversations.find(state.desk(), str(state.named("talk")))
        st.title(plain(one.name), anchor=False)
        links.to("before-reading", "Everything from before we read")
        _undo()
        early_conversation.conversation(one)
        return
    if state.named("note"):
        note = groundwork.find(state.desk(), str(state.named("note")))
        st.title(plain(note.name), anchor=False)
        links.to("before-reading", "Everything from before we read")
        _undo()
        groundwork_fields.one(note)
        return
    st.title("Before we read", anchor=False)
    st.write(
        "What should we look for? Talk about it before anybody opens a transcript, and keep what "
        "people were asked on the way to the framework."
    )
    _undo()
    _conversations()
    _groundwork()


def _undo() -> None:
    undo_buttons(
        early_conversations.EARLY, undo=early_conversations.undo, redo=early_conversations.redo
    )
    if codebook_changes.may_change(state.desk()):
        undo_buttons(groundwork.GROUNDWORK, undo=groundwork.undo, redo=groundwork.redo)


def _conversations() -> None:
    st.header("Early conversations", anchor=False)
    st.write(
        "A group says what to look out for. Each idea can become a draft code with the group’s "
        "name to it; nobody needs to have read anything."
    )
    for one in early_conversations.listed(state.desk()):
        with st.container(gap=None):
            links.to("before-reading", plain(one.name), talk=one.guid)
            told = [one.credit] * bool(one.credit) + [day(one.on), many(len(one.ideas), "idea")]
            st.html(f'<p class="about">{as_html(" · ".join(told))}</p>')
    key = f"begin_talk_{st.session_state.setdefault(_BEGUN, 0)}"
    with st.form(key, border=False):
        st.text_input("Name of the conversation", key=f"{key}_name", max_chars=60,
                      placeholder="With the advisory group, in March")  # fmt: skip
        st.text_input(
            "Whom it is credited to, in the group’s own words",
            key=f"{key}_credit",
            max_chars=300,
            placeholder="The Tuesday advisory group",
        )
        press("Begin a conversation", partial(_begun, key), in_form=True, primary=True)


def _begun(key: str) -> None:
    typed = st.session_state
    made = early_conversations.begin(
        state.desk(), typed[f"{key}_name"] or "", credit=typed[f"{key}_credit"] or ""
    )
    typed[_BEGUN] += 1
    st.query_params["talk"] = made


def _groundwork() -> None:
    st.header("Topic guides and consultation", anchor=False)
    st.write(
        "The questions that were asked, and what surveys, events and group interviews said, each "
        "wording kept. They can be linked to decisions and to the draft they led to."
    )
    for one in groundwork.listed(state.desk()):
        with st.container(gap=None):
            links.to("before-reading", plain(one.name), note=one.guid)
            told = [groundwork.KINDS[one.kind].capitalize()] + [one.people] * bool(one.people)
            told.append(many(len(one.wordings), "wording"))
            st.html(f'<p class="about">{as_html(" · ".join(told))}</p>')
    if not codebook_changes.may_change(state.desk()):
        st.html(
            '<p class="quiet">Whoever looks after the codebook can put one in; the Team page says '
            "who that is.</p>"
        )
        return
    key = f"groundwork_{st.session_state.setdefault(_ADDED, 0)}"
    with st.expander("Put in a topic guide or a note"), st.form(key, border=False):
        st.selectbox(
            "It is", list(groundwork.KINDS), key=f"{key}_kind",
            format_func=groundwork.KINDS.__getitem__,
        )  # fmt: skip
        st.text_input("Name", key=f"{key}_name", max_chars=60)
        st.text_input(
            "Who took part", key=f"{key}_people", placeholder="163 people answered", max_chars=300
        )
        st.text_area("What it says", key=f"{key}_words", height=200)
        press("Put it in", partial(_added, key), in_form=True)


def _added(key: str) -> str:
    typed = st.session_state
    name = typed[f"{key}_name"] or ""
    groundwork.add(
        state.desk(),
        typed[f"{key}_kind"],
        name,
        typed[f"{key}_words"] or "",
        people=typed[f"{key}_people"] or "",
    )
    typed[_ADDED] += 1
    return f"“{name}” is here now."
