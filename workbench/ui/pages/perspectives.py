"""Where I'm reading from: my own words, mine to share or take back; and the shared headings."""

from functools import partial

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import backing_up, comparing, perspectives
from workbench.ui import state
from workbench.ui.parts import kept, links
from workbench.ui.parts.only_me_here import only_me_here
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, joined, plain

_SUGGESTIONS = (
    "my own experience of distress, giving or receiving peer support, caring for somebody, being "
    "a survivor or an activist, research, a discipline, a community I belong to"
)
# What was chosen, said to the person themselves.
_WISHED = {
    "rather_not": "You would rather not say. Nothing asks you, and nobody is told.",
    "each_time": "You decide each time: every transcript begins with nothing chosen.",
}
_ADDED = "perspectives_added"


def page() -> None:
    """Draw my perspectives, and under them the headings the team compares by."""
    st.title("Where I’m reading from", anchor=False)
    st.write(
        "What you bring to your reading, in your own words. None is needed: everything in the "
        "workbench can be done without one, and you can have several."
    )
    mine = perspectives.mine(state.desk())
    _add()
    _wish(skips=not mine)
    for row in mine:
        _one(row, in_use=[other["guid"] for other in mine if other["in_use"]])
    st.html(
        '<p class="quiet">What only you may read is kept so that no account, role, export, copied '
        "file or backup can show it to anybody else. It is not kept from whoever controls the "
        "running server.</p>"
    )
    _headings(mine)
    only_me_here(one for one in comparing.one_person(state.desk()) if one.mine)


def _add() -> None:
    number = st.session_state.setdefault(_ADDED, 0)
    # Not a form, which would lose what is typed when one goes to another page.
    with st.container(horizontal=True, vertical_alignment="bottom", key="add_perspective"):
        st.text_input(
            "I am reading from",
            key=f"perspective_{number}",
            max_chars=perspectives.LONGEST,
            persist_state="session",
        )
        press("Add", _keep_new, primary=True)
    st.html(
        f'<p class="quiet">For example {as_html(_SUGGESTIONS)}. Only you can read it '
        "until you choose otherwise.</p>"
    )


def _keep_new() -> None:
    number = st.session_state[_ADDED]
    perspectives.add(state.desk(), st.session_state[f"perspective_{number}"] or "")
    st.session_state[_ADDED] = number + 1


def _wish(*, skips: bool) -> None:
    """Offer the ways of not answering; what is chosen is kept for nobody else to know."""
    now = perspectives.wish(state.desk())
    if now is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="words">{as_html(_WISHED[now])}</p>')
            press("Ask me as before", partial(_wish_for, None), key="no_wish")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="wishes"):
        if skips:
            links.to("home", "Skip")
        for which, words in perspectives.WISHES.items():
            press(words, partial(_wish_for, which), key=f"wish_{which}")


def _wish_for(which: str | None) -> None:
    perspectives.wish_for(state.desk(), which)


def _one(row: dict, *, in_use: list[Guid]) -> None:
    """Show one of my perspectives with what can be done with it."""
    guid = row["guid"]
    with st.container(border=True):
        st.html(f'<p class="words"><strong>{as_html(row["words"])}</strong></p>')
        kept.tick(
            "I am reading from this now",
            now=row["in_use"],
            key=f"in_use_{guid}",
            keep=lambda on: perspectives.read_from(
                state.desk(),
                [*in_use, guid] if on else [other for other in in_use if other != guid],
            ),
        )
        kept.choice(
            "Who may see it",
            perspectives.VISIBILITIES,
            now=row["visibility"],
            key=f"visibility_{guid}",
            keep=lambda chosen: perspectives.share(state.desk(), guid, chosen),
        )
        with st.popover("Take it back"):
            st.write(
                "These words are erased from the study and from every mark that carries them. "
                "The marks themselves stay. This cannot be undone."
            )
            if row["visibility"] != "me":
                for sentence in backing_up.that_hold_words(state.workspace()):
                    st.write(plain(sentence))
            press("Erase these words", partial(_take_back, guid), key=f"take_back_{guid}")


def _take_back(guid: Guid) -> str:
    perspectives.take_back(state.desk(), guid)
    return "Those words are erased."


def _place(perspective: Guid, under: list) -> None:
    perspectives.place(state.desk(), perspective, under)


def _headings(mine: list[dict]) -> None:
    """Show the team's headings, and under which of them each of mine goes."""
    st.header("Shared headings for comparing", anchor=False)
    st.write(
        "The team can word two to six headings to compare readings by. Each of us alone says "
        "which of their own perspectives go under which; some may go under several or none."
    )
    headings = {row["guid"]: row["name"] for row in perspectives.headings(state.desk())}
    if headings:
        st.write(f"The team’s headings are {plain(joined(headings.values()))}.")
    else:
        st.write("The team has worded no headings yet.")
    for row in mine if headings else ():
        if row["visibility"] == "me":
            continue  # a heading would tell of what is for its owner alone
        guid = row["guid"]
        kept.several(
            f"“{plain(row['words'])}” goes under",
            headings,
            now=row["headings"],
            key=f"under_{guid}",
            keep=partial(_place, guid),
        )
    if not state.desk().viewer.may("reading"):
        return
    now = "\n".join(headings.values())
    field = f"headings_{now}"  # with what is kept in it, so that it is fresh once that changes
    with st.expander("Word the headings"), st.form("headings", border=False):
        st.text_area("One heading on each line", now, height=170, key=field)
        st.html(
            '<p class="quiet">A heading you word anew keeps what people put under it. The '
            "headings change for the whole team.</p>"
        )
        press("Save the headings", partial(_keep_headings, field), in_form=True)


def _keep_headings(field: str) -> str:
    perspectives.word_headings(state.desk(), (st.session_state[field] or "").splitlines())
    return "The headings are saved for the whole team."
