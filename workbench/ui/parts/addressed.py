"""Fields whose state is in the address, so that a page can be linked to as it is seen.

Only identifiers and short keys go into the address, never names: Streamlit's own binding of a
field to the address would put there what stands on the screen.
"""

from collections.abc import Mapping

import streamlit as st

from workbench.ui import state


def choice(label: str, words: Mapping[str, str], *, part: str, buttons: bool = False) -> str:
    """Show a choice of one; the first is meant where the address says nothing.

    Parameters
    ----------
    words
        What each possibility is called on the screen.
    part
        The part of the address it is kept in.
    buttons
        Whether to show all possibilities beside one another instead of in a list.
    """
    first = next(iter(words))
    asked = state.named(part)
    chosen = asked if asked is not None and asked in words else first
    key = f"address_{part}"
    st.session_state[key] = chosen
    if buttons:
        st.radio(
            label,
            list(words),
            key=key,
            format_func=words.__getitem__,
            horizontal=True,
            on_change=_keep,
            args=(part, key, first),
        )
    else:
        st.selectbox(
            label,
            list(words),
            key=key,
            format_func=words.__getitem__,
            on_change=_keep,
            args=(part, key, first),
        )
    return chosen


def several(label: str, words: Mapping[str, str], *, part: str, none: str) -> list[str]:
    """Show a choice of several; `none` says what choosing nothing means, such as “Everybody”."""
    chosen = [one for one in st.query_params.get_all(part) if one in words]
    key = f"address_{part}"
    st.session_state[key] = chosen
    st.multiselect(
        label,
        list(words),
        key=key,
        format_func=words.__getitem__,
        placeholder=none,
        on_change=_keep,
        args=(part, key, []),
    )
    return chosen


def number(part: str, *, first: int) -> int:
    """Give a number kept in the address, or `first`."""
    asked = state.named(part) or ""
    return max(first, int(asked)) if asked.isascii() and asked.isdecimal() else first


def set_number(part: str, value: int) -> None:
    """Put a number into the address, from a callback."""
    st.query_params[part] = str(value)


def _keep(part: str, key: str, plain: object) -> None:
    value = st.session_state[key]
    if value == plain:
        st.query_params.pop(part, None)
    else:
        st.query_params[part] = value
