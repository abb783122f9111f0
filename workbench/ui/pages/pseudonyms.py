"""Pseudonyms: find names in the transcripts, say what stands in their place, and replace them."""

from functools import partial

import streamlit as st

from workbench.domain.errors import WorkbenchError
from workbench.domain.pseudonym import KINDS, LONGEST_WORDS
from workbench.services import names_found, places_of_names, projects, pseudonyms
from workbench.services.names_found import Group, Overview
from workbench.services.places_of_names import Where
from workbench.ui import state
from workbench.ui.parts import (
    addressed,
    error_box,
    kept,
    links,
    name_places,
    real_words,
    replacing,
)
from workbench.ui.parts.press import press
from workbench.ui.parts.select_words import select_words
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, joined, many, plain

_AT_A_TIME = 15
_LOOKING = "transcripts_being_looked_through"
_MISSED = "words_that_were_missed"


def page() -> None:
    """Draw everything found, or the one name in the address."""
    where = name_places.in_address()
    if where is not None:
        name_places.one(where)
        return
    st.title("Pseudonyms", anchor=False)
    if state.desk().viewer.may("transcripts"):
        _everything()
    else:
        _second_reading()


def _everything() -> None:
    st.write(
        "Find names and other words that tell who somebody is, and say what should stand in "
        "their place."
    )
    replacing.receipt()
    name_places.said()
    undo_buttons(pseudonyms.PSEUDONYMS, undo=pseudonyms.undo, redo=pseudonyms.redo)
    found = names_found.overview(state.workspace(), state.desk())
    _look_through(found)
    if found.found:
        _waiting(found)
    elif not found.unread:
        st.write("No name waits for an answer. What was missed you can add here.")
    _missed()
    _select()
    if found.chosen:
        st.header(f"To be replaced ({len(found.chosen)})", anchor=False)
        _groups(found.chosen, key="chosen")
        _second_readers()
        replacing.offer()
    if found.left:
        with st.expander(f"No names, or left as they are ({len(found.left)})"):
            _groups(found.left, key="left")
    real_words.offer()


def _look_through(found: Overview) -> None:
    """Have transcripts looked through, one after the other; what is done stays when one leaves."""
    unread = found.unread
    if unread:
        press(
            f"Look through {many(len(unread), 'transcript')}",
            _begin_looking,
            primary=True,
            disabled=bool(st.session_state.get(_LOOKING)),
        )
    st.html(f'<p class="about">{as_html(pseudonyms.model_in_use())}</p>')
    if not st.session_state.pop(_LOOKING, False) or not unread:
        return
    progress = st.progress(0.0, f"Looking through {many(len(unread), 'transcript')}")
    troubles = []
    for number, source in enumerate(unread, 1):
        try:
            pseudonyms.look_through(state.workspace(), state.desk(), source)
        except WorkbenchError as trouble:
            troubles.append(str(trouble))
        progress.progress(number / len(unread), f"{number} of {len(unread)} looked through")
    if troubles:
        st.html(f'<div class="told"><p>{as_html(troubles[0])}</p></div>')
    else:
        st.rerun()


def _begin_looking() -> None:
    st.session_state[_LOOKING] = True


def _waiting(found: Overview) -> None:
    """Show what waits for an answer; once all is looked through, the first is the next to do."""
    first = found.found[0]
    if not found.unread:
        links.button(
            f"Next: “{plain(first.words)}”",
            "pseudonyms",
            key="next_name",
            **name_places.address(first.where),
        )
    st.header(f"Waiting for an answer ({len(found.found)})", anchor=False)
    shown = addressed.number("shown", first=_AT_A_TIME)
    _groups(found.found[:shown], key="waiting")
    left = len(found.found) - shown
    if left > 0:
        press(
            f"Show {min(left, _AT_A_TIME)} more",
            partial(addressed.set_number, "shown", shown + _AT_A_TIME),
        )


def _groups(groups: tuple[Group, ...] | list[Group], *, key: str) -> None:
    with st.container(key=f"transcripts_of_{key}", gap=None):
        for group in groups:
            instead = f" → {group.replacement}" if group.replacement else ""
            with st.container(gap=None):
                links.to(
                    "pseudonyms",
                    plain(f"“{group.words}”{instead}"),
                    **name_places.address(group.where),
                )
                about = [_where(group)] if key == "chosen" else [KINDS[group.kind]]
                about += [group.context] if group.context else []
                st.html(f'<p class="about">{as_html(" · ".join(about))}</p>')


