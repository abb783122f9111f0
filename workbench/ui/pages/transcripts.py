"""Add transcripts: drop files, see how each was read, say what it is, and save them all."""

import streamlit as st

from workbench.domain.ids import Guid
from workbench.services import arrivals, arriving, preparing, projects, reading, taking_in
from workbench.services.arrivals import Arrival, Batch
from workbench.ui import state
from workbench.ui.parts import error_box, links, one_person, press, table_reading
from workbench.ui.parts.recognised import (
    Conversation,
    answers,
    conversation,
    conversation_said,
    fields,
    in_short,
    said_of,
)
from workbench.ui.parts.words import as_html, joined, many, plain

_EMPTIED = "uploads_emptied"
_HANDED = "uploads_handed_over"
_SHOWN = "uploads_shown"
_AT_A_TIME = 20
_LINKS = 10
_NAMED = 3
_WHEN_SAVED = "when_saved"
_THEN = {"read": "The team can read them", "prepare": "Prepare them first"}
_THEN_MEANS = {
    "read": "They are released at once, and every later correction keeps what was there before.",
    "prepare": "Nobody reads them while names are replaced and mistakes mended; on release, what "
    "they said before is erased.",
}


def page() -> None:
    """Draw the page, from choosing files to what became of them."""
    st.title("Add transcripts", anchor=False)
    state.desk().viewer.must("transcripts")
    st.write("Bring in texts: drop files here, look at how each was read, and save them.")
    batch = _mine()
    if batch is None or batch.state != "running":
        _uploads()
        batch = _mine()
    if batch is None:
        return
    if batch.state == "running":
        _watch()
    elif batch.state == "done":
        _outcome(batch)
    else:
        _gathered(batch)


def _mine() -> Batch | None:
    return arrivals.mine(state.workspace(), state.desk())


def _uploads() -> None:
    """Take files, and hand each over once; those taken out of the list are let go again."""
    key = f"uploads_{st.session_state.setdefault(_EMPTIED, 0)}"
    study, handed = st.session_state.get(_HANDED, (None, {}))
    if study != state.project() or key not in st.session_state:
        # Whoever comes back has an empty list, and has not taken anything out of it.
        handed = {}
    uploads = st.file_uploader(
        "Transcripts",
        accept_multiple_files=True,
        key=key,
        help="Text, Word, OpenDocument, RTF, PDF and web pages; captions (.vtt, .srt); tables "
        "(.csv, .xlsx) of turns, posts or survey answers; and zip files of any of these.",
    )
    for upload in uploads or []:
        if upload.file_id not in handed:
            handed[upload.file_id] = ""
            with error_box.told():
                handed[upload.file_id] = arrivals.add(
                    state.workspace(), state.desk(), upload.name, upload.getvalue()
                )
    there = {upload.file_id for upload in uploads or []}
    gone = [handed.pop(one) for one in list(handed) if one not in there]
    if any(gone):
        arrivals.take_back(state.workspace(), state.desk(), gone)
    st.session_state[_HANDED] = (state.project(), handed)
    arriving.go_on(state.workspace())


def _gathered(batch: Batch) -> None:
    """Show what has been recognised, and ask about it once all of it is."""
    arrived = batch.of("arrived")
    if arrived:
        _watch()
        return
    _not_taken(batch.of("refused", "here"))
    found = batch.of("seen")
    good = [one for one in found if one.seen and not one.seen.refusal]
    team = projects.members(state.desk())
    if len(good) > 1:
        _alike()
    ids = _ids(good)
    shown = st.session_state.get(_SHOWN, _AT_A_TIME)
    if len(good) > 1:
        _nobody_asks(good)
    with st.container(gap="xsmall"):
        for one in found[:shown]:
            _card(one, ids.get(one.number, ""), team, alone=len(found) == 1)
    if len(found) > shown:
        st.html(
            f'<p class="quiet">{many(len(found) - shown, "more file")} '
            "will be saved as proposed, unless you look at them.</p>"
        )
        press.press(f"Show {min(_AT_A_TIME, len(found) - shown)} more", _show_more)
    if good:
        st.radio(
            "When they are saved",
            list(_THEN),
            format_func=_THEN.__getitem__,
            captions=list(_THEN_MEANS.values()),
            key=_WHEN_SAVED,
        )
        if st.session_state[_WHEN_SAVED] == "read":
            st.multiselect(
                "Ask these people to read",
                list(team),
                default=list(team),
                format_func=team.__getitem__,
                placeholder="Nobody yet",
                key="asked_to_read",
            )
        total = sum(one.seen.transcripts for one in good if one.seen)
        press.press(f"Save {many(total, 'transcript')}", _save, key="save", primary=True)
    if batch.states:
        press.press("Remove these files without saving", _put_away, key="put_away")


def _ids(good: list[Arrival]) -> dict[str, str]:
    """Propose participant IDs for all files together."""
    spoken = [one_person.speaking(one.seen, key=one.number) for one in good if one.seen]
    proposed = taking_in.participant_ids(state.desk(), spoken)
    return {one.number: ids for one, ids in zip(good, proposed, strict=True)}


