"""Versions of the codebook: two side by side, the whole story, naming one, and files."""

import streamlit as st

from workbench.domain.codebook_change import STAGES
from workbench.domain.ids import Guid
from workbench.services import codebook_changes, codebook_files, codebook_story
from workbench.services import codebook_words as words
from workbench.services.codebook_story import PARTS, Chapter, Difference, Version
from workbench.ui import state
from workbench.ui.parts import addressed, links
from workbench.ui.parts.code_page import step_of_the_story
from workbench.ui.parts.download import download
from workbench.ui.parts.press import press
from workbench.ui.parts.reason_fields import reason, reason_fields
from workbench.ui.parts.words import as_html, many, plain

_NAMED, _TAKEN = "versions_named", "codebooks_taken_in"


def side_by_side() -> None:
    """Let two versions be chosen and show what differs between them."""
    known = codebook_story.versions(state.desk())
    if len(known) < 2:
        st.write("There is one version so far: the codebook the study began with.")
        return
    called = {str(one.guid): _called(one) for one in known}
    one, other = st.columns(2)
    with one:
        before = addressed.choice("From", called, part="from")
    with other:
        newest_first = dict(reversed(called.items()))
        after = addressed.choice("To", newest_first, part="to")
    found = codebook_story.differences(state.desk(), Guid(before), Guid(after))
    if not found:
        st.write("These two say the same.")
        return
    st.html(f'<p class="quiet">{many(len(found), "code differs", "codes differ")}.</p>')
    for each in found:
        _difference(each, Guid(before), Guid(after))


def _difference(one: Difference, before: Guid, after: Guid) -> None:
    with st.container(border=True):
        if one.before is None or one.after is None:
            code = one.after or one.before
            what = "is new" if one.before is None else "is not there any more"
            about = f'<p class="quiet">{as_html(code.definition if code else "")}</p>'
            st.html(f"<p><strong>“{as_html(one.name)}”</strong> {what}</p>{about}")
            return
        lines = "".join(
            f'<tr><th scope="row">{PARTS[part]}</th>'
            f"<td>{as_html(_said(before, one.before, part))}</td>"
            f"<td>{as_html(_said(after, one.after, part))}</td></tr>"
            for part in one.parts
        )
        st.html(
            f"<p><strong>“{as_html(one.name)}”</strong></p>"
            "<style>.versions th, .versions td { text-align: left; vertical-align: top;"
            " padding: .2rem .8rem .2rem 0; width: 40%; overflow-wrap: anywhere; }"
            " .versions th { width: 20%; font-weight: 400; opacity: .78; }</style>"
            '<table class="versions"><thead><tr><td></td><th scope="col">Before</th>'
            f'<th scope="col">After</th></tr></thead><tbody>{lines}</tbody></table>'
        )


def _said(version: Guid, code: object, part: str) -> str:
    said = codebook_story.said(state.desk(), version, code, part)  # type: ignore[arg-type]
    return STAGES.get(said, said) if part == "status" else said or "nothing"  # type: ignore[call-overload]


def story() -> None:
    """Tell how the framework came to be what it is, and offer it as a page to print."""
    st.write("From the draft framework to the one in use: every step, with why and who asked.")
    download(
        "Make a page to print",
        f"/api/v1/projects/{state.project()}/codebook/story.html",
        key="print_story",
        meanwhile="The page is being made.",
        done="The page is made, and your browser has saved it.",
    )
    links.to("before-reading", "What came before: guides, consultation, early conversations")
    for chapter in codebook_story.story(state.desk()):
        _chapter(chapter)
    if codebook_changes.may_change(state.desk()):
        with st.expander("Name the codebook as it stands now"):
            _name()


def _chapter(chapter: Chapter) -> None:
    st.subheader(plain(words.heading(chapter.version)), anchor=False)
    st.html(f'<p class="quiet">{as_html(words.about(chapter.version))}</p>')
    for step in chapter.steps:
        step_of_the_story(step)
    if chapter.while_reading:
        names = ", ".join(f"“{name}”" for name in chapter.while_reading)
        st.html(f"<p><strong>Added while people read:</strong> {as_html(names)}</p>")
    if not chapter.steps and chapter.version.number == 1:
        st.html('<p class="quiet">The codebook the study began with.</p>')


def _name() -> None:
    key = f"name_version_{st.session_state.setdefault(_NAMED, 0)}"
    stages = [stage for stage in STAGES if stage != "retired"]
    with st.form(key, border=False):
        st.text_input(
            "Name", key=f"{key}_label", max_chars=80, placeholder="After the first analysis day"
        )
        st.radio(
            "The codebook is", stages, key=f"{key}_status", format_func=STAGES.__getitem__,
            horizontal=True,
        )  # fmt: skip
        reason_fields(key)
        press("Name this version", lambda: _have_named(key), in_form=True)


def _have_named(key: str) -> str:
    typed = st.session_state
    label = typed[f"{key}_label"] or ""
    codebook_changes.name_version(state.desk(), label, typed[f"{key}_status"], reason=reason(key))
    typed[_NAMED] += 1
    return f"This version is called “{label}”."


def files() -> None:
    """Offer the codebook as a file, and take one in."""
    st.write("Take the codebook to another program or study, or bring codes in from a file.")
    where = f"/api/v1/projects/{state.project()}/codebook/codebook"
    for ending, label in (
        ("yaml", "Download as YAML, which this workbench reads back"),
        ("qdc", "Download as .qdc, which NVivo, MAXQDA and others read"),
    ):
        download(
            label,
            f"{where}.{ending}",
            key=f"codebook_{ending}",
            meanwhile="The file is being made.",
            done="Your browser has saved the file.",
        )
    if not codebook_changes.may_change(state.desk()):
        return
    st.subheader("Bring codes in", anchor=False)
    st.write(
        "New codes come in as drafts. What this study says of a code already is never changed by "
        "a file; guidance is filled in where there is none."
    )
    key = f"codebook_file_{st.session_state.setdefault(_TAKEN, 0)}"
    with st.form(key, border=False):
        st.file_uploader(
            "A codebook: YAML or .qdc", type=["yaml", "yml", "qdc"], key=f"{key}_file"
        )
        press("Bring these codes in", lambda: _take_in(f"{key}_file"), in_form=True)


def _take_in(key: str) -> str:
    file = st.session_state.get(key)
    if file is None:
        return "Choose a file first."
    taken = codebook_files.take_in(state.desk(), file.name, file.getvalue())
    st.session_state[_TAKEN] += 1
    return taken.in_words()


def _called(one: Version) -> str:
    return f"{words.heading(one)} ({words.about(one)})"
