"""Groups and sets: what participants took part in, and choices of transcripts to look at alone."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import groups, sets
from workbench.services.desks import Desk
from workbench.ui import state
from workbench.ui.parts import group_fields, group_sheets, links
from workbench.ui.parts.press import press
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, many, plain

_MADE = "groups_and_sets_made"


def page() -> None:
    """Draw all groups and sets, or the one in the address."""
    if not state.desk().viewer.may("transcripts"):
        st.title("Groups and sets", anchor=False)  # over the refusal that follows
    known = groups.listed(state.desk())
    chosen = sets.listed(state.desk())
    group = next((each for each in known if each.guid == state.named("group")), None)
    one = next((each for each in chosen if each.guid == state.named("set")), None)
    here = group or one
    st.title(plain(here.name) if here else "Groups and sets", anchor=False)
    if here:
        links.to("groups", "All groups and sets")
    else:
        st.write(
            "Which peer support groups your participants took part in, and sets of transcripts "
            "that you want to look at by themselves."
        )
    undo_buttons(sets.GROUPS_AND_SETS, undo=groups.undo, redo=groups.redo)
    if group:
        group_fields.of_group(group)
    elif one:
        group_fields.of_set(one)
    else:
        if state.named("group") or state.named("set"):
            st.write("What this address names is not in this study, or is no longer there.")
        _groups(known)
        _sets(chosen)


def _groups(known: list[groups.SupportGroup]) -> None:
    st.header("Peer support groups", anchor=False)
    for each in known:
        with st.container(gap=None):
            links.to("groups", plain(each.name), group=each.guid)
            st.html(f'<p class="about">{as_html(group_fields.at_a_glance(each))}</p>')
    if not known:
        st.write("There are none yet. You can do without them.")
    _add("Add a peer support group", "Name of another group", "group", groups.add)
    with st.expander("Peer support groups from a csv file"):
        group_sheets.groups_from_a_file()


def _sets(chosen: list[sets.TranscriptSet]) -> None:
    st.header("Sets", anchor=False)
    for each in chosen:
        with st.container(gap=None):
            links.to("groups", plain(each.name), set=each.guid)
            st.html(f'<p class="about">{many(len(each.sources), "transcript")}</p>')
    if not chosen:
        st.write("There are none yet.")
    st.html(
        '<p class="quiet">A set or a group can be chosen under Read and mark, Compare, Overview '
        "and Report.</p>"
    )
    _add("Add a set", "Name of another set", "set", sets.add)
    with st.expander("Sets from a csv file"):
        group_sheets.sets_from_a_file()


def _add(label: str, field: str, part: str, add: Callable[[Desk, str], Guid]) -> None:
    """Ask for the name of a new group or set, and go to it."""
    number = st.session_state.setdefault(_MADE, 0)
    key = f"new_{part}_{number}"
    with st.form(f"add_{part}", border=False):
        st.text_input(field, key=key, max_chars=60)
        press(label, partial(_made, part, key, add), in_form=True)


def _made(part: str, key: str, add: Callable[[Desk, str], Guid]) -> None:
    made = add(state.desk(), st.session_state[key] or "")
    st.session_state[_MADE] += 1
    st.query_params[part] = made
