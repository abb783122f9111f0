"""Readings as figures of agreement take them: only text that two finished, seen by this viewer."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations, pairwise

import numpy as np

from workbench.agreement.marked import Marked, of_readers
from workbench.domain.codebook import Codebook
from workbench.domain.coding import Coding
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.reading import ReadSoFar
from workbench.domain.span import Span
from workbench.services import units
from workbench.services.desks import Desk
from workbench.store import codes, figures_wanted, rounds, sources, visible

# Start, end, and the place of its code in the codebook.
Stretch = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """One transcript: how long it is, and each reader's stretches, None where not finished.

    Where somebody was asked for a passage alone, it is what all of its readers have finished.
    """

    length: int
    readers: tuple[tuple[Stretch, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """What is compared: the readers in an order of no meaning, the units, and the texts."""

    coding_round: dict
    unit: str
    book: Codebook
    readers: tuple[Guid, ...]
    texts: tuple[Text, ...]
    marked: Marked

    def pairs(self) -> list[tuple[int, int]]:
        """Give the pairs of readers, in an order from which nobody can be followed through it."""

        def shuffled(pair: tuple[int, int]) -> bytes:
            names = "".join(self.readers[reader] for reader in pair)
            return sha256((self.coding_round["guid"] + names).encode()).digest()

        return sorted(combinations(range(len(self.readers)), 2), key=shuffled)


def gathered(
    desk: Desk, *, unit: str, coding_round: str | None = None, among: Collection[str] | None = None
) -> Readings:
    """Gather the readings of one round in all text that two or more readers finished in it.

    Whoever was asked for a passage alone has finished that and no more.

    Parameters
    ----------
    unit
        `turn`, `sentence` or `character`.
    coding_round
        The newest in which two finished something when None.
    among
        Only these transcripts; all of them when None.

    Raises
    ------
    NotFound
        There is no such round that this viewer may compare.
    """
    if unit not in ("turn", "sentence", "character"):
        raise NotReadable("Figures are worked out over turns, sentences or characters.")
    done = _finished(desk, among)
    chosen = _chosen_round(desk, coding_round, done)
    by_source = done.get(chosen["guid"], {})
    readers = tuple(sorted({person for people in by_source.values() for person in people}))
    seats = {person: seat for seat, person in enumerate(readers)}
    book = codes.codebook(desk.project.db)
    places = {code.guid: place for place, code in enumerate(book.codes)}
    texts, parts = [], []
    for guid, people in by_source.items():
        version = sources.current_version(desk.project.db, guid) or {}
        text, turns = version["text"], sources.turns(desk.project.db, version["guid"])
        marks = [
            mark
            for mark in visible.codings(
                desk.project, desk.viewer, source=guid, coding_round=chosen["guid"]
            )
            if mark.coder in people
        ]
        texts.append(_of_all(len(text), marks, people, seats, places))
        cut = _cut(text, turns, marks, people.values(), unit)
        far = {seats[person]: each for person, each in people.items()}
        parts.append((*cut, far, seats, places))
    # Of units that only one of them was asked for there is nothing to compare.
    marked = of_readers(_joined(parts, len(readers)), range(len(readers)))
    return Readings(chosen, unit, book, readers, tuple(texts), marked)


def _of_all(
    length: int,
    marks: list[Coding],
    people: dict[Guid, ReadSoFar],
    seats: dict[Guid, int],
    places: dict[Guid, int],
) -> Text:
    """Give the stretches in what all of a text's readers have finished, counted from its start."""
    common = _common(people.values())
    if common is None:
        return Text(0, (None,) * len(seats))
    whole = common.passage or Span(0, length)
    own: dict[int, list[Stretch]] = {seats[person]: [] for person in people}
    for mark in marks:
        start, end = max(mark.span.start, whole.start), min(mark.span.end, whole.end)
        if start < end:
            stretch = start - whole.start, end - whole.start, places[mark.code]
            own[seats[mark.coder]].append(stretch)
    return Text(len(whole), tuple(tuple(own[s]) if s in own else None for s in range(len(seats))))


