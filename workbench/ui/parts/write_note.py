"""Writing a note from anywhere. What is typed stays until it is saved, whatever page one is on."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.note import QUESTIONS, VISIBILITIES
from workbench.services import note_links, notes, projects
from workbench.ui import state
from workbench.ui.parts.press import press

_WRITTEN = "notes_written"
# Whom a new note is for; a note on the data is the team's.
_DATA = "data"
_FOR = {
    **{who: VISIBILITIES[who] for who in ("me", "picked", "team")},
    _DATA: "the team, as a note on the data",
}


def write_note(
    *, place: str, source: str | None = None, about: tuple[str, Guid] | None = None
) -> None:
    """Show the fields for a new note and keep it when asked.

    Parameters
    ----------
    place
        Tells the places apart where a note can be written; each has its own draft.
    source
        The transcript on the screen, which the note can be about.
    about
        What else the page is about, as `note_links.here` has it.
    """
    # A new number gives empty fields once a note is saved, and only then.
    number = st.session_state.setdefault(f"{_WRITTEN}_{place}", 0)
    draft = f"{place}_{number}"
    # Not a form, which would lose what is typed when one goes to another page.
    st.text_area("Your note", key=f"note_{draft}", height=160, persist_state="session")
    with st.popover("Questions to begin from"):
        st.markdown("\n".join(f"- {question}" for question in QUESTIONS))
    if source is not None:
        _it_is_about("transcript", f"about_{draft}")
    if about is not None:
        _it_is_about(note_links.KINDS[about[0]].word.lower(), f"this_{about[1]}_{draft}")
    things = note_links.to_choose_from(state.desk())
    st.multiselect(
        "It is also about" if source or about else "It is about",
        list(things),
        format_func=lambda thing: things.get(thing, "No longer here"),
        placeholder="A code, a theme, a discussion; or nothing",
        key=f"things_{draft}",
        persist_state="session",
    )
    st.radio(
        "Who may read it",
        list(_FOR),
        key=f"readers_{draft}",
        format_func=_FOR.__getitem__,
        horizontal=True,
        persist_state="session",
    )
    if st.session_state[f"readers_{draft}"] == "picked":
        pick(f"picked_{draft}", until_saved=True)
    press("Save", partial(_save, place, source, about), key=f"save_{place}", primary=True)


def pick(key: str, *, until_saved: bool = False) -> None:
    """Ask which of my colleagues may read a note."""
    me = state.person()
    team = {who: name for who, name in projects.members(state.desk()).items() if who != me}
    st.multiselect(
        "The people who may read it",
        list(team),
        format_func=lambda who: team.get(who, "no longer in the team"),
        placeholder="Choose one or several",
        key=key,
        persist_state="session" if until_saved else None,
    )


def _it_is_about(what: str, key: str) -> None:
    st.checkbox(f"It is about this {what}", value=True, key=key, persist_state="session")


def _save(place: str, source: str | None, here: tuple[str, Guid] | None) -> str:
    typed, number = st.session_state, st.session_state[f"{_WRITTEN}_{place}"]
    draft = f"{place}_{number}"
    about = source is not None and typed[f"about_{draft}"]
    things = list(typed[f"things_{draft}"])
    if here is not None and typed[f"this_{here[1]}_{draft}"] and here not in things:
        things.append(here)
    who = typed[f"readers_{draft}"]
    notes.write(
        state.desk(),
        typed[f"note_{draft}"] or "",
        visibility="team" if who == _DATA else who,
        kind="memo" if who == _DATA else "reflexive",
        source=source if about else None,
        readers=typed.get(f"picked_{draft}", ()),
        about=things,
    )
    st.session_state[f"{_WRITTEN}_{place}"] = number + 1
    return "Your note is saved."
