"""Compare: where our readings differ, the text with what stands around it, what is seen whence."""

from collections.abc import Collection

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import compared, comparing, perspectives, reading, rounds, sets
from workbench.services import side_by_side as beside
from workbench.services.compared import By
from workbench.ui import state
from workbench.ui.parts import addressed, links, printed, seen_from
from workbench.ui.parts.around import around
from workbench.ui.parts.figures_are_on import figures_are_on
from workbench.ui.parts.first_headings import first_headings
from workbench.ui.parts.no_transcripts import no_transcripts
from workbench.ui.parts.only_me_here import only_me_here
from workbench.ui.parts.which_transcripts import which_transcripts
from workbench.ui.parts.words import as_html
from workbench.ui.parts.worth_talking_about import worth_talking_about

_EVERY = "all"
# All choices beside one another, so that the first passage is in sight below them.
_STYLE = """
.st-key-choices { gap: .5rem; }
.st-key-which { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .5rem 1rem; }
.st-key-choices [data-testid="stRadio"] [role="radiogroup"] { row-gap: 0; }
@media (min-width: 44rem) {
  .st-key-which { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .st-key-choices [data-testid="stRadio"] {
    display: flex; flex-direction: row; align-items: center; column-gap: 1.2rem; }
  .st-key-choices [data-testid="stRadio"] > label { min-width: 5.2rem; margin: 0; }
}
"""
_VIEWS = {
    "differences": "Where we differ",
    "text": "The text, with our marks around it",
    "seen": "What each perspective sees",
}
_SIDES: dict[str, str] = {
    "coder": "By reader",
    "perspective": "By perspective",
    "lens": "By what drew us to it",
}
_EACH = {"coder": "reader", "perspective": "heading", "lens": "lens"}
Among = Collection[Guid] | None


def page() -> None:
    """Draw the choices, and under them what was chosen."""
    printed.as_a_whole()
    st.title("Compare", anchor=False)
    st.write(
        "Where our readings of the same words differ: something to talk about, not to settle "
        "by counting."
    )
    rows = {row["guid"]: row for row in reading.transcripts(state.desk())}
    if not rows:
        no_transcripts()
        return
    st.html(f"<style>{_STYLE}</style>")
    with st.container(key="choices"):
        view = addressed.choice("Show", _VIEWS, part="view", buttons=True)
        source, readers, headings, by = None, None, None, "perspective"
        if view != "seen":
            by = addressed.choice("Side by side", _SIDES, part="by", buttons=True)
        which = st.container(key="which")
        with which:
            coding_round = _round()
            among = sets.chosen(state.desk(), which_transcripts())
            if view != "seen":
                source, readers, headings = _what(rows, among, by, one=view == "text")
    if by == "perspective":
        if first_headings():
            _headings(source, readers, coding_round, among)
        elif view == "seen":
            return
        else:
            by = "coder"
    if view == "seen":
        seen_from.show(coding_round, among)
    elif view == "text":
        _text(source, readers, headings, coding_round, by)  # type: ignore[arg-type]
    else:
        worth_talking_about(source, readers, headings, coding_round, among, by=by, choices=which)  # type: ignore[arg-type]
    with st.container(key="below"):
        _not_opened()
        figures_are_on()


def _what(
    rows: dict, among: Among, by: str, *, one: bool
) -> tuple[str | None, list[str] | None, list[str] | None]:
    """Choose a transcript or all of them, and readers or everybody; by perspective, headings.

    Where `one` is shown, one is chosen already, so that the page never stands empty.
    """
    names = {guid: row["name"] for guid, row in rows.items() if among is None or guid in among}
    every = {_EVERY: "All of these"}
    source = addressed.choice(
        "One of these", names if one and names else {**every, **names}, part="source"
    )
    names = {row["guid"]: row["name"] for row in perspectives.headings(state.desk())}
    readers, headings = [], []
    if by == "perspective" and names:
        headings = addressed.several("Headings", names, part="headings", none="All")
    else:
        names = {str(guid): name for guid, name in compared.readers(state.desk()).items()}
        readers = addressed.several("Readers", names, part="readers", none="Everybody")
    return None if source == _EVERY else source, readers or None, headings or None


def _round() -> str:
    """Say which reading is compared, and let another be chosen where there are several."""
    known = compared.rounds(state.desk())
    newest_first = dict(reversed(known.items()))
    chosen = next(iter(newest_first))
    if len(known) > 1:
        chosen = addressed.choice("Which reading", newest_first, part="round")
    return chosen


def _not_opened() -> None:
    """Say of what is read on our own first that it comes here later."""
    for one in rounds.under_way(state.desk()):
        st.html(
            f'<p class="quiet">“{as_html(one.name)}” is being read on our own first. It can be '
            "compared when it is opened together.</p>"
        )


def _headings(
    source: str | None, readers: list[str] | None, coding_round: str, among: Among
) -> None:
    """Say under which of the headings one person stands alone."""
    only_me_here(
        comparing.one_person(
            state.desk(),
            source=source,
            readers=readers,
            coding_round=coding_round,
            among=among,
        )
    )


def _text(
    source: str | None,
    readers: list[str] | None,
    headings: list[str] | None,
    coding_round: str,
    by: By,
) -> None:
    """Show one transcript with each side's marks around it."""
    if source is None:
        st.write("There is no transcript among these. Choose others above.")
        return
    found = beside.lanes(
        state.desk(),
        source,
        by=by,
        readers=readers,
        headings=headings,
        coding_round=coding_round,
    )
    st.header(found["name"], anchor=False)
    st.html(
        '<p class="quiet unprinted">Printed from your browser, this page is the text with what '
        "stands around it and nothing else.</p>"
    )
    links.to("read", "Open this transcript to mark it", source=source)
    around(found, comparing.values(state.desk()), each=_EACH[by])
