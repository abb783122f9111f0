"""Quotations: every marked stretch with what stands around it, to choose from for a theme."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from workbench.domain.coding import FLAGS, PRESENCES
from workbench.domain.source import SETTINGS
from workbench.domain.theme import PLACES
from workbench.services import compared, perspectives, picking, themes
from workbench.services.picking import Filters, Marked
from workbench.services.quotable import WORDS
from workbench.ui import state
from workbench.ui.parts import addressed, error_box, links
from workbench.ui.parts.found import STYLE
from workbench.ui.parts.press import press
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.which_transcripts import which_transcripts
from workbench.ui.parts.words import as_html, many, plain

_ANY = "any"
_A_PAGE = 20


def page() -> None:
    """Draw the filters, and what passes them."""
    st.title("Quotations", anchor=False)
    st.write(
        "Everything that was marked, with the words around it, to choose what a theme quotes."
    )
    st.html(f"<style>{STYLE}</style>")
    desk = state.desk()
    undo_buttons(themes.THEMES, undo=themes.undo, redo=themes.redo)
    titles: dict[str, str] = {theme.guid: theme.title for theme in themes.listed(desk)}
    into = addressed.choice("For which theme", {"": "Choose a theme", **titles}, part="theme")
    if into:
        links.to("themes", f"To “{plain(titles[into])}”", theme=into)
    else:
        st.html('<p class="quiet">Choose a theme, and you can put quotations into it here.</p>')
    chosen = _filters()
    found: list[Marked] = []
    with error_box.told():
        found = picking.marked(desk, chosen)
    _balance()
    st.html(f'<p class="quiet">{many(len(found), "quotation")}</p>')
    if not found:
        st.write("Nothing was marked that fits. Choose other filters, or read and mark first.")
    cards = picking.together(found)
    start = (min(addressed.number("from", first=1), len(cards) or 1) - 1) // _A_PAGE * _A_PAGE
    for card in cards[start : start + _A_PAGE]:
        _card(card, into)
    with st.container(horizontal=True):
        if start:
            press("Earlier ones", partial(_go, start + 1 - _A_PAGE))
        if start + _A_PAGE < len(cards):
            press("More", partial(_go, start + 1 + _A_PAGE))


def _filters() -> Filters:
    desk = state.desk()
    code = addressed.choice("Marked with", {_ANY: "Any code", **picking.codes(desk)}, part="code")
    words = st.text_input(
        "With words in it, also in their other forms, or a “phrase”", key="picker_words"
    )
    with st.expander("More filters", key="more_filters"):
        among = which_transcripts()
        setting = addressed.choice("Setting", {_ANY: "Any setting", **SETTINGS}, part="setting")
        presence = addressed.choice(
            "Was it there?", {_ANY: "However it was there", **PRESENCES}, part="presence"
        )
        reader = addressed.choice(
            "Read by",
            {_ANY: "Anybody", **{str(who): name for who, name in compared.readers(desk).items()}},
            part="reader",
        )
        headings = {row["guid"]: row["name"] for row in perspectives.headings(desk)}
        heading = addressed.choice("Read from", {_ANY: "Anywhere", **headings}, part="heading")
        flag = addressed.choice("Flag", {_ANY: "Any or none", **FLAGS}, part="flag")
        known = picking.attribute_values(desk)
        attribute = addressed.choice(
            "What you know of participants",
            {_ANY: "Anything", **{key: words for key, (words, _) in known.items()}},
            part="attribute",
        )
        unused = addressed.choice(
            "Show", {_ANY: "All of them", "unused": "Those no theme has yet"}, part="show"
        )
    return Filters(
        code=_or_none(code),
        setting=_or_none(setting),
        among=among,
        attribute=known[attribute][1] if attribute in known else None,
        presence=_or_none(presence),
        reader=_or_none(reader),
        heading=_or_none(heading),
        flag=_or_none(flag),
        unused=unused == "unused",
        words=words,
    )


def _or_none(chosen: str) -> str | None:
    return None if chosen == _ANY else chosen


def _balance() -> None:
    """Say who is quoted how often: participants, never readers."""
    found = picking.shares(state.desk())
    if not found:
        return
    with st.expander("Whom we quote", key="whom_we_quote"):
        for share in found:
            much = "; that is more than a fifth" if share.much else ""
            st.html(
                f'<p class="words">{as_html(share.label)}: {share.quotations} of '
                f"{many(share.of, 'quotation')}{much}.</p>"
            )
        missing = picking.not_quoted(state.desk())
        if missing:
            st.html(f'<p class="words">Marked, and not quoted: {as_html(", ".join(missing))}.</p>')


def _card(stretches: Sequence[Marked], into: str) -> None:
    """Show words with what stands around them, and each stretch of them that was marked."""
    first = stretches[0]
    last = max(stretches, key=lambda each: each.span.end)
    with st.container(border=True):
        st.html(
            f'<p class="words found"><span class="quiet">{as_html(first.before)}</span>'
            f"<mark>{as_html(picking.words_of(stretches))}</mark>"
            f'<span class="quiet">{as_html(last.after)}</span></p>'
        )
        for each in stretches:
            several = len(stretches) > 1
            quote = f'<p class="quote">{as_html(each.words)}</p>' if several else ""
            st.html(f'{quote}<p class="quiet">{as_html(_told(each))}</p>')
            ends = each is stretches[-1]
            if into or ends:
                with st.container(horizontal=True, vertical_alignment="center"):
                    _put_into(into, each)
                    if ends:
                        there = f"In “{plain(first.name)}”"
                        links.to("read", there, source=first.source, at=first.span.start)


def _put_into(into: str, each: Marked) -> None:
    key = f"{each.source}_{each.span.start}_{each.span.end}"
    for part, words in _BUTTONS.items() if into else ():
        press(
            words,
            partial(_choose, into, part, each),
            key=f"{part}_{key}",
            help=f"It is {PLACES[part]}.",
        )


_BUTTONS = {
    "looked_like": "What it looked like",
    "hard": "When it was hard",
    "gathered": "Gather",
}


def _told(each: Marked) -> str:
    readings = "; ".join(
        f"{who}: {code}" + ("" if presence == "not_said" else f", {PRESENCES[presence]}")
        for who, code, presence in each.readings
    )
    used = f" In: {', '.join(each.themes)}." if each.themes else ""
    standing = (
        f"Quoting in reports and public summaries: {WORDS[each.report]}."
        if each.report == each.public
        else f"Quoting in reports: {WORDS[each.report]}; in public summaries: "
        f"{WORDS[each.public]}."
    )
    return f"{each.attribution} {readings}. {standing}{used}"


def _choose(theme: str, part: str, each: Marked) -> str:
    themes.choose(state.desk(), theme, part, (each.source, each.span.start, each.span.end))
    return f"It is {PLACES[part]}." if part != "gathered" else "It is gathered for this theme."


def _go(start: int) -> None:
    addressed.set_number("from", max(1, start))
