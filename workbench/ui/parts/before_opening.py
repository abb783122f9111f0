"""Before a transcript with content notes is opened: what it talks about, and how to go on."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import content_notes
from workbench.ui import state
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html


def before_opening(source: Guid, name: str, notes: list[dict]) -> None:
    """Show the content notes with the ways to open the transcript, none before the others."""
    listed = "".join(f"<li>{as_html(_said(note))}</li>" for note in notes)
    with st.container(key="before_opening", width=640):
        st.html(
            f'<p class="words">Before you open “{as_html(name)}”, this is what it talks about.</p>'
            f"<ul>{listed}</ul>"
        )
        _way("Open", partial(_open, "whole"), "")
        if any(note["turns"] for note in notes):
            folded = "Each stays closed until you open it."
            _way("Fold the hard parts", partial(_open, "folded"), folded)
        extracts = "Turns that somebody has marked, with the hard parts folded."
        _way("Extracts only", partial(_open, "extracts"), extracts)
        left = "Back to the list. If you were asked to read it, the offer goes back."
        _way("Not this one", partial(_leave, source), left)


def _said(note: dict) -> str:
    if note["turns"] is None:
        return note["words"]
    first, last = note["turns"]
    where = f"turn {first}" if first == last else f"turns {first} to {last}"
    return f"{note['words']} ({where})"


def _way(label: str, do: Callable[[], None], about: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        press(label, do)
        st.html(f'<p class="quiet">{about}</p>')


def _open(how: str) -> None:
    st.query_params["how"] = how


def _leave(source: Guid) -> None:
    content_notes.not_this_one(state.desk(), source)
    for part in ("source", "at", "how"):
        st.query_params.pop(part, None)
