"""Team: who is in it and what their parts are; inviting; and what the study is called."""

from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from workbench.domain.people import JOBS
from workbench.services import accounts, on_record, projects, today
from workbench.services.desks import Desk
from workbench.ui import state
from workbench.ui.parts import links, support_contacts
from workbench.ui.parts.leave_team import leave_team
from workbench.ui.parts.press import press
from workbench.ui.parts.team_jobs import team_jobs
from workbench.ui.parts.words import as_html, day, joined

_MEANINGS = {
    "transcripts": "adding transcripts and saying who and what is in them",
    "codebook": "how the codes are worded and what each is for",
    "reading": "who is asked to read what, opening what was read on our own first, and the "
    "shared headings readings are compared by",
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
    if desk.viewer.may("accounts"):
        _invite(desk)
    with st.expander("What the parts mean"):
        st.write(
            "Everybody in the team reads, marks, writes notes and compares readings. "
            "Nobody’s part lets them see another person’s private words or change "
            "another person’s marks. Some also look after:"
        )
        st.markdown(
            "\n".join(f"- **{JOBS[job]}**: {meaning}" for job, meaning in _MEANINGS.items())
        )
    links.to("who-sees-what", "Who can see what, whatever job they do")
    _on_record()
    _credit()
    team_jobs(desk)
    if desk.viewer.may("accounts"):
        _study(desk)
        _today()
        support_contacts.setting()
    leave_team()


def _on_record() -> None:
    """Tell every member what left the study, was opened or withdrawn, by whom and on which day."""
    with st.expander("What was taken away, opened or withdrawn"):
        st.write(
            "Everybody in the team sees this. It says nothing of how much or how fast anybody "
            "reads."
        )
        lines = on_record.shown(state.desk())
        if not lines:
            st.write("Nothing yet.")
        for line in lines:
            st.html(
                f'<p class="words">{as_html(line["who"])} {as_html(line["what"])}'
                f'<br><span class="quiet">{day(line["on"])}</span></p>'
            )


def _credit() -> None:
    """Let everybody say how documents name them."""
    now = projects.credit(state.desk())
    field = f"credit_{now}"  # with what is kept in it, so that it is fresh once that changes
    with st.expander("How documents name you"), st.form("credit", border=False):
        st.text_input(
            "Your name in documents",
            now,
            max_chars=projects.LONGEST_CREDIT,
            help="Leave it empty to be “a team member”.",
            key=field,
        )
        press("Save this name", partial(_save_credit, field), in_form=True)


def _save_credit(field: str) -> str:
    projects.choose_credit(state.desk(), st.session_state[field] or "")
    return "Saved. The next report you make uses it."


def _invite(desk: Desk) -> None:
    """Offer a link with which one person can join."""
    st.header("Invite somebody", anchor=False)
    st.write(
        "You get a link to send from your own e-mail. It works once, for one person, within "
        f"{accounts.LINK_DAYS:.0f} days."
    )
    with st.form("invite", border=False):
        st.multiselect(
            "Besides reading and marking, they may",
            list(JOBS),
            format_func=JOBS.__getitem__,
            placeholder="Nothing else",
            key="invited_for",
        )
        press("Make an invitation", _make_invitation, in_form=True)
    invited, token = st.session_state.get(_INVITED, (None, ""))
    if invited == desk.project.guid:
        link = f"{_our_address()}/join/{token}"
        if _is_this_computer_alone():
            st.html(
                '<div class="told"><p>Only this computer can open this link. To invite somebody '
                "elsewhere, whoever runs the workbench starts it with <code>--host</code> and an "
                "address that others can reach, or puts it behind a web server. Open this page "
                "there, and make the invitation anew.</p></div>"
            )
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


def _make_invitation() -> None:
    desk, jobs = state.desk(), frozenset(st.session_state["invited_for"])
    token = accounts.invite(state.workspace(), desk, jobs=jobs)
    st.session_state[_INVITED] = (desk.project.guid, token)


def _study(desk: Desk) -> None:
    """Offer to reword the study's name and what it is about."""
    study = projects.info(desk)
    name, about = f"study_name_{study['name']}", f"study_about_{study['about']}"
    with st.expander("The study’s name, and what it is about"), st.form("study", border=False):
        st.text_input("Its name", study["name"], max_chars=accounts.LONGEST_NAME, key=name)
        st.text_area("What it is about, for the Home page", study["about"], height=140, key=about)
        press("Save the study", partial(_save_study, name, about), in_form=True)


def _save_study(name: str, about: str) -> str:
    projects.describe(
        state.workspace(),
        state.desk(),
        name=accounts.checked_name(st.session_state[name] or ""),
        about=(st.session_state[about] or "").strip(),
    )
    return "The study is saved."


def _today() -> None:
    """Say whom to tell when somebody needs to look at something today."""
    now = today.said(state.desk())
    fields = {part: f"today_{part}_{words}" for part, words in now.items()}
    folded = st.expander("When someone needs to look at something today")
    with folded, st.form("today", border=False):
        st.write("Readers see this beside a mark when they ask. The workbench sends nothing.")
        st.text_input("Whom to tell, with a phone number", now["contact"], key=fields["contact"])
        st.text_input("Their e-mail address", now["email"], key=fields["email"])
        st.text_area("What this study does", now["procedure"], height=140, key=fields["procedure"])
        press("Save whom to tell", partial(_save_today, fields), in_form=True)


def _save_today(fields: dict[str, str]) -> str:
    today.say(state.desk(), {part: st.session_state[key] or "" for part, key in fields.items()})
    return "Saved. Readers see it from now on."


def _is_this_computer_alone() -> bool:
    host = urlsplit(st.context.url or "").hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.") or host.endswith(".localhost")


def _our_address() -> str:
    """Give the address people reach this workbench by."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{state.outside('')}"
