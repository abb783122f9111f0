"""Headings that are one person: that person is asked, and everybody else is told."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import small_groups
from workbench.services.small_groups import ANSWERS, OnePerson
from workbench.ui import state
from workbench.ui.parts import kept
from workbench.ui.parts.words import plain

_TOLD = {
    "": "They have not said whether others may see it, so what they marked stands under “Not "
    "shared with you”.",
    "team": "They said that the team may see it.",
    "files": "They said that the team may see it, and that it may stand in files.",
}


def only_me_here(found: Iterable[OnePerson]) -> None:
    """Ask whoever stands alone under a heading, and tell the others that it is one person."""
    for one in found:
        if one.mine:
            st.write(
                f"“{plain(one.name)}” is you alone here, so it shows who you are. Others see it "
                "only if you say so."
            )
            kept.choice(
                f"Who may see what stands under “{plain(one.name)}”?",
                ANSWERS,
                now=one.answer,
                key=f"only_me_{one.heading}",
                keep=partial(_answer, one.heading),
            )
        else:
            st.write(
                f"“{plain(one.name)}” is one person here, so it shows who they are. "
                f"{_TOLD[one.answer]}"
            )


def _answer(heading: Guid, said: str) -> None:
    small_groups.answer(state.desk(), heading, said)
