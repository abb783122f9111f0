"""Report: which document, what is written for it, its draft, and issuing it."""

import streamlit as st

from workbench.domain.document import EXTRAS, KINDS, PRODUCED, QUOTING, written_for
from workbench.services import documents as document_service
from workbench.services import glossary, overview, picking, plain_summary, sets
from workbench.services.documents import Wanted
from workbench.ui import state
from workbench.ui.parts import addressed, afterwords, issuing, kept, links
from workbench.ui.parts import readable as readable_part
from workbench.ui.parts.download import download
from workbench.ui.parts.press import press
from workbench.ui.parts.prose_field import prose_field
from workbench.ui.parts.prose_history import prose_history
from workbench.ui.parts.template import template
from workbench.ui.parts.which_transcripts import which_transcripts
from workbench.ui.parts.words import plain

_WHAT = {
    "thematic": "What you found, value by value, with how you came to know it. Short unless you "
    "tick more.",
    "participants": "Two pages in plain words and large type for everybody who took part. It "
    "quotes only those who said yes to a public summary. It is plain English and not Easy Read, "
    "which is made and checked with people with learning disabilities.",
    "case": "One peer support group on two pages: its choices, values and quotations.",
    "codebook": "Every code with what it means, an example, and how the codebook changed.",
    "decisions": "Everything you decided, with who saw it differently, as they worded it.",
}


def page() -> None:
    """Draw one document: its draft, what is written for it, and issuing it."""
    st.title("Report", anchor=False)
    st.write("Make the documents you hand in: Word files laid out for you to edit.")
    desk = state.desk()
    kind = addressed.choice("Which document", KINDS, part="document")
    st.html(f'<p class="quiet">{_WHAT[kind]}</p>')
    wanted = _wanted(kind)
    if wanted is None:
        return
    if desk.viewer.may("outputs"):
        _draft(wanted)
    else:
        st.write(
            "Those in the team who prepare outputs can make it; the Team page says who they are. "
            "Everybody can write in it."
        )
    if kind == "thematic":
        _extras()
    if kind in QUOTING:
        _named(wanted)
    _writing(wanted)
    if kind == "thematic":
        _produced()
        afterwords.afterwords()
    issuing.readers(wanted.key)
    if desk.viewer.may("outputs"):
        issuing.issue_it(wanted)
    issuing.issued_so_far()


def _wanted(kind: str) -> Wanted | None:
    """Ask of what the document is made; None where there is nothing to make it of."""
    desk = state.desk()
    if kind == "thematic":
        chosen = which_transcripts()
        if not overview.overview(desk, among=sets.chosen(desk, chosen)).read:
            st.write("Nothing has been read yet, so most of it would be empty.")
        return Wanted(kind, chosen)
    if kind != "case":
        return Wanted(kind)
    groups = document_service.groups_to_choose_from(desk)
    if not groups:
        st.write("There is no peer support group yet. Add one under Groups and sets.")
        if desk.viewer.may("transcripts"):
            links.button("Add a group", "groups", key="add_a_group")
        return None
    return Wanted(kind, addressed.choice("Which group", groups, part="group"))


def _draft(wanted: Wanted) -> None:
    address = f"/api/v1/projects/{state.desk().project.guid}/report"
    asked = f"?kind={wanted.kind}{f'&of={wanted.of}' if wanted.of else ''}"
    told = {
        "meanwhile": "The report is being made. Your browser will save the file.",
        "done": "The report is made, and your browser has saved the file.",
    }
    download("Make the report", f"{address}.docx{asked}", key="make_report", **told)
    with st.expander("Other files"):
        download(
            "Team’s copy, with a comment on each quotation",
            f"{address}.docx{asked}&team=true",
            key="team_copy",
            **told,
        )
        download("As a web page", f"{address}.html{asked}", key="as_html", **told)
        download(
            "Numbers, as a spreadsheet",
            f"/api/v1/projects/{state.desk().project.guid}/numbers.xlsx",
            key="numbers",
            **told,
        )
        _of_a_code(told)
    with st.expander("In a Word template of your own"):
        template()


def _of_a_code(told: dict[str, str]) -> None:
    codes = picking.codes(state.desk())
    code = addressed.choice("Quotations of a code", {"": "Choose a code", **codes}, part="code")
    if code:
        address = f"/api/v1/projects/{state.desk().project.guid}/quotations"
        download("Quotations in Word", f"{address}.docx?code={code}", key="q_docx", **told)
        download("Quotations in a sheet", f"{address}.xlsx?code={code}", key="q_xlsx", **told)


