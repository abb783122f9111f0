"""Correcting speakers for a whole transcript: label, part, whose ID; merging; or none at all."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.one_person import likely_one
from workbench.domain.source import SPEAKER_ROLES
from workbench.services import correcting, participants
from workbench.ui import state
from workbench.ui.parts import addressed
from workbench.ui.parts.press import press
from workbench.ui.parts.words import many, plain

_AT_A_TIME = 20
_NOT_LINKED = ""


def fields(source: Guid) -> None:
    """Draw every speaker with what can be said of them, and what joins or removes them."""
    speakers = correcting.speakers(state.desk(), source)
    if not speakers:
        st.write("Nobody is named as a speaker here. Say who says a turn under “Words and turns”.")
        return
    people: dict[str, str] = {
        _NOT_LINKED: "nobody in particular",
        **{each.guid: each.label for each in participants.everybody(state.desk())},
    }
    st.html(
        '<p class="quiet">Each label holds for the whole transcript. To take a name out for good, '
        "replace it under Pseudonyms: what is changed here can be undone.</p>"
    )
    shown = addressed.number("shown", first=_AT_A_TIME)
    for one in speakers[:shown]:
        _speaker(source, one, people)
    left = len(speakers) - shown
    if left > 0:
        press(
            f"Show {min(left, _AT_A_TIME)} more",
            partial(addressed.set_number, "shown", shown + _AT_A_TIME),
            key="more_speakers",
        )
    _merge(source, speakers)
    with st.expander("Work without speakers"):
        st.write(
            "Every turn stays, and nobody is named for any of them. You can undo it on this page."
        )
        press("Name nobody in this transcript", partial(_nobody, source), key="without_speakers")


def _speaker(source: Guid, one: dict, people: dict[str, str]) -> None:
    place = f"{one['guid']}_{one['label']}_{one['role']}_{one['participant']}"
    with st.form(f"speaker_form_{place}"):
        st.html(f'<p class="quiet">{many(one["turns"], "turn")}</p>')
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Label", one["label"], key=f"label_{place}", max_chars=correcting.LONGEST_LABEL
            )
            roles = list(SPEAKER_ROLES)
            st.selectbox(
                "What they do here",
                roles,
                index=roles.index(one["role"]),
                format_func=SPEAKER_ROLES.__getitem__,
                key=f"role_{place}",
            )
            ids = list(people)
            now = one["participant"] or _NOT_LINKED
            st.selectbox(
                "Participant",
                ids,
                index=ids.index(now) if now in ids else 0,
                format_func=people.__getitem__,
                key=f"of_{place}",
            )
            press(
                "Save",
                partial(_save, source, one, place),
                key=f"save_speaker_{place}",
                in_form=True,
            )


def _merge(source: Guid, speakers: list[dict]) -> None:
    names = {one["guid"]: one["label"] for one in speakers}
    st.subheader("Two labels are one person", anchor=False)
    called = {one["label"]: Guid(one["guid"]) for one in speakers}
    for keep, *others in likely_one(list(called)):
        for label in others:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.write(plain(f"“{label}” may be the same person as “{keep}”."))
                press(
                    plain(f"Give all turns to “{keep}”"),
                    partial(_join, source, called[label], called[keep], label, keep),
                    key=f"join_{called[label]}_{called[keep]}",
                )
    with (
        st.form("merge_speakers", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        for label, key in (
            ("This label", "merge_one"),
            ("is the same person as", "merge_into"),
        ):
            st.selectbox(
                label,
                list(names),
                index=None,
                format_func=names.__getitem__,
                placeholder="Choose",
                key=f"{key}_{source}",
            )
        press("Merge them", partial(_one_person, source, names), in_form=True)


def _save(source: Guid, one: dict, place: str) -> str:
    said = st.session_state
    correcting.say_speaker(
        state.desk(),
        source,
        one["guid"],
        label=said[f"label_{place}"] or "",
        role=said[f"role_{place}"],
        participant=said[f"of_{place}"] or None,
    )
    return "Saved."


def _one_person(source: Guid, names: dict[str, str]) -> str:
    one, into = (st.session_state[f"{key}_{source}"] for key in ("merge_one", "merge_into"))
    if one is None or into is None:
        return "Choose two labels. Nothing was changed."
    return _join(source, Guid(one), Guid(into), names[one], names[into])


def _join(source: Guid, one: Guid, into: Guid, label: str, keep: str) -> str:
    correcting.merge(state.desk(), source, one, into)
    return f"All turns of {label} are now those of {keep}."


def _nobody(source: Guid) -> str:
    correcting.without_speakers(state.desk(), source)
    return "Nobody is named any more. The turns stay."
