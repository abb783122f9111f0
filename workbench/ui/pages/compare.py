"""Compare: where our readings differ, and the text with everybody's marks beside one another."""

from collections.abc import Collection

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import comparing, perspectives, reading, rounds, sets
from workbench.ui import state
from workbench.ui.parts import addressed, links
from workbench.ui.parts.difference import difference, style
from workbench.ui.parts.figures_are_on import figures_are_on
from workbench.ui.parts.lanes import legend, text_with_lanes
from workbench.ui.parts.which_transcripts import which_transcripts
from workbench.ui.parts.words import as_html, many, plain

_AT_A_TIME = 20
_EVERY = "all"
Among = Collection[Guid] | None


def page() -> None:
    """Draw the choices, and under them the passages or the text."""
    st.title("Compare", anchor=False)
    st.write(
        "Where our readings of the same words differ. A difference is something to talk "
        "about, not something to settle by counting."
    )
    rows = {row["guid"]: row for row in reading.transcripts(state.desk())}
    if not rows:
        st.write("There is nothing to compare yet: the study has no transcripts.")
        return
    coding_round = _round()
    among = sets.chosen(state.desk(), which_transcripts())
    if among is not None:
        rows = {guid: row for guid, row in rows.items() if guid in among}
    every = "All transcripts" if among is None else "All of these"
    which, who = st.columns(2)
    with which:
        source = addressed.choice(
            "Transcript",
            {_EVERY: every, **{guid: row["name"] for guid, row in rows.items()}},
            part="source",
        )
    with who:
        readers = addressed.several(
            "Readers",
            {str(guid): name for guid, name in comparing.readers(state.desk()).items()},
            part="readers",
            none="Everybody",
        )
    what, sides = st.columns(2)
    with what:
        view = addressed.choice(
            "Show",
            {"differences": "Where we differ", "text": "The text, with our lines"},
            part="view",
            buttons=True,
        )
    chosen = None if source == _EVERY else source
    with sides:
        by = addressed.choice(
            "Side by side",
            {"coder": "By reader", "perspective": "By perspective"},
            part="by",
            buttons=True,
        )
    by_heading = by == "perspective"
    if by_heading and not _headings(chosen, readers or None, coding_round, among):
        return
    if view == "text":
        _text(chosen, readers or None, coding_round, by_heading=by_heading)
    else:
        _worth_talking_about(chosen, readers or None, coding_round, among, by_heading=by_heading)
    figures_are_on()


def _round() -> str:
    """Say which reading is compared, and let another be chosen where there are several."""
    known = comparing.rounds(state.desk())
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


def _worth_talking_about(
    source: str | None,
    readers: list[str] | None,
    coding_round: str,
    among: Among,
    *,
    by_heading: bool,
) -> None:
    found = comparing.compare(
        state.desk(),
        source=source,
        by="perspective" if by_heading else "coder",
        readers=readers,
        coding_round=coding_round,
        among=among,
    )
    differing = [one for one in found if one["differs"]]
    worth = _filtered(differing)
    st.header("Worth talking about", anchor=False)
    style()
    if worth:
        st.html(f'<p class="quiet">{many(len(worth), "passage")}, the most different first.</p>')
    elif differing:
        st.write("Our readings differ here, though not about that value or in that way.")
    elif readers is not None and len(readers) == 1:
        st.write("Choose at least one more reader to compare with.")
    else:
        st.write(
            "No readings differ here. Where only one person has finished reading, there is "
            "nothing to compare yet."
        )
    _some(worth, part="shown", by_heading=by_heading)
    for kind, words in (
        ("same", "Same words, same code"),
        ("nobody_else_yet", "Nobody else has finished reading this yet"),
    ):
        rest = [one for one in found if one["kind"] == kind]
        if rest:
            folded = st.expander(f"{words} ({len(rest)})", key=f"fold_{kind}", on_change="rerun")
            if folded.open:
                with folded:
                    _some(rest, part=f"shown_{kind}", by_heading=by_heading)


def _headings(
    source: str | None, readers: list[str] | None, coding_round: str, among: Among
) -> bool:
    """Say what the sides are; False when the team has worded no headings to compare by."""
    if not perspectives.headings(state.desk()):
        st.write(
            "To compare by perspective, the team first words two to six shared headings. "
            "Each of us then says which of our own perspectives go under which."
        )
        links.to("reading-from", "Word the headings")
        return False
    for name in comparing.headings_of_one(
        state.desk(), source=source, readers=readers, coding_round=coding_round, among=among
    ):
        st.write(f"“{plain(name)}”: This heading is one person, so it shows who they are.")
    return True


def _filtered(found: list[dict]) -> list[dict]:
    """Offer to see only some values or kinds of difference, of those there are."""
    values, kinds = st.columns(2)
    present = {one["key"]: one["name"] for one in comparing.values(state.desk())}
    with values:
        value = addressed.choice("About the value", {_EVERY: "Any value", **present}, part="value")
    with kinds:
        kind = addressed.choice(
            "How they differ",
            {
                _EVERY: "In any way",
                **{
                    key: words
                    for key, words in comparing.KINDS.items()
                    if any(words in one["kinds"] for one in found)
                },
            },
            part="kind",
        )
    return [
        one
        for one in found
        if (value == _EVERY or any(each["value"] == value for each in one["readings"]))
        and (kind == _EVERY or comparing.KINDS[kind] in one["kinds"])
    ]


def _some(found: list[dict], *, part: str, by_heading: bool) -> None:
    """Show the first passages, and offer more."""
    shown = addressed.number(part, first=_AT_A_TIME)
    for one in found[:shown]:
        difference(one, by_heading=by_heading)
    left = len(found) - shown
    if left > 0:
        st.button(
            f"Show {min(left, _AT_A_TIME)} more",
            key=f"more_{part}",
            on_click=addressed.set_number,
            args=(part, shown + _AT_A_TIME),
        )


def _text(
    source: str | None, readers: list[str] | None, coding_round: str, *, by_heading: bool
) -> None:
    """Show one transcript with a line under the words for each reader, or each heading."""
    if source is None:
        each = "each heading" if by_heading else "each reader"
        st.write(f"Choose a transcript above to see its text with a line for {each}.")
        return
    found = comparing.lanes(
        state.desk(),
        source,
        by="perspective" if by_heading else "coder",
        readers=readers,
        coding_round=coding_round,
    )
    legend(found["readers"], comparing.values(state.desk()))
    links.to("read", "Open this transcript to mark it", source=source)
    text_with_lanes(found)
