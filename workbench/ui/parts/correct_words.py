"""Correcting words turn by turn: what was said, who says it, and where a turn begins and ends."""

import re
from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import corrected, correcting
from workbench.ui import state
from workbench.ui.parts import addressed
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, many, plain

_AT_A_TIME = 20
_WORDS_SHOWN = 9
_NOBODY, _SOMEBODY = "nobody", "somebody"
_WORD = re.compile(r"(?<=\s)\S+")


def turns(source: Guid) -> None:
    """List the turns, those with the words looked for where there are such, and open one."""
    every = correcting.turns(state.desk(), source)
    who = {one["guid"]: one["label"] for one in correcting.speakers(state.desk(), source)}
    find = st.text_input(
        "Find words", key=f"find_{source}", placeholder="Words in the turn you look for"
    )
    looked_for = find.strip().casefold()
    numbered = [
        (number, turn)
        for number, turn in enumerate(every, 1)
        if looked_for in turn["words"].casefold()
    ]
    if looked_for:
        st.html(f'<p class="quiet">{many(len(numbered), "turn")} with these words.</p>')
    opened = addressed.number("turn", first=0)
    shown = max(addressed.number("shown", first=_AT_A_TIME), 0 if looked_for else opened + 5)
    with st.container(gap="small", key="turns_to_correct"):
        for number, turn in numbered[:shown]:
            if number == opened:
                _open(source, number, turn, who, last=number == len(every))
            else:
                _line(number, turn, who)
    left = len(numbered) - shown
    if left > 0:
        press(
            f"Show {min(left, _AT_A_TIME)} more",
            partial(addressed.set_number, "shown", shown + _AT_A_TIME),
            key="more_turns",
        )


def _line(number: int, turn: dict, who: dict[str, str]) -> None:
    with st.container(gap=None):
        st.button(
            f"{number} · {plain(_called(turn, who))}{_time(turn)}",
            key=f"open_turn_{number}",
            type="tertiary",
            help="Correct this turn",
            on_click=addressed.set_number,
            args=("turn", number),
        )
        st.html(f'<p class="words">{as_html(turn["words"])}</p>')


def _open(source: Guid, number: int, turn: dict, who: dict[str, str], *, last: bool) -> None:
    """One turn with everything that can be corrected in it, each saved by a button of its own."""
    seen = correcting.version(state.desk(), source)
    place = f"{seen}_{turn['start']}_{turn['end']}"
    with st.container(border=True):
        st.html(f"<p><strong>Turn {number} · {as_html(_called(turn, who))}</strong></p>")
        with st.form(f"words_{place}", border=False):
            st.text_area(
                "What was said",
                turn["words"],
                key=f"said_{place}",
                height=min(400, 100 + 26 * (len(turn["words"]) // 70)),
            )
            st.text_input(
                "Why, if you like",
                key=f"why_{place}",
                placeholder="Listened again",
                max_chars=correcting.LONGEST_WHY,
            )
            press(
                "Save the words",
                partial(_say, source, turn["start"], seen, place),
                key=f"save_words_{place}",
                primary=True,
                in_form=True,
            )
        _who(source, turn, who, place)
        _split(source, turn, place)
        with st.container(horizontal=True):
            if not last:
                press(
                    "Join with the next turn",
                    partial(_join, source, turn["start"]),
                    key=f"join_{place}",
                )
            press("Close this turn", _close, key=f"close_{place}")


def _who(source: Guid, turn: dict, who: dict[str, str], place: str) -> None:
    choices = [_NOBODY, *who, _SOMEBODY]
    now = turn["speaker"] or _NOBODY
    with (
        st.form(f"who_{place}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.selectbox(
            "Who says it",
            choices,
            index=choices.index(now),
            format_func=lambda one: {
                _NOBODY: "Nobody named",
                _SOMEBODY: "Somebody else, with the label beside",
                **who,
            }[one],
            key=f"speaker_{place}",
        )
        st.text_input(
            "A new label",
            key=f"new_speaker_{place}",
            max_chars=correcting.LONGEST_LABEL,
            placeholder="P08",
        )
        press(
            "Save who says it",
            partial(_say_who, source, turn["start"], place),
            key=f"save_who_{place}",
            in_form=True,
        )


def _split(source: Guid, turn: dict, place: str) -> None:
    """Offer every word but the first as the beginning of a new turn; typing finds one."""
    words, begins = turn["words"], turn["start"]
    starts = [found.start() for found in _WORD.finditer(words) if words[: found.start()].strip()]
    if not starts:
        return
    with (
        st.form(f"split_{place}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.selectbox(
            "A new turn begins with",
            starts,
            index=None,
            format_func=lambda at: " ".join(words[at:].split()[:_WORDS_SHOWN]),
            placeholder="Type or choose the words it begins with",
            key=f"begins_{place}",
        )
        press(
            "Split there",
            partial(_part, source, begins, place),
            key=f"split_there_{place}",
            in_form=True,
        )


def _say(source: Guid, start: int, seen: str, place: str) -> str:
    desk = state.desk()
    correcting.correct_words(
        desk,
        source,
        start,
        st.session_state[f"said_{place}"] or "",
        seen=seen,
        why=st.session_state[f"why_{place}"] or "",
    )
    now = corrected.corrections(desk, source)[0]
    lost = sum(one.now is None for one in now.reached)
    told = f"Saved. {many(now.kept, 'mark or note', 'marks and notes')} that you can see on the "
    told += f"same words; {len(now.reached) - lost} on corrected words"
    return (
        f"{told}; {lost} without their words, for their owners to settle." if lost else f"{told}."
    )


def _say_who(source: Guid, start: int, place: str) -> str:
    chosen = st.session_state[f"speaker_{place}"]
    label = (st.session_state[f"new_speaker_{place}"] or "").strip()
    if chosen == _SOMEBODY and not label:
        return "Write the new label first. Nothing was changed."
    who = None if chosen in (_NOBODY, _SOMEBODY) else Guid(chosen)
    correcting.say_who(
        state.desk(), source, start, who, label=label if chosen == _SOMEBODY else ""
    )
    return "Saved."


def _part(source: Guid, start: int, place: str) -> str | None:
    at = st.session_state[f"begins_{place}"]
    if at is None:
        return "Choose where the new turn begins. Nothing was changed."
    correcting.split(state.desk(), source, start, start + at)
    addressed.set_number("turn", addressed.number("turn", first=0) + 1)
    return None


def _join(source: Guid, start: int) -> None:
    correcting.join(state.desk(), source, start)


def _close() -> None:
    st.query_params.pop("turn", None)


def _called(turn: dict, who: dict[str, str]) -> str:
    return who.get(turn["speaker"] or "", "Nobody named")


def _time(turn: dict) -> str:
    if turn["begins"] is None:
        return ""
    sign, whole = "-" if turn["begins"] < 0 else "", int(abs(turn["begins"]))
    return f" · {sign}{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
