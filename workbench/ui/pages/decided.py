"""What we decided: decisions, and what we are talking about."""

from functools import partial

import streamlit as st

from workbench.domain.deciding import About, Decision, Discussion
from workbench.services import deciding, discussing, saying
from workbench.ui import state
from workbench.ui.parts import decision, discussion, links
from workbench.ui.parts.press import press
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, day, plain

_WRITTEN, _OPENED = "decisions_written", "discussions_opened"


def page() -> None:
    """Draw all decisions and discussions, or the one in the address."""
    if state.named("decision"):
        decision.decision(deciding.find(state.desk(), str(state.named("decision"))))
    elif state.named("discussion"):
        discussion.discussion(discussing.find(state.desk(), str(state.named("discussion"))))
    else:
        _all()


def _all() -> None:
    st.title("What we decided", anchor=False)
    st.write(
        "What we settled, in one sentence each, and what we are still talking about. Anybody can "
        "write a decision down, and anybody can add to one later."
    )
    _write()
    undo_buttons(saying.DECIDING, undo=saying.undo, redo=saying.redo)
    made = deciding.listed(state.desk())
    st.header("Decisions", anchor=False)
    for each in made:
        _decision(each)
    if not made:
        st.write("None has been written down yet.")
    st.header("What we are talking about", anchor=False)
    talked = [each for each in discussing.listed(state.desk()) if not each.day or each.entries]
    for one in reversed(talked):
        _discussion(one)
    if not talked:
        st.write("Nothing yet. On Compare, any passage can be talked about.")
    with st.expander("Talk about something else"):
        _open()


def _write() -> None:
    number = st.session_state.setdefault(_WRITTEN, 0)
    key = f"decision_{number}"
    st.text_area("A decision, in one sentence", key=key, height=80, persist_state="session")
    press("Save", partial(_decided, key), key="save_decision", primary=True)


def _decided(key: str) -> str:
    deciding.decide(state.desk(), st.session_state[key] or "")
    st.session_state[_WRITTEN] += 1
    return "Saved. Open it below to add more, or leave it as it is."


def _decision(one: Decision) -> None:
    with st.container(gap=None):
        links.to("decided", plain(one.sentence), decision=one.guid)
        told = [one.by, day(one.on)]
        told += ["made by one person alone"] * one.alone
        told += ["somebody saw it differently"] * bool(one.said("dissent"))
        st.html(f'<p class="about">{as_html(" · ".join(told))}</p>')


def _discussion(one: Discussion) -> None:
    with st.container(gap=None):
        links.to("decided", plain(one.title()), discussion=one.guid)
        told = [one.source_name, one.code_name if one.quote else "", discussion.outcome_of(one)]
        st.html(f'<p class="about">{as_html(" · ".join(filter(None, told)))}</p>')


def _open() -> None:
    number = st.session_state.setdefault(_OPENED, 0)
    key = f"theme_{number}"
    st.text_input(
        "A theme or a question, in your own words", key=key, max_chars=discussing.LONGEST_THEME
    )
    press("Open a discussion", partial(_opened, key))


def _opened(key: str) -> None:
    about = About(theme=(st.session_state[key] or "").strip())
    made = discussing.open_discussion(state.desk(), about)
    st.session_state[_OPENED] += 1
    st.query_params["discussion"] = made
