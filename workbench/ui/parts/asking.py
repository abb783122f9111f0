"""Asking a participant about single quotations, and writing down what they answered."""

from functools import partial

import streamlit as st

from workbench.domain.participant import Participant
from workbench.domain.quotation import ANSWERS
from workbench.services import quotation_answers
from workbench.services.quotation_answers import Offered
from workbench.ui import state
from workbench.ui.parts import addressed, kept
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, many

_AT_A_TIME = 20
_NOT_ASKED = "not_asked"


def single_quotations(one: Participant) -> int:
    """Show what could be quoted of somebody, and where asking about each of it stands.

    How many wait for an answer is returned.
    """
    offered = quotation_answers.offered(state.desk(), one.guid)
    asked = [each for each in offered if each.answer]
    told = f"Single quotations: {len(asked)} asked about" if asked else "Single quotations"
    with st.expander(told, key=f"quotations_{one.guid}"):
        st.html(
            '<p class="quiet">What one of us has marked in their words. Choose what you would '
            "like to use, ask them with the letter below, and write down what they say. A no, or "
            "a change still to be made, keeps the words out of every report, whatever they said "
            "in general.</p>"
        )
        if state.desk().viewer.may("outputs"):
            press(
                "Choose what the report would quote now",
                partial(_choose, one),
                key=f"choose_printed_{one.guid}",
            )
        _list(one, offered)
    return sum(each.answer == "wanted" for each in offered)


def _list(one: Participant, offered: list[Offered]) -> None:
    if not offered:
        st.write("Nobody has marked any of their words yet.")
    shown = addressed.number("shown", first=_AT_A_TIME)
    # In the order of the text, so that nothing moves while somebody answers.
    drawn = [each for number, each in enumerate(offered) if number < shown or each.answer]
    for each in drawn:
        with st.container(border=True):
            _asked(one, each)
    left = len(offered) - len(drawn)
    if left > 0:
        st.button(
            f"Show {min(left, _AT_A_TIME)} more",
            key="more_quotations",
            on_click=addressed.set_number,
            args=("shown", shown + _AT_A_TIME),
        )


def _asked(one: Participant, each: Offered) -> None:
    place = f"{one.guid}_{each.source}_{each.span.start}_{each.span.end}"
    st.html(f'<blockquote class="quote">{as_html(each.words)}</blockquote>')
    kept.choice(
        "Where it stands",
        {_NOT_ASKED: "not asked about", **ANSWERS},
        now=each.answer or _NOT_ASKED,
        keep=partial(_keep, one, each),
        key=f"answer_{place}",
    )
    if each.answer == "change":
        key = f"change_{place}_{each.change}"
        with st.form(f"change_form_{place}", border=False):
            st.text_area("What they want changed", each.change, key=key, height=80)
            press("Save", partial(_change, one, each, key), key=f"save_{place}", in_form=True)


def _keep(one: Participant, each: Offered, answer: str) -> None:
    chosen = None if answer == _NOT_ASKED else answer
    quotation_answers.say(
        state.desk(), one.guid, each.source, each.span, chosen, change=each.change
    )


def _change(one: Participant, each: Offered, key: str) -> str:
    quotation_answers.say(
        state.desk(),
        one.guid,
        each.source,
        each.span,
        "change",
        change=st.session_state[key] or "",
    )
    return "Saved."


def _choose(one: Participant) -> str:
    chosen = quotation_answers.want_what_is_printed(state.desk(), one.guid)
    return (
        f"{many(chosen, 'quotation')} chosen."
        if chosen
        else "The report would quote nothing of theirs that is not in the list below."
    )
