"""Where everything a person can do something about is caught and told, in one quiet box."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from workbench.domain.errors import SignInNeeded, WorkbenchError
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.words import as_html

_KEPT, _TOLD = "kept_to_tell", "kept_was_told"


@contextmanager
def told(*, way_on: bool = False) -> Iterator[None]:
    """Tell, in a box at this place, what could not be done; what stands below it still shows.

    Parameters
    ----------
    way_on
        Whether to offer the Home page, where there may be nothing else to go on with.
    """
    try:
        yield
    except WorkbenchError as refused:
        _box(refused, way_on=way_on)


@contextmanager
def told_next(place: str = "") -> Iterator[None]:
    """Keep a refusal met in a callback, before anything is drawn, for `tell_kept` at a place."""
    try:
        yield
    except WorkbenchError as refused:
        _keep(place, refused)


def say_next(words: str, place: str = "") -> None:
    """Keep a sentence on what was done in a callback, for `tell_kept` at a place."""
    _keep(place, words)


def tell_kept(place: str | None = None) -> None:
    """Tell what a callback did or could not do, until a page has been drawn to its end with it.

    Parameters
    ----------
    place
        Only what was kept for this place; None, at the end of a page, for what no place has told.
    """
    kept = st.session_state.get(_KEPT)
    if kept is None or place not in (None, kept[0]):
        return
    if place is not None:
        st.session_state[_TOLD] = True
        _tell(kept[1])
        return
    if not st.session_state[_TOLD]:
        _tell(kept[1])
    st.session_state.pop(_KEPT)


def _keep(place: str, said: WorkbenchError | str) -> None:
    st.session_state[_KEPT], st.session_state[_TOLD] = (place, said), False


def _tell(said: WorkbenchError | str) -> None:
    if isinstance(said, str):
        st.html(f'<div class="done" role="status"><p>{as_html(said)}</p></div>')
    else:
        _box(said, way_on=False)


def _box(refused: WorkbenchError, *, way_on: bool) -> None:
    ended, link = isinstance(refused, SignInNeeded), ""
    if ended:
        there = quote(_here(), safe="")
        sign_in = f"{state.outside('/sign-in')}?next={there}"
        link = f'<p><a href="{sign_in}" target="_self">Sign in again</a></p>'
    st.html(f'<div class="told" role="alert"><p>{as_html(str(refused))}</p>{link}</div>')
    if way_on and not ended:
        links.to_no_study("Go to the Home page")


def _here() -> str:
    path = urlsplit(st.context.url or "/").path or "/"
    parts = urlencode(st.query_params.to_dict())
    return f"{path}?{parts}" if parts else path
