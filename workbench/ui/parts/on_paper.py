"""Reading a transcript on paper: a copy to print, and its marks typed in by turn number."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import paper, projects
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, many

_WORDS, _WHOSE, _YES = "paper_words", "paper_whose", "paper_yes"
_PRESENCES = {
    "there": "it’s here",
    "missing": "it’s missing or hard",
    "wanted": "someone wishes for it",
    "mixed": "mixed",
    "unsure": "not sure",
}


def on_paper(source: Guid, name: str) -> None:
    """Show what there is for somebody who reads, or read, this transcript on paper."""
    with st.container(key="on_paper", width=720):
        st.title("Read on paper", anchor=False)
        st.write(
            f"Print a copy of “{name}” with room to write, and type the marks in afterwards by "
            "the number of their turn."
        )
        links.to("read", "Back to the transcript", source=source)
        _copy(source)
        _to_look_at(source)
        _to_type_in(source)


def _copy(source: Guid) -> None:
    address = state.outside(f"/api/v1/projects/{state.project()}/sources/{source}/paper")
    folded = f"{address}?how=folded"
    look = 'style="color:inherit" target="_blank" rel="noopener"'
    st.html(
        f'<p><a {look} href="{address}">Open the copy to print</a> (in a new tab). '
        "Everybody’s has the same turn and line numbers. "
        f'<a {look} href="{folded}">One without the hard parts</a> '
        "leaves out what has a content note.</p>"
    )


def _to_look_at(source: Guid) -> None:
    """Marks that a colleague has typed in for me, and that are mine only when I say so."""
    found = paper.waiting(state.desk(), source)
    if not found:
        return
    st.header("Typed in for you", anchor=False)
    by = ", ".join(dict.fromkeys(one["entered_by"] for one in found))
    st.write(
        f"{by} typed in {many(len(found), 'mark')} from your paper copy. They are no marks of "
        "yours until you say so."
    )
    st.html("<ul>" + "".join(f"<li>{_told(one)}</li>" for one in found) + "</ul>")
    guids = [one["guid"] for one in found]
    with st.container(horizontal=True):
        press("These are mine", partial(_answer, source, guids, True), primary=True)
        press("Not mine", partial(_answer, source, guids, False))


def _to_type_in(source: Guid) -> None:
    st.header("Type in marks from a paper copy", anchor=False)
    me = state.person()
    members = projects.members(state.desk())
    order = sorted(members, key=lambda person: person != me)
    called = {person: "Mine" if person == me else members[person] for person in order}
    whose = st.selectbox("Whose reading is it?", order, format_func=called.__getitem__, key=_WHOSE)
    words = st.text_area(
        "One mark on each line: the turn’s number, then the code",
        key=_WORDS,
        height=180,
        placeholder="12 SA\n14-16 4 missing",
    )
    st.html(
        '<p class="quiet">The code is its number, its letters or its name. After it you may write '
        "here, missing, wanted, mixed or unsure.</p>"
    )
    if words and words.strip():
        seen = paper.seen(state.desk(), source, words)
        for trouble in seen["troubles"]:
            st.html(f'<p class="words">{as_html(trouble)}</p>')
        if seen["marks"]:
            st.html("<ul>" + "".join(f"<li>{_told(one)}</li>" for one in seen["marks"]) + "</ul>")
    if whose != me:
        st.write(
            f"{members[whose]} read; you type in. Without their yes the marks wait for them to "
            "look at."
        )
        st.checkbox(
            f"{members[whose]} has looked through these marks with me and said yes", key=_YES
        )
    press("Save the marks", partial(_save, source), primary=True)


def _told(one: dict) -> str:
    where = ""
    if "turns" in one:
        first, last = one["turns"]
        where = f"Turn {first}: " if first == last else f"Turns {first} to {last}: "
    words = one["words"].replace("\n", " ")
    short = words if len(words) <= 120 else f"{words[:118].rstrip()}…"
    presence = _PRESENCES.get(one["presence"], "")
    said = one["code"] + (f", {presence}" if presence else "")
    return f"{as_html(where)}<strong>{as_html(said)}</strong> on “{as_html(short)}”"


def _save(source: Guid) -> str:
    words, whose = st.session_state.get(_WORDS, ""), st.session_state[_WHOSE]
    yes = bool(st.session_state.get(_YES))
    count = paper.enter(state.desk(), source, whose, words, said_yes=yes)
    st.session_state[_WORDS] = ""
    if whose != state.person() and not yes:
        return f"{many(count, 'mark')} typed in. They wait for their reader to look at them."
    return f"{many(count, 'mark')} saved. Undo, in the transcript, takes them back."


def _answer(source: Guid, guids: list[str], mine: bool) -> str:
    paper.answer(state.desk(), source, guids, mine=mine)
    if mine:
        return "They are marks of yours now. Undo, in the transcript, takes them back."
    return "They are not yours, and are gone. Undo, in the transcript, brings them back."
