"""The third screen of a day: one place at a time, its words, each reading, what we make of it.

A page stays where its person is, so that nothing being typed is taken away; a line says where the
room is. Only the shared screen goes along by itself.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from workbench.domain.deciding import Discussion
from workbench.domain.ids import Guid
from workbench.domain.together import SEQUENCES, Day
from workbench.services import discussing, reading, saying, together
from workbench.ui import state
from workbench.ui.parts import discussion, kept, links
from workbench.ui.parts.press import press
from workbench.ui.parts.say_box import say_box
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html

HOW_OFTEN = 2  # seconds until what others said is here


def talk(one: Day) -> None:
    """Show the place this person is at."""
    if not one.opened:
        st.write("We talk once our readings are open. Until then each of us reads on our own.")
        links.button("Open", "together", key="on_to_open", day=one.guid, screen="open")
        return
    st.write(
        "One place at a time: the words, how each of us read them, and what we make of it. "
        "Anybody may pass, and both readings can stand."
    )
    rules = one.written("rules")
    if rules:
        st.html(f'<p class="words quiet">{as_html(rules.words)}</p>')
    points = together.points(state.desk(), one.guid)
    if points:
        _at(one, points)
    else:
        st.write("Nobody’s reading differs from anybody else’s here, or nobody has marked yet.")
    with st.expander("Talk about other words"):
        _add_words(one)
    with st.expander("How we go on"):
        _arrange(one)


def _at(one: Day, points: Sequence[Discussion]) -> None:
    guids = [point.guid for point in points]
    asked = state.named("point") or one.point
    here = guids.index(Guid(asked)) if asked in guids else 0
    point = points[here]
    if one.hosting and one.point != point.guid:
        together.show(state.desk(), one.guid, point.guid)
    with st.container(horizontal=True, vertical_alignment="bottom", key="where_in_the_day"):
        _step("Previous", guids[here - 1] if here else None)
        _step("Next", guids[here + 1] if here + 1 < len(guids) else None)
    titles = {each.guid: f"{number}. {each.title()}" for number, each in enumerate(points, 1)}
    key = f"place_{one.guid}"
    st.session_state[key] = point.guid
    st.selectbox(
        "Where we are",
        guids,
        format_func=titles.__getitem__,
        key=key,
        on_change=lambda: _go(st.session_state[key]),
    )
    _room_is_elsewhere(one.guid, point.guid)
    discussion.what_it_is_about(point, coding_round=one.round)
    with st.container(key="what_was_said"):
        _said(point.guid)
    say_box(
        "What do you see here?",
        partial(_say, point.guid),
        place=f"discussion_{point.guid}",
        button="Say this",
        primary=True,
        unnamed=one.shown != "named",
    )
    undo_buttons(saying.DECIDING, undo=saying.undo, redo=saying.redo)
    st.subheader("What came of it", anchor=False)
    discussion.outcome(point)
    with st.expander("A view that came in another way"):
        discussion.another_way(point)
    discussion.decisions(point)


def _step(label: str, to: Guid | None) -> None:
    press(label, partial(_go, to), key=f"{label}_point", disabled=to is None)


def _go(to: Guid | None) -> None:
    if to:
        st.query_params["point"] = to


@st.fragment(run_every=HOW_OFTEN)
def _room_is_elsewhere(day: Guid, here: Guid) -> None:
    """Say where the room is, when that is not here, and the way there."""
    one = together.find(state.desk(), day)
    if one.state == "paused":
        st.html('<p class="words" role="status">We have stopped for now.</p>')
    if one.hosting or one.point in (None, here):
        return
    there = discussing.find(state.desk(), str(one.point))
    with st.container(horizontal=True, vertical_alignment="center", key="room_is_elsewhere"):
        st.html(f'<p class="quiet" role="status">The room is at {as_html(there.title())}.</p>')
        links.to("together", "Go there", day=day, screen="talk", point=one.point)


@st.fragment(run_every=HOW_OFTEN)
def _said(point: Guid) -> None:
    """Show what was said so far, and go on showing what others say."""
    found = discussing.find(state.desk(), point)
    discussion.said(found)
    st.html(f'<p class="quiet">{as_html(_came_of_it(found))}</p>')


def _came_of_it(point: Discussion) -> str:
    said = discussion.outcome_of(point)
    return f"What came of it so far: {said}." if said else ""


def _say(guid: Guid, words: str, signed: str, heading: str | None) -> str:
    discussing.say(state.desk(), guid, words, signed=signed, heading=heading)
    return "Saved."


def _arrange(one: Day) -> None:
    """Choose the order, look for more places, and stop for a break, another day or for good."""
    kept.choice(
        "In what order",
        SEQUENCES,
        now=one.sequence,
        key=f"sequence_{one.guid}",
        keep=partial(_sequence, one.guid),
    )
    if not one.hosting:
        st.html(
            f'<p class="quiet">{as_html(one.host)} hosts, and stops or goes on. You can take that '
            "on with “Host from here” above.</p>"
        )
        return
    with st.container(horizontal=True):
        if one.state == "talking":
            press("Stop for now", partial(_stop, one.guid, for_good=False), key="stop_for_now")
            press("We have finished", partial(_stop, one.guid, for_good=True), key="finished")
        else:
            press("Go on", partial(_go_on, one.guid), key="go_on")
        press("Look for more places", partial(_look_again, one.guid), key="look_again")


def _add_words(one: Day) -> None:
    """Let anybody bring words that nobody marked, or that somebody noticed on paper."""
    names = {
        row["guid"]: row["name"]
        for row in reading.transcripts(state.desk())
        if row["guid"] in one.sources
    }
    with st.form("other_words", border=False, clear_on_submit=True):
        if len(names) > 1:
            st.selectbox(
                "Transcript", list(names), format_func=names.__getitem__, key="other_words_in"
            )
        st.text_input("The words, copied from the text", key="other_words")
        press("Talk about these", partial(_words_added, one.guid, list(names)), in_form=True)


def _words_added(guid: Guid, sources: list[Guid]) -> None:
    typed = st.session_state
    source = typed.get("other_words_in") or sources[0]
    made = together.add_place(state.desk(), guid, source, typed["other_words"] or "")
    _go(made)


def _sequence(guid: Guid, chosen: str) -> None:
    together.take_in_order(state.desk(), guid, chosen)


def _stop(guid: Guid, *, for_good: bool) -> None:
    together.stop(state.desk(), guid, for_good=for_good)
    if for_good:
        st.query_params["screen"] = "end"


def _go_on(guid: Guid) -> None:
    together.go_on(state.desk(), guid)


def _look_again(guid: Guid) -> str:
    found = together.look_again(state.desk(), guid)
    return "More places are at the end of the list." if found else "There are no more."
