"""Leaving the team: taking one's own words away, choosing what stays, and going."""

import streamlit as st

from workbench.services import leaving_team, projects
from workbench.ui import state
from workbench.ui.parts import links, own_notebook
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html

_NAME, _OTHER, _STAYS = "leaving_name", "leaving_other_name", "leaving_perspectives"
_PERSPECTIVES = {
    True: "What I shared stays with my marks",
    False: "All of it is taken back",
}


def leave_team() -> None:
    """Show the way out, step by step; nothing happens before the last press."""
    desk = state.desk()
    now = projects.members(desk).get(desk.viewer.self(), "")
    with st.expander("Leave the team", key="leave_team", on_change="rerun") as folded:
        if not folded.open:
            return
        st.write(
            "What you gave the team stays; what was yours alone is destroyed. First take away "
            "what you wrote."
        )
        links.file("Download what I wrote", own_notebook.address())
        names = {"now": now, "former": leaving_team.FORMER, "other": "another name"}
        st.radio(
            "My readings stay under",
            list(names),
            format_func=lambda which: names[which][:1].upper() + names[which][1:],
            key=_NAME,
        )
        if st.session_state[_NAME] == "other":
            st.text_input("The name they stay under", max_chars=80, key=_OTHER)
        st.radio(
            "Where I read from",
            list(_PERSPECTIVES),
            format_func=_PERSPECTIVES.__getitem__,
            key=_STAYS,
        )
        told = leaving_team.foretold(
            state.workspace(),
            desk,
            name=_name() or leaving_team.FORMER,
            perspectives_stay=st.session_state[_STAYS],
        )
        listed = "".join(f"<li>{as_html(sentence)}</li>" for sentence in told)
        st.html(f'<div class="told"><ul>{listed}</ul></div>')
        with st.popover("I want to leave"):
            st.write("Have you downloaded what you want to keep?")
            press("Leave the team now", _leave, key="leave_now")


def _name() -> str:
    chosen = st.session_state[_NAME]
    if chosen == "other":
        return st.session_state.get(_OTHER) or ""
    desk = state.desk()
    return projects.members(desk)[desk.viewer.self()] if chosen == "now" else ""


def _leave() -> None:
    leaving_team.leave(
        state.workspace(),
        state.desk(),
        name=_name(),
        perspectives_stay=st.session_state[_STAYS],
    )
    links.go_home()
