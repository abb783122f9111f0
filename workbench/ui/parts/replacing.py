"""Replacing names on the screen: what it does in words, one confirmation, a receipt."""

import streamlit as st

from workbench.services import replacing
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html

_ASKED, _MEANT, _DONE = "replacing_asked", "replacing_is_meant", "replacing_done"


def offer() -> None:
    """Say what replacing would do when asked, and do it after one deliberate confirmation."""
    if st.session_state.get(_ASKED) != state.desk().project.guid:
        press("See what replacing them does", _ask)
        return
    foretold = replacing.preview(state.workspace(), state.desk())
    with st.container(border=True):
        _sentences(foretold.sentences)
        with st.form("replace_for_good", border=False):
            st.checkbox("I have read this, and I know that it cannot be undone", key=_MEANT)
            with st.container(horizontal=True):
                press("Replace them for good", _replace, in_form=True)
                press("Not now", _forget_asking, in_form=True)


def receipt() -> None:
    """Say, to the person who did it, what replacing did and what is left to do."""
    project, done = st.session_state.get(_DONE, (None, None))
    if done is None or project != state.desk().project.guid:
        return
    _sentences(done.sentences)
    press("I have read this", _forget)


def _ask() -> None:
    st.session_state[_ASKED] = state.desk().project.guid


def _forget_asking() -> None:
    st.session_state.pop(_ASKED, None)


def _replace() -> str | None:
    if not st.session_state[_MEANT]:
        return "Tick that you have read it. Nothing was changed."
    desk = state.desk()
    done = replacing.replace(state.workspace(), desk)
    st.session_state[_DONE] = (desk.project.guid, done)
    _forget_asking()
    return None


def _forget() -> None:
    st.session_state.pop(_DONE, None)


def _sentences(said: tuple[str, ...]) -> None:
    items = "".join(f"<li>{as_html(sentence)}</li>" for sentence in said)
    st.html(f'<ul class="words">{items}</ul>')
