"""Participants: who took part, what each allows, and what the study knows of them."""

import streamlit as st

from workbench.domain.participant import ROLES, Participant
from workbench.services import participants, reading
from workbench.ui import state
from workbench.ui.parts import (
    addressed,
    asking,
    attributes,
    consent,
    kept,
    letters,
    links,
    press,
    withdrawal,
)
from workbench.ui.parts.turns_to_check import turns_to_check
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import about_transcript, as_html, joined, many, plain

_AT_A_TIME = 50
_SHOWN = {
    "all": "Everybody",
    "missing": "Not recorded: quotes in reports",
    "refused": "Said no to something",
}


def page() -> None:
    """Draw all participants, or the one in the address."""
    if not state.desk().viewer.may("transcripts"):
        st.title("Participants", anchor=False)  # over the refusal that follows
    everybody = participants.everybody(state.desk())
    asked = state.named("participant")
    one = next((each for each in everybody if each.guid == asked), None)
    st.title(
        f"Participant {plain(one.label)}" if one else "Participants",
        anchor=False,
    )
    withdrawal.receipt()
    if one:
        links.to("participants", "All participants")
        _undo()
        _one(one)
        return
    st.write("Who took part, what each of them allows, and what you know of them.")
    if asked:
        st.write("The participant in this address is not in this study, or is no longer there.")
    if not everybody:
        st.write("There is nobody yet: participants come with the transcripts you add.")
        links.button("Add transcripts", "transcripts", key="add_first")
        turns_to_check()
        withdrawal.receipts()
        return
    _undo()
    turns_to_check()
    _counted(everybody)
    with st.expander("Record consent for several at once"):
        consent.for_several(everybody)
    known = participants.attributes(state.desk())
    with st.expander("What you know of them: attributes"):
        attributes.definitions(known)
    with st.expander("Attributes from a csv file"):
        attributes.from_a_file()
    with st.expander("What our letters to participants say"):
        letters.what_all_of_them_say()
    _list(everybody)
    withdrawal.receipts()


def _undo() -> None:
    undo_buttons(participants.PARTICIPANTS, undo=participants.undo, redo=participants.redo)


def _counted(everybody: list[Participant]) -> None:
    """Say how many there are, what is known of quoting them, and who should be withdrawn."""
    answers = [
        False if each.refuses("report") else each.consents.get("report") for each in everybody
    ]
    told = [
        f"{words} {answers.count(given)}"
        for words, given in (("yes", True), ("no", False), ("not recorded", None))
    ]
    st.html(
        f'<p class="words">{many(len(everybody), "participant ID")}. '
        f"May they be quoted in reports? {', '.join(told).capitalize()}.</p>"
    )
    out = [each.label for each in everybody if each.consents.get("analysis") is False]
    if out:
        st.html(
            f'<div class="told"><p>{as_html(joined(out))} said no to analysis and should be '
            "withdrawn. Until then none of their words go into a report.</p></div>"
        )


def _list(everybody: list[Participant]) -> None:
    names = {row["guid"]: row["name"] for row in reading.transcripts(state.desk())}
    show = addressed.choice("Show", _SHOWN, part="show")
    found = [each for each in everybody if _belongs(each, show)]
    if not found:
        st.write("There is nobody to show here.")
    shown = addressed.number("shown", first=_AT_A_TIME)
    with st.container(key="transcripts_of_participants", gap=None):
        for each in found[:shown]:
            with st.container(gap=None):
                links.to("participants", plain(each.label), participant=each.guid)
                places = joined(f"“{names[guid]}”" for guid in each.sources if guid in names)
                about = [ROLES[each.role], places or "in no transcript", consent.at_a_glance(each)]
                st.html(f'<p class="about">{as_html(" · ".join(about))}</p>')
    left = len(found) - shown
    if left > 0:
        st.button(
            f"Show {min(left, _AT_A_TIME)} more",
            on_click=addressed.set_number,
            args=("shown", shown + _AT_A_TIME),
        )


def _belongs(each: Participant, show: str) -> bool:
    if show == "missing":
        return "report" not in each.consents and not each.refuses("report")
    return show == "all" or False in each.consents.values()


def _one(one: Participant) -> None:
    """Show one participant with all that can be said of them."""
    if one.consents.get("analysis") is False:
        st.html(
            '<div class="told"><p>They said no to analysis and should be withdrawn. Their words '
            "are still in the workbench; until then none of them go into a report.</p></div>"
        )
    st.header("What they allow", anchor=False)
    consent.fields(one)
    waiting = asking.single_quotations(one)
    _places(one)
    st.header("What you know of them", anchor=False)
    known = participants.attributes(state.desk())
    if known:
        attributes.fields(one, known)
    else:
        st.write("No attributes are defined yet. You can add some under “All participants”.")
    letters.for_participant(one, waiting=waiting)
    withdrawal.offer(one)


def _places(one: Participant) -> None:
    """Show where the ID is used, and let it be changed; and say what it stands for."""
    st.header("ID and transcripts", anchor=False)
    spoken = participants.places(state.desk(), one.guid)
    rows = [row for row in reading.transcripts(state.desk()) if row["guid"] in one.sources]
    for row in rows:
        place = spoken.get(row["guid"])
        with st.container(gap=None):
            links.to("read", plain(row["name"]), source=row["guid"])
            said = (
                f"{many(place['turns'], 'turn')}, as {joined(place['labels'])}"
                if place
                else "no turn is theirs alone"
            )
            about = f"{about_transcript({**row, 'participants': []})} · {said}"
            st.html(f'<p class="about">{as_html(about)}</p>')
    kept.choice(
        "What this ID stands for",
        ROLES,
        now=one.role,
        key=f"role_{one.guid}",
        keep=lambda role: participants.say_role(state.desk(), one.guid, role),
    )
    field = f"label_{one.guid}_{one.label}"
    with st.expander("Change this ID"), st.form(f"rename_{one.guid}", border=False):
        st.text_input("Participant ID", one.label, max_chars=participants.LONGEST_LABEL, key=field)
        st.html(
            f'<p class="quiet">It is used in {many(len(rows), "transcript")}, and wherever they '
            "are quoted. Speaker labels stay as they are in the transcripts. The change is kept "
            "in the history of the study.</p>"
        )
        press.press(
            "Change it",
            lambda: participants.rename(state.desk(), one.guid, st.session_state[field] or ""),
            in_form=True,
        )
