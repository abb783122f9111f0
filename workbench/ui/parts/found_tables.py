"""What was found, laid out: values together, the framework matrix, and the choices groups make."""

from urllib.parse import urlencode

import streamlit as st

from workbench.figures.together import together_figure
from workbench.services import document_figures, document_parts, framework_matrix
from workbench.services.framework_matrix import Cell, Place
from workbench.services.material import Material
from workbench.ui import state
from workbench.ui.parts.table import Linked, Row, table

# A drawing is for windows with room for it; the table under it says the same everywhere.
_STYLE = """
@media (max-width: 44rem) { .st-key-together { display: none; } }
.st-key-together :is(.xtick, .ytick) text { fill: currentColor !important; }
"""
_LETTERS = 14  # pixels
_MOST_LINKS = 4


def found_tables(material: Material) -> None:
    """Show the three, each with a heading of its own."""
    _together(material)
    _matrix(material)
    _choices(material)


def _together(material: Material) -> None:
    found = document_figures.pairs(material)
    if found is None:
        return
    st.subheader("How the values occur together", anchor=False)
    figure = together_figure(found.names, found.counts, found.read)
    figure.update_layout(font_size=_LETTERS)
    figure.update_xaxes(tickfont_size=_LETTERS).update_yaxes(tickfont_size=_LETTERS)
    with st.container(key="together"):
        st.html(f"<style>{_STYLE}</style>")
        st.plotly_chart(
            figure,
            config={"displayModeBar": False},
            key="together_figure",
            alt="A circle for each two values. The table below says the same in words.",
        )
    table(found.caption, found.columns, [Row((row[0], ""), row[1:]) for row in found.rows])


def _matrix(material: Material) -> None:
    found = framework_matrix.matrix(material)
    st.subheader("Who said what of which value", anchor=False)
    if not found.rows:
        st.write("There are no participants yet. They come with the transcripts you add.")
        return
    table(
        framework_matrix.CAPTION,
        ("Participant", *(value.name for value in found.values)),
        [Row((label, ""), tuple(_cell(cell) for cell in cells)) for label, cells in found.rows],
    )
    st.html(
        '<p class="quiet">Words on each participant are written under Themes, in the section of '
        "the value. A number leads to a place in the transcript where it was marked.</p>"
    )


def _cell(cell: Cell) -> Linked:
    by = ", ".join(dict.fromkeys(who for _, who in cell.summaries))
    told = [f"Written by {by}."] * bool(by)
    told += [f"The first {_MOST_LINKS} are:"] * (len(cell.places) > _MOST_LINKS)
    return Linked(
        "\n\n".join(words for words, _ in cell.summaries) or cell.blank,
        " ".join(told),
        tuple(
            (f"place {number}", _address(place))
            for number, place in enumerate(cell.places[:_MOST_LINKS], start=1)
        ),
    )


def _address(place: Place) -> str:
    source, span = place
    return f"{state.outside('/read')}?{urlencode(state.address(source=source, at=span.start))}"


def _choices(material: Material) -> None:
    found = document_parts.key_decisions(material)
    if not found:
        return
    st.subheader("The choices groups make", anchor=False)
    table(
        "No choice is right or wrong. What we marked of each, and what single groups chose",
        ("Choice", "What we marked of it", "What groups chose"),
        [
            Row(
                (each.name, each.plain_name),
                (
                    "; ".join(each.seen) or "Nothing marked",
                    "; ".join(each.groups) or "Not known",
                ),
            )
            for each in found
        ],
    )
