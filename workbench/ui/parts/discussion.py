"""One discussion: the words, how each of us read them, what was said, and what came of it."""

from functools import partial

import streamlit as st

from workbench.domain.deciding import OUTCOMES, UNSAID, Discussion
from workbench.domain.ids import Guid
from workbench.services import deciding, discussing, readings_of_words, saying
from workbench.ui import state
from workbench.ui.parts import difference, links
from workbench.ui.parts.entries import earlier, entries
from workbench.ui.parts.press import press
from workbench.ui.parts.say_box import say_box
from workbench.ui.parts.undo_buttons import undo_buttons
from workbench.ui.parts.words import as_html, plain


def discussion(one: Discussion) -> None:
    """Show a discussion as a page of its own."""
    st.title("Talk about this", anchor=False)
    links.to("decided", "All decisions and discussions")
    st.write("Say what you see in these words. Both readings can stand.")
    what_it_is_about(one)
    undo_buttons(saying.DECIDING, undo=saying.undo, redo=saying.redo)
    st.header("What was said", anchor=False)
    said(one)
    say_box(
        "What do you see here?", partial(_say, one.guid), place=f"discussion_{one.guid}",
        button="Say this", primary=True,
    )  # fmt: skip
    st.header("What came of it", anchor=False)
    outcome(one)
    decisions(one)
    with st.expander("A view that came in another way"):
        another_way(one)


def what_it_is_about(one: Discussion, *, coding_round: str | None = None) -> None:
    """Show the words, how they were read, the code or the theme, and the way to the place."""
    if one.quote:
        st.html(f'<blockquote class="quote">{as_html(one.quote)}</blockquote>')
    if one.withdrawn:
        st.html(
            '<p class="quiet">Words this was about have been withdrawn by the person who said '
            "them. If something you said repeats them, word it differently: what it said before "
            "is then not kept.</p>"
        )
    elif one.gone:
        st.html('<p class="quiet">The words this was about are not in the text any more.</p>')
    if one.theme:
        st.html(f'<p class="words">{as_html(one.theme)}</p>')
    if one.code_name:
        st.html(f'<p class="quiet">About the code “{as_html(one.code_name)}”.</p>')
    if one.source and one.start is not None and one.end is not None:
        difference.style()
        for row in readings_of_words.at(
            state.desk(), one.source, one.start, one.end, coding_round=coding_round
        ):
            difference.readings(row)
        name = plain(one.source_name)
        links.to("read", f"Open this place in “{name}”", source=one.source, at=one.start)


def said(one: Discussion, *, scope: str = saying.DECIDING) -> None:
    """Show what was said, and what came in another way."""
    entries(one.said("said"), scope=scope)
    passed_on = one.said("another_way_in")
    if passed_on:
        st.html('<p class="quiet">Came in another way:</p>')
        entries(passed_on, scope=scope)


def outcome(one: Discussion, *, scope: str = saying.DECIDING) -> None:
    """Show what came of it, and let anybody say so."""
    now = one.outcome()
    book: dict[str, str] = {"": "None", **discussing.codes_to_agree_on(state.desk())}
    key = f"outcome_{one.guid}_{now.guid if now else ''}"
    with st.form(f"form_{key}", border=False):
        st.radio(
            "What came of it",
            list(OUTCOMES),
            index=list(OUTCOMES).index(now.choice if now else UNSAID),
            format_func=OUTCOMES.__getitem__,
            key=key,
            label_visibility="collapsed",
        )
        st.selectbox(
            "The code we agreed on, if it is one",
            list(book),
            index=list(book).index(now.about if now and now.about in book else ""),
            format_func=book.__getitem__,
            key=f"code_{key}",
        )
        st.text_input(
            "In a few words, if you like: what we agreed, whom to ask, until when",
            now.words if now else "",
            key=f"more_{key}",
            max_chars=saying.LONGEST,
        )
        press("Save what came of it", partial(_settle, one.guid, key, scope), in_form=True)
    if now:
        earlier(now)


def another_way(one: Discussion, *, scope: str = saying.DECIDING) -> None:
    """Let anybody pass on a view that came in by phone, on paper or in some other way."""
    say_box(
        "What they said, in their words, and how it came in",
        partial(_pass_on, one.guid, scope),
        place=f"another_way_{one.guid}",
        button="Pass it on",
        signed=False,
    )


def outcome_of(one: Discussion) -> str:
    """Say in a few words what came of a discussion; nothing where nobody has said."""
    now = one.outcome()
    if now is None:
        return ""
    return OUTCOMES[now.choice].replace(" …", "") + (f": {now.words}" if now.words else "")


def decisions(one: Discussion) -> None:
    """Show what was decided from this, and let anybody write a decision down."""
    for each in deciding.listed(state.desk()):
        if each.discussion == one.guid:
            links.to("decided", f"Decided: {plain(each.sentence)}", decision=each.guid)
    with st.expander("Write down a decision from this"):
        say_box(
            "A decision, in one sentence",
            partial(_decide, one.guid),
            place=f"decision_of_{one.guid}",
            signed=False,
            height=80,
        )


def _say(guid: Guid, words: str, signed: str, heading: str | None) -> str:
    discussing.say(state.desk(), guid, words, signed=signed, heading=heading)
    return "Saved."


def _pass_on(guid: Guid, scope: str, words: str, signed: str, heading: str | None) -> str:
    discussing.say(state.desk(), guid, words, another_way=True, scope=scope)
    return "Saved."


def _settle(guid: Guid, key: str, scope: str) -> str:
    typed = st.session_state
    discussing.settle(
        state.desk(),
        guid,
        typed[key],
        typed[f"more_{key}"] or "",
        code=Guid(typed[f"code_{key}"]) if typed[f"code_{key}"] else None,
        scope=scope,
    )
    return "Saved."


def _decide(guid: Guid, words: str, signed: str, heading: str | None) -> str:
    deciding.decide(state.desk(), words, discussion=guid)
    return "Saved. Open it above to add more."
