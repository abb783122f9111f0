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
        "Where our readings of the same words differ. A difference is something to talk "
        "about, not something to settle by counting."
    )
    rows = {row["guid"]: row for row in reading.transcripts(state.desk())}
    if not rows:
        no_transcripts()
        return
    with st.container(key="choices"):
        coding_round = _round()
        among = sets.chosen(state.desk(), which_transcripts())
        view = addressed.choice("Show", _VIEWS, part="view", buttons=True)
        source, readers, headings, by = None, None, None, "perspective"
        if view != "seen":
            by = addressed.choice("Side by side", _SIDES, part="by", buttons=True)
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
        worth_talking_about(source, readers, headings, coding_round, among, by=by)  # type: ignore[arg-type]
    with st.container(key="below"):
        figures_are_on()


def _what(
    rows: dict, among: Among, by: str, *, one: bool
) -> tuple[str | None, list[str] | None, list[str] | None]:
    """Choose a transcript or all of them, and readers or everybody; by perspective, headings.

    Where `one` is shown, one is chosen already, so that the page never stands empty.
    """
    names = {guid: row["name"] for guid, row in rows.items() if among is None or guid in among}
    every = {_EVERY: "All transcripts" if among is None else "All of these"}
    which, who = st.columns(2)
    with which:
        source = addressed.choice(
            "Transcript", names if one and names else {**every, **names}, part="source"
        )
    names = {row["guid"]: row["name"] for row in perspectives.headings(state.desk())}
    readers, headings = [], []
    with who:
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
    for one in rounds.under_way(state.desk()):
        st.html(
            f'<p class="quiet">“{as_html(one.name)}” is being read on our own first. It can be '
            "compared when it is opened together.</p>"
        )
    return chosen


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
