"""Sorting cards: one card at a time with a button for each pile, and the piles below it."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import card_sorting
from workbench.services.card_sorting import Card, CardSort, Pile
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.codebook_tree import stands
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, many, plain

_STYLE = """
.card-words { font-size: 1.25rem; line-height: 1.6; white-space: pre-wrap;
  overflow-wrap: anywhere; margin: 0; }
"""
_MADE = "piles_made"


def sorting(one: CardSort) -> None:
    """Draw the next card with its buttons, my piles, and how others have sorted them."""
    st.html(f"<style>{_STYLE}</style>")
    left = one.unsorted()
    later = st.session_state.setdefault(f"later_cards_{one.guid}", [])
    order = sorted(left, key=lambda card: later.index(card.guid) if card.guid in later else -1)
    if order:
        _next(one, order[0], len(left))
    elif one.cards:
        st.write("Every card is in a pile. Piles can be renamed, taken apart or made into codes.")
    else:
        st.write("The words of these cards are not there any more.")
    _mine(one)
    others = [pile for pile in one.piles if not pile.mine]
    if others:
        with st.expander("How others have sorted these"):
            _others(one, others)


def _next(one: CardSort, card: Card, left: int) -> None:
    with st.container(border=True):
        st.html(f'<p class="quiet">{many(left, "card")} to sort · {as_html(card.name)}</p>')
        _words(one, card)
    st.write("Which pile does it belong to?")
    with st.container(horizontal=True):
        for pile in one.mine():
            press(
                f"{plain(pile.name)} ({len(pile.cards)})",
                partial(_put, one.guid, card.guid, pile.guid),
                key=f"to_{pile.guid}_{card.guid}",
            )
        press("Later", partial(_later, one.guid, card.guid), key=f"later_{card.guid}")
    key = f"new_pile_{st.session_state.setdefault(_MADE, 0)}"
    with st.form(f"{key}_form", border=False):
        st.text_input("A new pile", key=key, max_chars=60, placeholder="What these have in common")
        press("Put it in a new pile", partial(_new_pile, one.guid, card.guid, key), in_form=True)


def _words(one: CardSort, card: Card) -> None:
    if card.warns:
        st.html(f'<p class="quiet">Talks about: {as_html(card.warns)}</p>')
    if card.folded:
        press("Show these words", partial(_open, one.guid, card.guid), key=f"open_{card.guid}")
    else:
        st.html(f'<p class="card-words">{as_html(card.words)}</p>')


def _mine(one: CardSort) -> None:
    cards = {card.guid: card for card in one.cards}
    if one.mine():
        st.subheader("My piles", anchor=False)
    for pile in one.mine():
        with st.expander(f"{plain(pile.name)} ({len(pile.cards)})", key=f"pile_{pile.guid}"):
            for guid in pile.cards:
                with st.container(border=True):
                    _words(one, cards[guid])
                    press(
                        "Take it out",
                        partial(_put, one.guid, guid, None),
                        key=f"out_{pile.guid}_{guid}",
                    )
            _of_pile(pile)


def _of_pile(pile: Pile) -> None:
    key = f"rename_{pile.guid}_{pile.name}"
    with st.form(f"{key}_form", border=False):
        st.text_input("Name of this pile", pile.name, key=key, max_chars=60)
        press("Rename it", partial(_rename, pile.guid, key), in_form=True, key=f"{key}_press")
    if pile.code:
        links.to("codebook", "The draft code made of it", code=pile.code)
        press(
            "Mark these words with it, as my own marks",
            partial(_mark, pile.guid),
            key=f"mark_{pile.guid}",
            help="They count as any other mark of yours. Each can be undone in its transcript.",
        )
    else:
        offered = stands()
        under = f"under_{pile.guid}"
        with st.form(f"{under}_form", border=False):
            st.selectbox(
                "Where it would stand in the codebook",
                list(offered),
                key=under,
                format_func=offered.__getitem__,
            )
            press(
                "Make a draft code of this pile",
                partial(_become, pile.guid, under),
                in_form=True,
                key=f"{under}_press",
            )
    press(
        "Take this pile apart",
        partial(_remove, pile.guid),
        key=f"apart_{pile.guid}",
        help="Its cards can be sorted again. You can undo this.",
    )


def _others(one: CardSort, others: list[Pile]) -> None:
    cards = {card.guid: card for card in one.cards}
    for pile in others:
        st.html(f"<p><strong>{as_html(pile.name)}</strong> · {as_html(pile.maker)}</p>")
        for guid in pile.cards:
            card = cards[guid]
            words = f"[{card.warns}]" if card.folded else card.words
            st.html(f'<p class="quote">{as_html(words)}</p>')


def _put(card_sort: Guid, card: Guid, pile: Guid | None) -> None:
    """Put a card into a pile of mine, or take it out."""
    card_sorting.put(state.desk(), card_sort, card, pile)


def _new_pile(card_sort: Guid, card: Guid, key: str) -> None:
    card_sorting.new_pile(state.desk(), card_sort, st.session_state[key] or "", card)
    st.session_state[_MADE] += 1


def _later(card_sort: Guid, card: Guid) -> None:
    later = st.session_state[f"later_cards_{card_sort}"]
    later[:] = [*(each for each in later if each != card), card]


def _open(card_sort: Guid, card: Guid) -> None:
    st.session_state[f"opened_cards_{card_sort}"].add(card)


def _rename(pile: Guid, key: str) -> str:
    card_sorting.rename(state.desk(), pile, st.session_state[key] or "")
    return "Renamed."


def _become(pile: Guid, under: str) -> str:
    card_sorting.become(state.desk(), pile, under=st.session_state[under])
    return "It is a draft code now."


def _mark(pile: Guid) -> str:
    return f"{many(card_sorting.mark(state.desk(), pile), 'mark')} made."


def _remove(pile: Guid) -> str:
    card_sorting.remove(state.desk(), pile)
    return "Taken apart. Its cards can be sorted again."
