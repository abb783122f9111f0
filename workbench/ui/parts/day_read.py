"""The first screen of a day: what to read, how far we are, and what the group may want beside."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.domain.reading import SHOWN
from workbench.domain.together import WRITTEN, Day, is_much
from workbench.services import projects, reading, rounds, together
from workbench.services.rounds import Round
from workbench.ui import state
from workbench.ui.parts import kept, links
from workbench.ui.parts.entries import earlier
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, joined, many, plain, reading_state

_HELP = {
    "rules": "How we want to be with one another today. Anybody can put them in other words.",
    "plan": "When we begin, when we have breaks, how to join from elsewhere",
}


def read(one: Day) -> None:
    """Show what is read, and who is asked to."""
    alone = next((each for each in rounds.under_way(state.desk()) if each.guid == one.round), None)
    if one.opened:
        st.write("We have opened our readings. You can still read, and mark what you notice.")
    else:
        st.write(
            "Read it on your own first. Nobody sees what you mark, or whether you have finished, "
            "until we open our readings together."
        )
    if alone and alone.shown is None:
        press("Join in", partial(_join, one.round), key="join_the_day", primary=True)
    _transcripts(one)
    st.html(f'<p class="quiet">{as_html(time_in_words(one.sources))}</p>')
    if alone:
        _how_far(one, alone)
    st.header("If you like", anchor=False)
    for part, label in WRITTEN.items():
        _written(one, part, label)
    with st.expander("Who is invited"):
        _invited(one)
    with st.expander("On paper"):
        _paper(one)


def time_in_words(chosen: Iterable[Guid]) -> str:
    """Say how long reading takes, honestly, and when that is a lot."""
    words, minutes = together.reading_time(state.desk(), chosen)
    hours, rest = divmod(minutes, 60)
    said = [many(hours, "hour")] * bool(hours) + [many(rest, "minute")] * bool(rest)
    much = (
        " That is more than most people can read closely in one go: plan a long break, or choose "
        "fewer transcripts."
        if is_much(minutes)
        else ""
    )
    return (
        f"Reading it closely takes about {joined(said)} ({many(words, 'word')}), and talking "
        f"about it at least as long.{much}"
    )


def _transcripts(one: Day) -> None:
    rows = {row["guid"]: row for row in reading.transcripts(state.desk())}
    for guid in one.sources:
        if guid in rows:
            with st.container(gap=None, key=f"transcripts_{guid}"):
                links.to("read", f"Read “{plain(rows[guid]['name'])}”", source=guid)
                st.html(f'<p class="about">{as_html(reading_state(rows[guid]))}</p>')


def _how_far(one: Day, alone: Round) -> None:
    said = f"Are we ready to open? {alone.ready.capitalize()}."
    st.html(f'<p class="words">{as_html(said)}</p>')
    if alone.shown is not None:
        kept.choice(
            "When we open, show my reading",
            SHOWN,
            now=alone.shown,
            key=f"shown_{one.round}",
            keep=lambda shown: rounds.choose_shown(state.desk(), one.round, shown),
        )
        st.html(
            '<p class="quiet">Only you see this choice. The most private one anybody makes is '
            "taken for everybody.</p>"
        )


def _written(one: Day, part: str, label: str) -> None:
    now = one.written(part)
    with st.expander(label, expanded=now is not None):
        if now:
            st.html(f'<p class="words">{as_html(now.words)}</p>')
            earlier(now)
        key = f"{part}_{one.guid}_{now.guid if now else ''}"
        with st.form(f"form_{key}", border=False):
            st.text_area(_HELP[part], now.words if now else "", key=key, height=110)
            press("Save", partial(_keep, one.guid, part, key), key=f"save_{key}", in_form=True)


def _invited(one: Day) -> None:
    st.write(f"{joined(one.invited) or 'Nobody'}. Anybody else in the team can join in.")
    others = {
        person: name
        for person, name in projects.members(state.desk()).items()
        if name not in one.invited
    }
    if not one.hosting or not others:
        return
    with st.form("invite_more", border=False):
        st.multiselect(
            "Invite more people",
            list(others),
            format_func=others.__getitem__,
            key="invite_to_the_day",
            placeholder="Choose people",
        )
        press("Invite them", partial(_invite, one.guid), in_form=True)


def _paper(one: Day) -> None:
    st.write(
        "The words with room beside them for what you notice, to print and send ahead. What comes "
        "back on paper can be written down under Talk, as a view that came in another way."
    )
    links.file(
        "Download for paper", f"/api/v1/projects/{state.project()}/days/{one.guid}/paper.docx"
    )


def _join(guid: Guid) -> None:
    rounds.join(state.desk(), guid)


def _keep(guid: Guid, part: str, key: str) -> str:
    together.write(state.desk(), guid, part, st.session_state[key] or "")
    return "Saved."


def _invite(guid: Guid) -> None:
    together.invite(state.desk(), guid, st.session_state["invite_to_the_day"])
