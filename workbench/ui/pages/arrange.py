"""Who reads what: what is with me, what is free, offering transcripts, and reading on our own."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import arranging, projects, rounds
from workbench.services.arranging import Standing
from workbench.ui import state
from workbench.ui.parts import addressed, links, own_line
from workbench.ui.parts.offer_reading import offer_reading
from workbench.ui.parts.press import press
from workbench.ui.parts.reading_round import reading_round
from workbench.ui.parts.table import Row, table
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import READING_STATES, as_html, joined, many, plain, turns_in_words

_AT_A_TIME = 20
_UNFINISHED = ("asked", "opened")
_SAYING = {
    "finished": "I have finished",
    "finished_nothing": "Finished, nothing to mark",
    "passed_back": "Pass back",
}
# How far a colleague is, for whoever arranges reading.
_HOW_FAR = {
    "asked": "asked",
    "opened": "begun",
    "finished": "finished",
    "finished_nothing": "finished, nothing to mark",
}


def page() -> None:
    """Draw what is with me and what is free, and the arranging for those who do it."""
    st.title("Who reads what", anchor=False)
    st.write("What is waiting for you, what nobody has read yet, and what is read together.")
    desk = state.desk()
    arranges = desk.viewer.may(arranging.JOB)
    every = arranging.standing(desk)
    if not every:
        st.write("There are no transcripts in this study yet, so there is nothing to read.")
        return
    if arranges:
        undo_buttons(arranging.ARRANGING, undo=arranging.undo, redo=arranging.redo)
    _at_a_glance(every)
    _with_me()
    if arranges:
        st.header("Offer transcripts", anchor=False)
        offer_reading(every, projects.members(desk))
    _on_our_own(every)
    _free([one for one in every if one.free])
    if arranges:
        _board(every)
    own_line.own_line()


def _at_a_glance(every: list[Standing]) -> None:
    """Say how the transcripts stand; never how anybody does."""
    unread = sum(one.unread and not one.waiting for one in every)
    again = sum(one.again for one in every)
    waiting = sum(one.waiting for one in every)
    told = [many(len(every), "transcript")]
    told += [f"{unread} not read by anybody yet"] if unread else []
    told += [f"{again} with more than one reader"] if again else []
    told += [f"{waiting} waiting to be opened together"] if waiting else []
    st.html(f'<p class="words">{as_html("; ".join(told))}.</p>')


def _with_me() -> None:
    """Show what was offered to me or taken by me, and let me say how far I am."""
    mine = [row for row in arranging.mine(state.desk()) if row["running"]]
    st.header("With you", anchor=False)
    rows = [row for row in mine if row["state"] in _UNFINISHED]
    if not rows:
        st.write("Nothing is waiting for you.")
    shown = addressed.number("mine", first=_AT_A_TIME)
    with st.container(key="transcripts_mine", gap="small"):
        for row in rows[:shown]:
            _mine(row)
    _more("mine", len(rows), shown)
    if arranging.mine(state.desk()):
        links.file(
            "Download the list of what I read",
            f"/api/v1/projects/{state.project()}/my-reading.csv",
        )


def _mine(row: dict) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            name = row["name"] + turns_in_words(row["turns"])
            links.to("read", plain(name), source=row["source"], at=row["at"])
            alone = f", on your own first in “{row['round_name']}”" if row["alone"] else ""
            st.html(f'<p class="about">{as_html(READING_STATES[row["state"]] + alone)}</p>')
        with st.popover("How far I am"):
            for said, words in _SAYING.items():
                press(
                    words,
                    partial(_say, row["round"], row["source"], said),
                    key=f"say_{said}_{row['round']}_{row['source']}",
                )


def _say(coding_round: str, source: Guid, said: str) -> None:
    arranging.say(state.desk(), coding_round, source, said)


def _on_our_own(every: list[Standing]) -> None:
    """Show what is being read on our own first, until it is opened together."""
    under_way = rounds.under_way(state.desk())
    if not under_way:
        return
    st.header("On our own first", anchor=False)
    st.write("Nobody sees anybody’s marks in these until they are opened together.")
    names = {one.guid: one.name for one in every}
    for one in under_way:
        reading_round(one, names)


def _free(rows: list[Standing]) -> None:
    """Show what nobody has, for anybody to take."""
    if not rows:
        return
    st.header("Free to take", anchor=False)
    shown = addressed.number("free", first=_AT_A_TIME)
    for one in rows[:shown]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="words">{as_html(one.name)}</p>')
            press("Take it", partial(_take, one.guid), key=f"take_{one.guid}")
    _more("free", len(rows), shown)


def _take(source: Guid) -> None:
    arranging.take(state.desk(), source)


def _board(every: list[Standing]) -> None:
    """Show whoever arranges which transcript is with whom."""
    who = arranging.board(state.desk())
    alone = {guid: one.name for one in rounds.under_way(state.desk()) for guid in one.sources}
    shown = addressed.number("board", first=_AT_A_TIME)
    st.header("Each transcript", anchor=False)
    table(
        "Only those who arrange reading see this list.",
        ("Transcript", "With"),
        [
            Row((one.name, _stands(one)), (_with_whom(one, who.get(one.guid, []), alone),))
            for one in every[:shown]
        ],
    )
    _more("board", len(every), shown)


def _with_whom(one: Standing, people: list[dict], alone: dict[Guid, str]) -> str:
    told = [
        f"{row['name']} ({_HOW_FAR[row['state']]}{turns_in_words(row['turns'])})" for row in people
    ]
    told += [f"“{alone[one.guid]}”"] if one.guid in alone else []
    return joined(told) or ("free" if one.free else "nobody was asked")


def _stands(one: Standing) -> str:
    told = ["not read by anybody yet"] if one.unread and not one.waiting else []
    told += ["more than one reader"] if one.again else []
    told += ["on our own first"] if one.waiting else []
    return ", ".join(told)


def _more(part: str, there: int, shown: int) -> None:
    if there > shown:
        st.button(
            f"Show {min(there - shown, _AT_A_TIME)} more",
            key=f"more_{part}",
            on_click=addressed.set_number,
            args=(part, shown + _AT_A_TIME),
        )
