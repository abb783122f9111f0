"""Overview: in how many transcripts each value was marked, as a pyramid and by setting."""

from functools import partial

import streamlit as st

from workbench.figures.pyramid import pyramid_figure
from workbench.figures.value_by_setting import value_by_setting_figure
from workbench.services import overview, sets
from workbench.services.material import Material
from workbench.services.overview import Overview
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.found_tables import found_tables
from workbench.ui.parts.no_transcripts import no_transcripts
from workbench.ui.parts.press import press
from workbench.ui.parts.table import Row, table
from workbench.ui.parts.which_transcripts import which_transcripts
from workbench.ui.parts.words import many

# Drawings are for windows with room for them; the tables under them say the same everywhere.
_STYLE = """
@media (max-width: 44rem) { .st-key-pyramid, .st-key-by_setting { display: none; } }
.st-key-by_setting svg text { fill: currentColor !important; }
"""
_PLAIN = {"displayModeBar": False}
_LETTERS = 14  # pixels
_MORE = "overview_more"


def page() -> None:
    """Draw the pyramid and the values by setting, each with the same in words."""
    st.title("Overview", anchor=False)
    st.write("Where we have marked each value so far.")
    chosen = which_transcripts()
    found = overview.overview(state.desk(), among=sets.chosen(state.desk(), chosen))
    if not found.read and chosen:
        st.write("Nobody has read any of these transcripts yet.")
        return
    if not found.kinds:
        no_transcripts()
        return
    if not found.read:
        st.write("Nobody has read a transcript yet. What is marked will be counted here.")
        links.button("Read and mark", "read", key="next")
        return
    st.html(
        f'<style>{_STYLE}</style><p class="quiet">{overview.CAPTION} A transcript counts as '
        "read when somebody has marked something in it or has finished reading it. So far "
        f"that is {many(len(found.read), 'transcript')} of {len(found.kinds)}.</p>"
    )
    _pyramid(found)
    _by_setting(found)
    _more(chosen)
    links.to("compare", "Compare readings", of=chosen)


def _more(chosen: str | None) -> None:
    """Show, where asked for, values together, the framework matrix and the choices groups make."""
    st.header("More tables", anchor=False)
    if not st.session_state.get(_MORE):
        st.write(
            "How the values occur together, what each participant said of each value, and the "
            "choices groups make."
        )
        press("Show them", partial(st.session_state.__setitem__, _MORE, True))
        return
    found_tables(Material(state.desk(), of=chosen))


def _pyramid(found: Overview) -> None:
    blocks = overview.blocks(found)
    st.header("The values", anchor=False)
    if blocks:
        with st.container(key="pyramid"):
            st.plotly_chart(
                pyramid_figure(blocks),
                width="content",
                config=_PLAIN,
                key="pyramid_figure",
                alt="The values drawn as a pyramid. The table below says the same in words.",
            )
    table(
        "The values, each with the transcripts it was marked in",
        ("Value", "Marked in", "Was it there?"),
        [
            Row(
                (row.code.name, row.code.plain_name),
                (
                    f"{len(row.sources)} of {len(found.read)}",
                    overview.presence_words(row) or "Not said",
                ),
            )
            for row in found.values
        ],
    )


def _by_setting(found: Overview) -> None:
    cells = overview.cells(found)
    if not (cells and cells[0]):
        return
    st.header("By setting", anchor=False)
    st.write(
        "The setting is where the peer support happens that people talk about. A transcript "
        "about several settings counts in each of them."
    )
    figure = value_by_setting_figure(cells)
    figure.update_layout(font_size=_LETTERS).update_yaxes(tickfont_size=_LETTERS)
    figure.update_annotations(font_size=_LETTERS)
    with st.container(key="by_setting"):
        st.plotly_chart(
            figure,
            config=_PLAIN,
            key="by_setting_figure",
            alt="Bars for each value and setting. The table below says the same in words.",
        )
    table(
        "Transcripts in which each value was marked, of those read, by setting",
        ("Value", *(cell.setting for cell in cells[0])),
        [Row((row[0].name, ""), tuple(cell.words for cell in row)) for row in cells],
    )
