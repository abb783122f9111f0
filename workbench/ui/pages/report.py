"""Report: what the Word summary holds, and the way to it."""

import streamlit as st

from workbench.services import overview, sets
from workbench.ui import state
from workbench.ui.parts.download import download
from workbench.ui.parts.which_transcripts import which_transcripts

_SECTIONS = """
- the cover, with the names of the team, and a list of contents
- a page for your own summary
- the transcripts it draws on
- the values at a glance: the pyramid, and in how many transcripts somebody marked each value
- a section for each value, with quotations chosen by rule from our marks, and the passages we
  read differently with both readings, without our names
- how this knowledge was produced
- what to be careful about
- the codes we used and what they mean
"""


def page() -> None:
    """Draw what the summary holds, and a link that makes it."""
    st.title("Report", anchor=False)
    st.write("A summary of the study as a Word document, laid out for the team to write into.")
    desk = state.desk()
    if not desk.viewer.may("outputs"):
        st.write(
            "Those in the team who prepare outputs can make it; the Team page says who they are."
        )
        return
    chosen = which_transcripts()
    if not overview.overview(desk, among=sets.chosen(desk, chosen)).read:
        st.write("Nothing has been read yet, so most of it would be empty.")
    download(
        "Make the report",
        f"/api/v1/projects/{desk.project.guid}/report.docx{f'?of={chosen}' if chosen else ''}",
        key="make_report",
        meanwhile="The report is being made. Your browser will save the file.",
        done="The report is made, and your browser has saved the file.",
    )
    st.html(
        '<p class="quiet">It takes a few seconds, and is made anew each time from what the study '
        "holds at that moment.</p>"
    )
    st.header("What it holds", anchor=False)
    st.markdown(_SECTIONS)
    st.header("What it does not do", anchor=False)
    st.write(
        "It is a draft, not checked by anybody, and says so on every page. It makes no "
        "claims: what we heard is for the team to write, and each empty place says what "
        "it is for. Read the quotations before you pass it on: once it has left the "
        "workbench, nothing can be taken out of it from here."
    )
