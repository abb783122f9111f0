"""The codebook as a tree: every code with its look, stage and meaning, and adding one."""

from collections.abc import Iterable

import streamlit as st

from workbench.domain.codebook import Code
from workbench.domain.codebook_change import STAGES
from workbench.domain.ids import Guid
from workbench.services import codebook_changes, codebook_view
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press
from workbench.ui.parts.reason_fields import reason, reason_fields
from workbench.ui.parts.swatch import style, swatch
from workbench.ui.parts.words import as_html, many, plain

_ADDED = "codes_added"
STANDS = {
    codebook_changes.ON_ITS_OWN: "On its own",
    codebook_changes.AS_A_VALUE: "As a value of its own",
    codebook_changes.AS_A_KEY_DECISION: "As a choice groups make (key decision)",
}
_SECTIONS = {
    "value": "Values",
    "key_decision": "Choices groups make",
    "other": "Everything else",
}


def tree() -> None:
    """Draw a way to add a code, the codes in use, and those that are retired."""
    style()
    with st.expander("Add a code"):
        _add()
    known = codebook_view.book(state.desk()).codes
    depth = codebook_view.depths(known)
    below: dict[str, list[Code]] = {}
    top = ""
    for code in known:
        top = code.key if not depth[code.key] else top
        below.setdefault(top, []).append(code)
    for kind, heading in _SECTIONS.items():
        firsts = [code for code in known if not code.parent and code.kind == kind]
        shown = [code for code in firsts if _any_in_use(below[code.key])]
        if shown:
            st.subheader(heading, anchor=False)
        for code in shown:
            _family(code, below[code.key][1:], depth)
    retired = [code for code in known if code.status == "retired"]
    if retired:
        with st.expander(f"Retired: {many(len(retired), 'code')}"):
            st.write("Nobody marks with these any more. Marks made with them stay as they are.")
            for code in retired:
                _line(code, 0)


def _family(first: Code, under: list[Code], depth: dict[str, int]) -> None:
    with st.container(gap=None):
        _line(first, 0, about=True)
        under = [code for code in under if code.status != "retired"]
        if not under:
            return
        folded = st.expander(
            f"{many(len(under), 'code')} under {plain(first.name)}",
            key=f"under_{first.guid}",
            on_change="rerun",
        )
        if folded.open:
            with folded:
                for code in under:
                    _line(code, depth[code.key] - 1)


def _line(code: Code, depth: int, *, about: bool = False) -> None:
    with st.container(gap=None):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.html(
                f'<span style="padding-left:{depth * 1.2}rem">{swatch(code)}</span>',
                width="content",
            )
            links.to("codebook", plain(code.name), code=code.guid)
        told = [code.plain_name] if code.plain_name != code.name else []
        told += [STAGES[code.status]]
        if about and code.definition:
            told += [code.definition]
        st.html(
            f'<p class="about" style="padding-left:{depth * 1.2}rem">'
            f"{as_html(' · '.join(told))}</p>"
        )


def _any_in_use(codes: Iterable[Code]) -> bool:
    return any(code.status != "retired" for code in codes)


def stands(but: Guid | None = None) -> dict[str, str]:
    """Say where a code can stand: under another one, or on its own."""
    return {**STANDS, **codebook_view.places_to_stand(state.desk(), but)}


def _add() -> None:
    st.write("Anybody may add one. It is a draft until the team says more.")
    key = f"add_code_{st.session_state.setdefault(_ADDED, 0)}"
    offered = stands()
    with st.form("add_code", border=False):
        st.text_input("Name", key=f"{key}_name", max_chars=80)
        st.selectbox(
            "Where it stands", list(offered), key=f"{key}_under", format_func=offered.__getitem__
        )
        st.text_area("What it means", key=f"{key}_definition", height=90)
        reason_fields(key)
        press("Add this code", lambda: _added(key), in_form=True, key="add_code_press")


def _added(key: str) -> str:
    typed = st.session_state
    name = typed[f"{key}_name"] or ""
    codebook_changes.add(
        state.desk(),
        name,
        under=typed[f"{key}_under"],
        said={"definition": typed[f"{key}_definition"] or ""},
        reason=reason(key),
    )
    typed[_ADDED] += 1
    return f"Added: {name}"
