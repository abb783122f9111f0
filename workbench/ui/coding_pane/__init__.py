"""The coding pane in a Streamlit page: mounted once for a transcript, never re-rendered.

Streamlit carries no transcript and no mark: the pane asks the API itself.
"""

import hashlib
from functools import cache
from pathlib import Path

import streamlit as st

from workbench.ui import state

FRONTEND = Path(__file__).parent / "frontend"


@cache
def version() -> str:
    """Name the pane's present contents, so that no browser keeps an older module."""
    content = hashlib.sha256()
    for path in sorted(FRONTEND.iterdir()):
        if path.suffix in (".js", ".css"):
            content.update(path.name.encode() + path.read_bytes())
    return content.hexdigest()[:16]


def address(module: str) -> str:
    """Where the server has one of the pane's own files."""
    return f"/assets/{version()}/{module}"


@cache
def _component():
    # The inline text must run over several lines, or Streamlit takes it for a file name.
    return st.components.v2.component(
        "coding_pane",
        js=f"""
        const address = new URL('{state.outside(address("index.js"))}', document.baseURI).href;
        const loaded = import(address);
        export default function ({{data, parentElement}}) {{
          let leave = null;
          let gone = false;
          loaded.then((pane) => {{
            if (!gone) leave = pane.mount(parentElement, data);
          }});
          return () => {{ gone = true; if (leave) leave(); }};
        }}
        """,
        isolate_styles=False,
    )


def coding_pane(*, project: str, source: str, at: int | None, how: str = "whole") -> None:
    """Show the pane for one transcript, scrolled to a place in it when one is given.

    `how` is one of `services.folding.WAYS_TO_OPEN`.
    """
    _component()(
        key=f"pane-{source}-{how}",
        data={
            "apiBase": state.outside("/api/v1/"),
            "project": project,
            "source": source,
            "at": at,
            "how": how,
        },
    )
