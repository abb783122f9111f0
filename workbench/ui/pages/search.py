"""Search: words, phrases and beginnings of words in every transcript."""

from functools import partial

import streamlit as st

from workbench.domain.errors import WorkbenchError
from workbench.services import searching, themes
from workbench.services.searching import Found
from workbench.ui import state
from workbench.ui.parts import addressed, links
from workbench.ui.parts.found import STYLE, with_marks
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, many, plain

_MOST = 50
_FORMS = (
    "An English word is found in its other forms too: “go” finds “went” and “gone”. A phrase is "
    "found as it stands."
)


def page() -> None:
    """Draw what to look for, and where it was said."""
    desk = state.desk()
    st.html(f"<style>{STYLE}</style>")
    st.title("Search", anchor=False)
    st.write("Find where something was said, in every transcript of the study.")
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
    if not words:
        return
    try:
        found = searching.search_for(desk, words, exact=exact, most=_MOST)
        forms = [] if exact else searching.other_forms(desk, words)
    except WorkbenchError as refused:
        st.html(f'<div class="told" role="alert"><p>{as_html(str(refused))}</p></div>')
        return
    told = many(len(found), "turn") if len(found) < _MOST else f"The first {_MOST} turns"
    also = f" Also looked for: {', '.join(forms)}." if forms else ""
    st.html(f'<p class="quiet" role="status">{told}.{as_html(also)}</p>')
    titles: dict[str, str] = {theme.guid: theme.title for theme in themes.listed(desk)}
    into = addressed.choice("Gather for a theme", {"": "No theme", **titles}, part="theme")
    for each in found:
        _one(each, into)


def _one(each: Found, into: str) -> None:
    with st.container(border=True):
        st.html(f'<p class="words found">{with_marks(each.excerpt, each.shown)}</p>')
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
