"""Fields whose truth is kept in the study: shown as it stands there, written when changed.

Streamlit would go on showing what a person once chose, although another tab or the coding pane
has changed it since. So each run puts in what is kept, and a change is written in the callback.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from workbench.ui.parts import error_box


def tick(label: str, *, now: bool, keep: Callable[[bool], object], key: str) -> None:
    """Show a tick box for something kept; `keep` writes the new state."""
    st.session_state[key] = now
    st.checkbox(label, key=key, on_change=_keep, args=(keep, key))


def choice(
    label: str, words: dict[str, str], *, now: str, keep: Callable[[str], object], key: str
) -> None:
    """Show a choice of one for something kept. `words` says each possibility on screen."""
    st.session_state[key] = now
    st.selectbox(
        label,
        list(words),
        key=key,
        format_func=words.__getitem__,
        on_change=_keep,
        args=(keep, key),
    )


def several(
    label: str, words: dict[str, str], *, now: list[str], keep: Callable[[list], object], key: str
) -> None:
    """Show a choice of any, several or none for something kept."""
    st.session_state[key] = now
    st.multiselect(
        label,
        list(words),
        key=key,
        format_func=words.__getitem__,
        placeholder="None",
        on_change=_keep,
        args=(keep, key),
    )


def _keep(keep: Callable[[Any], object], key: str) -> None:
    with error_box.told_next():
        keep(st.session_state[key])