def _where(group: Group) -> str:
    if not group.places:
        return "around the text"
    return f"{many(group.places, 'place')} in {many(group.transcripts, 'transcript')}"


def _missed() -> None:
    """Add words by typing or pasting them, as they stand in a transcript."""
    with st.form("missed", border=False):
        st.text_input(
            "Words that were missed, as they stand in a transcript",
            key=_MISSED,
            max_chars=LONGEST_WORDS,
            autocomplete="off",
        )
        may_answer = state.desk().viewer.may("transcripts")
        press("Show where they stand" if may_answer else "Add them", _show_missed, in_form=True)


def _select() -> None:
    """Read a transcript through, and add what was missed by selecting it."""
    names = places_of_names.to_read(state.desk())
    if not names:
        return
    with st.expander("Read a transcript through, and select what was missed", key="read_through"):
        source = st.selectbox(
            "Transcript to read through",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="Choose one",
            key="transcript_to_read_through",
        )
        if source is not None:
            turns = places_of_names.turns_to_read(state.desk(), source)
            select_words(source, turns, do=_selected)


def _selected(where: Where) -> None:
    desk = state.desk()
    if desk.viewer.may("transcripts"):
        name_places.go_to(where)
        return
    words = places_of_names.words_at(desk, where)
    pseudonyms.point_out(desk, words)
    error_box.say_next(f"Added: “{words}”. Whoever looks after transcripts sees it.")


def _show_missed() -> str | None:
    words = st.session_state[_MISSED] or ""
    desk = state.desk()
    if not desk.viewer.may("transcripts"):
        pseudonyms.point_out(desk, words)
        return "Added. Whoever looks after transcripts sees it among what was found."
    name_places.go_to(places_of_names.first_place(desk, words))
    return None


def _second_reading() -> None:
    """Show somebody who was asked to look what is to be replaced, each in its places."""
    chosen = names_found.chosen(state.workspace(), state.desk())
    st.write(
        "You were asked to look at what is to be replaced in the transcripts, and at what may "
        "have been missed."
    )
    st.header(f"To be replaced ({len(chosen)})", anchor=False)
    _groups(chosen, key="chosen")
    if not chosen:
        st.write("Nothing waits to be replaced at the moment.")
    st.header("Missed", anchor=False)
    _missed()
    _select()
    desk = state.desk()
    if pseudonyms.second_readers(desk)[desk.viewer.self()] == "looked":
        st.write("You said that you have looked.")
        press("I want to look again", partial(_looked, False))
    else:
        press("I have looked", partial(_looked, True), primary=True)


def _looked(done: bool) -> None:
    pseudonyms.looked(state.desk(), done)


def _second_readers() -> None:
    """Ask others to look at what is proposed before it is replaced."""
    desk = state.desk()
    me = desk.viewer.self()
    team = {str(guid): name for guid, name in projects.members(desk).items() if guid != me}
    readers = pseudonyms.second_readers(desk)
    if not team:
        return
    kept.several(
        "Ask somebody to look at these before they are replaced",
        team,
        now=[guid for guid in readers if guid in team],
        key="second_readers",
        keep=_ask,
    )
    done = [team[guid] for guid, said in readers.items() if said == "looked" and guid in team]
    asked = [team[guid] for guid, said in readers.items() if said == "asked" and guid in team]
    told = [f"{joined(done)} {'has' if len(done) == 1 else 'have'} looked."] if done else []
    told += (
        [f"{joined(asked)} {'is' if len(asked) == 1 else 'are'} asked to look."] if asked else []
    )
    if told:
        st.html(f'<p class="quiet">{as_html(" ".join(told))}</p>')


def _ask(chosen: list) -> None:
    readers = pseudonyms.second_readers(state.desk())
    for person in {*chosen, *readers}:
        if (person in chosen) != (person in readers):
            pseudonyms.ask_to_look(state.desk(), person, person in chosen)
