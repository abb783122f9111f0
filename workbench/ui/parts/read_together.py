"""One button that begins a day of reading together, with everything chosen; undo calls it off."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import together
from workbench.ui import state
from workbench.ui.parts import error_box, links


def read_together(
    sources: Sequence[Guid], *, key: str, primary: bool = False, people_key: str | None = None
) -> None:
    """Show the button for some transcripts.

    Parameters
    ----------
    people_key
        Where the people invited are chosen, for everybody in the team otherwise.
    """
    st.button(
        "Read this together",
        key=f"read_together_{key}",
        type="primary" if primary else "secondary",
        on_click=partial(_begin, tuple(sources), people_key),
        help="Everybody in the team is asked to read it on their own first. You can undo this.",
    )


def _begin(sources: tuple[Guid, ...], people_key: str | None) -> None:
    with error_box.told_next():
        people = st.session_state.get(people_key) if people_key else None
        day = together.start(state.desk(), sources, people=people or None)
        links.go("together", day=day)
