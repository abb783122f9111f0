"""A box for saying something that stays, and the choice of how it is signed.

What is typed stays until it is saved, whatever page one is on.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench.domain.deciding import SIGNED
from workbench.services import perspectives
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import plain

Say = Callable[[str, str, str | None], str]  # the words, how they are signed, under what heading
_SAID = "said_in_box"


def say_box(
    label: str,
    do: Say,
    *,
    place: str,
    button: str = "Save",
    signed: bool = True,
    unnamed: bool = False,
    primary: bool = False,
    height: int = 100,
    help: str | None = None,
) -> None:
    """Show a field for words, how they are to be signed, and the button that keeps them.

    Parameters
    ----------
    place
        Tells the places apart where something can be said; each has its own draft.
    unnamed
        Whether it is signed without a name unless somebody chooses otherwise.
    """
    # A new number gives an empty field once something is saved, and only then.
    number = st.session_state.setdefault(f"{_SAID}_{place}", 0)
    st.text_area(
        label, key=f"say_{place}_{number}", height=height, persist_state="session", help=help
    )
    if signed:
        signature(f"signed_{place}_{number}", unnamed=unnamed)
    press(button, partial(_do, do, place), key=f"save_{place}", primary=primary)


def signature(key: str, *, unnamed: bool = False) -> None:
    """Let whoever writes choose how it is signed; `signed_as` reads the choice."""
    names = {row["guid"]: row["name"] for row in perspectives.headings(state.desk())}
    words = {
        "named": SIGNED["named"],
        **{guid: f"as “{plain(name)}”" for guid, name in names.items()},
        "unnamed": SIGNED["unnamed"],
    }
    # Not a list, which would fold up as soon as the words above are sent.
    st.radio(
        "Signed",
        list(words),
        index=len(words) - 1 if unnamed else 0,
        key=key,
        format_func=words.__getitem__,
        horizontal=True,
    )


def signed_as(key: str) -> tuple[str, str | None]:
    """Give what was chosen: how it is signed, and under which heading."""
    chosen = st.session_state.get(key, "named")
    return (chosen, None) if chosen in SIGNED else ("heading", chosen)


def _do(do: Say, place: str) -> str:
    number = st.session_state[f"{_SAID}_{place}"]
    words = st.session_state[f"say_{place}_{number}"] or ""
    said = do(words, *signed_as(f"signed_{place}_{number}"))
    st.session_state[f"{_SAID}_{place}"] = number + 1
    return said
