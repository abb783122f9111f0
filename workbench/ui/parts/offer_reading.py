"""Offering transcripts to people: with everybody's marks in sight, or on our own first."""

from collections.abc import Mapping

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import arranging, rounds, sets
from workbench.services.arranging import Standing
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import many

_FIRST, _LAST = "offer_first_turn", "offer_last_turn"
_SOURCES, _SEVERAL, _PEOPLE = "offer_sources", "offer_several", "offer_people"
_HOW, _NAME, _UNREAD = "offer_how", "offer_name", "unread"
_HOWS = {
    "open": "We see one another’s marks as we make them",
    "alone": "On our own first, opened together later",
}


def offer_reading(every: list[Standing], team: Mapping[Guid, str]) -> None:
    """Ask what is to be read, by whom and how, and offer it."""
    names = {
        one.guid: f"{one.name} (not read yet)" if one.unread and not one.waiting else one.name
        for one in every
    }
    several = {_UNREAD: "All that nobody has read yet", **sets.to_choose_from(state.desk())}
    st.radio("How it is read", list(_HOWS), format_func=_HOWS.__getitem__, key=_HOW)
    with st.form("offer_reading", border=False):
        one_by_one, at_once = st.columns(2)
        one_by_one.multiselect(
            "Transcripts",
            list(names),
            format_func=names.__getitem__,
            placeholder="Choose one or several",
            key=_SOURCES,
        )
        at_once.multiselect(
            "Or several at once",
            list(several),
            format_func=several.__getitem__,
            placeholder="A set, or what nobody has read yet",
            key=_SEVERAL,
        )
        st.multiselect(
            "People",
            list(team),
            format_func=team.__getitem__,
            placeholder="Choose one or several",
            key=_PEOPLE,
        )
        with st.container(horizontal=True, key="offer_turns"):
            for label, key in (("Only from turn", _FIRST), ("to turn", _LAST)):
                st.number_input(
                    label, min_value=1, value=None, step=1, placeholder="All of it", key=key
                )
        if st.session_state[_HOW] == "alone":
            st.text_input(
                "What this reading is called",
                placeholder="Second reading",
                max_chars=rounds.LONGEST_NAME,
                key=_NAME,
            )
        press("Offer", _offer, primary=True, in_form=True)


def _offer() -> str:
    chosen, people = _chosen(), st.session_state[_PEOPLE]
    if st.session_state[_HOW] == "alone":
        rounds.start(state.desk(), st.session_state[_NAME] or "", chosen, people, turns=_turns())
        said = f"“{' '.join(st.session_state[_NAME].split())}” has started."
    else:
        made = arranging.offer(state.desk(), chosen, people, turns=_turns())
        said = (
            f"{many(made, 'offer')} made: each is waiting on that person’s Home page."
            if made
            else "They had all been asked already."
        )
    for field in (_SOURCES, _SEVERAL, _PEOPLE):
        st.session_state[field] = []
    st.session_state[_FIRST] = st.session_state[_LAST] = None
    return said


def _turns() -> tuple[int, int] | None:
    """The passage meant: its first and last turn; None for all of it."""
    first, last = st.session_state[_FIRST], st.session_state[_LAST]
    if first is None and last is None:
        return None
    return int(first or last), int(last or first)


def _chosen() -> list[Guid]:
    """The transcripts meant, each once, in order of name."""
    every = arranging.standing(state.desk())
    meant = set(st.session_state[_SOURCES])
    for choice in st.session_state[_SEVERAL]:
        if choice == _UNREAD:
            meant |= {one.guid for one in every if one.unread and not one.waiting}
        else:
            meant |= sets.chosen(state.desk(), choice) or set()
    return [one.guid for one in every if one.guid in meant]
