"""Card sort: a few extracts put into piles that each of us names, with buttons alone."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import card_sorting, codebook_view, reading
from workbench.services.codebook_view import Passage
from workbench.ui import state
from workbench.ui.parts import addressed, links
from workbench.ui.parts.no_transcripts import no_transcripts
from workbench.ui.parts.press import press
from workbench.ui.parts.reason_fields import short
from workbench.ui.parts.sorting import sorting
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, day, many, plain

_BEGUN = "card_sorts_begun"
_FROM = {"code": "Passages marked with a code", "turns": "Turns of a transcript"}


def page() -> None:
    """Draw all card sorts and a way to begin one, or the one in the address."""
    guid = state.named("sort")
    if guid:
        opened = st.session_state.setdefault(f"opened_cards_{guid}", set())
        one = card_sorting.find(state.desk(), guid, opened=opened)
        st.title(plain(one.name), anchor=False)
        links.to("card-sort", "All card sorts")
        _undo()
        sorting(one)
        return
    st.title("Card sort", anchor=False)
    st.write(
        f"Take up to {card_sorting.MOST} extracts, put those together that belong together, and "
        "give each pile a name of your own. Nobody needs to know the codebook."
    )
    _undo()
    for row in card_sorting.listed(state.desk()):
        with st.container(gap=None):
            links.to("card-sort", plain(row["name"]), sort=row["guid"])
            about = f"{many(row['cards'], 'card')} · {day(row['on'])}"
            st.html(f'<p class="about">{as_html(about)}</p>')
    st.header("Begin a card sort", anchor=False)
    _begin()


def _undo() -> None:
    undo_buttons(card_sorting.CARD_SORT, undo=card_sorting.undo, redo=card_sorting.redo)


def _begin() -> None:
    found = _offered()
    if found is None:
        return
    if not found:
        st.write(
            "Nothing is marked with that code. Choose another, or take turns of a transcript."
        )
        return
    by_guid = {str(each.guid): each for each in found}
    key = f"card_sort_{st.session_state.setdefault(_BEGUN, 0)}"
    first = list(by_guid)[: card_sorting.MOST]
    with st.form(key, border=False):
        st.multiselect(
            f"Extracts (up to {card_sorting.MOST})",
            list(by_guid),
            default=first,
            max_selections=card_sorting.MOST,
            key=f"{key}_cards_{hash(tuple(by_guid))}",
            format_func=lambda guid: short(by_guid[guid]),
        )
        st.text_input("Name of the card sort", key=f"{key}_name", max_chars=60)
        press(
            "Begin the card sort",
            partial(_begun, key, f"{key}_cards_{hash(tuple(by_guid))}", by_guid),
            in_form=True,
            primary=True,
        )


def _offered() -> list[Passage] | None:
    """Let somebody say where the extracts come from, and give those there are."""
    rows = reading.transcripts(state.desk())
    if not rows:
        no_transcripts()
        return None
    kind = addressed.choice("Where the extracts come from", _FROM, part="extracts", buttons=True)
    if kind == "turns":
        names = {row["guid"]: row["name"] for row in rows}
        source = addressed.choice("Transcript", names, part="source")
        return card_sorting.offered(state.desk(), source=source)
    codes = codebook_view.places_to_stand(state.desk())
    if not codes:
        return None
    code = addressed.choice("Code", codes, part="of_code")
    return card_sorting.offered(state.desk(), code=code)


def _begun(key: str, cards: str, by_guid: dict[str, Passage]) -> None:
    typed = st.session_state
    chosen = [by_guid[guid].place() for guid in typed[cards]]
    made: Guid = card_sorting.begin(state.desk(), typed[f"{key}_name"] or "", chosen)
    typed[_BEGUN] += 1
    st.query_params["sort"] = made
