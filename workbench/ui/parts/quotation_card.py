"""One quotation in a theme: its words, where it stands, and what can be done with it."""

from functools import partial

import streamlit as st

from workbench.domain.coding import PRESENCES
from workbench.domain.theme import PLACES, TELLS
from workbench.services import projects, themes
from workbench.services.quotable import WORDS
from workbench.services.themes import Shown
from workbench.ui import state
from workbench.ui.parts import kept, links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, joined, plain


def quotation_card(shown: Shown, *, first: bool, last: bool) -> None:
    """Show a quotation with its consent, its checks, its readings, and buttons."""
    guid = shown.chosen.guid
    with st.container(border=True, key=f"quotation_{guid}"):
        st.html(
            f'<blockquote class="quote">{as_html(shown.words)}</blockquote>'
            f'<p class="quiet">{as_html(shown.attribution)}</p>'
        )
        st.html(f'<p class="quiet">{as_html(_standing(shown))}</p>')
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if not first:
                press("Up", partial(_move, guid, -1), key=f"up_{guid}")
            if not last:
                press("Down", partial(_move, guid, 1), key=f"down_{guid}")
            kept.choice(
                "Printed",
                PLACES,
                now=shown.chosen.part,
                keep=lambda part: themes.place(state.desk(), guid, part),
                key=f"place_{guid}",
            )
            press("Take out", partial(_take_out, guid), key=f"out_{guid}")
        with st.expander("Trim it, check it, see how it was read", key=f"more_{guid}"):
            trim, check, read = st.tabs(["Trim it", "Check it", "How it was read"])
            with trim:
                _trim(shown)
            with check:
                _check(shown)
            with read:
                _readings(shown)


def _standing(shown: Shown) -> str:
    looked = "checked" if shown.checked else "to be checked"
    return (
        f"Quoting in reports: {WORDS[shown.report]}. In public summaries: {WORDS[shown.public]}. "
        f"Could it tell who this is? {looked.capitalize()}."
    )


def _trim(shown: Shown) -> None:
    guid = shown.chosen.guid
    st.write(
        "Delete the words you leave out; “…” is put there for you. Words of yours go in [square "
        "brackets]. What was said cannot be altered."
    )
    with st.form(f"trim_form_{guid}", border=False):
        st.text_area(
            "The quotation as it is printed", shown.words, key=_trimming(guid), height=160
        )
        with st.container(horizontal=True):
            press("Save", partial(_keep_trimmed, guid), key=f"trimmed_{guid}", in_form=True)
            if shown.words != shown.whole:
                press(
                    "Print all of it",
                    partial(_keep_trimmed, guid, shown.whole),
                    key=f"whole_{guid}",
                    in_form=True,
                )


def _check(shown: Shown) -> None:
    guid, me = shown.chosen.guid, state.person()
    mine = next((each for each in shown.checks if each.person == me), None)
    names = projects.members(state.desk())
    for each in shown.checks:
        told = joined(TELLS[key] for key in each.tells) or "nothing beyond the ID and the setting"
        why = f" “{each.words}”" if each.words else ""
        st.html(
            f'<p class="words">{as_html(names.get(each.person, "A former member"))} looked: it '
            f"tells {as_html(told)}.{as_html(why)}</p>"
        )
    st.write(
        "Read it as a stranger would, and as somebody who knows this person would. Where it tells "
        "one of these, say why it may be used all the same, and ask somebody else to look too."
    )
    with st.form(f"check_form_{guid}", border=False):
        for key, words in TELLS.items():
            st.checkbox(
                f"It tells {words}",
                value=bool(mine and key in mine.tells),
                key=f"tells_{key}_{guid}",
            )
        st.text_input(
            "Why it may be used (where you ticked something)",
            mine.words if mine else "",
            key=f"why_{guid}",
        )
        press(
            "I have looked at it", partial(_keep_check, guid), key=f"looked_{guid}", in_form=True
        )
    if mine:
        press("Take back what I said", partial(_back, guid), key=f"unlook_{guid}")


def _readings(shown: Shown) -> None:
    if not shown.readings:
        st.write("Nobody whose marks you can see has marked these words.")
    for who, code, presence in shown.readings:
        said = "" if presence == "not_said" else f": {PRESENCES[presence]}"
        st.html(f'<p class="words">{as_html(who)}: {as_html(code)}{as_html(said)}</p>')
    links.to(
        "read",
        f"In “{plain(shown.name)}”",
        source=shown.chosen.source,
        at=shown.chosen.span.start,
    )


def _move(guid: str, by: int) -> None:
    themes.move(state.desk(), guid, by)


def _take_out(guid: str) -> str:
    themes.take_out(state.desk(), guid)
    return "The quotation is out of this theme. Undo brings it back."


def _keep_trimmed(guid: str, words: str | None = None) -> str:
    themes.trim(state.desk(), guid, st.session_state[_trimming(guid)] if words is None else words)
    st.session_state.pop(_trimming(guid), None)
    return "Saved. It is to be checked again, since it reads differently now."


def _keep_check(guid: str) -> str:
    found = [key for key in TELLS if st.session_state[f"tells_{key}_{guid}"]]
    themes.check(state.desk(), guid, found, st.session_state[f"why_{guid}"] or "")
    return "Thank you. It is noted that you looked."


def _back(guid: str) -> str:
    themes.take_back_check(state.desk(), guid)
    return "What you said is taken back."


def _trimming(guid: str) -> str:
    return f"trimming_{guid}"
