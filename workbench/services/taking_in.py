"""Taking transcripts in: recognise first, keep when a person says so, one file at a time."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import Any

from workbench.domain.arrival import Said, Seen, Taken
from workbench.domain.errors import AlreadyThere, NotReadable, WorkbenchError
from workbench.domain.ids import Guid, new_guid
from workbench.domain.source import KINDS, SETTINGS, SPEAKER_ROLES, Transcript
from workbench.domain.table import TableReading
from workbench.importers import proposed_interviewers, read_file, read_transcript
from workbench.importers.archive import is_archive, members
from workbench.importers.labels import CONVENTIONS, NOBODY
from workbench.services import answers, projects, reading
from workbench.services.desks import Desk
from workbench.store import held_back, rounds, sources, withdrawn_ids
from workbench.store import notes as note_store
from workbench.store.sources import SourceDetails

__all__ = [
    "CONVENTIONS",
    "NOBODY",
    "File",
    "Proposal",
    "SourceDetails",
    "already_there",
    "look",
    "propose",
    "recognise",
    "take_in",
    "take_in_file",
    "unpacked",
]
LONGEST_LABEL = 60
_TURNS_SHOWN, _CHARACTERS_SHOWN, _ROWS_SHOWN = 8, 330, 5
_SPEAKERS_TOLD = 20
_MOST_PEOPLE = 30
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
    found = sources.with_hash(desk.project.db, sources.hash_of(data))
    return found["name"] if found else None


def propose(desk: Desk, transcripts: Iterable[Transcript]) -> list[Proposal]:
    """Propose names and participant IDs for several recognised files together."""
    transcripts = list(transcripts)
    asking = [proposed_interviewers(transcript) for transcript in transcripts]
    speakers = [transcript.speakers for transcript in transcripts]
    ids = participant_ids(desk, zip(speakers, asking, strict=True))
    return [
        Proposal(transcript, transcript.name, asks, labels)
        for transcript, asks, labels in zip(transcripts, asking, ids, strict=True)
    ]


def participant_ids(
    desk: Desk, spoken: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]
) -> list[str]:
    """Propose participant IDs for several files by their speakers, and which of those ask."""
    taken = set(sources.participant_labels(desk.project.db))

    def free(label: str) -> bool:
        return label not in taken and not withdrawn_ids.holds(
            desk.project.db, desk.project.keys, label
        )

    proposals = []
    for speakers, asking in spoken:
        # A label such as P30 in the file is the ID somebody has given already.
        own = [label for label in speakers if label not in asking and _AN_ID.fullmatch(label)]
        labels = own if own and all(map(free, own)) else []
        people = sum(label not in asking for label in speakers)
        # Whoever does not ask is a person of their own, until somebody says otherwise: one ID for
        # two people could not be told apart when one of them withdraws.
        for _ in range(0 if labels else people if 2 <= people <= _MOST_PEOPLE else 1):
            labels.append(_first_free(free))
            taken.update(labels)
        taken.update(labels)
        proposals.append(", ".join(labels))
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
    in_order: bool = False,
) -> SourceDetails:
    """Put what a person said about a transcript into the shape it is kept in.

    With one participant, every speaker who is not an interviewer is that participant. With
    several, or where the one participant's ID is a label, only the speaker called so is theirs.
    `in_order` says that the IDs were made for those who speak, one for each.
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
    alone = len(labels) == 1 and labels[0] not in speaking
    if in_order and len(labels) == len(speaking) > 1 and not set(labels) & set(speaking):
        spoken_by = dict(zip(speaking, labels, strict=True))
    else:
        spoken_by = {
            label: labels[0] if alone else label for label in speaking if alone or label in labels
        }
    role = "commissioner" if commissioner else "participant"
    assert role in SPEAKER_ROLES
    return SourceDetails(
        name=name.strip() or transcript.name,
        kind=kind,
        settings={setting: platform if setting == "online" else "" for setting in chosen},
        participants=labels,
        roles={label: "interviewer" if label in asking else role for label in transcript.speakers},
        spoken_by=spoken_by,
        participant_roles=dict.fromkeys(labels, role),
    )


