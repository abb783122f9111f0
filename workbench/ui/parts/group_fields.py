"""What can be said of one peer support group, and which transcripts are in one set."""

from functools import partial

import streamlit as st

from workbench.domain.codebook import Code
from workbench.domain.ids import Guid
from workbench.domain.source import SETTINGS
from workbench.domain.support_group import NOT_KNOWN, KeyDecision, SupportGroup, TranscriptSet
from workbench.services import groups, participants, reading, sets
from workbench.ui import state
from workbench.ui.parts import kept, links
from workbench.ui.parts.press import press
from workbench.ui.parts.read_together import read_together
from workbench.ui.parts.words import as_html, joined, many, plain

_SHOWN = 60  # characters of a passage in a list
_KNOWN_SETTINGS = {key: words for key, words in SETTINGS.items() if key != "not_stated"}


def at_a_glance(group: SupportGroup) -> str:
    """Say where a group is, of which setting, and how many of its people took part."""
    setting = joined(SETTINGS[each] for each in group.settings)
    return " · ".join(
        (
            group.area or f"area {NOT_KNOWN}",
            setting or f"setting {NOT_KNOWN}",
            many(len(group.participants), "participant"),
        )
    )


def of_group(group: SupportGroup) -> None:
    """Show one group with all that can be said of it; what nobody says is not known."""
    guid = group.guid
    with st.form(f"group_{guid}", border=False):
        fields = {
            part: f"group_{part}_{guid}_{now}"
            for part, now in (("name", group.name), ("area", group.area), ("about", group.about))
        }
        st.text_input("Name", group.name, key=fields["name"], max_chars=60)
        st.text_input("Area", group.area, key=fields["area"], placeholder="Not known")
        st.text_area("What else you want to note", group.about, key=fields["about"], height=90)
        press("Save", partial(_describe, guid, fields), key=f"describe_{guid}", in_form=True)
    kept.several(
        "Setting",
        _KNOWN_SETTINGS,
        now=list(group.settings),
        keep=lambda chosen: groups.describe(state.desk(), guid, settings=chosen),
        key=f"group_settings_{guid}",
    )
    kept.several(
        "Participants who took part in it or run it",
        {each.guid: each.label for each in participants.everybody(state.desk())},
        now=list(group.participants),
        keep=lambda chosen: groups.describe(state.desk(), guid, participants=chosen),
        key=f"group_participants_{guid}",
    )
    _transcripts(sets.chosen(state.desk(), guid) or frozenset())
    decisions = groups.key_decisions(state.desk())
    if decisions:
        st.header("Choices this group makes", anchor=False)
        _decisions(group, decisions)
        st.subheader("What these rest on", anchor=False)
        st.html(
            '<p class="quiet">Passages in the group’s transcripts that one of us has marked with '
            "the same key decision can be chosen here.</p>"
        )
        for code in decisions:
            _passages(group, code)
    st.header("Remove", anchor=False)
    press(
        "Remove this group",
        partial(_remove_group, group),
        key=f"remove_{guid}",
        help="Participants and transcripts stay. You can undo this.",
    )


def of_set(one: TranscriptSet) -> None:
    """Show which transcripts are in a set, and let them be chosen."""
    key = f"set_name_{one.guid}_{one.name}"
    kept.several(
        "Transcripts in this set",
        {row["guid"]: row["name"] for row in reading.transcripts(state.desk())},
        now=list(one.sources),
        keep=lambda chosen: sets.change(state.desk(), one.guid, sources=chosen),
        key=f"set_sources_{one.guid}",
    )
    if one.sources:
        with st.container(horizontal=True):
            links.to("compare", "Compare readings of these", of=one.guid)
            links.to("overview", "Overview of these", of=one.guid)
        read_together(one.sources, key="set")
    with st.expander("Change the name"), st.form(f"set_{one.guid}", border=False):
        st.text_input("Name", one.name, key=key, max_chars=60)
        press(
            "Change it",
            lambda: sets.change(state.desk(), one.guid, name=st.session_state[key] or ""),
            key=f"rename_{one.guid}",
            in_form=True,
        )
    press(
        "Remove this set",
        partial(_remove_set, one),
        key=f"remove_{one.guid}",
        help="The transcripts stay. You can undo this.",
    )


def _decisions(group: SupportGroup, decisions: list[Code]) -> None:
    keys = {}
    with st.form(f"decisions_{group.guid}", border=False):
        for code in decisions:
            words = group.decisions.get(code.guid, KeyDecision()).words
            said = "" if words == NOT_KNOWN else words
            keys[code.guid] = f"decision_{group.guid}_{code.guid}_{said}"
            st.text_input(
                plain(code.plain_name),
                said,
                key=keys[code.guid],
                placeholder="Not known",
                help=plain(code.definition) or None,
            )
        press(
            "Save these answers",
            partial(_decide, group.guid, keys),
            key=f"decide_{group.guid}",
            in_form=True,
        )


def _passages(group: SupportGroup, code: Code) -> None:
    found = groups.passages_on(state.desk(), group.guid, code.guid)
    if not found:
        return
    offered = {row["coding"]: row for row in found}
    chosen = group.decisions.get(code.guid, KeyDecision()).passages
    kept.several(
        plain(code.plain_name),
        {guid: f"{_short(row['words'])} ({row['name']})" for guid, row in offered.items()},
        now=[guid for guid in chosen if guid in offered],
        keep=lambda chosen: groups.rest_on(state.desk(), group.guid, code.guid, chosen),
        key=f"rests_{group.guid}_{code.guid}",
    )
    for guid in chosen:
        if guid in offered:
            row = offered[guid]
            links.to(
                "read", f"“{plain(_short(row['words']))}”", source=row["source"], at=row["start"]
            )


def _transcripts(chosen: frozenset[Guid]) -> None:
    """Name the transcripts that the participants of a group bring with them."""
    names = [row["name"] for row in reading.transcripts(state.desk()) if row["guid"] in chosen]
    told = joined(f"“{name}”" for name in names) or "none yet; they come with its participants"
    st.html(f'<p class="quiet">Transcripts of this group: {as_html(told)}.</p>')


def _describe(guid: Guid, fields: dict[str, str]) -> str:
    said = {part: st.session_state[key] or "" for part, key in fields.items()}
    groups.describe(state.desk(), guid, name=said["name"], area=said["area"], about=said["about"])
    return "Saved."


def _decide(guid: Guid, keys: dict[Guid, str]) -> str:
    said = {code: st.session_state[key] or "" for code, key in keys.items()}
    groups.decide(state.desk(), guid, said)
    return "Saved."


def _remove_group(group: SupportGroup) -> None:
    groups.remove(state.desk(), group.guid)
    st.query_params.pop("group", None)


def _remove_set(one: TranscriptSet) -> None:
    sets.remove(state.desk(), one.guid)
    st.query_params.pop("set", None)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 2].rstrip()} …"
