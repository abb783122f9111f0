"""One topic guide or consultation note: its wordings, and what it is linked to."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import codebook_changes, codebook_story, codebook_view, groundwork
from workbench.services import codebook_words as words
from workbench.services.groundwork import Groundwork
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day, plain

_NONE = ""


def one(note: Groundwork) -> None:
    """Draw it as it reads now, its links, its earlier wordings, and ways to change it."""
    versions = {str(each.guid): each for each in codebook_story.versions(state.desk())}
    decided = codebook_view.decisions(state.desk())
    told = [groundwork.KINDS[note.kind].capitalize()] + [note.people] * bool(note.people)
    st.html(f'<p class="quiet">{as_html(" · ".join(told))}</p>')
    newest = note.wordings[-1]
    st.html(f'<p class="words">{as_html(newest.words)}</p>')
    if note.decision:
        said = decided.get(note.decision, "a decision")
        links.to("decided", f"Rests on: {plain(said)}", decision=note.decision)
    if note.led_to and note.led_to in versions:
        led = versions[note.led_to]
        links.to(
            "codebook",
            f"Led to: {plain(words.heading(led))}",
            show="versions",
            **{"from": led.guid},
        )
    for earlier in reversed(note.wordings[:-1]):
        with st.expander(f"Wording {earlier.number}, {day(earlier.on)}"):
            st.html(f'<p class="words">{as_html(earlier.words)}</p>')
    if newest.why:
        st.html(f'<p class="quiet">Why it was changed last: {as_html(newest.why)}</p>')
    if codebook_changes.may_change(state.desk()):
        _change(note, {key: words.heading(each) for key, each in versions.items()}, decided)


def _change(note: Groundwork, versions: dict[str, str], decided: dict[str, str]) -> None:
    key = f"note_{note.guid}_{len(note.wordings)}"
    with st.expander("Write a new wording"), st.form(f"{key}_words_form", border=False):
        st.text_area("What it says", note.wordings[-1].words, key=f"{key}_words", height=240)
        st.text_input("Why it is changed", key=f"{key}_why")
        press("Keep this wording", partial(_reword, note.guid, key), in_form=True)
    with st.expander("What it is and what it is linked to"), st.form(f"{key}_about", border=False):
        kinds = list(groundwork.KINDS)
        st.selectbox(
            "It is", kinds, kinds.index(note.kind), key=f"{key}_kind",
            format_func=groundwork.KINDS.__getitem__,
        )  # fmt: skip
        st.text_input("Name", note.name, key=f"{key}_name", max_chars=60)
        st.text_input("Who took part", note.people, key=f"{key}_people", max_chars=300)
        _link("The decision it rests on", decided, note.decision, f"{key}_decision")
        _link("The version of the codebook it led to", versions, note.led_to, f"{key}_led_to")
        press("Save", partial(_describe, note.guid, key), in_form=True, key=f"{key}_save")
    press("Take it away", partial(_remove, note.guid), key=f"{key}_remove",
          help="You can undo this.")  # fmt: skip


def _link(label: str, offered: dict[str, str], now: Guid | None, key: str) -> None:
    choices = [_NONE, *offered]
    st.selectbox(
        label,
        choices,
        choices.index(now) if now in choices else 0,
        key=key,
        format_func=lambda one: offered.get(one, "None"),
    )


def _reword(guid: Guid, key: str) -> str:
    typed = st.session_state
    changed = groundwork.reword(
        state.desk(), guid, typed[f"{key}_words"] or "", why=typed[f"{key}_why"] or ""
    )
    return "Kept." if changed else "Nothing was different, so nothing was changed."


def _describe(guid: Guid, key: str) -> str:
    typed = st.session_state
    groundwork.describe(
        state.desk(),
        guid,
        kind=typed[f"{key}_kind"],
        name=typed[f"{key}_name"] or "",
        people=typed[f"{key}_people"] or "",
        decision=Guid(typed[f"{key}_decision"]) if typed[f"{key}_decision"] else None,
        led_to=Guid(typed[f"{key}_led_to"]) if typed[f"{key}_led_to"] else None,
    )
    return "Saved."


def _remove(guid: Guid) -> None:
    groundwork.remove(state.desk(), guid)
    st.query_params.pop("note", None)
