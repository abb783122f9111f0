"""Where a team has figures of agreement on: the sentence that says for whom, and the way there."""

import streamlit as st

from workbench.services import wanting_figures
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.words import as_html


def figures_are_on() -> None:
    """Tell everybody in the team that figures are on and for whom; nothing where they are off."""
    wanted = wanting_figures.wanted(state.desk())
    if wanted is not None:
        st.html(f'<p class="quiet">Figures of agreement are on: “{as_html(wanted.words)}”</p>')
        links.to("agreement", "See the figures, or answer")