def take_in(
    desk: Desk,
    transcript: Transcript,
    data: bytes,
    said: SourceDetails,
    *,
    ask: Iterable[Guid] = (),
    notes_by: Mapping[str, Guid] = MappingProxyType({}),
    preparing: bool = False,
) -> tuple[Guid, str]:
    """Keep one transcript, whole or not at all, and ask people to read it unless it is prepared.

    Parameters
    ----------
    notes_by
        In which member's name the comments of each author in the file become notes; those of
        others do not.

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
    members = projects.members(desk)
    with desk.project.writing(desk.viewer.person) as w:
        same = sources.with_hash(w.db, sources.hash_of(data))
        if same:
            raise AlreadyThere(f"{transcript.name} is already here, as “{same['name']}”.")
        twin = sources.with_text(w.db, transcript.text)
        hashed = sources.hash_of(data)
        source = sources.add(w, transcript, said, file_hash=hashed, preparing=preparing)
        if not preparing:
            reading.ask_to_read(w, source, ask)
        version = sources.current_version(w.db, source, prepared=True) or {}
        for comment in transcript.comments:
            owner = notes_by.get(comment.author)
            if owner in members:
                guid = new_guid()
                alone = rounds.reading_in(w.db, source, owner)
                held_back.hold_back(replace(w, person=owner), "note", guid, alone)
                note_store.add(
                    w,
                    {
                        "guid": guid,
                        "kind": "memo",
                        "person": owner,
                        "visibility": "team",
                        "words": comment.words,
                        "source": source,
                        "version": version["guid"],
                        "start": comment.start,
                        "end": comment.end,
                    },
                )
    remark = f"{transcript.name} has the same words as “{twin['name']}”." if twin else ""
    return source, remark


def take_in_file(desk: Desk, name: str, data: bytes, said: Said) -> Taken:
    """Keep what is in a file as a person has said, each transcript in a transaction of its own.

    Done again after it was cut short, it keeps only what is not here yet.

    Raises
    ------
    AlreadyThere
        All of it is here.
    UnreadableFile, TooLarge
        It cannot be read, or not in the way that was chosen.
    """
    desk.viewer.must("transcripts")
    found = read_file(name, data, said.reading, named_by=said.named_by)
    if found.refusal:
        raise found.refusal
    if found.reading and found.reading.layout in ("respondents", "questions"):
        return answers.take_in(desk, found, data, said)
    (transcript,) = found.transcripts
    labels = _labels(said.labels, transcript.speakers)
    transcript = _labelled(transcript, labels)
    chosen = details(
        transcript,
        name=said.name,
        kind=said.kind,
        settings=said.settings,
        participants=said.participants,
        interviewers=[labels.get(label, label) for label in said.interviewers],
        platform=said.platform,
        commissioner=said.commissioner,
        in_order=said.in_order,
    )
    source, remark = take_in(
        desk,
        transcript,
        data,
        chosen,
        ask=said.ask,
        notes_by=said.notes_by,
        preparing=said.preparing,
    )
    return Taken((source,), (remark,) if remark else ())


def import_file(desk: Desk, name: str, data: bytes, **said: Any) -> tuple[str, Guid | None]:
    """Take a file in without asking anything, as the command line does.

    Missing participant IDs are assigned, the kind is `other` and the setting `not stated` unless
    said. Returns a sentence and the new source, the first where the file holds several, or None
    when the file was there already.
    """
    here = already_there(desk, data)
    if here:
        return f"{name} is already here, as “{here}”.", None
    seen = look(name, data)
    if seen.refusal:
        raise NotReadable(seen.refusal)
    asking = said.get("interviewers", seen.interviewers)
    ids = participant_ids(desk, [(seen.speakers, asking)])[0]
    proposed = Said(
        name=seen.name,
        participants=tuple(ids.split(", ")),
        interviewers=seen.interviewers,
        in_order="participants" not in said,
    )
    taken = take_in_file(desk, name, data, replace(proposed, **said))
    speakers = ", ".join(seen.speakers[:_SPEAKERS_TOLD]) or "nobody named"
    more = len(seen.speakers) - _SPEAKERS_TOLD
    if more > 0:
        speakers += f" and {more:,} others"
    several = f"{seen.transcripts:,} transcripts, " if seen.transcripts > 1 else ""
    turns = f"{seen.turns:,} {'turn' if seen.turns == 1 else 'turns'}"
    sentence = f"{name}: {several}{turns}, {seen.convention}; speakers: {speakers}."
    return " ".join([sentence, *seen.remarks, *taken.remarks]), taken.sources[0]


@dataclass(frozen=True, slots=True)
class File:
    """A file by itself or out of an archive (`packed`): its bytes, or why it cannot be had."""

    name: str
    data: bytes
    packed: bool = False
    refusal: WorkbenchError | None = None


def unpacked(name: str, data: bytes) -> Iterator[File]:
    """Give the file itself, or the members of an archive one after another.

    Raises
    ------
    UnreadableFile, TooLarge
        It is an archive that cannot be unpacked.
    """
    if not is_archive(name, data):
        yield File(name, data)
        return
    for member in members(name, data):
        yield File(member.name, member.data, packed=True, refusal=member.refusal)


def look(
    name: str, data: bytes, chosen: TableReading | None = None, *, named_by: str = ""
) -> Seen:
    """Recognise a file and give what a person has to see of it; nothing is kept.

    Raises
    ------
    UnreadableFile, TooLarge
        As `importers.read_file` does.
    """
    found = read_file(name, data, chosen, named_by=named_by)
    table = found.table and replace(found.table, rows=found.table.rows[:_ROWS_SHOWN])
    if not found.transcripts:
        return Seen(name, table=table, reading=found.reading, refusal=str(found.refusal))
    first = found.transcripts[0]
    several = len(found.transcripts) > 1
    return Seen(
        name if several else first.name,
        first.convention,
        len(found.transcripts),
        sum(len(one.turns) for one in found.transcripts),
        tuple(dict.fromkeys(label for one in found.transcripts for label in one.speakers)),
        proposed_interviewers(first),
        first.remarks,
        tuple(
            (turn.speaker, _beginning(first.text[turn.start : turn.end]))
            for turn in first.turns[:_TURNS_SHOWN]
        ),
        first.fields,
        dict(Counter(comment.author for comment in first.comments)),
        table,
        found.reading,
        first.ways,
        named_by,
    )


def _beginning(words: str) -> str:
    if len(words) <= _CHARACTERS_SHOWN:
        return words
    return f"{words[:_CHARACTERS_SHOWN].rpartition(' ')[0] or words[:_CHARACTERS_SHOWN]} …"


def _labels(given: Mapping[str, str], speakers: Iterable[str]) -> dict[str, str]:
    """What each speaker is to be called instead, as far as somebody said something else."""
    found = {label: " ".join(given.get(label, "").split()) or label for label in speakers}
    for label in set(found.values()) - set(found):
        if len(label) > LONGEST_LABEL or not label.isprintable():
            raise NotReadable(
                f"A speaker label may have up to {LONGEST_LABEL} visible characters."
            )
    return found


def _labelled(transcript: Transcript, labels: Mapping[str, str]) -> Transcript:
    """Call speakers something else in a whole transcript; those called the same are one.

    What stood in the file is not kept beside the text either: it may have been a name.
    """
    if all(old == new for old, new in labels.items()):
        return transcript
    turns = tuple(
        replace(turn, speaker=labels[turn.speaker]) if turn.speaker else turn
        for turn in transcript.turns
    )
    called = {turn.start: turn.speaker for turn in transcript.turns if turn.speaker}
    structure = tuple(
        replace(part, words=part.words.replace(called[part.at], labels[called[part.at]]))
        if part.kind == "label" and part.at in called
        else part
        for part in transcript.structure
    )
    return replace(transcript, turns=turns, structure=structure)


def _first_free(free: Callable[[str], bool]) -> str:
    return next(label for number in count(1) if free(label := f"P{number:02}"))
