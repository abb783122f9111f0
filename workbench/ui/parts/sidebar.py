"""The sidebar: the study, the pages in plain words, a note from anywhere, and who is looking."""

import streamlit as st

from workbench.services import desks, note_links, places_of_names, projects, reading
from workbench.services.desks import Desk
from workbench.ui import coding_pane, state
from workbench.ui.parts import browser, links, support_contacts
from workbench.ui.parts.post_button import post_button
from workbench.ui.parts.words import as_html
from workbench.ui.parts.write_note import write_note

_ALWAYS_OPEN = "Reading"


def show(page: str, *, private: bool = True) -> None:
    """Draw the sidebar for whoever is looking at a page, named as in `links.PAGES`.

    Nothing of it is drawn where a whole room looks.
    """
    with st.sidebar:
        browser.attend()
        if not private:
            return
        me = desks.person_of(state.workspace(), state.token())
        if links.in_a_study():
            _study(page)
        st.html(f'<p class="who">You are {as_html(me.name)}.</p>')
        links.to_account()
        post_button(
            "Sign out everywhere",
            "/sign-out",
            key="sign_out",
            first=coding_pane.address("leaving.js"),
            person=me.self(),
        )


def _study(page: str) -> None:
    desk = state.desk()
    study, source = projects.info(desk), state.named("source")
    if source and source not in {row["guid"] for row in reading.transcripts(desk)}:
        source = None
    st.html(f'<p class="study">{as_html(study["name"])}</p>')
    with st.container(key="pages", gap=None):
        links.to("home")
        for kind, pages in _kinds(desk).items():
            # One kind is open at a time, and reading always is: nobody has to look past it all.
            with st.expander(kind, expanded=kind == _ALWAYS_OPEN or page in pages):
                for each in pages:
                    links.to(each)
    # Not a popover: closing one with Escape would throw away what was typed.
    with st.expander("Write a note", key="write_a_note"):
        here = note_links.here(desk, state.whole_address())
        write_note(place="anywhere", source=source, about=here)
    support_contacts.in_the_sidebar()
    if len(state.projects()) > 1:
        with st.container(key="other_studies"):
            links.to_no_study("My other studies")


def _kinds(desk: Desk) -> dict[str, list[str]]:
    """The pages this viewer may open, by what they are for."""
    kinds: dict[str, list[str]] = {}
    kind = None
    for page in links.PAGES:
        kind = links.BEGINS.get(page, kind)
        job = links.FOR_A_JOB.get(page)
        asked = page == "pseudonyms" and places_of_names.may_see(desk)
        if kind and page not in links.APART and (job is None or desk.viewer.may(job) or asked):
            kinds.setdefault(kind, []).append(page)
    return kinds
