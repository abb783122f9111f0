"""Why a codebook is changed, who asked, what prompted it and the decision: all of it optional."""

from collections.abc import Sequence

import streamlit as st

from workbench.domain.codebook_change import Change, Reason
from workbench.domain.ids import Guid
from workbench.services import codebook_view
from workbench.services.codebook_view import Passage
from workbench.ui import state

_NONE = ""
_SHOWN = 70  # characters of a passage in a list


def reason_fields(
    key: str, passages: Sequence[Passage] = (), *, now: Change | None = None
) -> None:
    """Show the fields inside a form, under keys that begin with `key`.

    Parameters
    ----------
    now
        A step of the story whose reason is put in other words.
    """
    st.text_area("Why", now.why if now else "", key=f"{key}_why", height=90)
    who = "A person, a group, all of us"
    asked = now.asked_by if now else ""
    st.text_input("Who asked for it", asked, key=f"{key}_asked", placeholder=who)
    if passages:
        words = {str(each.guid): short(each) for each in passages}
        st.multiselect(
            "Passages behind it",
            list(words),
            key=f"{key}_passages",
            format_func=words.__getitem__,
            placeholder="None",
        )
    decided = codebook_view.decisions(state.desk())
    if decided:
        rests = now.decision if now and now.decision in decided else _NONE
        st.selectbox(
            "The decision it rests on",
            [_NONE, *decided],
            [_NONE, *decided].index(rests),
            key=f"{key}_decision",
            format_func=lambda one: decided.get(one, "None"),
        )


def reason(key: str, passages: Sequence[Passage] = ()) -> Reason:
    """Read what was filled in, from a callback."""
    typed = st.session_state
    chosen = typed.get(f"{key}_passages") or ()
    return Reason(
        why=typed.get(f"{key}_why") or "",
        asked_by=typed.get(f"{key}_asked") or "",
        decision=Guid(typed[f"{key}_decision"]) if typed.get(f"{key}_decision") else None,
        passages=tuple(each.place() for each in passages if each.guid in chosen),
    )


def short(passage: Passage) -> str:
    """Say a passage in a line of a list, with the transcript it is in."""
    words = " ".join(passage.words.split())
    cut = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 2].rstrip()} …"
    return f"{cut} ({passage.name})"
