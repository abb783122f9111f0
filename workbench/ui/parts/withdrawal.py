"""Withdrawing a participant on the screen: what it does in words, one confirmation, a receipt."""

from functools import partial
from textwrap import shorten

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.participant import Participant
from workbench.services import withdrawing, withdrawing_some
from workbench.ui import state
from workbench.ui.parts import error_box, letters
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day, many, plain

_DONE = "withdrawal_done"
_BEGINNING = 90
_KINDS = {
    "quotes": "The use of their words as quotations",
    "some": "A part of what they said",
    "whole": "Everything they said",
}


def offer(one: Participant) -> None:
    """Offer to withdraw a participant, whole, in part, or quotations only."""
    st.header("Withdraw", anchor=False)
    with st.expander("They want to withdraw"):
        kind = st.radio(
            "What do they withdraw?",
            list(_KINDS),
            index=None,
            format_func=_KINDS.__getitem__,
            key=f"withdraw_what_{one.guid}",
        )
        with error_box.told():
            if kind == "quotes":
                _quotes(one)
            elif kind == "some":
                _some(one)
            elif kind == "whole":
                _whole(one)


def receipt() -> None:
    """Say, to the person who did it, what the last withdrawal did and what to look at now."""
    project, done = st.session_state.get(_DONE, (None, None))
    if done is None or project != state.desk().project.guid:
        return
    _sentences(done.sentences)
    press("I have read this", _read)


def _read() -> None:
    st.session_state.pop(_DONE, None)


def receipts() -> None:
    """List the withdrawals there have been; nothing in the list is anybody's."""
    found = withdrawing.receipts(state.desk())
    if not found:
        return
    with st.expander(f"Withdrawals so far: {len(found)}"):
        for row in found:
            what = (
                f"a part of what somebody said, {many(row['turns'], 'turn')}"
                if row["some"]
                else f"{many(row['turns'], 'turn')}; {many(row['whole'], 'transcript')} whole and "
                f"turns in {many(row['parts'], 'other')}"
            )
            if row["issued"]:
                what += f". Went out before, with these words: {', '.join(row['issued'])}"
            st.html(
                f'<p class="about">{day(row["on"])}, by {as_html(row["by"])}: {as_html(what)}</p>'
            )
            letters.after_withdrawal(row["guid"])


def _quotes(one: Participant) -> None:
    st.write(
        "Their transcripts and the marks on them stay, and nothing of theirs is quoted in "
        "reports, public summaries or training. You can change this again above."
    )
    press(
        f"Quote nothing of {plain(one.label)}",
        partial(_withdraw_quotes, one),
        key=f"withdraw_quotes_{one.guid}",
    )


def _withdraw_quotes(one: Participant) -> str:
    withdrawing.quotes_only(state.desk(), one.guid)
    return "Saved. Nothing of theirs is quoted from now on."


def _whole(one: Participant) -> None:
    foretold = withdrawing.preview(state.workspace(), state.desk(), one.guid)
    spoke_as: list[str] | None = None
    if foretold.unclear:
        st.write(
            "In some transcripts nobody has said which speaker they are. Choose all the names "
            "they have there; choose none if they did not speak."
        )
        names = sorted({name for found in foretold.unclear.values() for name in found})
        spoke_as = st.multiselect(
            "They spoke as",
            names,
            placeholder="They did not speak there",
            select_all=False,
            key=_spoke_as(one),
        )
        foretold = withdrawing.preview(
            state.workspace(), state.desk(), one.guid, spoke_as=spoke_as
        )
    _sentences(foretold.sentences)
    with st.form(f"withdraw_form_{one.guid}", border=False, enter_to_submit=False):
        st.text_input(
            "Type the participant ID to say that you mean it", key=_typed(one), autocomplete="off"
        )
        press(
            f"Withdraw {plain(one.label)} for good",
            partial(_withdraw, one, spoke_as),
            key=f"withdraw_{one.guid}",
            in_form=True,
        )


def _withdraw(one: Participant, spoke_as: list[str] | None) -> str:
    if (st.session_state[_typed(one)] or "").strip() != one.label:
        return "That is not the ID, so nothing was changed."
    if st.session_state.get(_spoke_as(one)) != spoke_as:
        return (
            "The names they spoke as were changed just before, so nothing was done yet. Read "
            "above what it would do now."
        )
    desk = state.desk()
    done = withdrawing.withdraw(state.workspace(), desk, one.guid, spoke_as=spoke_as)
    st.session_state[_DONE] = (desk.project.guid, done)
    st.query_params.pop("participant", None)
    return "It is done. What is left to do stands below."


def _some(one: Participant) -> None:
    """Ask which turns are to go; say what that does; take them out after one confirmation."""
    spoken = withdrawing_some.spoken(state.desk(), one.guid)
    if not spoken:
        st.write("No turn is known to be theirs. On the Correct page, say which speaker they are.")
        return
    source = st.selectbox(
        "In which transcript",
        list(spoken),
        format_func=lambda guid: spoken[guid][0],
        key=f"withdraw_from_{one.guid}",
    )
    turns = {
        each.number: f"{each.speaker}: {each.words}" if each.speaker else each.words
        for each in spoken[source][1]
    }
    begins = {
        number: f"{number} · {shorten(words, _BEGINNING, placeholder=' …')}"
        for number, words in turns.items()
    }
    chosen = st.multiselect(
        "Which turns",
        list(turns),
        format_func=begins.__getitem__,
        placeholder="Type words of the turn, or choose",
        select_all=False,  # all of it is withdrawn as everything they said
        filter_mode="contains",
        key=_turns(one, source),
    )
    if not chosen:
        return
    quotes = "".join(
        f'<blockquote class="quote">{as_html(turns[number])}</blockquote>'
        for number in sorted(chosen)
    )
    st.html(quotes)
    _sentences(withdrawing_some.preview(state.workspace(), state.desk(), one.guid, source, chosen))
    with st.form(f"withdraw_some_form_{one.guid}", border=False, enter_to_submit=False):
        st.text_input(
            "Type the participant ID to say that you mean it", key=_typed(one), autocomplete="off"
        )
        press(
            f"Take out {many(len(chosen), 'turn')} for good",
            partial(_withdraw_some, one, source, chosen),
            key=f"withdraw_some_{one.guid}",
            in_form=True,
        )


def _withdraw_some(one: Participant, source: Guid, chosen: list[int]) -> str:
    if (st.session_state[_typed(one)] or "").strip() != one.label:
        return "That is not the ID, so nothing was changed."
    if st.session_state.get(_turns(one, source)) != chosen:
        return (
            "The turns were chosen anew just before, so nothing was done yet. Read above what it "
            "would do now."
        )
    desk = state.desk()
    done = withdrawing_some.withdraw(state.workspace(), desk, one.guid, source, chosen)
    st.session_state[_DONE] = (desk.project.guid, done)
    st.session_state.pop(_turns(one, source), None)
    return "It is done. What is left to do stands at the top of this page."


def _turns(one: Participant, source: Guid) -> str:
    return f"withdraw_turns_{one.guid}_{source}"


def _typed(one: Participant) -> str:
    return f"withdraw_typed_{one.guid}"


def _spoke_as(one: Participant) -> str:
    return f"withdraw_spoke_as_{one.guid}"


def _sentences(said: tuple[str, ...]) -> None:
    items = "".join(f"<li>{as_html(sentence)}</li>" for sentence in said)
    st.html(f'<ul class="words">{items}</ul>')
