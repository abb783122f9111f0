"""The workbench's pages as one application: what Streamlit runs for every visit and action."""

import streamlit as st

from workbench.ui.pages import (
    account,
    agreement,
    arrange,
    before_reading,
    card_sort,
    codebook,
    compare,
    content_notes,
    correct,
    decided,
    groups,
    home,
    notebook,
    overview,
    participants,
    perspectives,
    prepare,
    pseudonyms,
    quotations,
    read,
    report,
    search,
    team,
    themes,
    together,
    took_part,
    transcripts,
    who_sees,
)
from workbench.ui.parts import error_box, links, look, sidebar

_DRAWN_BY = {
    "home": home.page,
    "read": read.page,
    "who-reads-what": arrange.page,
    "together": together.page,
    "transcripts": transcripts.page,
    "prepare": prepare.page,
    "correct": correct.page,
    "content-notes": content_notes.page,
    "pseudonyms": pseudonyms.page,
    "participants": participants.page,
    "groups": groups.page,
    "reading-from": perspectives.page,
    "notebook": notebook.page,
    "compare": compare.page,
    "decided": decided.page,
    "codebook": codebook.page,
    "before-reading": before_reading.page,
    "card-sort": card_sort.page,
    "overview": overview.page,
    "search": search.page,
    "themes": themes.page,
    "quotations": quotations.page,
    "report": report.page,
    "agreement": agreement.page,
    "took-part": took_part.page,
    "team": team.page,
    "who-sees-what": who_sees.page,
    "account": account.page,
}


def run() -> None:
    """Draw the sidebar and the page in the address for whoever is looking."""
    page = st.navigation(
        [
            st.Page(drawn_by, title=links.PAGES[name], url_path=name, default=name == "home")
            for name, drawn_by in _DRAWN_BY.items()
        ],
        position="hidden",
    )
    st.set_page_config(
        page_title=f"{page.title} · Co-production Analysis Workbench", layout="wide"
    )
    # After a link from a page to itself, Streamlit's browser side would send the parts of the
    # address before it with the next action; told them anew, it keeps to those of now.
    st.query_params.from_dict(st.query_params.to_dict())
    reading = page.url_path == "read" and _names_a_transcript()
    look.calm(whole_width=reading)
    with error_box.told(way_on=True):
        sidebar.show(page.url_path or "home", private=not _is_shared_screen(page.url_path))
        above = st.container()
        page.run()
        with above:
            error_box.tell_kept()


def _is_shared_screen(page: str) -> bool:
    """Say whether a whole room looks at it."""
    return page == "together" and st.query_params.get("screen") == "room"


def _names_a_transcript() -> bool:
    """Say whether the address names a transcript, which then gets the whole width."""
    return bool(st.query_params.get("source"))