def _common(far: Iterable[ReadSoFar]) -> ReadSoFar | None:
    """What of one text everybody was asked for."""
    common, *others = far
    for each in others:
        shared = common.shared(each)
        if shared is None:
            return None
        common = shared
    return common


def called(desk: Desk, readers: tuple[Guid, ...]) -> tuple[str, ...]:
    """Name readers: as letters, unless every one of them lets their name stand."""
    if set(readers) <= figures_wanted.named(desk.project.db):
        names = visible.readers(desk.project, desk.viewer)
        return tuple(names.get(reader, "a former member") for reader in readers)
    return tuple(f"Reader {_letters(place)}" for place in range(len(readers)))


def _letters(place: int) -> str:
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _finished(
    desk: Desk, among: Collection[str] | None
) -> dict[str, dict[Guid, dict[Guid, ReadSoFar]]]:
    """For each round, the transcripts of which two or more finished the same words, with who."""
    there = {row["guid"] for row in sources.listed(desk.project.db)}
    found: dict[str, dict[Guid, dict[Guid, ReadSoFar]]] = {}
    for (coding_round, text), states in visible.reading_states(desk.project, desk.viewer).items():
        done = {who: far for who, far in states.items() if far.state in rounds.FINISHED}
        people = {
            who: far
            for who, far in done.items()
            if any(other != who and far.shared(each) for other, each in done.items())
        }
        if people and text in there and (among is None or text in among):
            found.setdefault(coding_round, {})[Guid(text)] = people
    return found


def _chosen_round(desk: Desk, guid: str | None, done: dict[str, dict]) -> dict:
    listed = visible.coding_rounds(desk.project, desk.viewer)
    if guid is not None:
        listed = [row for row in listed if row["guid"] == guid]
    elif any(row["guid"] in done for row in listed):
        listed = [row for row in listed if row["guid"] in done]
    if not listed:
        raise NotFound("There is no reading here that can be compared yet.")
    return listed[-1]


def _cut(
    text: str, turns: list[dict], marks: list[Coding], far: Iterable[ReadSoFar], unit: str
) -> tuple[list[Span], bool, Iterator[Coding]]:
    """Cut a text into units, and give each mark once for each unit it is in.

    Characters that the same marks cover stand together; how long that is, is how many they are.
    """
    if unit != "character":
        spans = list(units.spans_of(text, turns, unit))  # type: ignore[arg-type]
        return spans, False, units.cut(text, marks, spans)
    cuts = {at for mark in marks for at in (mark.span.start, mark.span.end)}
    cuts |= {at for turn in turns for at in (turn["start"], turn["end"])}
    cuts |= {at for each in far if each.passage for at in (each.passage.start, each.passage.end)}
    bounds = sorted(cuts)
    begins = {turn["start"]: turn["end"] for turn in turns}
    spans, end = [], 0
    for start, stop in pairwise(bounds):
        end = max(end, begins.get(start, 0))
        if stop <= end:
            spans.append(Span(start, stop))
    return spans, True, units.cut_anywhere(marks, spans)


def _joined(parts: list[tuple], readers: int) -> Marked:
    """Lay the units of all texts after one another."""
    transcript: list[int] = []
    weight, read, unit, reader, code = [], [], [], [], []
    for number, (spans, by_length, marks, far, seats, places) in enumerate(parts):
        first = len(transcript)
        at = {span.start: first + place for place, span in enumerate(spans)}
        transcript += [number] * len(spans)
        weight += [len(span) if by_length else 1 for span in spans]
        read += [
            [seat in far and far[seat].reaches(span) for seat in range(readers)] for span in spans
        ]
        for mark in marks:
            unit.append(at[mark.span.start])
            reader.append(seats[mark.coder])
            code.append(places[mark.code])
    return Marked(
        transcript=np.array(transcript, dtype=np.int64),
        weight=np.array(weight, dtype=np.int64),
        read=np.array(read, dtype=bool).reshape(len(transcript), readers),
        unit=np.array(unit, dtype=np.int64),
        reader=np.array(reader, dtype=np.int64),
        code=np.array(code, dtype=np.int64),
    )
