"""Before a document goes out: what is unfinished, who reads it, and what went out so far."""

from functools import partial

import streamlit as st

from workbench.services import before_issue, issuing, projects
from workbench.services.before_issue import UNFINISHED
from workbench.services.documents import Wanted
from workbench.services.issuing import Traced
from workbench.ui import state
from workbench.ui.parts import links
from workbench.ui.parts.issue_button import issue_button
from workbench.ui.parts.press import press
from workbench.ui.parts.words import as_html, day, many, plain


def issue_it(wanted: Wanted) -> None:
    """Show what is not finished, and the way to issue the document."""
    desk = state.desk()
    st.header("Issue it", anchor=False)
    st.write(
        "Until it is issued it says “Draft, not checked” on every page. Issuing makes it without "
        "that, and keeps on record which document went out, when, and what it quotes."
    )
    # Finding out makes the whole document, so it is done when somebody asks for it.
    asked = f"issue_asked_{wanted.key}"
    if not st.session_state.get(asked):
        press("What is not finished?", partial(st.session_state.__setitem__, asked, True))
        return
    out = before_issue.kept_out(desk, wanted)
    if out:
        st.html(
            f'<p class="words">{many(out, "quotation")} in your themes '
            f"{'has' if out == 1 else 'have'} no yes on record for this document, and "
            f"{'stays' if out == 1 else 'stay'} out of it. Nobody can let them in here; what "
            "participants say is written down under Participants.</p>"
        )
    left = before_issue.unfinished(desk, wanted)
    for each in left:
        st.html(
            f'<p class="words"><strong>{as_html(UNFINISHED[each.key])}</strong> '
            f"{as_html(each.words)}</p>"
        )
    if not left:
        st.write("Everything is checked and read.")
    if any(each.must for each in left):
        st.write(
            "Put those words in other words where they were written; then it can be issued. "
            "Nobody can make an exception."
        )
        press("Look again", lambda: None, key=f"look_again_{wanted.key}")
        return
    issue_button(
        "Issue it",
        f"/api/v1/projects/{desk.project.guid}/issue",
        body={"kind": wanted.kind, "of": wanted.of},
        why="It is not finished. Why does it go out all the same? (one sentence, kept on record)"
        if left
        else "",
        key=f"issue_{wanted.key}",
    )


def readers(document: str) -> None:
    """Show who was asked to read the draft, and let whoever was asked say so."""
    desk, me = state.desk(), state.person()
    st.header("Who reads the draft", anchor=False)
    st.write(
        "You choose whom to ask. Whoever says nothing is named nowhere, and anybody can take "
        "themselves off the list."
    )
    found = issuing.readers(desk, document)
    for row in found:
        said = "has read it" if row["read"] else "is asked"
        named = f", and is named as “{row['credit']}”" if row["credit"] else ""
        st.html(f'<p class="words">{as_html(row["name"])} {said}{as_html(named)}.</p>')
        if row["changed"]:
            st.html(f'<blockquote class="quote">{as_html(row["changed"])}</blockquote>')
    if any(row["person"] == me for row in found):
        mine = next(row for row in found if row["person"] == me)
        with st.form(f"read_{document}", border=False):
            st.text_input(
                "Name me as (leave empty not to be named)",
                mine["credit"],
                key=f"credit_{document}",
            )
            st.text_area("What I changed, or would", mine["changed"], key=f"changed_{document}")
            press("I have read it", partial(_read, document), in_form=True)
        press("Take me off this list", partial(_rather_not, document))
    if desk.viewer.may("outputs"):
        asked = {row["person"] for row in found}
        others = {guid: name for guid, name in projects.members(desk).items() if guid not in asked}
        if others:
            with st.form(f"ask_{document}", border=False):
                st.selectbox(
                    "Ask somebody to read it",
                    list(others),
                    format_func=others.__getitem__,
                    key=f"ask_whom_{document}",
                )
                press("Ask them", partial(_ask, document), in_form=True)


def issued_so_far() -> None:
    """List what was issued, and follow a quotation back from a file."""
    desk = state.desk()
    found = issuing.issued(desk)
    st.header("Issued so far", anchor=False)
    for each in found:
        with st.expander(f"{plain(each.words)}, {day(each.on)}"):
            why = f" Unfinished then: {each.reason}" if each.reason else ""
            st.html(
                f'<p class="words">{as_html(each.file_name)}, issued by {as_html(each.by)}.'
                f"{as_html(why)}</p>"
                f'<p class="quiet">Its fingerprint (SHA-256) is {as_html(each.digest)}.</p>'
            )
            for traced in issuing.trace_issue(desk, each.guid):
                _traced(traced)
    if not found:
        st.write("Nothing has been issued yet.")
    with st.expander("Where does a quotation in a file come from?"):
        sent = st.file_uploader(
            "A Word file or page made here; it is read once and not kept",
            type=["docx", "html"],
            key="trace_file",
        )
        if sent is not None:
            traces = issuing.trace_file(desk, sent.getvalue())
            for traced in traces:
                _traced(traced)
            if not traces:
                st.write("Nothing in that file can be followed here: it quotes nothing of ours.")


def _traced(traced: Traced) -> None:
    if traced.words:
        st.html(f'<blockquote class="quote">{as_html(traced.words)}</blockquote>')
    else:
        st.write("The transcript has been corrected since, so the words are not shown here.")
    read = "; ".join(f"{who}: {code}" for who, code, _ in traced.readings) or "nobody’s mark"
    rounds = f" In {', '.join(traced.rounds)}." if traced.rounds else ""
    book = f" Codebook: {traced.codebook}." if traced.codebook else ""
    st.html(
        f'<p class="quiet">{as_html(traced.attribution)} Read as {as_html(read)}.'
        f"{as_html(rounds)}{as_html(book)}</p>"
    )
    links.to("read", f"In “{plain(traced.name)}”", source=traced.source, at=traced.start)


def _read(document: str) -> str:
    issuing.say_read(
        state.desk(),
        document,
        credit=st.session_state[f"credit_{document}"] or "",
        changed=st.session_state[f"changed_{document}"] or "",
    )
    return "Thank you. It is noted that you read it."


def _rather_not(document: str) -> str:
    issuing.rather_not(state.desk(), document)
    return "You are off the list, and nothing says that you were on it."


def _ask(document: str) -> str:
    issuing.ask_to_read(state.desk(), document, st.session_state[f"ask_whom_{document}"])
    return "They are asked; they find it on their Home page."
