"""What participants allow: at a glance, for one of them, and for several at once."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.participant import PURPOSES, Participant
from workbench.services import participants
from workbench.ui import state
from workbench.ui.parts import kept
from workbench.ui.parts.press import press
from workbench.ui.parts.words import joined, many

_ANSWERS = {"not_recorded": "not recorded", "yes": "yes", "no": "no"}
_GIVEN = {"not_recorded": None, "yes": True, "no": False}
_ALL_ALIKE = {
    True: "yes to everything",
    False: "no to everything",
    None: "consent not recorded",
}
_RECORDED = "consent_recorded_for_several"


def at_a_glance(each: Participant) -> str:
    """Say at a glance what somebody allows."""
    by_answer: dict[bool | None, list[str]] = {}
    for purpose, words in PURPOSES.items():
        by_answer.setdefault(each.consents.get(purpose), []).append(words)
    if len(by_answer) == 1:
        return _ALL_ALIKE[next(iter(by_answer))]
    told = [
        f"{words} {joined(by_answer[given])}"
        for given, words in ((True, "yes to"), (False, "no to"), (None, "not recorded:"))
        if given in by_answer
    ]
    return "; ".join(told)


def fields(one: Participant) -> None:
    """Show one participant's answer to each purpose, kept as soon as it is changed."""
    # Row by row, so that one order holds for wide windows, narrow ones and screen readers.
    places = [place for _ in range(0, len(PURPOSES), 2) for place in st.columns(2)]
    for place, (purpose, words) in zip(places, PURPOSES.items(), strict=False):
        given = one.consents.get(purpose)
        with place:
            kept.choice(
                words.capitalize(),
                _ANSWERS,
                now=next(answer for answer, means in _GIVEN.items() if means is given),
                key=f"consent_{one.guid}_{purpose}",
                keep=partial(_keep, one.guid, purpose),
            )
    group = "What is recorded here counts for the whole group. " if one.role == "group" else ""
    st.html(
        f'<p class="quiet">{group}A no to analysis or to quotes in reports keeps their words out '
        "of every report made from then on; a no to analysis also out of what is compared on the "
        "command line or read in Python. Where it is not recorded, they may be quoted in a draft, "
        "which says so. What is recorded for the other purposes is kept until the "
        "workbench makes anything for them.</p>"
    )


def for_several(everybody: list[Participant]) -> None:
    """Record one answer to one purpose for several participants."""
    number = st.session_state.setdefault(_RECORDED, 0)
    purpose = st.selectbox(
        "Consent to", list(PURPOSES), index=1, format_func=PURPOSES.__getitem__, key="purpose"
    )
    missing = _without_answer(everybody, purpose)
    whose = st.radio(
        "For",
        ["chosen", "missing"],
        format_func={
            "chosen": "those I choose",
            "missing": f"all for whom it is not recorded ({len(missing)})",
        }.__getitem__,
        key=f"whose_{number}",
    )
    chosen: list[Guid] = missing
    if whose == "chosen":
        labels = {each.guid: each.label for each in everybody}
        chosen = st.multiselect(
            "Participants",
            list(labels),
            format_func=labels.__getitem__,
            placeholder="Choose some",
            key=f"for_{number}",
        )
    st.radio(
        "They said",
        list(_ANSWERS),
        index=1,
        format_func=_ANSWERS.__getitem__,
        horizontal=True,
        key=f"answer_{number}",
    )
    whom = f" for {many(len(chosen), 'participant')}" if chosen else ""
    press(
        f"Record it{whom}",
        partial(_record, number),
        key="record_consent",
        disabled=not chosen,
    )


def _record(number: int) -> str:
    asked, desk = st.session_state, state.desk()
    purpose, answer = asked["purpose"], _GIVEN[asked[f"answer_{number}"]]
    if asked[f"whose_{number}"] == "missing":
        chosen = _without_answer(participants.everybody(desk), purpose)
    else:
        chosen = asked[f"for_{number}"]
    participants.say_consent(desk, chosen, purpose, answer)
    asked[_RECORDED] = number + 1
    return f"Recorded for {many(len(chosen), 'participant')}."


def _without_answer(everybody: list[Participant], purpose: str) -> list[Guid]:
    return [each.guid for each in everybody if purpose not in each.consents]


def _keep(participant: Guid, purpose: str, answer: str) -> None:
    participants.say_consent(state.desk(), [participant], purpose, _GIVEN[answer])
