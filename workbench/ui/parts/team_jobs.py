"""Sharing a job with a colleague, handing it on, and laying it down."""

import streamlit as st

from workbench.domain.people import JOBS
from workbench.services import jobs, projects
from workbench.services.desks import Desk
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import joined, plain

_JOB, _WHOM, _HOW, _STOPS = "shared_job", "shared_with", "shared_how", "stopped_job"
_HOWS = {"share": "We both do it", "hand_on": "They take it over from me"}


def team_jobs(desk: Desk) -> None:
    """Show what can be shared and stopped, to those who do a job, and take back the last of it."""
    every = desk.viewer.may("accounts")
    mine = [job for job in JOBS if desk.viewer.may(job) or every]
    names = projects.members(desk)
    others = {who: name for who, name in names.items() if who != desk.viewer.person}
    others |= names if every else {}  # oneself last
    if mine and others:
        with st.expander("Share a job, or hand it on"):
            with st.form("share_job", border=False):
                st.selectbox("The job", mine, format_func=JOBS.__getitem__, key=_JOB)
                st.selectbox("With whom", list(others), format_func=others.__getitem__, key=_WHOM)
                st.radio("How", list(_HOWS), format_func=_HOWS.__getitem__, key=_HOW)
                press("Share it", _share, in_form=True)
            _stopping(names, every=every)
    # Below the fold, which would close over its answer if this came to stand above it.
    whose = [names[who] for who in jobs.to_take_back(desk) if who in names]
    if whose:
        press(f"Undo: the jobs of {plain(joined(whose))}", _undo, key="undo_jobs")


def _share() -> str:
    typed = st.session_state
    jobs.share(
        state.workspace(), state.desk(), typed[_JOB], typed[_WHOM], hand_on=typed[_HOW] != "share"
    )
    return "Done. It counts from now on."


def _undo() -> str:
    jobs.undo(state.workspace(), state.desk())
    return "Taken back."


def _stopping(names: dict, *, every: bool) -> None:
    """Offer to lay down a job that somebody else does as well."""
    desk = state.desk()
    can = {
        (job, who): f"{'I' if who == desk.viewer.person else names[who]}: {JOBS[job]}"
        for job, people in jobs.held(state.workspace(), desk).items()
        for who in people
        if len(people) > 1 and (every or who == desk.viewer.person)
    }
    if not can:
        return
    with st.form("stop_job", border=False):
        st.selectbox(
            "Stop doing a job that somebody else does as well",
            list(can),
            index=None,
            format_func=lambda each: can.get(each, "no longer"),
            placeholder="Choose one",
            key=_STOPS,
        )
        press("Stop it", _stop, in_form=True)


def _stop() -> str:
    chosen = st.session_state[_STOPS]
    if chosen is None:
        return "Choose one first."
    jobs.stop(state.workspace(), state.desk(), *chosen)
    st.session_state[_STOPS] = None
    return "Done. It counts from now on."
