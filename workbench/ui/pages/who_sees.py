"""Who can see what, in plain words: one page for everybody, the same for everybody."""

import streamlit as st

from workbench.domain.people import JOBS
from workbench.ui.parts import links
from workbench.ui.parts.table import Row, table

_THINGS = (
    ("A mark you make", "Everybody in the team", "Nobody else changes or hides it"),
    (
        "A mark made on our own first",
        "You alone, until it is opened together",
        "Not whoever arranges the reading either; nor how many there are, or when",
    ),
    ("A note for only you", "You alone", "No job, export, search or copied file shows it"),
    ("A note for people you pick", "You and they", "No job shows it to anybody else"),
    ("A note for the team", "Everybody in the team", "No document quotes it unless you let it"),
    (
        "Where you read from, for only you",
        "You alone; others see that something is not shared with them",
        "No job, export or copied file shows it",
    ),
    ("Where you read from, for the team", "Everybody in the team", "No document prints it"),
    (
        "What you were asked to read, and how far you are",
        "You, and whoever may arrange reading",
        "How long, how much or when you read is kept nowhere",
    ),
    (
        "That you passed something back",
        "You alone, when you do it",
        "The transcript is free again, and nothing keeps whose it was",
    ),
    (
        "What you say in a discussion or of a decision",
        "Everybody in the team, as you sign it: with your name, under a heading or with no name",
        "Signed with no name, no page or document has yours; nobody else words it differently",
    ),
    ("Whom you asked for a chat", "You and that person", "No job shows it to anybody else"),
    ("A line about yourself", "Everybody in the team", "Nobody else writes or clears it"),
)
_JOBS = {
    "transcripts": ("add transcripts, correct them, and say who took part", "private words"),
    "codebook": ("word the codes and say what each is for", "whose private note is about a code"),
    "reading": (
        "see who was asked to read what, and open what was read on our own first",
        "anybody’s unopened marks, and who passed something back",
    ),
    "outputs": (
        "make documents and files that leave the workbench",
        "anything that was not shared with the team, or that a participant said no to",
    ),
    "accounts": (
        "invite people, share out the jobs, name the study and its support contacts",
        "passwords, private words, and what anybody did when",
    ),
}


def page() -> None:
    """Draw both lists."""
    st.title("Who can see what", anchor=False)
    st.write("What each of us can see here and what nobody can, whatever job they do.")
    table(
        "The same holds for everybody in the team.",
        ("What", "Who sees it", "Beyond that"),
        [Row((what, ""), tuple(rest)) for what, *rest in _THINGS],
    )
    st.header("Jobs", anchor=False)
    table(
        "Everybody reads, marks, writes notes and compares. A job adds one thing to look after.",
        ("The job: to", "Whoever does it can", "They still cannot see"),
        [Row((JOBS[job], ""), words) for job, words in _JOBS.items()],
    )
    st.write(
        "Whoever controls the computer the workbench runs on could read what is kept on it while "
        "it runs. Nobody can change another person’s mark, or read private words through the "
        "workbench."
    )
    links.to("team", "Who does which job")
