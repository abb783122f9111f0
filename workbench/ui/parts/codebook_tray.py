"""The tray: what found no place in the codebook, looked at together, and made into codes."""

from functools import partial

import streamlit as st

from workbench.services import codebook_changes, tray
from workbench.services.tray import Item
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.codebook_tree import stands
from workbench.ui.parts.press import press
from workbench.ui.parts.reason_fields import reason, reason_fields, short
from workbench.ui.parts.words import as_html, joined, plain

_MADE = "tray_codes_made"


def show() -> None:
    """Draw what waits, a way to make a code of it, and what was looked at already."""
    found = tray.items(state.desk())
    waiting = [item for item in found if item.waits]
    st.write(
        "Words one of us marked as something else, or as not fitting. Look at them together now "
        "and then: they are how the framework hears what it did not ask."
    )
    if not waiting:
        st.write("Nothing waits to be looked at.")
    for item in waiting:
        with st.container(border=True):
            _item(item)
    if waiting:
        st.subheader("Make a code of some of them", anchor=False)
        _become(waiting)
    done = [item for item in found if not item.waits]
    if done:
        with st.expander(f"Looked at already ({len(done)})"):
            for item in done:
                _item(item)


def _item(item: Item) -> None:
    st.html(f'<p class="quote">{as_html(item.passage.words)}</p>')
    told = [item.code, joined(item.readers)]
    if item.became:
        told.append("a code was made of it")
    elif item.said:
        told.append(tray.ANSWERS[item.said].lower())
    st.html(f'<p class="quiet">{as_html(" · ".join(told))}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        if item.waits and codebook_changes.may_change(state.desk()):
            for said, label in tray.ANSWERS.items():
                if said != item.said:
                    key = f"tray_{said}_{item.passage.guid}"
                    press(label, partial(_say, item, said), key=key)
        where = item.passage
        links.to("read", f"In “{plain(where.name)}”", source=where.source, at=where.start)
        if item.became:
            links.to("codebook", "The code made of it", code=item.became)


def _say(item: Item, said: str) -> str:
    tray.say(state.desk(), item.marks, said)
    return f"{tray.ANSWERS[said]}."


def _become(waiting: list[Item]) -> None:
    key = f"tray_code_{st.session_state.setdefault(_MADE, 0)}"
    by_guid = {str(item.passage.guid): item for item in waiting}
    offered = stands()
    # Not a form: what is ticked writes the beginning of why.
    st.write("Nobody’s mark changes: whoever made these marks is asked whether theirs becomes it.")
    with st.form(f"{key}_form", border=False):
        st.multiselect(
            "Made of",
            list(by_guid),
            key=f"{key}_of",
            format_func=lambda guid: short(by_guid[guid].passage),
            placeholder="Choose passages",
        )
        st.text_input("Name of the new code", key=f"{key}_name", max_chars=80)
        st.selectbox(
            "Where it stands", list(offered), key=f"{key}_under", format_func=offered.__getitem__
        )
        st.text_area("What it means", key=f"{key}_definition", height=80)
        st.checkbox("Because of what one of us knew from life", key=f"{key}_life")
        reason_fields(key)
        press("Make this code", partial(_made, key, by_guid), key=f"{key}_press", in_form=True)


def _made(key: str, by_guid: dict[str, Item]) -> str:
    typed = st.session_state
    said = reason(key)
    if typed[f"{key}_life"]:
        said = tray.from_life(said)
    name = typed[f"{key}_name"] or ""
    tray.become(
        state.desk(),
        [by_guid[guid] for guid in typed[f"{key}_of"]],
        name,
        under=typed[f"{key}_under"],
        definition=typed[f"{key}_definition"] or "",
        reason=said,
    )
    typed[_MADE] += 1
    return f"“{name}” is a draft code now. Whoever made those marks is asked about them."
