"""Links between pages that keep the study in the address. Pages are named, never imported."""

import streamlit as st

from workbench.ui import state

PAGES = {
    "home": "Home",
    "read": "Read and mark",
    "who-reads-what": "Who reads what",
    "reading-from": "Where I’m reading from",
    "notebook": "My notebook",
    "search": "Search",
    "together": "Read this together",
    "compare": "Compare",
    "decided": "What we decided",
    "card-sort": "Card sort",
    "took-part": "Who took part in what",
    "overview": "Overview",
    "themes": "Themes",
    "quotations": "Quotations",
    "report": "Report",
    "agreement": "Agreement figures",
    "codebook": "Codebook",
    "before-reading": "Before we read",
    "transcripts": "Add transcripts",
    "prepare": "Prepare and release",
    "correct": "Correct",
    "content-notes": "Content notes",
    "pseudonyms": "Pseudonyms",
    "participants": "Participants",
    "groups": "Groups and sets",
    "team": "Team",
    "who-sees-what": "Who can see what",
    "account": "Your account",
}
# Pages that belong to no study and stand apart in the sidebar.
APART = frozenset({"account"})
# What the pages are for: each kind begins with a page of it.
BEGINS = {
    "read": "Reading",
    "together": "Talking it through",
    "overview": "What we found",
    "codebook": "The codebook",
    "transcripts": "Looking after transcripts",
    "team": "The study",
}
# Pages shown only to people who have a job.
FOR_A_JOB = {
    "pseudonyms": "transcripts",
    "participants": "transcripts",
    "groups": "transcripts",
    "transcripts": "transcripts",
    "prepare": "transcripts",
    "correct": "transcripts",
    "agreement": "outputs",
    "content-notes": "transcripts",
}


def to(page: str, label: str | None = None, **parts: str | int | None) -> None:
    """Show a link to a page of this study, such as `to("read", source=guid)`."""
    st.page_link(_page(page), label=label or PAGES[page], query_params=state.address(**parts))


def to_study(study: dict, label: str) -> None:
    """Show a link to the Home page of a study: guid, name."""
    st.page_link(_page("home"), label=label, query_params={"project": study["guid"]})


def to_no_study(label: str) -> None:
    """Show a link to Home without a study, where a person with several chooses one."""
    st.page_link(_page("home"), label=label, query_params={})


def to_account() -> None:
    """Show a link to one's own account, which belongs to no study; the study stays in mind."""
    st.page_link(_page("account"), label=PAGES["account"], query_params=_study_at_hand())


def _study_at_hand() -> dict[str, str]:
    project = state.named("project")
    return {"project": project} if project else {}


def file(label: str, path: str) -> None:
    """Show a link to what the server itself makes at a path, such as a file at `/api/v1/…`."""
    st.link_button(label, state.outside(path))


def button(label: str, page: str, *, key: str, **parts: str | int | None) -> None:
    """Show the one obvious next action of a page as a button that goes to another page."""
    st.button(
        label,
        type="primary",
        key=key,
        on_click=st.switch_page,
        args=(_page(page),),
        kwargs={"query_params": state.address(**parts)},
    )


def go_home() -> None:
    """Go to Home with no study in the address, from something that has just been done."""
    st.switch_page(_page("home"), query_params={})


def go(page: str, **parts: str | int | None) -> None:
    """Go to another page, from a callback, once what it did is done."""
    st.switch_page(_page(page), query_params=state.address(**parts))


def in_a_study() -> bool:
    """Say whether the address names a study, or the person has only one."""
    return bool(state.named("project")) or len(state.projects()) == 1


def _page(name: str) -> st.Page:
    # Streamlit knows a page by its address; what stands for it here is never run.
    return st.Page(_elsewhere, title=PAGES[name], url_path=name, default=name == "home")


def _elsewhere() -> None:
    """Stand for a page that another module draws."""
