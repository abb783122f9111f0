"""One early conversation: ideas typed as they are said, and draft codes made of them."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import early_conversations
from workbench.services.early_conversations import Conversation, Idea
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.codebook_tree import stands
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day, many

_SAID = "early_ideas_said"


def conversation(one: Conversation) -> None:
    """Draw a conversation: a box to type into, and every idea with what can be made of it."""
    credit = f"Credited to {one.credit} · " if one.credit else ""
    st.html(f'<p class="quiet">{as_html(credit)}{day(one.on)} · before anybody read</p>')
    st.write("What should we look out for when we read? One idea to a line, as people say it.")
    key = f"ideas_{st.session_state.setdefault(_SAID, 0)}"
    # Not a form: typing stays when one goes to another page.
    st.text_area("What people say", key=key, height=120, persist_state="session")
    press("Keep these ideas", partial(_said, one.guid, key), key="keep_ideas", primary=True)
    offered = stands()
    for idea in one.ideas:
        with st.container(border=True):
            _idea(one, idea, offered)
    with st.expander("Change its name or credit"), st.form("describe_talk", border=False):
        st.text_input("Name", one.name, key=f"talk_name_{one.guid}", max_chars=60)
        st.text_input(
            "Whom it is credited to", one.credit, key=f"talk_credit_{one.guid}", max_chars=300
        )
        press("Save", partial(_describe, one.guid), in_form=True, key="describe_talk_press")


def _idea(one: Conversation, idea: Idea, offered: dict[str, str]) -> None:
    st.html(f'<p class="words">{as_html(idea.words)}</p>')
    if idea.code:
        links.to("codebook", "The draft code made of it", code=idea.code)
        return
    key = f"idea_{idea.guid}"
    # Text that fits a code's name is offered as it; what is longer becomes its meaning.
    name = idea.words if len(idea.words) <= 80 else ""
    with st.expander("Make a draft code of it"), st.form(key, border=False):
        st.text_input("Name", name, key=f"{key}_name", max_chars=80)
        st.selectbox(
            "Where it stands", list(offered), key=f"{key}_under", format_func=offered.__getitem__
        )
        press(
            "Make a draft code",
            partial(_become, one.guid, idea.guid, key),
            key=f"{key}_become",
            in_form=True,
        )
    press("Take it away", partial(_take_away, one.guid, idea.guid), key=f"{key}_away")


def _said(conversation: Guid, key: str) -> str:
    number = early_conversations.say(state.desk(), conversation, st.session_state[key] or "")
    st.session_state[_SAID] += 1
    return f"{many(number, 'idea')} kept."


def _become(conversation: Guid, idea: Guid, key: str) -> str:
    typed = st.session_state
    early_conversations.become(
        state.desk(),
        conversation,
        idea,
        name=typed[f"{key}_name"] or "",
        under=typed[f"{key}_under"],
    )
    return "It is a draft code now."


def _take_away(conversation: Guid, idea: Guid) -> str:
    early_conversations.take_away(state.desk(), conversation, idea)
    return "Taken away."


def _describe(conversation: Guid) -> str:
    typed = st.session_state
    early_conversations.describe(
        state.desk(),
        conversation,
        name=typed[f"talk_name_{conversation}"] or "",
        credit=typed[f"talk_credit_{conversation}"] or "",
    )
    return "Saved."
