"""Letters to a participant: where to get each, and what the team says of itself in them."""

from functools import partial

import streamlit as st

from workbench.domain.participant import Participant
from workbench.services import participant_letters
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press


def for_participant(one: Participant, *, waiting: int) -> None:
    """Offer the letters to somebody who takes part; `waiting` quotations wait for an answer."""
    st.header("Letters to them", anchor=False)
    st.html(
        '<p class="quiet">In Word, in plain words and large type. Nobody of the team is named in '
        "them, and none of our notes and marks is in them.</p>"
    )
    place = f"{_api()}/participants/{one.guid}"
    with st.container(horizontal=True):
        links.file("Everything of theirs we hold", f"{place}/everything.docx")
        if waiting:
            links.file("The quotations we would like to use", f"{place}/quotations.docx")
    if not waiting:
        st.html(
            '<p class="quiet">To ask about quotations, choose some first, under '
            "“Single quotations”.</p>"
        )


def after_withdrawal(receipt: str) -> None:
    """Offer the letter to somebody who has withdrawn."""
    links.file("Letter on what was taken out", f"{_api()}/withdrawals/{receipt}.docx")


def what_all_of_them_say() -> None:
    """Ask for what the team says of itself in letters, once for all of them."""
    written = participant_letters.words(state.desk())
    keys = {about: f"letter_{about}_{words}" for about, words in written.items()}
    with st.form("letter_words", border=False):
        for about, label in participant_letters.WORDS.items():
            st.text_area(label, written[about], key=keys[about], height=90)
        press("Save", partial(_keep, keys), key="keep_letter_words", in_form=True)


def _keep(keys: dict[str, str]) -> str:
    said = {about: st.session_state[key] or "" for about, key in keys.items()}
    participant_letters.keep_words(state.desk(), said)
    return "Saved. It will be in every letter made from now on."


def _api() -> str:
    return f"/api/v1/projects/{state.project()}"
