"""What corrections have done to a transcript, and what its readers say of marks they reached.

Each viewer is told of the marks and notes they may see. Where too few of its words remain, a mark
or note is kept at the place they had until its owner says what becomes of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid, guid_from, new_guid
from workbench.domain.revision import Revision
from workbench.domain.span import Span
from workbench.services.desks import Desk
from workbench.store import codes, codings, notes, operations, sources, standing, visible
from workbench.store.project import Writing

_AROUND = 40  # characters shown on either side of what was corrected


@dataclass(frozen=True, slots=True)
class Reached:
    """A mark or note that a correction reached: whose it is, what it is, its words then and now.

    `now` is None where too few of its words remained for it to be on the same ones.
    """

    name: str
    reader: str
    was: str
    now: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One corrected version: the day, why, and each place with its words before and after.

    `takes_back` says that it brought an earlier text back. `kept` counts the marks and notes that
    the viewer may see and that stand on the same words as before.
    """

    on: str
    why: str
    takes_back: bool
    places: tuple[tuple[str, str], ...]
    kept: int
    reached: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mark or note whose words were corrected away: `was`; `now` stands at their place."""

    kind: str
    guid: Guid
    name: str
    reader: str
    mine: bool
    was: str
    now: str
    start: int


def corrections(desk: Desk, source: object) -> list[Correction]:
    """Every correction of a transcript, newest first, with what became of marks and notes."""
    guid, db = _there(desk, source), desk.project.db
    line = standing.line(db, guid)
    named = _named(desk, guid)
    stands = {**standing.of_marks(db, guid), **standing.of_notes(db, guid, line)}
    told = []
    for was, version in pairwise(line):
        assert version.revision is not None
        kept, reached = 0, []
        for one, (name, reader) in named.items():
            before = stands.get(one, {}).get(was.guid)
            after = stands.get(one, {}).get(version.guid)
            if before is None or after is None or before.lost:
                continue
            words = was.text[before.span.start : before.span.end]
            now = version.text[after.span.start : after.span.end]
            if after.lost or words != now:
                reached.append(Reached(name, reader, words, None if after.lost else now))
            else:
                kept += 1
        told.append(
            Correction(
                version.made_at[:10],
                version.why,
                version.returns is not None,
                _places(version.revision),
                kept,
                tuple(reached),
            )
        )
    return told[::-1]


def waiting(desk: Desk, source: object) -> list[Waiting]:
    """The marks and notes that wait for their owner, as far as the viewer may see them."""
    guid = _there(desk, source)
    text = standing.newest(desk.project.db, guid)["text"]
    named, me = _named(desk, guid), desk.viewer.person
    found = [
        (
            "mark",
            coding.guid,
            coding.coder == me,
            coding.corrected_away,
            coding.span.start,
            coding.span.end,
        )
        for coding in visible.codings(desk.project, desk.viewer, source=guid)
    ] + [
        ("note", note["guid"], note["mine"], note["corrected_away"], note["start"], note["end"])
        for note in visible.notes(desk.project, desk.viewer, source=guid)
    ]
    return [
        Waiting(kind, Guid(one), *named[one], mine, was, text[start:end], start)
        for kind, one, mine, was, start, end in found
        if was is not None
    ]


def keep_here(desk: Desk, source: object, one: Waiting) -> None:
    """Let one's own mark or note stand on the words that are at its place now."""
    with _step(desk, source) as (w, guid):
        version, place = standing.newest(w.db, guid)["guid"], _waiting_now(desk, guid, one)
        span = Span(place.start, place.start + len(place.now))
        if one.kind == "mark":
            codings.change(w, one.guid, fields={}, span=span, version=version)
        else:
            stands = {"version": version, "start": span.start, "end": span.end}
            notes.change(w, one.guid, place=stands)


def take_away(desk: Desk, source: object, one: Waiting) -> None:
    """Take one's own mark away; a note stays, and is about the transcript as a whole."""
    with _step(desk, source) as (w, guid):
        _waiting_now(desk, guid, one)
        if one.kind == "mark":
            codings.remove(w, one.guid)
        else:
            notes.change(w, one.guid, place=dict.fromkeys(("version", "start", "end")))


@contextmanager
def _step(desk: Desk, source: object) -> Iterator[tuple[Writing, Guid]]:
    """One step in the reading of a transcript, which undo in the pane takes back."""
    guid = guid_from(source)
    with desk.project.writing(desk.viewer.self()) as w:
        number = new_guid()
        mark = operations.fingerprint(desk.project.keys, {"step": number})
        operations.begin(w, number, mark, guid, undoable=True)
        yield w, guid
        operations.finish(w, {"objects": []})


def _waiting_now(desk: Desk, source: Guid, one: Waiting) -> Waiting:
    """One's own that still waits, as it is now; nobody settles what is another's."""
    for now in waiting(desk, source):
        if (now.kind, now.guid) == (one.kind, one.guid) and now.mine:
            return now
    raise NotFound("That has been seen to already, or it is not yours to see to.")


def _there(desk: Desk, source: object) -> Guid:
    """A transcript that the viewer may read: one being prepared is not for everybody."""
    guid, prepared = guid_from(source), desk.viewer.may("transcripts")
    if sources.current_version(desk.project.db, guid, prepared=prepared) is None:
        raise NotFound("There is no such transcript in this study.")
    return guid


def _named(desk: Desk, source: Guid) -> dict[str, tuple[str, str]]:
    """What each mark and note the viewer may see is called, and whose it is."""
    book = {
        code.guid: code.plain_name or code.name for code in codes.codebook(desk.project.db).codes
    }
    readers = visible.readers(desk.project, desk.viewer)
    found: dict[str, tuple[str, str]] = {
        coding.guid: (book.get(coding.code, "a code"), readers.get(coding.coder, ""))
        for coding in visible.codings(desk.project, desk.viewer, source=source)
    }
    for note in visible.notes(desk.project, desk.viewer, source=source):
        found[note["guid"]] = ("a note", readers.get(note["author"], ""))
    return found


def _places(revision: Revision) -> tuple[tuple[str, str], ...]:
    """The words before and after each edit, with a little of what stands around them."""
    told, grown = [], 0
    for edit in revision.edits:
        start, length = edit.start + grown, len(edit.words)
        told.append(
            (
                _around(revision.before, edit.start, edit.end),
                _around(revision.text, start, start + length),
            )
        )
        grown += length - (edit.end - edit.start)
    return tuple(told)


def _around(text: str, start: int, end: int) -> str:
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[line_start:start], text[end:line_end]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return before + text[start:end] + after
