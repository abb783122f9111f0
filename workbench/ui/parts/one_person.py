"""Speakers of a file on its way in: what each is to be called, and whether two are one person."""

from functools import partial

import streamlit as st

from workbench.domain.arrival import Seen
from workbench.domain.one_person import likely_one
from workbench.services import taking_in
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_label, joined, plain

_LABELS_OFFERED = 30


def fields(seen: Seen, *, key: str) -> None:
    """Let somebody call speakers something else, and say at a press that several are one."""
    if not 0 < len(seen.speakers) <= _LABELS_OFFERED:
        return
    for number, group in enumerate(likely_one(seen.speakers)):
        _offer(seen, group, key=key, number=number)
    with st.expander("Correct what speakers are called"):
        st.html(
            '<p class="quiet">For the whole transcript. Give two the same label, and they '
            "become one speaker. Use IDs or parts, not names.</p>"
        )
        for label in seen.speakers:
            st.text_input(
                f"“{as_label(label)}”",
                label,
                max_chars=taking_in.LONGEST_LABEL,
                key=_field(seen, label, key),
            )


def asking_key(key: str) -> str:
    """The field that has who asks the questions."""
    return f"asking_{key}"


def called(seen: Seen, *, key: str) -> dict[str, str]:
    """What each speaker in the file is to be called, as was said so far."""
    said = st.session_state
    return {
        label: " ".join((said.get(_field(seen, label, key)) or "").split()) or label
        for label in seen.speakers
    }


def speaking(seen: Seen, *, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Everybody who speaks, each once, and those of them who ask, as was said so far."""
    now = called(seen, key=key)
    asking = st.session_state.get(asking_key(key), seen.interviewers)
    asks = (now[label] for label in asking if label in now)
    return tuple(dict.fromkeys(now.values())), tuple(dict.fromkeys(asks))


def _offer(seen: Seen, group: tuple[str, ...], *, key: str, number: int) -> None:
    """Ask whether several labels are one person's; nobody answers for whoever looks."""
    keep, *others = group
    now = called(seen, key=key)
    told = joined(plain(f"“{label}”") for label in others)
    with st.container(horizontal=True, vertical_alignment="center"):
        if len({now[label] for label in group}) == 1:
            st.write(f"{told} and {plain(f'“{now[keep]}”')} will be one speaker.")
            press(
                "Keep them apart",
                partial(_call, seen, {label: label for label in group}, key),
                key=f"apart_{key}_{number}",
            )
        else:
            st.write(f"{told} may be the same person as {plain(f'“{keep}”')}.")
            press(
                plain(f"Call them “{keep}”"),
                partial(_call, seen, dict.fromkeys(group, keep), key),
                key=f"one_{key}_{number}",
            )


def _call(seen: Seen, labels: dict[str, str], key: str) -> None:
    for label, now in labels.items():
        st.session_state[_field(seen, label, key)] = now


def _field(seen: Seen, label: str, key: str) -> str:
    return f"label_{key}_{seen.speakers.index(label)}"
