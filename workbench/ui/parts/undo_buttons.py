"""Undo and redo on a page: each button says what it takes back or does again."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench.services import last_step
from workbench.services.desks import Desk
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import plain


def undo_buttons(
    scope: str, *, undo: Callable[[Desk], object], redo: Callable[[Desk], object] | None = None
) -> None:
    """Show what can be taken back or done again in this place, and nothing where nothing can.

    Parameters
    ----------
    scope
        The place whose steps are meant, as `services.undoing` has it.
    """
    words = last_step.in_words(state.desk(), scope)
    with st.container(horizontal=True):
        for which, begins, after, act in (
            ("undo", "Undo", "Taken back", undo),
            ("redo", "Do again", "Done again", redo),
        ):
            if act is not None and which in words:
                press(
                    f"{begins}: {plain(words[which])}",
                    partial(_replay, act, f"{after}: {words[which]}."),
                    key=f"{which}_{scope}",
                )


def _replay(act: Callable[[Desk], object], said: str) -> str:
    act(state.desk())
    return said