def _alike() -> None:
    """Offer to say kind and setting once, where the files are alike."""
    if st.toggle("Say the kind and setting once for all these files", value=True, key="alike"):
        with st.container(border=True):
            conversation(key="all")


def _nobody_asks(good: list[Arrival]) -> None:
    """Name the folded files in which nobody asks the questions: all who speak took part there."""
    names = []
    for one in good:
        if one.seen and not answers(one.seen):
            labels, asking = one_person.speaking(one.seen, key=one.number)
            if len(labels) > 1 and not asking:
                names.append(f"“{one.seen.name}”")
    if names:
        told = [*names[:_NAMED], *([f"{len(names) - _NAMED:,} more"] if names[_NAMED:] else [])]
        st.html(
            f'<p class="quiet">In {as_html(joined(told))} everybody who speaks is taken for a '
            "participant. Where one of them asks the questions, open the file and say who.</p>"
        )


def _card(one: Arrival, ids: str, team: dict[Guid, str], *, alone: bool) -> None:
    assert one.seen is not None
    whole = st.container(border=True) if alone else st.expander(in_short(one.seen))
    with whole:
        fields(
            one.seen,
            ids,
            team,
            key=one.number,
            name_by=lambda way: arrivals.name_by(state.workspace(), state.desk(), one.number, way),
        )
        table_reading.chooser(
            one.seen,
            lambda chosen: arrivals.read_as(state.workspace(), state.desk(), one.number, chosen),
            key=one.number,
        )
        if not one.seen.refusal and (alone or not st.session_state.get("alike", True)):
            conversation(key=one.number)


def _show_more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, _AT_A_TIME) + _AT_A_TIME


def _save() -> None:
    """Have everything kept that was recognised, as the fields say now."""
    batch = _mine()
    seen = batch.of("seen") if batch else []
    good = [one for one in seen if one.seen and not one.seen.refusal]
    ids = _ids(good)
    kept_back = st.session_state.get(_WHEN_SAVED) == "prepare"
    ask = () if kept_back else tuple(st.session_state.get("asked_to_read", ()))
    # All answers are looked at before the first file is kept.
    said = {
        one.number: said_of(
            one.seen,
            ids[one.number],
            _of(one, len(good)),
            ask,
            key=one.number,
            preparing=kept_back,
        )
        for one in good
        if one.seen
    }
    arrivals.save(state.workspace(), state.desk(), said)
    arriving.go_on(state.workspace())
    _empty()


def _of(one: Arrival, how_many: int) -> Conversation:
    once = how_many > 1 and st.session_state.get("alike", True)
    return conversation_said(key="all" if once else one.number)


def _put_away() -> None:
    arrivals.put_away(state.workspace(), state.desk())
    _empty()


def _empty() -> None:
    """Begin with an empty list of uploads."""
    st.session_state[_EMPTIED] += 1
    st.session_state.pop(_HANDED, None)
    st.session_state.pop(_SHOWN, None)


@st.fragment(run_every=1.0)
def _watch() -> None:
    """Say how far the reading or saving has come, until there is something else to show."""
    batch = _mine()
    if batch is None or batch.state == "done":
        st.rerun()
    left = sum(found in arrivals.WAITING for found in batch.states.values())
    if batch.state == "running":
        done, total, doing = batch.total - left, batch.total, "Saved"
    else:
        done, total, doing = len(batch.states) - left, len(batch.states), "Read"
        if not left:
            st.rerun()
    st.progress(done / max(total, 1), f"{doing} {done:,} of {many(total, 'file')}.")
    st.html('<p class="quiet">You can leave this page and come back; it goes on.</p>')
    _not_taken(batch.of("failed"))


def _not_taken(ones: list[Arrival]) -> None:
    """Tell of files that did not become transcripts, each in a sentence."""
    if ones:
        told = "".join(f"<p>{as_html(one.sentence)}</p>" for one in ones)
        st.html(f'<div class="told" role="status">{told}</div>')


def _outcome(batch: Batch) -> None:
    """Say what was kept, with the way to read it."""
    taken = batch.of("taken")
    rows = {row["guid"]: row for row in reading.transcripts(state.desk())}
    added = [source for one in taken for source in one.sources]
    new = [source for source in added if source in rows]
    kept_back = preparing.names(state.desk()).keys() & set(added)
    with st.container(border=True):
        st.write(f"{many(len(new) + len(kept_back), 'transcript')} added.")
        if kept_back:
            links.button("Prepare them", "prepare", key="prepare_them")
        for source in new[:_LINKS]:
            links.to("read", f"Read “{plain(rows[source]['name'])}”", source=source)
        if len(new) > _LINKS:
            links.to("read", f"All transcripts, with {len(new) - _LINKS:,} more new ones")
        for one in taken:
            if one.sentence:
                st.write(plain(one.sentence))
        _not_taken(batch.of("failed", "here", "refused"))
