"""Add transcripts: choose files, see how each was read, say what it is, and save them all."""

from typing import Any

import streamlit as st

from workbench.domain.errors import NotReadable, WorkbenchError
from workbench.domain.source import Transcript
from workbench.services import projects, reading, taking_in
from workbench.services.taking_in import SourceDetails
from workbench.ui import state
from workbench.ui.parts import error_box, links
from workbench.ui.parts.recognised import Conversation, card, conversation
from workbench.ui.parts.words import many, plain

_EMPTIED = "uploads_emptied"
_READ = "uploads_read"
_OUTCOME = "uploads_outcome"


def page() -> None:
    """Draw the page, from choosing files to what became of them."""
    st.title("Add transcripts", anchor=False)
    state.desk().viewer.must("transcripts")
    st.write(
        "Choose text (.txt), Word (.docx), OpenDocument (.odt), RTF, PDF or web page (.html) "
        "files, captions (.vtt, .srt), or tables with one row for each turn (.csv, .xlsx). You "
        "will see how each was read before anything is kept."
    )
    number = st.session_state.setdefault(_EMPTIED, 0)
    uploads = st.file_uploader(
        "Transcripts",
        accept_multiple_files=True,
        key=f"uploads_{number}",
    )
    if uploads:
        st.session_state.pop(_OUTCOME, None)
    _outcome()
    good = _recognised(uploads or [])
    if good:
        _ask_and_save(good)


def _recognised(uploads: list[Any]) -> list[tuple[Any, Transcript]]:
    """Read each file once, and tell of those that cannot be read or are here already."""
    kept = st.session_state.get(_READ, {})
    # The person's own files, kept between runs only while they are chosen on this page.
    read = st.session_state[_READ] = {
        upload.file_id: kept.get(upload.file_id) or _read(upload) for upload in uploads
    }
    good = []
    for upload in uploads:
        with error_box.told():
            found = read[upload.file_id]
            if isinstance(found, WorkbenchError):
                raise found
            here = taking_in.already_there(state.desk(), upload.getvalue())
            if here:
                raise NotReadable(f"{upload.name} is already here, as “{here}”.")
            good.append((upload, found))
    return good


def _read(upload: Any) -> Transcript | WorkbenchError:
    try:
        return taking_in.recognise(upload.name, upload.getvalue())
    except WorkbenchError as refused:
        return refused


def _ask_and_save(good: list[tuple[Any, Transcript]]) -> None:
    """Ask about each file and keep them when the person says so."""
    alike = _alike() if len(good) > 1 else None
    desk = state.desk()
    proposals = taking_in.propose(desk, [transcript for _, transcript in good])
    answers = []
    for (upload, _), proposal in zip(good, proposals, strict=True):
        with st.container(border=True):
            answers.append(card(proposal, key=upload.file_id, alike=alike))
    team = projects.members(desk)
    asked = st.multiselect(
        "Ask these people to read",
        list(team),
        default=list(team),
        format_func=team.__getitem__,
        placeholder="Nobody yet",
        key="asked_to_read",
    )
    if st.button(f"Save {many(len(good), 'transcript')}", type="primary"):
        with error_box.told():
            # All answers are looked at before the first file is kept.
            said = [one.details() for one in answers]
            _save([(*file, one) for file, one in zip(good, said, strict=True)], asked)


def _alike() -> Conversation | None:
    """Offer to say kind and setting once, where the files are alike."""
    if not st.toggle("Say the kind and setting once for all these files", value=True):
        return None
    with st.container(border=True):
        return conversation(key="all")


def _save(files: list[tuple[Any, Transcript, SourceDetails]], asked: list) -> None:
    """Keep the files one by one, each whole or not at all, and remember what became of them."""
    progress = st.progress(0.0)
    outcome: list[tuple[str | None, str]] = []
    for number, (upload, transcript, said) in enumerate(files, 1):
        progress.progress(number / len(files), f"Saving {plain(upload.name)}")
        try:
            outcome.append(
                taking_in.take_in(state.desk(), transcript, upload.getvalue(), said, ask=asked)
            )
        except WorkbenchError as refused:
            outcome.append((None, str(refused)))
    st.session_state[_OUTCOME] = (state.project(), outcome)
    st.session_state[_EMPTIED] += 1
    st.rerun()


def _outcome() -> None:
    """Say what was kept, with the way to read it."""
    study, outcome = st.session_state.get(_OUTCOME, (None, []))
    if study != state.project():
        return
    rows = {row["guid"]: row for row in reading.transcripts(state.desk())}
    new = [source for source, _ in outcome if source in rows]
    with st.container(border=True):
        st.write(f"{many(len(new), 'transcript')} added.")
        for source in new:
            links.to("read", f"Read “{plain(rows[source]['name'])}”", source=source)
        for _, sentence in outcome:
            if sentence:
                st.write(plain(sentence))
