"""The shared screen for the room: large type, nothing private, where the host is right now.

It shows what everybody in the team may see, whoever is signed in on it, and has nothing to press.
"""

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.together import Day
from workbench.services import desks, discussing, readings_of_words, together
from workbench.ui import state
from workbench.ui.parts import difference, discussion, links
from workbench.ui.parts.day_talk import HOW_OFTEN
from workbench.ui.parts.words import as_html

_STYLE = """
[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"],
[data-testid="stSidebarCollapsedControl"] { display: none; }
[data-testid="stMainBlockContainer"] { max-width: 62rem; }
.st-key-room { font-size: 1.75rem; line-height: 1.5; }
.st-key-room :is(p, dl, dt, dd, blockquote) { font-size: 1em; line-height: 1.5; }
.st-key-room .quote { font-size: 1.2em; }
.st-key-room .difference :is(.longer, .quiet, .letters) { font-size: .75em; }
.st-key-room .whose { font-size: .75em; opacity: .78; margin: 0 0 .5em; }
"""


def room(one: Day) -> None:
    """Show the shared screen."""
    st.html(f"<style>{_STYLE}</style>")
    with st.container(key="room"):
        _here(one.guid)
    links.to("together", "Leave the shared screen", day=one.guid)


@st.fragment(run_every=HOW_OFTEN)
def _here(day: Guid) -> None:
    desk = desks.for_everybody(state.desk())
    one = together.find(desk, day)
    st.html(f'<h1 class="unseen">{as_html(one.name)}: shared screen</h1>')
    rules = one.written("rules")
    if not one.opened:
        _words("We read on our own first.")
    elif one.state == "paused":
        _words("We have stopped for now.")
    elif one.state == "closed":
        _words("We have finished. Thank you.")
    elif one.point is None:
        _words("Our readings are open.")
    else:
        _point(desk, one, Guid(one.point))
    if rules:
        st.html(f'<p class="words whose">{as_html(rules.words)}</p>')


def _point(desk: desks.Desk, one: Day, guid: Guid) -> None:
    point = discussing.find(desk, guid)
    difference.style()
    st.html(f'<blockquote class="quote">{as_html(point.quote or point.title())}</blockquote>')
    if point.source and point.start is not None and point.end is not None:
        for row in readings_of_words.at(
            desk, point.source, point.start, point.end, coding_round=one.round
        ):
            difference.readings(row)
    for each in point.said("said", "another_way_in"):
        st.html(
            f'<p class="words">{as_html(each.words)}</p><p class="whose">{as_html(each.by)}</p>'
        )
    came = discussion.outcome_of(point)
    if came:
        _words(f"What came of it: {came}.")


def _words(said: str) -> None:
    st.html(f'<p class="words">{as_html(said)}</p>')
