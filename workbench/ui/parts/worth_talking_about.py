"""The passages in which readings differ, the most different first, and below them the others."""

from collections.abc import Collection

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from workbench.domain.ids import Guid
from workbench.services import compared, comparing, settled
from workbench.services.compared import By
from workbench.services.comparing import Passage
from workbench.ui import state
from workbench.ui.parts import addressed
from workbench.ui.parts.difference import difference, style
from workbench.ui.parts.words import many

_AT_A_TIME = 20
_EVERY = "all"
Talked = dict[Guid, tuple[settled.Settled, ...]]


def worth_talking_about(
    source: str | None,
    readers: list[str] | None,
    headings: list[str] | None,
    coding_round: str,
    among: Collection[Guid] | None,
    *,
    by: By,
    choices: DeltaGenerator,
) -> None:
    """Show what is worth talking about, and folded below it everything else that was marked.

    Parameters
    ----------
    choices
        Where the page's choices stand, among which are those of what to talk about.
    """
    found = comparing.passages(
        state.desk(),
        source=source,
        by=by,
        readers=readers,
        headings=headings,
        coding_round=coding_round,
        among=among,
    )
    with choices:
        found = _about(found)
        differing = [one for one in found if one.differs]
        worth = _in_a_way(differing, by)
    st.header("Worth talking about", anchor=False)
    style()
    if worth:
        st.html(f'<p class="quiet">{many(len(worth), "passage")}, the most different first.</p>')
    elif differing:
        st.write("Our readings differ here, though not in that way.")
    elif readers is not None and len(readers) == 1:
        st.write("Choose at least one more reader to compare with.")
    else:
        st.write(
            "No readings differ here. Where only one person has finished reading, there is "
            "nothing to compare yet."
        )
    talked = settled.by_transcript(state.desk())
    _some(worth, talked, part="shown", by=by)
    for kind in ("same", "nobody_else_yet"):
        rest = [one for one in found if one.kind == kind]
        if rest:
            words = compared.in_words(kind, by)
            folded = st.expander(
                f"{words[0].upper()}{words[1:]} ({len(rest)})",
                key=f"fold_{kind}",
                on_change="rerun",
            )
            if folded.open:
                with folded:
                    _some(rest, talked, part=f"shown_{kind}", by=by)


def _about(found: list[Passage]) -> list[Passage]:
    """Offer to see only what is about one value or code."""
    key = addressed.choice(
        "About the value or code",
        {_EVERY: "Any value or code", **comparing.to_ask_about(state.desk())},
        part="about",
    )
    return found if key == _EVERY else [one for one in found if one.is_about(Guid(key))]


def _in_a_way(found: list[Passage], by: By) -> list[Passage]:
    """Offer to see only some kinds of difference, of those there are."""
    there = {
        kind: compared.in_words(kind, by)
        for kind in compared.KINDS
        if any(kind in one.kinds for one in found)
    }
    kind = addressed.choice("How they differ", {_EVERY: "In any way", **there}, part="kind")
    return found if kind == _EVERY else [one for one in found if kind in one.kinds]


def _some(found: list[Passage], talked: Talked, *, part: str, by: By) -> None:
    """Show the first passages, and offer more."""
    shown = addressed.number(part, first=_AT_A_TIME)
    for number, one in enumerate(comparing.tell(found[:shown])):
        about = settled.at(talked.get(one["source"], ()), one["start"], one["end"])
        difference(one, by=by, talked=about, key=f"talk_{part}_{number}")
    left = len(found) - shown
    if left > 0:
        st.button(
            f"Show {min(left, _AT_A_TIME)} more",
            key=f"more_{part}",
            on_click=addressed.set_number,
            args=(part, shown + _AT_A_TIME),
        )
