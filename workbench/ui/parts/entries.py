"""What people said, in their own words, and beside one's own the way to word it differently."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from workbench.domain.deciding import OWNED, Entry
from workbench.services import saying
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day

_REWORDING = "entry_being_reworded"


def entries(found: Iterable[Entry], *, scope: str = saying.DECIDING) -> None:
    """Show entries one under another."""
    for each in found:
        entry(each, scope=scope)


def entry(one: Entry, *, scope: str = saying.DECIDING) -> None:
    """Show one entry, with what it said before where it was corrected."""
    with st.container(key=f"entry_{one.guid}", gap=None):
        words = f'<p class="words">{as_html(one.words)}</p>' if one.words else ""
        st.html(f'{words}<p class="quiet">{as_html(_by(one))}</p>')
        reword(one, scope=scope)


def reword(one: Entry, *, scope: str = saying.DECIDING) -> None:
    """Offer to word an entry differently where one may, and what it said before."""
    if st.session_state.get(_REWORDING) == one.guid:
        _reword(one, scope)
    elif one.mine or one.kind not in OWNED:
        press("Word it differently", partial(_begin, one), key=f"reword_{one.guid}", quiet=True)
    earlier(one)


def earlier(one: Entry) -> None:
    """Offer what an entry said before it was corrected."""
    if any(one.earlier):
        with st.expander("What it said before", key=f"before_{one.guid}"):
            for words in filter(None, one.earlier):
                st.html(f'<p class="words">{as_html(words)}</p>')


def _by(one: Entry) -> str:
    own = " (you)" if one.mine and one.signed != "named" else ""
    return f"{one.by}{own}, {day(one.on)}"


def _begin(one: Entry) -> None:
    st.session_state[_REWORDING] = one.guid


def _leave() -> None:
    st.session_state.pop(_REWORDING, None)


def _reword(one: Entry, scope: str) -> None:
    key = f"rewording_{one.guid}"
    with st.form(f"reword_form_{one.guid}", border=False):
        st.text_area("In other words", one.words, key=key, height=120)
        st.html('<p class="quiet">What it says now stays to be read below it.</p>')
        with st.container(horizontal=True):
            press("Save", partial(_keep, one, key, scope), primary=True, in_form=True)
            press("Leave it as it is", _leave, in_form=True)


def _keep(one: Entry, key: str, scope: str) -> str:
    saying.correct(state.desk(), one.guid, st.session_state[key] or "", scope=scope)
    _leave()
    return "Saved."
