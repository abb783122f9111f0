"""Taking my notebook away as a file, and destroying it here: mine alone to do."""

import streamlit as st

from workbench.services import notes
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import many


def own_notebook(there: bool) -> None:
    """Offer both, where there is anything."""
    if not there:
        return
    with st.container(horizontal=True, key="own_notebook"):
        links.file("Download my notebook", address())
        with st.popover("Destroy my notebook"):
            st.write(
                "Every note of your notebook in this study is destroyed, those you shared "
                "included, with what the history holds of them. Notes on the data stay with the "
                "team. Documents that have been issued are not changed. This cannot be undone."
            )
            press("Destroy all of it now", _destroy)


def address() -> str:
    """Where the file is that holds everything one wrote."""
    return f"/api/v1/projects/{state.project()}/my-notebook.txt"


def _destroy() -> str:
    return f"{many(notes.destroy_notebook(state.desk()), 'note')} destroyed."
