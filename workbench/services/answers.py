"""Keeping survey answers: transcripts, who answered, and what the other columns say of them."""

from collections.abc import Iterable, Mapping
from itertools import count

from workbench.domain.arrival import Said, Taken
from workbench.domain.errors import AlreadyThere, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.domain.participant import Attribute, likely_kind, value_of
from workbench.domain.source import Transcript
from workbench.domain.table import Recognised
from workbench.services import reading
from workbench.services.desks import Desk
from workbench.store import participants as participant_store
from workbench.store import sources, withdrawn_ids
from workbench.store.project import Writing
from workbench.store.sources import SourceDetails

_MOST_CHOICES = 8
_LONGEST_CHOICE = 40


def take_in(desk: Desk, found: Recognised, data: bytes, said: Said) -> Taken:
    """Keep a transcript for each person or question, and attributes for those who answered.

    Each transcript of a person is a transaction of its own; those of questions are one, since the
    same people are in all of them. What is known of a participant already is not changed.

    Raises
    ------
    AlreadyThere
        All of it is here.
    """
    assert found.reading is not None
    labels = list(dict.fromkeys(one for each in found.transcripts for one in each.speakers))
    ids = _ids(desk, labels, given=found.reading.place("respondent") is not None)
    keep = _Keeping(found, sources.hash_of(data), ids, said)
    parts = list(enumerate(found.transcripts, 1))
    steps = [[part] for part in parts] if found.reading.layout == "respondents" else [parts]
    kept: list[Guid] = []
    for step in steps:
        with desk.project.writing(desk.viewer.person) as w:
            kept += keep.those(w, step)
    if not kept:
        raise AlreadyThere("Every answer in that file is here already.")
    remarks = []
    if keep.differing:
        remarks.append(
            f"{keep.differing:,} attribute {'value' if keep.differing == 1 else 'values'} in the "
            "file could not be read, or differ from what is recorded, which was left as it is."
        )
    return Taken(tuple(kept), tuple(remarks))


def _ids(desk: Desk, labels: Iterable[str], *, given: bool) -> dict[str, str]:
    """Find participant IDs: the file's own, or the next that are free."""
    if given:
        return {label: label for label in labels}
    db, keys = desk.project.db, desk.project.keys
    taken = set(sources.participant_labels(db))
    ids = {}
    numbers = count(1)
    for label in labels:
        ids[label] = next(
            one
            for number in numbers
            if (one := f"P{number:02}") not in taken and not withdrawn_ids.holds(db, keys, one)
        )
    return ids


class _Keeping:
    """Keeps the transcripts of one file; counts values that were left as they are."""

    def __init__(
        self, found: Recognised, file_hash: str, ids: Mapping[str, str], said: Said
    ) -> None:
        self._found, self._hash, self._ids, self._said = found, file_hash, ids, said
        columns: dict[str, list[str]] = {}
        for of in found.attributes.values():
            for column, words in of.items():
                columns.setdefault(column, []).append(words)
        self._kinds = {column: _kind(words) for column, words in columns.items()}
        self.differing = 0

    def those(self, w: Writing, parts: Iterable[tuple[int, Transcript]]) -> list[Guid]:
        """Keep transcripts that are not here yet."""
        kept = []
        for number, transcript in parts:
            part = f"{self._hash}/{number}"
            if sources.with_hash(w.db, part) is None:
                said, details = self._said, self._details(transcript)
                kept.append(
                    sources.add(w, transcript, details, file_hash=part, preparing=said.preparing)
                )
                if not said.preparing:
                    reading.ask_to_read(w, kept[-1], said.ask)
                self._attributes(w, transcript.speakers)
        return kept

    def _details(self, transcript: Transcript) -> SourceDetails:
        said = self._said
        ids = [self._ids[label] for label in transcript.speakers]
        settings = [one for one in said.settings if one != "not_stated"] or ["not_stated"]
        role = "commissioner" if said.commissioner else "participant"
        return SourceDetails(
            name=transcript.name,
            kind=said.kind,
            settings={one: said.platform if one == "online" else "" for one in settings},
            participants=ids,
            roles=dict.fromkeys(transcript.speakers, role),
            spoken_by=dict(zip(transcript.speakers, ids, strict=True)),
            participant_roles=dict.fromkeys(ids, role),
        )

    def _attributes(self, w: Writing, speakers: Iterable[str]) -> None:
        known = {one.name.casefold(): one for one in participant_store.attributes(w.db)}
        for label in speakers:
            guid = sources.participant(w, self._ids[label])
            has = participant_store.values_of(w.db, guid)
            for column, words in self._found.attributes.get(label, {}).items():
                attribute = known.get(column.casefold())
                if attribute is None:
                    attribute = Attribute(new_guid(), column, self._kinds[column])
                    participant_store.define(w, attribute)
                    known[column.casefold()] = attribute
                try:
                    read = value_of(attribute.kind, words)
                except NotReadable:
                    read = ""
                if attribute.guid not in has and read:
                    participant_store.give(w, guid, attribute.guid, read)
                elif has.get(attribute.guid) != read:
                    self.differing += 1


def _kind(words: list[str]) -> str:
    """Propose what a column holds: a choice where few short answers recur, else as they read."""
    kind = likely_kind(words)
    different = {each.casefold() for each in words}
    few = len(different) <= min(_MOST_CHOICES, len(words) // 2)
    short = all(len(each) <= _LONGEST_CHOICE for each in words)
    return "choice" if kind == "text" and few and short else kind
