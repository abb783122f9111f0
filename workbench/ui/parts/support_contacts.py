"""Support: the study's own contacts and asking for a chat, in the same place for everybody."""

from datetime import date
from functools import partial

import streamlit as st

from workbench.services import chats, projects, support
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day

_WHOM, _WORDS = "chat_whom", "chat_words"


def in_the_sidebar() -> None:
    """Show the contacts, and the fields to ask somebody for a chat."""
    desk = state.desk()
    with st.expander("Support, or a chat", key="support"):
        said = support.said(desk)
        if said["words"]:
            st.html(f'<p class="words">{as_html(said["words"])}</p>')
            st.html(f'<p class="quiet">Looked at again by {day(said["review_on"])}.</p>')
        else:
            st.write("This study has not said yet whom to turn to for support.")
        others = {
            who: name for who, name in projects.members(desk).items() if who != state.person()
        }
        if others:
            _ask(others)


def _ask(others: dict) -> None:
    st.selectbox(
        "Ask for a chat with",
        list(others),
        index=None,
        format_func=lambda who: others.get(who, "no longer in the team"),
        placeholder="Choose one person",
        key=_WHOM,
    )
    st.text_input("A few words, if you like", max_chars=chats.LONGEST, key=_WORDS)
    press("Ask them", _send, key="ask_for_chat")
    st.html('<p class="quiet">Only that person learns of it.</p>')


def _send() -> str:
    chats.ask(state.desk(), st.session_state[_WHOM], st.session_state[_WORDS] or "")
    st.session_state[_WHOM], st.session_state[_WORDS] = None, ""
    return "They see it on their Home page."


def on_home() -> None:
    """Show who asked me for a chat, and whom I asked; each can be let go."""
    for each in chats.mine(state.desk()):
        name, words = each["name"], each["words"]
        told = f"You asked {name} for a chat" if each["by_me"] else f"{name} would like a chat"
        told += f": “{words}”" if words else "."
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="words">{as_html(told)}</p>')
            press(
                "Take it back" if each["by_me"] else "I have seen this",
                partial(_end, each["guid"]),
                key=f"chat_{each['guid']}",
            )


def _end(guid: str) -> None:
    chats.end(state.desk(), guid)  # type: ignore[arg-type]


def setting() -> None:
    """Let those who look after accounts set the study's support contacts."""
    now = support.said(state.desk())
    field, when = f"support_{now['words']}", f"support_by_{now['review_on']}"
    with st.expander("Support contacts"), st.form("support_form", border=False):
        st.write("Everybody finds these beside every page. The workbench brings none of its own.")
        st.text_area(
            "Whom to turn to, with numbers and hours", now["words"], height=140, key=field
        )
        st.date_input(
            "Look at these again by",
            date.fromisoformat(now["review_on"]) if now["review_on"] else None,
            format="DD/MM/YYYY",
            key=when,
        )
        press("Save support contacts", partial(_save, field, when), in_form=True)


def _save(field: str, when: str) -> str:
    support.say(state.desk(), st.session_state[field] or "", st.session_state[when])
    return "Saved. Everybody finds them from now on."
