"""One reading on our own first: what and who, how my reading is shown, joining and opening it."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.reading import SHOWN
from workbench.services import arranging, projects, rounds
from workbench.services.rounds import Round
from workbench.ui import state
from workbench.ui.parts import kept
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, joined, plain


def reading_round(one: Round, names: Mapping[Guid, str]) -> None:
    """Show a round that has not been opened, to whoever looks."""
    with st.container(border=True, gap="small"):
        st.subheader(plain(one.name), anchor=False)
        titles = joined(f"“{names[guid]}”" for guid in one.sources if guid in names)
        told = [titles, f"with the codebook {one.codebook}"]
        team = projects.members(state.desk())
        told += [f"read by {joined(team[person] for person in one.people)}"] if one.people else []
        st.html(f'<p class="words">{as_html(", ".join(told))}.</p>')
        st.html(
            f'<p class="words">Are we ready to open it? {as_html(one.ready.capitalize())}.</p>'
        )
        if one.shown is None:
            press("Join this reading", partial(_join, one.guid), key=f"join_{one.guid}")
        else:
            kept.choice(
                "When it is opened, show my reading",
                SHOWN,
                now=one.shown,
                key=f"shown_{one.guid}",
                keep=partial(_choose, one.guid),
            )
            st.html(
                '<p class="quiet">Only you see this choice. The most private one anybody makes '
                "is taken for everybody.</p>"
            )
        if state.desk().viewer.may(arranging.JOB):
            _ask(one)
            _open(one)


def _join(guid: Guid) -> None:
    rounds.join(state.desk(), guid)


def _choose(guid: Guid, shown: str) -> None:
    rounds.choose_shown(state.desk(), guid, shown)


def _ask(one: Round) -> None:
    """Offer to ask more people while it has not been opened."""
    others = {
        person: name
        for person, name in projects.members(state.desk()).items()
        if person not in one.people
    }
    if not others:
        return
    field = f"ask_{one.guid}"
    with st.expander("Ask more people"), st.form(f"ask_form_{one.guid}", border=False):
        st.multiselect(
            "People",
            list(others),
            format_func=others.__getitem__,
            placeholder="Choose one or several",
            key=field,
        )
        press(
            "Ask them",
            lambda: rounds.ask(state.desk(), one.guid, st.session_state[field]),
            key=f"ask_them_{one.guid}",
            in_form=True,
        )


def _open(one: Round) -> None:
    """Show what opening would do, and do it on one deliberate press."""
    with st.expander("Open together"):
        asked = st.radio(
            "Show the readings",
            list(SHOWN),
            format_func=SHOWN.__getitem__,
            key=f"open_as_{one.guid}",
        )
        seen = rounds.shown_as(state.desk(), one.guid, asked)
        told = [
            "Everybody in the study will see all marks, new codes and shared notes made in "
            f"“{one.name}”, {SHOWN[seen]}, at the same moment."
        ]
        if seen != asked:
            told.append("Somebody who reads in it has made this choice.")
        if seen == "heading":
            told.append(
                "Where a heading would give away who a reader is, it is shown only if that person "
                "says so, in Compare."
            )
        if not one.all_ready:
            told.append("Not everybody has said that they have finished.")
        told.append("This cannot be undone.")
        st.html(f'<div class="told"><p>{as_html(" ".join(told))}</p></div>')
        press(
            "Open it for everybody now",
            lambda: _opened(one, asked, seen),
            key=f"open_{one.guid}",
        )


def _opened(one: Round, asked: str, seen: str) -> str:
    rounds.open_together(state.desk(), one.guid, asked, seen=seen)
    return f"“{one.name}” is open."
