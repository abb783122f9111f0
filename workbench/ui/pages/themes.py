"""Themes: what the team makes of each value and of anything else it heard, in its own words."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from workbench.domain.theme import PARTS, Theme
from workbench.services import framework_matrix, picking, themes
from workbench.services.themes import Shown
from workbench.ui import state
from workbench.ui.parts import addressed, kept, links
from workbench.ui.parts.press import press
from workbench.ui.parts.prose_field import prose_field
from workbench.ui.parts.prose_history import prose_history
from workbench.ui.parts.quotation_card import quotation_card
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, many, plain

_WHY = {
    "claim": "One or two sentences that claim something; a topic alone is not a claim yet.",
    "looked_like": "Short paragraphs: what people told you, where, and for whom.",
    "hard": "What people told you about going without it, or about its price.",
    "links": "How it bears on the other values.",
    "tensions": "Where it pulls against something else, or against itself.",
}
_LINES = {"claim": 3, "looked_like": 7, "hard": 5, "links": 3, "tensions": 3}
_MADE = "themes_made"


def page() -> None:
    """Draw all themes, or the one in the address."""
    desk = state.desk()
    known = themes.listed(desk)
    here = next((each for each in known if each.guid == state.named("theme")), None)
    st.title(plain(here.title) if here else "Themes", anchor=False)
    if here:
        links.to("themes", "All themes")
        undo_buttons(themes.THEMES, undo=themes.undo, redo=themes.redo)
        _theme(here)
        return
    st.write(
        "Write here what you make of what you heard: value by value, and themes of your own. "
        "Nothing is written for you, and your reports are made from it."
    )
    if state.named("theme"):
        st.write("The theme this address names is not in this study, or is no longer there.")
    undo_buttons(themes.THEMES, undo=themes.undo, redo=themes.redo)
    quoted = themes.quotations(desk)
    st.header("The values", anchor=False)
    _list([theme for theme in known if theme.code], quoted)
    st.header("Themes of our own", anchor=False)
    _list([theme for theme in known if not theme.code], quoted)
    number = st.session_state.setdefault(_MADE, 0)
    with st.form("add_theme", border=False):
        st.text_input("Title of another theme", key=f"new_theme_{number}", max_chars=60)
        press("Add a theme", _add, in_form=True)


def _list(found: Iterable[Theme], quoted: list[Shown]) -> None:
    for theme in found:
        words = themes.written(state.desk(), theme.guid)
        own = [each for each in quoted if each.chosen.theme == theme.guid]
        printed = [each for each in own if each.chosen.part != "gathered"]
        told = [
            words.get("claim", "") or ("no claim yet" if words else "nothing written yet"),
            many(len(printed), "quotation") if printed else "",
            f"{len(own) - len(printed)} gathered" if len(own) > len(printed) else "",
        ]
        with st.container(gap=None):
            links.to("themes", plain(theme.title), theme=theme.guid)
            st.html(f'<p class="about">{as_html(" · ".join(filter(None, told)))}</p>')


def _theme(theme: Theme) -> None:
    found = themes.quotations(state.desk(), theme.guid)
    links.button(
        "Find quotations for it", "quotations", key="find", theme=theme.guid, code=theme.code
    )
    for part, title in PARTS.items():
        st.header(title, anchor=False)
        prose_field(title, _WHY[part], about=theme.guid, part=part, lines=_LINES[part])
        if part in ("looked_like", "hard"):
            _quotations([each for each in found if each.chosen.part == part])
    if theme.code:
        _matrix(theme)
    _gathered(theme, [each for each in found if each.chosen.part == "gathered"])
    prose_history(theme.guid, PARTS)
    if theme.code is None:
        _rename(theme)


def _matrix(theme: Theme) -> None:
    """Offer a few words on each participant, which make a row of the framework matrix."""
    with st.expander("Participant by participant", key="matrix"):
        st.write(
            "A few words on what each person said of this; they stand in the framework matrix, "
            "which the thematic summary can hold."
        )
        people = picking.participants_read(state.desk())
        chosen = addressed.choice("Participant", {"": "Choose one", **people}, part="participant")
        if chosen:
            prose_field(
                people[chosen],
                "In a sentence or two, with where it stands if you like.",
                about=framework_matrix.about(theme.guid),
                part=chosen,
                lines=2,
            )


def _quotations(found: list[Shown]) -> None:
    for number, each in enumerate(found):
        quotation_card(each, first=number == 0, last=number == len(found) - 1)


def _gathered(theme: Theme, found: list[Shown]) -> None:
    st.header("What it rests on", anchor=False)
    st.write(
        "Codes and passages gathered for this theme. They are not printed unless you say where."
    )
    names = picking.codes(state.desk())
    kept.several(
        "Codes beside those under the value" if theme.code else "Codes",
        names,
        now=[code for code in theme.codes if code in names],
        keep=lambda chosen: themes.describe(state.desk(), theme.guid, codes=chosen),
        key=f"codes_{theme.guid}",
    )
    if theme.discussion:
        links.to("decided", "The talk it came out of", discussion=theme.discussion)
    for decision in theme.decisions:
        links.to("decided", "A decision it rests on", decision=decision)
    _quotations(found)


def _rename(theme: Theme) -> None:
    with st.form("rename_theme", border=False):
        st.text_input("Title", theme.title, key="theme_title", max_chars=60)
        press("Save the title", partial(_retitle, theme.guid), in_form=True)
    press("Remove this theme", partial(_remove, theme.guid))


def _add() -> None:
    number = st.session_state[_MADE]
    made = themes.start(state.desk(), st.session_state[f"new_theme_{number}"] or "")
    st.session_state[_MADE] += 1
    st.query_params["theme"] = made


def _retitle(guid: str) -> str:
    themes.describe(state.desk(), guid, title=st.session_state["theme_title"] or "")
    return "The title is saved."


def _remove(guid: str) -> str:
    themes.remove(state.desk(), guid)
    st.query_params.pop("theme", None)
    return "The theme is removed. Undo brings it back with all that was written."
