"""Taking transcripts in: recognise first, keep when a person says so, one file at a time."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from workbench.domain.errors import AlreadyThere, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.source import KINDS, SETTINGS, SPEAKER_ROLES, Transcript
from workbench.importers import proposed_interviewers, read_transcript
from workbench.services import reading
from workbench.services.desks import Desk
from workbench.store import sources
from workbench.store.sources import SourceDetails

__all__ = ["Proposal", "SourceDetails", "already_there", "propose", "recognise", "take_in"]
LONGEST_LABEL = 60
_AN_ID = re.compile(r"[A-Z]{1,4}-?\d{1,4}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the workbench proposes for a recognised file, for a person to change or confirm.

    `interviewers` are labels that look like whoever asks the questions. `participant` holds the
    IDs the file itself uses as labels, with commas, where nobody in the study has them yet; else
    the next free one, since the P01 of another file may be another person. Kind and settings are
    never proposed: a person says them.
    """

    transcript: Transcript
    name: str
    interviewers: tuple[str, ...]
    participant: str


def recognise(name: str, data: bytes) -> Transcript:
    """Read a file as a transcript and keep nothing; `UnreadableFile` says what is amiss."""
    return read_transcript(name, data)


def already_there(desk: Desk, data: bytes) -> str | None:
    """Name the transcript that was read from exactly this file, if it is here already."""
    found = sources.with_hash(desk.project.db, _hash(data))
    return found["name"] if found else None


def propose(desk: Desk, transcripts: Iterable[Transcript]) -> list[Proposal]:
    """Propose names and participant IDs for several recognised files together."""
    taken = set(sources.participant_labels(desk.project.db))
    proposals = []
    for transcript in transcripts:
        asking = proposed_interviewers(transcript)
        # A label such as P30 in the file is the ID somebody has given already.
        own = [
            label
            for label in transcript.speakers
            if label not in asking and _AN_ID.fullmatch(label)
        ]
        labels = own if own and not taken.intersection(own) else [_free_label(taken)]
        taken.update(labels)
        proposals.append(Proposal(transcript, transcript.name, asking, ", ".join(labels)))
    return proposals


def details(
    transcript: Transcript,
    *,
    name: str,
    kind: str = "other",
    settings: Iterable[str] = (),
    participants: Iterable[str] = (),
    interviewers: Iterable[str] = (),
    platform: str = "",
    commissioner: bool = False,
) -> SourceDetails:
    """Put what a person said about a transcript into the shape it is kept in.

    With one participant, every speaker who is not an interviewer is that participant. With
    several, a speaker is linked where the label is the participant's ID.
    """
    asking = set(interviewers)
    labels = list(dict.fromkeys(" ".join(label.split()) for label in participants))
    labels = [label for label in labels if label]
    chosen = [setting for setting in settings if setting != "not_stated"] or ["not_stated"]
    if kind not in KINDS or set(chosen) - set(SETTINGS):
        raise NotReadable("That kind of conversation or setting is not one the workbench knows.")
    if any(len(label) > LONGEST_LABEL or not label.isprintable() for label in labels):
        raise NotReadable(f"A participant ID may have up to {LONGEST_LABEL} visible characters.")
    speaking = [label for label in transcript.speakers if label not in asking]
    role = "commissioner" if commissioner else "participant"
    assert role in SPEAKER_ROLES
    return SourceDetails(
        name=name.strip() or transcript.name,
        kind=kind,
        settings={setting: platform if setting == "online" else "" for setting in chosen},
        participants=labels,
        roles={label: "interviewer" if label in asking else role for label in transcript.speakers},
        spoken_by={
            label: labels[0] if len(labels) == 1 else label
            for label in speaking
            if len(labels) == 1 or label in labels
        },
        participant_roles=dict.fromkeys(labels, role),
    )


def take_in(
    desk: Desk,
    transcript: Transcript,
    data: bytes,
    said: SourceDetails,
    *,
    ask: Iterable[Guid] = (),
) -> tuple[Guid, str]:
    """Keep one transcript, whole or not at all, and ask people to read it.

    Returns
    -------
    tuple
        The new source, and a remark where the same text is here under another name.

    Raises
    ------
    AlreadyThere
        When exactly this file is here.
    """
    desk.viewer.must("transcripts")
    with desk.project.writing(desk.viewer.person) as w:
        same = sources.with_hash(w.db, _hash(data))
        if same:
            raise AlreadyThere(f"{transcript.name} is already here, as “{same['name']}”.")
        twin = sources.with_text(w.db, transcript.text)
        source = sources.add(w, transcript, said, file_hash=_hash(data))
        reading.ask_to_read(w, source, ask)
    remark = f"{transcript.name} has the same words as “{twin['name']}”." if twin else ""
    return source, remark


def import_file(desk: Desk, name: str, data: bytes, **said: object) -> tuple[str, Guid | None]:
    """Take a file in without asking anything, as the command line does.

    Missing participant IDs are assigned, the kind is `other` and the setting `not stated` unless
    said. Returns a sentence and the new source, or None when the file was there already.
    """
    here = already_there(desk, data)
    if here:
        return f"{name} is already here, as “{here}”.", None
    transcript = recognise(name, data)
    proposal = propose(desk, [transcript])[0]
    chosen = {"participants": proposal.participant.split(", "), **said}
    source, remark = take_in(
        desk,
        transcript,
        data,
        details(transcript, name=proposal.name, interviewers=proposal.interviewers, **chosen),  # type: ignore[arg-type]
    )
    speakers = ", ".join(transcript.speakers) or "nobody named"
    sentence = (
        f"{name}: {len(transcript.turns)} turns, {transcript.convention}; speakers: {speakers}."
    )
    return " ".join([sentence, *transcript.remarks, remark]).strip(), source


def _free_label(taken: set[str]) -> str:
    return next(label for number in count(1) if (label := f"P{number:02}") not in taken)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
