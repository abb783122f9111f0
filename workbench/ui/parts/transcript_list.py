"""A list of transcripts: what each is, how far the person looking is with it, and a way in."""

from collections.abc import Iterable

import streamlit as st

from workbench.ui.parts import links
from workbench.ui.parts.words import about_transcript, as_html, plain, reading_state


def transcript_list(rows: Iterable[dict], *, key: str) -> None:
    """Show transcripts, as `services.reading.transcripts` lists them, each with a link to read."""
    with st.container(key=f"transcripts_{key}", gap=None):
        for row in rows:
            with st.container(gap=None):
                links.to("read", plain(row["name"]), source=row["guid"])
                about = [about_transcript(row), reading_state(row)]
                words = " · ".join(as_html(part) for part in about if part)
                st.html(f'<p class="about">{words}</p>')
