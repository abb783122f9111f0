"""A person's own line, such as “busy until Friday”: only they write it, and they can clear it."""

from datetime import UTC, datetime

import streamlit as st

from workbench.domain.reading import LINES
from workbench.services import arranging, projects
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day

_LINE, _UNTIL = "own_line", "own_line_until"
_NONE = "nothing"


def own_line() -> None:
    """Show what my colleagues have written, and let me write or clear mine."""
    line, until = arranging.my_line(state.desk())
    words = {_NONE: "Nothing", **{key: said.capitalize() for key, said in LINES.items()}}
    with st.expander("A line about yourself"), st.form("own_line_form", border=False):
        st.write("Only you write it, the team can read it, and you can clear it at any time.")
        st.selectbox(
            "Your line",
            list(words),
            index=list(words).index(line or _NONE),
            format_func=words.__getitem__,
            key=_LINE,
        )
        st.date_input(
            "Busy until (only where you are busy)",
            datetime.fromisoformat(until).date() if until else None,
            min_value=datetime.now(UTC).date() if not until else None,
            key=_UNTIL,
            format="DD/MM/YYYY",
        )
        press("Save my line", _keep, in_form=True)
    # Below it: what comes above a fold when something is saved would close it over the answer.
    for name, said in by_name().items():
        st.html(f'<p class="words">{as_html(name)}: {as_html(said)}</p>')


def by_name() -> dict[str, str]:
    """What everybody has written as their own line, in the order they joined."""
    desk = state.desk()
    said = arranging.lines(desk)
    return {
        name: LINES[line] + (f" until {day(until)}" if until else "")
        for person, name in projects.members(desk).items()
        if person in said
        for line, until in [said[person]]
    }


def _keep() -> str:
    chosen = st.session_state[_LINE]
    arranging.say_line(state.desk(), "" if chosen == _NONE else chosen, st.session_state[_UNTIL])
    return "Your line is cleared." if chosen == _NONE else "Your line is saved."
