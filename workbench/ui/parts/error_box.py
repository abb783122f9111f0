"""Where everything a person can do something about is caught and told, in one quiet box."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from workbench.domain.errors import SignInNeeded, WorkbenchError
from workbench.ui.parts import links
from workbench.ui.parts.words import as_html

_KEPT = "refusal_to_tell"


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
        st.session_state[_KEPT] = (place, refused)


def say_next(words: str, place: str = "") -> None:
    """Keep a sentence on what was done in a callback, for `tell_kept` at a place."""
    st.session_state[_KEPT] = (place, words)


def tell_kept(place: str | None = None) -> None:
    """Tell, once, what a callback did or could not do.

    Parameters
    ----------
    place
        Only what was kept for this place; None for whatever no place on the page has told.
    """
    kept = st.session_state.get(_KEPT)
    if kept is None or place not in (None, kept[0]):
        return
    st.session_state.pop(_KEPT)
    if isinstance(kept[1], str):
        st.html(f'<div class="done" role="status"><p>{as_html(kept[1])}</p></div>')
    else:
        _box(kept[1], way_on=False)


def _box(refused: WorkbenchError, *, way_on: bool) -> None:
    ended, link = isinstance(refused, SignInNeeded), ""
    if ended:
        there = quote(_here(), safe="")
        link = f'<p><a href="/sign-in?next={there}" target="_self">Sign in again</a></p>'
    st.html(f'<div class="told" role="alert"><p>{as_html(str(refused))}</p>{link}</div>')
    if way_on and not ended:
        links.to_no_study("Go to the Home page")


def _here() -> str:
    path = urlsplit(st.context.url or "/").path or "/"
    parts = urlencode(st.query_params.to_dict())
    return f"{path}?{parts}" if parts else path
