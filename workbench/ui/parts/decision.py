"""One decision: its sentence, what people added to it, and everything that can be added."""

from datetime import date
from functools import partial

import streamlit as st

from workbench.domain.deciding import PRESENCE, Decision
from workbench.domain.ids import Guid
from workbench.services import deciding, discussing, projects, reading, saying
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.entries import earlier, entries, reword
from workbench.ui.parts.press import press
from workbench.ui.parts.say_box import say_box
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, day, joined, plain

# What is shown of a decision where there is something, in this order.
_SHOWN = {
    "option": "Options",
    "heard": "Whose view was heard",
    "view": "Views",
    "dissent": "Who saw it differently, and why",
    "changed": "What changed because of it",
}
_ADDED = {
    "view": ("A view", "What do you think of it?"),
    "dissent": (
        "I saw it differently",
        "What you saw differently, and why. Nobody else can change these words.",
    ),
    "option": ("An option", "Something else we could do, and what it would change"),
    "heard": ("Whose view was heard", "Whose, and how it came in: said, typed, passed on"),
    "changed": ("What changed because of it", "What changed"),
    "wait": ("Wait for …", "Whom or what to wait for, and until when"),
}
_CHOICE = "decision_adding"


def decision(one: Decision) -> None:
    """Show a decision as a page of its own."""
    st.title("A decision", anchor=False)
    links.to("decided", "All decisions and discussions")
    _sentence(one)
    undo_buttons(saying.DECIDING, undo=saying.undo, redo=saying.redo)
    _people(one)
    for kind, heading in _SHOWN.items():
        found = one.said(kind)
        if found:
            st.subheader(heading, anchor=False)
            entries(found)
    _evidence(one)
    _waiting(one)
    st.header("Add more", anchor=False)
    st.html('<p class="quiet">Only if you like, and at any time.</p>')
    _add(one)


def _sentence(one: Decision) -> None:
    st.html(f'<p class="words sentence">{as_html(one.sentence)}</p>')
    told = f"{one.by}, {day(one.on)}"
    st.html(f'<p class="quiet">{as_html(told)}</p>')
    reword(one.said("sentence")[-1])
    if one.alone:
        st.html('<p class="quiet">Made by one person alone.</p>')


def _people(one: Decision) -> None:
    for presence, words in PRESENCE.items():
        people = one.people(presence)
        if people:
            said = f"{words.capitalize()}: {joined(people)}."
            st.html(f'<p class="words">{as_html(said)}</p>')


def _evidence(one: Decision) -> None:
    rests = [one.discussion, *(each.choice for each in one.said("evidence"))]
    talked = {each.guid: each for each in discussing.listed(state.desk())}
    there = [talked[Guid(guid)] for guid in rests if guid in talked]
    if there:
        st.subheader("What it rests on", anchor=False)
    for each in there:
        links.to("decided", plain(each.title()), discussion=each.guid)


def _waiting(one: Decision) -> None:
    for each in one.said("wait"):
        if each.words:
            st.html(f'<p class="words">Waiting for: {as_html(each.words)}</p>')
            earlier(each)
    for each in one.said("review"):
        if each.choice:
            st.html(f'<p class="words">To be looked at again on {as_html(day(each.choice))}.</p>')


def _add(one: Decision) -> None:
    adding = {
        **{part: words for part, (words, _) in _ADDED.items()},
        "people": "Who was there, joined another way or could not come",
        "evidence": "What it rests on",
        "review": "A day to look at it again",
    }
    chosen = st.radio(
        "What would you like to add?",
        list(adding),
        format_func=adding.__getitem__,
        key=f"{_CHOICE}_{one.guid}",
    )
    if chosen in _ADDED:
        say_box(
            _ADDED[chosen][1],
            partial(_said, one.guid, chosen),
            place=f"{chosen}_{one.guid}",
            signed=chosen in ("view", "dissent", "option", "heard"),
        )
    elif chosen == "people":
        _add_people(one)
    elif chosen == "evidence":
        _add_evidence(one)
    else:
        _add_review(one)


def _add_people(one: Decision) -> None:
    members = projects.members(state.desk())
    key = f"people_{one.guid}_{len(one.entries)}"
    with st.form(f"form_{key}", border=False):
        st.radio(
            "Where they were",
            list(PRESENCE),
            format_func=PRESENCE.__getitem__,
            key=f"where_{key}",
            horizontal=True,
        )
        st.multiselect(
            "Members of the team",
            list(members),
            format_func=members.__getitem__,
            key=f"who_{key}",
            placeholder="Choose people",
        )
        st.text_input("Anybody else, such as “the advisory group”", key=f"other_{key}")
        press("Save", partial(_named, one.guid, key), key=f"save_{key}", in_form=True)


def _add_evidence(one: Decision) -> None:
    rests = {one.discussion, *(each.choice for each in one.said("evidence"))}
    offered = {
        each.guid: each.title()
        for each in discussing.listed(state.desk())
        if each.guid not in rests
    }
    key = f"evidence_{one.guid}_{len(one.entries)}"
    names = {row["guid"]: row["name"] for row in reading.transcripts(state.desk())}
    with st.form(f"form_words_{key}", border=False):
        st.selectbox("Transcript", list(names), format_func=names.__getitem__, key=f"in_{key}")
        st.text_input("Words of it, copied from the text", key=f"words_{key}")
        press("Save", partial(_rests_on_words, one.guid, key), key=f"keep_{key}", in_form=True)
    if not offered:
        return
    with st.form(f"form_{key}", border=False):
        st.selectbox(
            "Or something we talked about",
            list(offered),
            format_func=offered.__getitem__,
            key=key,
        )
        press("Save", partial(_rests_on, one.guid, key), key=f"save_{key}", in_form=True)


def _add_review(one: Decision) -> None:
    now = next((each.choice for each in one.said("review")), "")
    key = f"review_{one.guid}_{now}"
    with st.form(f"form_{key}", border=False):
        st.date_input(
            "Look at it again on",
            date.fromisoformat(now) if now else None,
            key=key,
            format="DD/MM/YYYY",
        )
        press("Save", partial(_review, one.guid, key), key=f"save_{key}", in_form=True)


def _said(guid: Guid, part: str, words: str, signed: str, heading: str | None) -> str:
    deciding.add(state.desk(), guid, part, words, signed=signed, heading=heading)
    return "Saved."


def _named(guid: Guid, key: str) -> str:
    typed = st.session_state
    people = [*typed[f"who_{key}"], typed[f"other_{key}"] or ""]
    deciding.name_people(state.desk(), guid, typed[f"where_{key}"], people)
    return "Saved."


def _rests_on(guid: Guid, key: str) -> str:
    deciding.point_to(state.desk(), guid, st.session_state[key])
    return "Saved."


def _rests_on_words(guid: Guid, key: str) -> str:
    typed = st.session_state
    deciding.rest_on_words(state.desk(), guid, typed[f"in_{key}"], typed[f"words_{key}"] or "")
    return "Saved."


def _review(guid: Guid, key: str) -> str:
    deciding.review_on(state.desk(), guid, st.session_state[key])
    return "Saved."
