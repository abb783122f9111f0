"""One name with all its places, each with its own tick, and what should stand there instead."""

from functools import partial

import streamlit as st

from workbench.domain.ids import guid_from
from workbench.domain.pseudonym import LONGEST_REPLACEMENT
from workbench.services import names_found, places_of_names, pseudonyms
from workbench.services.places_of_names import Name, Place, Where
from workbench.ui import state
from workbench.ui.parts import error_box, links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, joined, many, plain

_AT_A_TIME = 100
_SAID = "said_of_a_name"
_PARTS = ("source", "at", "to", "speaker")


def address(where: Where) -> dict[str, str | int | None]:
    """The parts of an address that lead to some words: where they stand, never what they are."""
    if where.speaker:
        return {"source": where.source, "speaker": where.speaker}
    return {"source": where.source, "at": where.start, "to": where.end}


def in_address() -> Where | None:
    """Where the words in the address stand; None where it names none."""
    source, at, to, speaker = map(state.named, _PARTS)
    if not source or not (speaker or (at and to)):
        return None
    start, end = (int(part) if part and part.isdecimal() else 0 for part in (at, to))
    return Where(guid_from(source), start, end, guid_from(speaker) if speaker else None)


def go_to(where: Where | None) -> None:
    """Put words into the address, from a callback; None leads back to everything found."""
    for part in _PARTS:
        st.query_params.pop(part, None)
    for part, value in (address(where) if where else {}).items():
        st.query_params[part] = str(value)


def said() -> None:
    """Say once what was just answered for a name, wherever that has led."""
    error_box.tell_kept(_SAID)


def one(where: Where) -> None:
    """Draw one name: its places, what to write, and what else can be said of it."""
    links.to("pseudonyms", "All names")
    said()
    found = places_of_names.name_at(state.workspace(), state.desk(), where)
    st.title(f"“{plain(found.words)}”", anchor=False)
    if not state.desk().viewer.may("transcripts"):
        st.write(f"It is to be replaced by {plain(found.replacement)} in these places.")
        for place in found.places:
            _shown(place)
        return
    st.write("Tick the places in which it tells who somebody is, and say what should stand there.")
    _said(found, where)
    shown = sorted(found.places, key=lambda place: place.replace is not None)[:_AT_A_TIME]
    with st.form(f"places_{where.source}_{where.start}_{where.speaker}", border=False):
        for place in shown:
            st.checkbox(
                _label(place),
                value=place.likely if place.replace is None else place.replace,
                key=_tick(place),
            )
        if len(shown) < len(found.places):
            st.write(f"The other {len(found.places) - len(shown)} are shown once these are saved.")
        st.text_input(
            "Write instead",
            found.replacement.strip("[]"),
            key=_instead(where),
            max_chars=LONGEST_REPLACEMENT,
            placeholder="sister, town, hospital, first name of a friend",
            autocomplete="off",
        )
        st.html(
            '<p class="quiet">It is written in [square brackets]. Nothing is replaced yet; places '
            "without a tick stay as they are.</p>"
        )
        with st.container(horizontal=True):
            press(
                "Replace where ticked", partial(_answer, where, shown), primary=True, in_form=True
            )
            press("Tells nothing: leave it everywhere", partial(_leave, where), in_form=True)


def _said(found: Name, where: Where) -> None:
    """Say what has been answered, and let it be taken back."""
    yes = sum(place.replace is True for place in found.places)
    if found.not_a_name:
        told = "Somebody said that it tells nothing of anybody, so it is not proposed."
    elif yes:
        told = f"{many(yes, 'place')} will be replaced by {found.replacement}."
    elif found.replacement:
        told = f"It was replaced by {found.replacement} before."
    else:
        return
    st.html(f'<p class="about">{as_html(told)}</p>')
    if found.not_a_name or yes:
        press("Take this back", partial(_take_back, where))


def _label(place: Place) -> str:
    """One place as a line: the transcript, and the words with what stands around them."""
    name = plain(place.name)
    if place.around:
        return f"{name}, around the text: {joined(place.around)}"
    # The blanks at the ends, which `plain` leaves out, tell “Ann” from the end of “Joann”.
    before = plain(place.before) + " " * place.before[-1:].isspace()
    after = " " * place.after[:1].isspace() + plain(place.after)
    return f"{name}: {before}**{plain(place.words)}**{after}"


def _shown(place: Place) -> None:
    st.markdown(_label(place))


def _instead(where: Where) -> str:
    return f"instead_{where.source}_{where.start}_{where.speaker}"


def _tick(place: Place) -> str:
    return f"place_{place.key}"


def _answer(where: Where, shown: list[Place]) -> None:
    ticked = {place.key for place in shown if st.session_state[_tick(place)]}
    words = places_of_names.words_at(state.desk(), where)
    waiting = pseudonyms.answer(
        state.workspace(),
        state.desk(),
        where,
        replacement=st.session_state[_instead(where)] or "",
        replace=ticked,
        leave={place.key for place in shown} - ticked,
    )
    _go_on()
    told = f"{many(waiting, 'place')} will be replaced" if waiting else "it stays as it is"
    error_box.say_next(f"“{words}”: {told}.", _SAID)


def _leave(where: Where) -> None:
    words = places_of_names.words_at(state.desk(), where)
    pseudonyms.not_a_name(state.workspace(), state.desk(), where)
    _go_on()
    error_box.say_next(f"“{words}” is left as it is everywhere.", _SAID)


def _take_back(where: Where) -> None:
    pseudonyms.take_back(state.workspace(), state.desk(), where)


def _go_on() -> None:
    """Lead to the next name that waits for an answer, or back to everything found."""
    waiting = names_found.overview(state.workspace(), state.desk()).found
    go_to(waiting[0].where if waiting else None)
