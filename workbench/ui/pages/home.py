"""Home: what this study is, what is waiting for me, and the one obvious next thing to do."""

import streamlit as st

from workbench.services import (
    arranging,
    leaving_team,
    places_of_names,
    preparing,
    projects,
    reading,
    rounds,
    together,
)
from workbench.services.desks import Desk
from workbench.ui import state
from workbench.ui.parts import error_box, links, support_contacts
from workbench.ui.parts.asked_of_me import asked_of_me
from workbench.ui.parts.figures_are_on import figures_are_on
from workbench.ui.parts.no_transcripts import no_transcripts
from workbench.ui.parts.post_button import post_button
from workbench.ui.parts.ten_minutes import ten_minutes
from workbench.ui.parts.transcript_list import transcript_list
from workbench.ui.parts.words import as_html, many, plain

LOOK_AGAIN_SECONDS = 2.0


def page() -> None:
    """Draw the Home page, or the choice of a study where there are several."""
    if not links.in_a_study():
        _choose()
        return
    study = projects.info(state.desk())
    st.title(plain(study["name"]), anchor=False)
    if study["about"]:
        st.html(f'<p class="words">{as_html(study["about"])}</p>')
    is_demo = state.workspace().setting("demo") == "yes"
    if is_demo:
        ten_minutes(state.desk())
    support_contacts.on_home()
    asked_of_me()
    _as_it_stands()
    figures_are_on()
    if is_demo:
        _demo()


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _as_it_stands() -> None:
    """Show what there is to read, and go on looking: a colleague may be adding transcripts."""
    with error_box.told():
        desk = state.desk()
        _transcripts(desk, projects.info(desk), reading.transcripts(desk))


def _transcripts(desk: Desk, study: dict, rows: list[dict]) -> None:
    team = many(len(study["team"]), "person reads", "people read")
    here = f"{many(len(rows), 'transcript')}; {team}" if rows else team
    st.html(f'<p class="quiet">{here} here.</p>')
    _next(desk, study, rows)
    _ready(desk)
    prepared = preparing.names(desk)
    if prepared and rows:
        links.to("prepare", f"Prepare and release {many(len(prepared), 'transcript')}")
    _together(desk)
    if places_of_names.is_asked(desk):
        links.to("pseudonyms", "Look at names before they are replaced, as you were asked")
    waiting = [row for row in rows if row["state"] in ("asked", "opened")]
    if waiting:
        st.subheader("Waiting for you", anchor=False)
        transcript_list(waiting, key="waiting")
    rest = [row for row in rows if row not in waiting]
    if rest:
        st.subheader("Other transcripts" if waiting else "Transcripts", anchor=False)
        transcript_list(rest, key="rest")


def _next(desk: Desk, study: dict, rows: list[dict]) -> None:
    """Show the one next thing: go on, begin, add the first transcripts, or look together."""
    begun = [row for row in rows if row["state"] == "opened"]
    asked = [row for row in rows if row["state"] == "asked"]
    if begun:
        first = begun[0]
        links.button(
            f"Go on with “{plain(first['name'])}”", "read", key="next", source=first["guid"]
        )
    elif asked:
        first = asked[0]
        links.button(f"Read “{plain(first['name'])}”", "read", key="next", source=first["guid"])
    elif not rows:
        no_transcripts()
    elif len(study["team"]) > 1:
        links.button("Compare readings", "compare", key="next")
        if desk.viewer.may("outputs"):
            links.to("report", "The documents we hand in")
    else:
        links.button("Make the report", "report", key="next")


def _together(desk: Desk) -> None:
    """Show the way to the days of reading together that are under way."""
    for guid, name in together.under_way(desk).items():
        links.to("together", plain(name), day=guid)


def _ready(desk: Desk) -> None:
    """Say which readings on our own first are ready, to those who read in them or open them."""
    for one in rounds.under_way(desk):
        if one.all_ready and (one.joined or desk.viewer.may(arranging.JOB)):
            links.to("who-reads-what", f"“{plain(one.name)}” is ready to be opened together")


def _choose() -> None:
    """Show the person's studies to choose from."""
    studies = state.projects()
    if not studies:
        st.title("No study yet", anchor=False)
        st.write(
            "You are not in the team of a study here. Ask somebody who looks after accounts in "
            "one to send you an invitation."
        )
        for sentence in leaving_team.what_remains(state.workspace()):
            st.write(sentence)
        links.to_account()
        return
    st.title("Your studies", anchor=False)
    st.write("Choose the study you want to work on.")
    for study in studies:
        links.to_study(study, plain(study["name"]))


def _demo() -> None:
    """Say what the demonstration is, and offer to put it back as it was."""
    st.divider()
    st.html(
        '<p class="quiet">This is a demonstration. Everyone in it is invented: the team, and the '
        "people in the transcripts. No one with lived experience has yet checked these texts.</p>"
    )
    post_button(
        "Reset the demo",
        "/demo/reset",
        key="reset_demo",
        question="Put the demonstration back as it came? Every mark, note and transcript added "
        "since is deleted, for everybody, and cannot be brought back.",
    )
