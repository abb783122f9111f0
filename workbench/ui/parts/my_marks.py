"""My marks that a change of the codebook asks about, one passage at a time."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import codebook_view, codebook_words, recoding
from workbench.services.recoding import Asked, Question
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, many, plain

_AT_A_TIME = 5


def my_marks() -> None:
    """Ask about marks of mine, and say what stays where nothing waits."""
    undo_buttons(recoding.MY_MARKS, undo=recoding.undo, redo=recoding.redo)
    waiting = recoding.waiting(state.desk())
    if not waiting:
        st.write(
            "Nothing waits for you. When codes you marked with are split or merged, you are asked "
            "here what becomes of your own marks, passage by passage."
        )
        return
    st.write(
        "These codes have changed since you marked with them. Say what becomes of each mark, or "
        "leave it for another day: what you do not answer stays as it is."
    )
    for question in waiting:
        _question(question)


def _question(question: Question) -> None:
    change = question.change
    st.subheader(
        plain(codebook_words.what(change, codebook_view.names(state.desk()))), anchor=False
    )
    said = codebook_words.behind(state.desk(), change)
    why = f'<p class="words">{as_html(change.why)}</p>' if change.why else ""
    st.html(f'<p class="quiet">{as_html(said)}</p>{why}')
    left = len(question.waiting)
    done = f"; {question.answered} answered" if question.answered else ""
    st.html(f'<p class="quiet">{many(left, "mark")} of yours to look at{done}.</p>')
    for asked in question.waiting[:_AT_A_TIME]:
        with st.container(border=True):
            _one(question, asked)
    if left > _AT_A_TIME:
        st.html(f'<p class="quiet">{left - _AT_A_TIME} more come after these.</p>')


def _one(question: Question, asked: Asked) -> None:
    st.html(f'<p class="quote">{as_html(asked.words)}</p>')
    meant = f": {asked.code.definition}" if asked.code.definition else ""
    st.html(
        f'<p class="about">You marked it as “{as_html(asked.code.name)}”, as it stood then'
        f"{as_html(meant)}</p>"
    )
    links.to("read", plain(asked.name), source=asked.source, at=asked.start)
    key = f"recode_{question.change.guid}_{asked.coding}"
    names = {str(code.guid): code.name for code in question.into}
    about = [f"{code.name}: {code.definition}" for code in question.into if code.definition]
    with st.form(key, border=False):
        st.pills(
            "It becomes (one or more)",
            list(names),
            selection_mode="multi",
            format_func=lambda guid: plain(names[guid]),
            key=f"{key}_into",
            help=plain(" · ".join(about)) or None,
        )
        with st.container(horizontal=True):
            press(
                "It becomes what I chose",
                partial(_becomes, question.change.guid, asked.coding, key),
                key=f"{key}_becomes",
                in_form=True,
                primary=True,
            )
            press(
                "It stays as it is",
                partial(_stays, question.change.guid, asked.coding),
                key=f"{key}_stays",
                in_form=True,
            )


def _becomes(change: Guid, coding: Guid, key: str) -> str:
    chosen = [Guid(guid) for guid in st.session_state[f"{key}_into"] or ()]
    if not chosen:
        return "Choose one code or more first, or say that it stays as it is."
    recoding.answer(state.desk(), change, coding, chosen)
    return "Saved."


def _stays(change: Guid, coding: Guid) -> str:
    recoding.answer(state.desk(), change, coding, [])
    return "It stays as it is."