def _extras() -> None:
    with st.expander("What else it should hold", key="extras"):
        kept.several(
            "Beside what it always holds",
            EXTRAS,
            now=document_service.extras(state.desk()),
            keep=lambda chosen: document_service.choose_extras(state.desk(), chosen),
            key="document_extras",
        )


def _named(wanted: Wanted) -> None:
    with st.expander("How participants are named in it", key="named"):
        kept.tick(
            "Give participants IDs of this document’s own, such as “Person 3”",
            now=document_service.has_own_ids(state.desk(), wanted.key),
            keep=lambda own: document_service.choose_own_ids(state.desk(), wanted.key, own),
            key=f"own_ids_{wanted.key}",
        )
        st.html(
            '<p class="quiet">Readers then cannot put together by ID what one person said in two '
            "documents. Within this one, all quotations of a person still have one ID, and a "
            "quotation that stands in two documents still joins them. The team’s copy says which "
            "ID is which.</p>"
        )


def _writing(wanted: Wanted) -> None:
    sections = written_for(wanted.kind)
    if not sections:
        return
    st.header("What you write for it", anchor=False)
    if wanted.kind == "thematic":
        st.write("What you write about each value and theme stands under Themes.")
        links.to("themes")
    desk = state.desk()
    ticked = document_service.extras(desk)
    shown = [each for each in sections if not each.extra or each.extra in ticked]
    for each in shown:
        st.subheader(each.title, anchor=False)
        why = each.why[0].upper() + each.why[1:]
        prose_field(each.title, why, about=wanted.key, part=each.part, lines=each.lines)
        if wanted.kind == "participants" and each.part == "found":
            _values()
    titles = {each.part: each.title for each in shown}
    if wanted.kind == "participants":
        _reads()
    prose_history(wanted.key, titles)


def _values() -> None:
    """Show a field for what was found about each value, with what the team claims of it."""
    values = plain_summary.values(state.desk())
    kept.several(
        "A quotation stands with",
        {value.key: value.name for value, _ in values},
        now=plain_summary.with_quotation(state.desk()),
        keep=lambda chosen: plain_summary.choose_quotations(state.desk(), chosen),
        key="plain_quotations",
    )
    st.html(
        '<p class="quiet">It is the first you chose under Themes that may be made public. In '
        f"large type two pages hold about {plain_summary.TWO_PAGES} words of yours beside six "
        "short quotations.</p>"
    )
    for value, claim in values:
        st.markdown(f"**{plain(value.name)}**")
        why = f"Your claim is: {claim}" if claim else "In two or three short sentences."
        prose_field(
            value.name,
            why,
            about=plain_summary.PARTICIPANTS_DOCUMENT,
            part=plain_summary.found_part(value.key),
            lines=2,
        )


def _reads() -> None:
    desk = state.desk()
    words = glossary.listed(desk)
    st.subheader("How it reads", anchor=False)
    found = plain_summary.reads(desk)
    readable_part.show(found, words)
    if not found.words:
        st.write("Once something is written, this says where it could be said more plainly.")
    press("Look again", lambda: None)
    with st.expander("Our glossary"):
        st.write("Words you explain are printed with what they mean, and count as explained.")
        for term, meaning in words.items():
            st.html(f'<p class="words">{plain(term)}: {plain(meaning)}</p>')
        with st.form("glossary", border=False):
            st.text_input("Word", key="glossary_term", max_chars=60)
            st.text_input("In plain words (nothing takes it away)", key="glossary_words")
            press("Save the word", _say_word, in_form=True)


def _produced() -> None:
    with st.expander("How this knowledge was produced", key="produced"):
        st.write(
            "This section is always printed. What you decided, how you read and how the codebook "
            "changed is filled in from the study; the rest is yours to tell."
        )
        for each in PRODUCED:
            st.subheader(each.title, anchor=False)
            why = each.why[0].upper() + each.why[1:]
            prose_field(each.title, why, about="produced", part=each.part, lines=each.lines)


def _say_word() -> str:
    term = st.session_state["glossary_term"] or ""
    glossary.say(state.desk(), term, st.session_state["glossary_words"] or "")
    return "The glossary is saved."
