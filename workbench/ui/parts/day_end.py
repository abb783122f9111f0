"""The last screen of a day: what came of it, written by nobody, and a look back for who likes."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.together import Day
from workbench.services import day_write_up, notes, together
from workbench.services.day_write_up import Point
from workbench.ui import state
from workbench.ui.parts import difference, links
from workbench.ui.parts.press import press
from workbench.ui.parts.say_box import signature, signed_as
from workbench.ui.parts.words import as_html, joined

_ONLY_ME, _TEAM = "me", "team"
_LOOKED_BACK = "looked_back"


def end(one: Day) -> None:
    """Show what came of the day."""
    found = day_write_up.write_up(state.desk(), one.guid)
    st.write("What came of it, put together from what we said. Nobody has to write it.")
    if one.opened:
        links.file(
            "Download in Word", f"/api/v1/projects/{state.project()}/days/{one.guid}/day.docx"
        )
    read = joined(f"“{name}”" for name in found.read)
    st.html(f'<p class="words">We read {as_html(read)}. {as_html(found.how)}</p>')
    for label, words in found.written:
        st.subheader(label, anchor=False)
        st.html(f'<p class="words">{as_html(words)}</p>')
    if found.taken_up():
        st.header("What we talked about", anchor=False)
    difference.style()
    for point in found.taken_up():
        _point(one.guid, point)
    if found.left():
        st.header("What we did not come to", anchor=False)
        st.write("Both readings stand.")
        for point in found.left():
            st.html(f'<blockquote class="quote">{as_html(point.words)}</blockquote>')
    if found.looking_back:
        st.header("Looking back", anchor=False)
    for words, by in found.looking_back:
        st.html(f'<p class="words">{as_html(words)}</p><p class="quiet">{as_html(by)}</p>')
    with st.expander("Look back, if you like"):
        _look_back(one.guid)


def _point(day: Guid, point: Point) -> None:
    with st.container(border=True, gap="small"):
        readings = "".join(
            f"<dt>{as_html(reader)}</dt><dd>{as_html(saw)}</dd>" for reader, saw in point.readings
        )
        st.html(
            f'<blockquote class="quote">{as_html(point.words)}</blockquote>'
            f'<div class="difference"><dl>{readings}</dl></div>'
        )
        for words, by in point.said:
            st.html(f'<p class="words">{as_html(words)}</p><p class="quiet">{as_html(by)}</p>')
        for words, by in point.came_in:
            st.html(
                f'<p class="words">{as_html(words)}</p>'
                f'<p class="quiet">came in another way, passed on by {as_html(by)}</p>'
            )
        st.html(f'<p class="words">What came of it: {as_html(point.outcome)}.</p>')
        for sentence in point.decisions:
            st.html(f'<p class="words">Decided: {as_html(sentence)}</p>')
        links.to("together", "Go to this place", day=day, screen="talk", point=point.guid)


def _look_back(day: Guid) -> None:
    number = st.session_state.setdefault(_LOOKED_BACK, 0)
    key = f"looking_back_{day}_{number}"
    st.text_area(
        "One thing you learned, one that was hard, one you would change",
        key=key,
        height=110,
        persist_state="session",
    )
    st.radio(
        "Who may read it",
        [_ONLY_ME, _TEAM],
        format_func={
            _ONLY_ME: "only me: it goes into my notebook",
            _TEAM: "the team: it stands here",
        }.__getitem__,
        key=f"for_{key}",
        persist_state="session",
    )
    if st.session_state[f"for_{key}"] == _TEAM:
        signature(f"signed_{key}")
    press("Save", partial(_keep, day, key), key="save_looking_back")


def _keep(day: Guid, key: str) -> str:
    words = st.session_state[key] or ""
    if st.session_state[f"for_{key}"] == _TEAM:
        signed, heading = signed_as(f"signed_{key}")
        together.look_back(state.desk(), day, words, signed=signed, heading=heading)
        said = "Saved."
    else:
        notes.write(state.desk(), words, visibility="me")
        said = "It is in your notebook, for you alone."
    st.session_state[_LOOKED_BACK] += 1
    return said
