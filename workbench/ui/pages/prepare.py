"""Prepare and release: what is kept back, how far it is, and letting the team read it."""

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import preparing, projects
from workbench.services.preparing import Prepared
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, many, plain

_CHOSEN, _ASKED, _MEANT = "release_chosen", "release_asked", "release_is_meant"


def page() -> None:
    """Draw every transcript that is being prepared, and the way to release it."""
    st.title("Prepare and release", anchor=False)
    state.desk().viewer.must("transcripts")
    st.write(
        "Make transcripts ready before anybody reads them: look through them for names, mend "
        "mistakes, say what they talk about, and release them."
    )
    found = preparing.listed(state.workspace(), state.desk())
    if not found:
        st.write(
            "No transcript is being prepared. When you add transcripts, choose “Prepare them "
            "first” to keep them back."
        )
        links.to("transcripts")
        return
    more_to_do = _next(found)
    with st.container(key="transcripts_prepared", gap=None):
        for one in found:
            _listed(one)
    _release(found, first=not more_to_do)


def _next(found: list[Prepared]) -> bool:
    """Show the one next thing before the release, if there is one."""
    if any(not one.looked_through for one in found):
        links.button("Look through them for names", "pseudonyms", key="next")
    elif any(one.names for one in found):
        links.button("Answer for the names that were found", "pseudonyms", key="next")
    elif any(one.to_replace for one in found):
        links.button("Replace the names", "pseudonyms", key="next")
    else:
        return False
    return True


def _listed(one: Prepared) -> None:
    with st.container(gap=None):
        links.to("correct", plain(one.name), source=one.guid)
        st.html(f'<p class="about">{as_html(" · ".join(_done(one)))}</p>')


def _done(one: Prepared) -> list[str]:
    told = [many(one.turns, "turn")]
    if not one.looked_through:
        told.append("not looked through for names yet")
    elif one.names or one.to_replace:
        told += [f"{many(one.names, 'name')} to answer for"] if one.names else []
        told += [f"{many(one.to_replace, 'name')} to replace"] if one.to_replace else []
    else:
        told.append("no name waits")
    told += [many(one.corrections, "correction")] if one.corrections else []
    told += [many(one.content_notes, "content note")] if one.content_notes else []
    return told


def _release(found: list[Prepared], *, first: bool) -> None:
    st.header("Release", anchor=False)
    names = {one.guid: one.name for one in found}
    team = projects.members(state.desk())
    st.html(
        '<p class="quiet">From then on the team can read them. What they said before, with every '
        "name that was replaced and every correction so far, is erased. This cannot be undone; "
        "transcripts can still be corrected afterwards.</p>"
    )
    with st.form("release", border=False):
        st.multiselect(
            "Transcripts to release",
            list(names),
            default=[one.guid for one in found if _is_ready(one)],
            format_func=names.__getitem__,
            placeholder="Choose one or several",
            key=_CHOSEN,
        )
        st.multiselect(
            "Ask these people to read",
            list(team),
            default=list(team),
            format_func=team.__getitem__,
            placeholder="Nobody yet",
            key=_ASKED,
        )
        waiting = [one for one in found if not _is_ready(one)]
        if waiting:
            st.html(
                f'<p class="quiet">{many(len(waiting), "transcript")} with names still to see to '
                f"{'is' if len(waiting) == 1 else 'are'} not chosen; you can choose "
                f"{'it' if len(waiting) == 1 else 'them'} too.</p>"
            )
        st.checkbox("I have read them, and they may be released", key=_MEANT)
        press("Release them", _let_go, in_form=True, primary=first)


def _is_ready(one: Prepared) -> bool:
    return one.looked_through and not one.names and not one.to_replace


def _let_go() -> str:
    if not st.session_state[_MEANT]:
        return "Tick that they may be released. Nothing was changed."
    chosen = [Guid(one) for one in st.session_state[_CHOSEN]]
    finished = preparing.release(
        state.workspace(), state.desk(), chosen, ask=st.session_state[_ASKED]
    )
    for key in (_CHOSEN, _ASKED, _MEANT):
        st.session_state.pop(key, None)
    told = f"{many(len(chosen), 'transcript')} released."
    if finished:
        return told
    return (
        f"{told} Traces of what was there before stay in the file until the workbench is next "
        "started, because it was in use."
    )
