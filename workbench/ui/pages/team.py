"""Team: who is in it and what their parts are; inviting; and what the study is called."""

from urllib.parse import urlsplit

import streamlit as st

from workbench.domain.people import JOBS
from workbench.services import accounts, projects
from workbench.services.desks import Desk
from workbench.ui import state
from workbench.ui.parts import error_box
from workbench.ui.parts.words import as_html, joined

_MEANINGS = {
    "transcripts": "adding transcripts and saying who and what is in them",
    "codebook": "how the codes are worded and what each is for",
    "reading": "wording the shared headings readings are compared by",
    "outputs": "the report and everything else that leaves the workbench",
    "accounts": "inviting people, their parts, and the study’s name",
}
_INVITED = "invitation_to"


def page() -> None:
    """Draw the team, and what those who look after accounts can do."""
    st.title("Team", anchor=False)
    st.write("Who reads in this study, and who looks after what.")
    desk = state.desk()
    for member in projects.team(state.workspace(), desk):
        parts = joined(["read and mark", *member["jobs"]])
        st.html(
            f'<p class="words"><strong>{as_html(member["name"])}</strong><br>'
            f'<span class="quiet">may {as_html(parts)}</span></p>'
        )
    with st.expander("What the parts mean"):
        st.write(
            "Everybody in the team reads, marks, writes notes and compares readings. "
            "Nobody’s part lets them see another person’s private words or change "
            "another person’s marks. Some also look after:"
        )
        st.markdown(
            "\n".join(f"- **{JOBS[job]}**: {meaning}" for job, meaning in _MEANINGS.items())
        )
    _credit()
    if desk.viewer.may("accounts"):
        _invite(desk)
        _study(desk)


def _credit() -> None:
    """Let everybody say how documents name them."""
    with st.expander("How documents name you"):
        words = st.text_input(
            "Your name in documents",
            projects.credit(state.desk()),
            max_chars=projects.LONGEST_CREDIT,
            help="Leave it empty to be “a team member”.",
        )
        if st.button("Save this name"):
            with error_box.told():
                projects.choose_credit(state.desk(), words or "")
                st.toast("Saved. The next report you make uses it.")


def _invite(desk: Desk) -> None:
    """Offer a link with which one person can join."""
    st.header("Invite somebody", anchor=False)
    st.write(
        "You get a link to send from your own e-mail. It works once, for one person, within "
        f"{accounts.LINK_DAYS:.0f} days."
    )
    jobs = st.multiselect(
        "Besides reading and marking, they may",
        list(JOBS),
        format_func=JOBS.__getitem__,
        placeholder="Nothing else",
    )
    if st.button("Make an invitation"):
        with error_box.told():
            token = accounts.invite(state.workspace(), state.desk(), jobs=frozenset(jobs))
            st.session_state[_INVITED] = (desk.project.guid, token)
    invited, token = st.session_state.get(_INVITED, (None, ""))
    if invited == desk.project.guid:
        link = f"{_our_address()}/join/{token}"
        st.write("The link alone:")
        st.code(link, language=None, wrap_lines=True)
        st.write("Or a short message to paste:")
        st.code(
            f"I would like to read with you in “{projects.info(state.desk())['name']}”.\n"
            f"Choose a name and a password here: {link}\n"
            f"The link works once, within {accounts.LINK_DAYS:.0f} days.",
            language=None,
            wrap_lines=True,
        )


def _study(desk: Desk) -> None:
    """Offer to reword the study's name and what it is about."""
    st.header("The study", anchor=False)
    study = projects.info(desk)
    name = st.text_input("Its name", study["name"], max_chars=accounts.LONGEST_NAME)
    about = st.text_area("What it is about, for the Home page", study["about"], height=140)
    if st.button("Save the study"):
        with error_box.told():
            projects.describe(
                state.workspace(),
                state.desk(),
                name=accounts.checked_name(name or ""),
                about=(about or "").strip(),
            )
            st.toast("The study is saved.")
            st.rerun()


def _our_address() -> str:
    """Give the address people reach this workbench by."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}"
