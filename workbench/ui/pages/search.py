"""Search: words, phrases and beginnings in every transcript and in what the team wrote."""

from functools import partial

import streamlit as st

from workbench.services import searching, searching_writing, themes
from workbench.services.desks import Desk
from workbench.services.searching import Found
from workbench.ui import state
from workbench.ui.parts import addressed, error_box, links
from workbench.ui.parts.found import STYLE, with_marks
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, many, plain

_MOST = 50
_PLACES = {
    "note": ("notebook", ""),
    "discussion": ("decided", "discussion"),
    "decision": ("decided", "decision"),
    "theme": ("themes", "theme"),
}
_CALLED = {
    "note": "A note in the notebook",
    "discussion": "Discussion: {}",
    "decision": "Decision: {}",
    "theme": "Theme “{}”",
}
_FORMS = (
    "An English word is found in its other forms too: “go” finds “went” and “gone”. A phrase is "
    "found as it stands."
)


def page() -> None:
    """Draw what to look for, and where it was said."""
    desk = state.desk()
    st.html(f"<style>{STYLE}</style>")
    st.title("Search", anchor=False)
    st.write("Find where something was said in any transcript, or written by the team.")
    with st.form("search", border=False):
        words = st.text_input(
            "Words, a “phrase” in quotation marks, or the beginning of a word with a star",
            key="search_words",
        )
        exact = False
        if searching.knows_forms():
            st.html(f'<p class="quiet">{_FORMS}</p>')
            exact = st.checkbox("Only the exact words", key="exact")
        st.form_submit_button("Search", type="primary")
    if words:
        with error_box.told():
            _found(desk, words, exact=exact)


def _found(desk: Desk, words: str, *, exact: bool) -> None:
    """Show where the words were said, and what was looked for beside them."""
    found = searching.search_for(desk, words, exact=exact, most=_MOST)
    forms = [] if exact else searching.other_forms(desk, words)
    told = many(len(found), "turn") if len(found) < _MOST else f"The first {_MOST} turns"
    also = f" Also looked for: {', '.join(forms)}." if forms else ""
    st.html(f'<p class="quiet" role="status">{told}.{as_html(also)}</p>')
    _written(desk, words, exact=exact)
    titles: dict[str, str] = {theme.guid: theme.title for theme in themes.listed(desk)}
    into = addressed.choice("Gather for a theme", {"": "No theme", **titles}, part="theme")
    for each in found:
        _one(each, into)


def _written(desk: Desk, words: str, *, exact: bool) -> None:
    """Show what the team wrote with these words, closed until somebody asks for it."""
    written = searching_writing.written_with(desk, words, exact=exact, most=_MOST)
    if not written:
        return
    with st.expander(f"In what the team wrote: {len(written)}", key="written"):
        st.write("Shared notes, discussions, decisions and themes. Private notes are left out.")
        for each in written:
            st.html(f'<p class="words found">{with_marks(each.excerpt, each.shown)}</p>')
            page, part = _PLACES[each.kind]
            address = {part: each.guid} if part else {}
            links.to(page, _CALLED[each.kind].format(plain(each.title)), **address)


def _one(each: Found, into: str) -> None:
    with st.container(border=True):
        speaker = f'<span class="quiet">{as_html(each.speaker)}:</span> ' if each.speaker else ""
        st.html(f'<p class="words found">{speaker}{with_marks(each.excerpt, each.shown)}</p>')
        with st.container(horizontal=True, vertical_alignment="center"):
            if into:
                press(
                    "Gather this turn",
                    partial(_gather, into, each),
                    key=f"gather_{each.source}_{each.span.start}",
                )
            links.to("read", f"In “{plain(each.name)}”", source=each.source, at=each.span.start)


def _gather(theme: str, each: Found) -> str:
    themes.choose(state.desk(), theme, "gathered", (each.source, each.span.start, each.span.end))
    return "It is gathered for this theme."
