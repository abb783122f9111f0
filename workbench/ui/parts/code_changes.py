"""The ways to change one code, each with its own small form: what it becomes, and why."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench.domain.codebook import Code
from workbench.domain.codebook_change import STAGES, Reason
from workbench.domain.ids import Guid
from workbench.services import codebook_changes, codebook_view
from workbench.services.codebook_view import Passage
from workbench.ui import state
from workbench.ui.parts.codebook_tree import stands
from workbench.ui.parts.press import press
from workbench.ui.parts.reason_fields import reason, reason_fields
from workbench.ui.parts.words import plain

_PARTS = 4
_ASKED = "Everybody who marked with it is asked about their own marks; until then they stay."


def offer(code: Code, marked: list[Passage]) -> None:
    """Show every change that is possible for a code as it stands."""
    # A form is fresh once a change has been made, and keeps what is typed until then.
    steps = len(codebook_view.story_of(state.desk(), code.guid))
    key = f"{code.guid}_{steps}"
    st.subheader("Change it", anchor=False)
    if code.status == "retired":
        with st.expander("Take it up again"):
            _form(
                f"return_{key}",
                "Take it up again",
                lambda said: _stage(code, "tried", said),
                marked,
            )
        return
    with st.expander("Say it in other words"):
        _reword(code, f"reword_{key}", marked)
    with st.expander("Move it to another stage"):
        _stages(code, f"stage_{key}", marked)
    with st.expander("Put it elsewhere"):
        _move(code, f"move_{key}", marked)
    with st.expander("Split it"):
        _split(code, f"split_{key}", marked)
    with st.expander("Merge it into another code"):
        _merge(code, f"merge_{key}", marked)
    with st.expander("Retire it"):
        st.write("Nobody will mark with it any more. Marks made with it stay as they are.")
        _form(f"retire_{key}", "Retire this code", partial(_retire, code), marked)


def _form(
    key: str,
    label: str,
    do: Callable[[Reason], str],
    marked: list[Passage],
    fields: Callable[[], object] = lambda: None,
) -> None:
    with st.form(key, border=False):
        fields()
        reason_fields(key, marked)
        press(label, lambda: do(reason(key, marked)), key=f"{key}_press", in_form=True)


def _reword(code: Code, key: str, marked: list[Passage]) -> None:
    def fields() -> None:
        st.text_input("Name", code.name, key=f"{key}_name", max_chars=80)
        st.text_input("In plain words", code.plain_name, key=f"{key}_plain_name", max_chars=80)
        st.text_area("What it means", code.definition, key=f"{key}_definition", height=110)
        st.text_area("Use it when", code.include_when, key=f"{key}_include_when", height=80)
        st.text_area("Leave it when", code.exclude_when, key=f"{key}_exclude_when", height=80)

    def reworded(said: Reason) -> str:
        parts = ("name", "plain_name", *codebook_changes.GUIDANCE)
        words = {part: st.session_state[f"{key}_{part}"] or "" for part in parts}
        changed = codebook_changes.reword(state.desk(), code.guid, words, reason=said)
        return "Saved." if changed else "Nothing was different, so nothing was changed."

    _form(key, "Save these words", reworded, marked, fields)


def _stages(code: Code, key: str, marked: list[Passage]) -> None:
    others = [one for one in STAGES if one not in (code.status, "retired")]

    def fields() -> None:
        st.radio("It is", others, key=f"{key}_to", format_func=STAGES.__getitem__, horizontal=True)

    _form(
        key,
        "Move it there",
        lambda said: _stage(code, st.session_state[f"{key}_to"], said),
        marked,
        fields,
    )


def _stage(code: Code, to: str, said: Reason) -> str:
    codebook_changes.stage(state.desk(), code.guid, to, reason=said)
    return f"It is now: {STAGES[to]}."  # type: ignore[index]


def _move(code: Code, key: str, marked: list[Passage]) -> None:
    offered = stands(code.guid)

    def fields() -> None:
        st.selectbox(
            "Put it", list(offered), key=f"{key}_under", format_func=offered.__getitem__,
            help="Everything under it goes with it.",
        )  # fmt: skip

    def moved(said: Reason) -> str:
        codebook_changes.move(
            state.desk(), code.guid, st.session_state[f"{key}_under"], reason=said
        )
        return "It stands there now."

    _form(key, "Put it there", moved, marked, fields)


def _split(code: Code, key: str, marked: list[Passage]) -> None:
    has_children = any(
        each.parent == code.key and each.status != "retired"
        for each in codebook_view.book(state.desk()).codes
    )
    st.write(_ASKED)

    def fields() -> None:
        for number in range(1, _PARTS + 1):
            words, about = st.columns(2)
            with words:
                st.text_input(
                    f"Part {number}" + (" (if you need it)" if number > 2 else ""),
                    key=f"{key}_name_{number}",
                    max_chars=80,
                )
            with about:
                st.text_input(f"What part {number} means", key=f"{key}_definition_{number}")
        st.checkbox(
            f"Keep “{plain(code.name)}” in use above its parts",
            value=has_children or code.parent is None,
            disabled=has_children,
            key=f"{key}_stays",
            help="It has codes under it, so it stays." if has_children else None,
        )

    def done(said: Reason) -> str:
        typed = st.session_state
        parts = [
            {
                "name": typed[f"{key}_name_{number}"] or "",
                "definition": typed[f"{key}_definition_{number}"] or "",
            }
            for number in range(1, _PARTS + 1)
        ]
        codebook_changes.split(
            state.desk(), code.guid, parts, stays=bool(typed[f"{key}_stays"]), reason=said
        )
        return "It is split. Each of us is asked about our own marks, under “Your marks”."

    _form(key, "Split it", done, marked, fields)


def _merge(code: Code, key: str, marked: list[Passage]) -> None:
    st.write(f"This one is retired and the other stays. {_ASKED}")
    offered = codebook_view.places_to_stand(state.desk(), code.guid)

    def fields() -> None:
        st.selectbox(
            "Merge it into", list(offered), index=None, key=f"{key}_into",
            format_func=offered.__getitem__, placeholder="Choose a code",
        )  # fmt: skip

    def merged(said: Reason) -> str:
        into = st.session_state[f"{key}_into"]
        target = Guid(into) if into else code.guid
        codebook_changes.merge(state.desk(), [code.guid], target, reason=said)
        return "They are merged. Each of us is asked about our own marks, under “Your marks”."

    _form(key, "Merge them", merged, marked, fields)


def _retire(code: Code, said: Reason) -> str:
    codebook_changes.retire(state.desk(), code.guid, reason=said)
    return "It is retired."
