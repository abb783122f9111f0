"""Who took part in what, as we remember it: boxes to tell it in, and a table where it grows."""

from functools import partial

import streamlit as st

from workbench.domain.evenness import PARTS, Evenness, Stage, cell_in_words
from workbench.services import evenness, projects
from workbench.ui import state
from workbench.ui.parts.entries import entries
from workbench.ui.parts.press import press
from workbench.ui.parts.say_box import say_box, signature, signed_as
from workbench.ui.parts.table import Row, table
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import plain

_SOMEBODY = "somebody"
_ASKED = "Who did this, and how did it shape things?"


def page() -> None:
    """Draw the stages with what was told of each, and the table where there is one."""
    st.title("Who took part in what", anchor=False)
    st.write(
        "Who did which part of this study, as we remember it ourselves. Tell as much or as little "
        "as you like. Two memories of the same thing can stand side by side."
    )
    undo_buttons(evenness.EVENNESS, undo=evenness.undo, redo=evenness.redo)
    found = evenness.told(state.desk())
    for one in found.stages:
        _stage(one)
    _table(found)
    with st.expander("Say more exactly who did what"):
        _remember(found)
    with st.expander("Add a stage"):
        _add_stage()


def _stage(one: Stage) -> None:
    st.subheader(plain(one.name), anchor=False)
    entries(one.shaping, scope=evenness.EVENNESS)
    if not one.told:
        st.html('<p class="quiet">Not told yet.</p>')
    with st.expander("Add what you remember", key=f"add_to_{one.key}"):
        say_box(_ASKED, partial(_shape, one.key), place=f"stage_{one.key}", height=80)


def _table(found: Evenness) -> None:
    about = {guid for one in found.stages for guid in one.cells}
    takers = [taker for taker in found.takers if taker.guid in about]
    if not takers:
        return
    st.header("Who did what", anchor=False)
    table(
        "Each part in the words of whoever told it",
        ["Stage", *(taker.name for taker in takers)],
        [
            Row(
                (one.name, ""),
                tuple(
                    cell_in_words(one.cells[taker.guid]) if taker.guid in one.cells else ""
                    for taker in takers
                ),
            )
            for one in found.stages
            if one.cells
        ],
    )


def _remember(found: Evenness) -> None:
    """Tell somebody's part in a stage; one's own first."""
    members, me = projects.members(state.desk()), state.person()
    others: dict[str, str] = {guid: name for guid, name in members.items() if guid != me}
    who: dict[str, str] = {
        me: f"{members.get(me, 'You')} (you)",
        **others,
        **{taker.guid: taker.name for taker in found.takers if taker.person is None},
        _SOMEBODY: "somebody else, or a group …",
    }
    stages = {one.key: one.name for one in found.stages}
    st.selectbox("Stage", list(stages), format_func=stages.__getitem__, key="memory_stage")
    chosen = st.selectbox("Who", list(who), format_func=who.__getitem__, key="memory_who")
    if chosen == _SOMEBODY:
        st.text_input(
            "Who, or which group; they need no account",
            key="memory_other",
            max_chars=evenness.LONGEST_NAME,
        )
    st.radio("Their part", list(PARTS), format_func=PARTS.__getitem__, key="memory_part")
    st.text_input("In a few words, if you like", key="memory_words", max_chars=300)
    signature("memory_signed")
    press("Save", _remembered, key="save_memory")


def _remembered() -> str:
    typed, desk = st.session_state, state.desk()
    who = typed["memory_who"]
    takers = {taker.guid for taker in evenness.told(desk).takers}
    if who == _SOMEBODY:
        who = typed.get("memory_other") or ""
    taker = who if who in takers else evenness.add_taker(desk, who)
    signed, heading = signed_as("memory_signed")
    evenness.remember(
        desk,
        typed["memory_stage"],
        taker,
        typed["memory_part"],
        typed["memory_words"] or "",
        signed=signed,
        heading=heading,
    )
    typed["memory_words"] = ""
    return "Saved. It stands in the table above."


def _add_stage() -> None:
    with st.form("add_stage", border=False, clear_on_submit=True):
        st.text_input(
            "What is it called? Such as ethics, recruiting, transcribing, the afterword",
            key="stage_name",
            max_chars=evenness.LONGEST_NAME,
        )
        press("Add this stage", _added, in_form=True)


def _added() -> str:
    evenness.add_stage(state.desk(), st.session_state["stage_name"] or "")
    return "Added."


def _shape(stage: str, words: str, signed: str, heading: str | None) -> str:
    evenness.shape(state.desk(), stage, words, signed=signed, heading=heading)
    return "Saved."
