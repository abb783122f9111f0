"""The sidebar: the study, the pages in plain words, a note from anywhere, and who is looking."""

import streamlit as st

from workbench.services import desks, note_links, places_of_names, projects, reading
from workbench.ui import coding_pane, state
from workbench.ui.parts import browser, links, support_contacts
from workbench.ui.parts.post_button import post_button
from workbench.ui.parts.words import as_html
from workbench.ui.parts.write_note import write_note


def show(*, private: bool = True) -> None:
    """Draw the sidebar for whoever is looking; nothing of it where a whole room looks."""
    with st.sidebar:
        browser.attend()
        if not private:
            return
        me = desks.person_of(state.workspace(), state.token())
        if links.in_a_study():
            _study()
        st.html(f'<p class="who">You are {as_html(me.name)}.</p>')
        links.to_account()
        post_button(
            "Sign out everywhere",
            "/sign-out",
            key="sign_out",
            first=coding_pane.address("leaving.js"),
            person=me.self(),
        )


def _study() -> None:
    desk = state.desk()
    study, source = projects.info(desk), state.named("source")
    if source and source not in {row["guid"] for row in reading.transcripts(desk)}:
        source = None
    st.html(f'<p class="study">{as_html(study["name"])}</p>')
    with st.container(key="pages", gap=None):
        kind = None
        for page in (each for each in links.PAGES if each not in links.APART):
            kind = links.BEGINS.get(page, kind)
            job = links.FOR_A_JOB.get(page)
            asked = page == "pseudonyms" and places_of_names.may_see(desk)
            if job is None or desk.viewer.may(job) or asked:
                if kind:
                    st.html(f'<p class="kind">{as_html(kind)}</p>')
                    kind = None
                links.to(page)
    # Not a popover: closing one with Escape would throw away what was typed.
    with st.expander("Write a note", key="write_a_note"):
        here = note_links.here(desk, state.whole_address())
        write_note(place="anywhere", source=source, about=here)
    support_contacts.in_the_sidebar()
    if len(state.projects()) > 1:
        with st.container(key="other_studies"):
            links.to_no_study("My other studies")
