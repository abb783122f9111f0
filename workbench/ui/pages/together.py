"""Read this together: begin a day, and its screens: read, open, talk, and what came of it."""

from functools import partial

import streamlit as st

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.domain.together import STATES, Day
from workbench.services import projects, reading, sets, together
from workbench.ui import state
from workbench.ui.parts import day_end, day_open, day_read, day_room, day_talk, links
from workbench.ui.parts.no_transcripts import no_transcripts
from workbench.ui.parts.press import press
from workbench.ui.parts.read_together import read_together
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, day, plain

_SCREENS = {
    "read": ("Read", day_read.read),
    "open": ("Open", day_open.open_it),
    "talk": ("Talk", day_talk.talk),
    "end": ("What came of it", day_end.end),
}
_NEXT = {"reading": "read", "talking": "talk", "paused": "talk", "closed": "end"}
_INVITED = "invited_to_read_together"


def page() -> None:
    """Draw the day in the address, or the days there are and how to begin one."""
    if state.named("day") is None:
        _all()
        return
    try:
        one = together.find(state.desk(), str(state.named("day")))
    except NotFound as called_off:  # as somebody has just done, perhaps, on its own page
        st.html(f'<p class="quiet" role="status">{as_html(str(called_off))}</p>')
        _all()
        return
    if state.named("screen") == "room":
        day_room.room(one)
        return
    asked = state.named("screen") or ""
    here = asked if asked in _SCREENS else _NEXT[one.state]
    _header(one, here)
    _SCREENS[here][1](one)


def _header(one: Day, here: str) -> None:
    st.title(plain(one.name), anchor=False)
    with st.container(horizontal=True, key="screens_of_the_day"):
        for screen, (label, _) in _SCREENS.items():
            if screen == here:
                st.html(f'<p class="here" aria-current="page">{label}</p>', width="content")
            else:
                links.to("together", label, day=one.guid, screen=screen)
        links.to("together", "Shared screen", day=one.guid, screen="room")
        links.to("together", "All days")
    hosts = "You host this" if one.hosting else f"{one.host} hosts this"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="quiet">{as_html(f"{STATES[one.state].capitalize()}. {hosts}.")}</p>')
        if not one.hosting:
            press("Host from here", partial(_host, one.guid), key="host_from_here", quiet=True)
    undo_buttons(together.TOGETHER, undo=together.undo, redo=together.redo)


def _host(guid: Guid) -> None:
    together.host(state.desk(), guid)


def _all() -> None:
    st.title("Read this together", anchor=False)
    st.write(
        "Some of us read the same words, each on our own first, and then we talk about the places "
        "where we read them differently. It can be an hour or a day, in one room or not."
    )
    _begin()
    undo_buttons(together.TOGETHER, undo=together.undo, redo=together.redo)
    known = together.listed(state.desk())
    if known:
        st.header("Days so far", anchor=False)
    for one in known:
        with st.container(gap=None):
            links.to("together", plain(one.name), day=one.guid)
            told = f"{STATES[one.state]} · begun on {day(one.on)}"
            st.html(f'<p class="about">{as_html(told)}</p>')


def _begin() -> None:
    """Choose what is read, and begin; everything else is chosen already."""
    rows = {row["guid"]: row["name"] for row in reading.transcripts(state.desk())}
    if not rows:
        no_transcripts()
        return
    chosen_from = {
        **{each.guid: f"Set: {each.name}" for each in sets.listed(state.desk()) if each.sources},
        **rows,
    }
    first = state.named("source") or state.named("of")
    choice: Guid = st.selectbox(
        "What shall we read?",
        list(chosen_from),
        index=list(chosen_from).index(Guid(first)) if first and first in chosen_from else 0,
        format_func=chosen_from.__getitem__,
        key="what_to_read_together",
    )
    among = [choice] if choice in rows else sorted(sets.chosen(state.desk(), choice) or ())
    st.html(f'<p class="quiet">{as_html(day_read.time_in_words(among))}</p>')
    with st.expander("Only some of us"):
        team = projects.members(state.desk())
        st.multiselect(
            "Who is invited",
            list(team),
            format_func=team.__getitem__,
            key=_INVITED,
            placeholder="Everybody in the team",
        )
    read_together(among, key="begin", primary=True, people_key=_INVITED)
    st.html(
        '<p class="quiet">Everybody invited finds it on their Home page. We read on our own '
        "first, talk about the most different first, and both readings can stand.</p>"
    )
