"""Where things stand in the versions of a text, from the one they were made in to the newest.

No version is ever changed. Each but the first keeps which stretches of the one before it were
replaced, so that a place in any version can be found in every later one. A version that takes a
correction back `returns` an earlier one, and in it everything stands as it stood there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from workbench.domain.errors import NotFound, TextDiffers
from workbench.domain.revision import Edit, Revision
from workbench.domain.span import Span
from workbench.store.database import one, rows


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in one version; `lost` says that its own words are not there."""

    span: Span
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One version: `revision` leads to it from the one before, and is None in the first.

    `returns` is the first version that had this text, where a correction was taken back.
    """

    guid: str
    number: int
    text: str
    made_at: str
    why: str
    returns: str | None
    revision: Revision | None


def line(db: Database, source: str) -> list[Version]:
    """Every version of a transcript, oldest first."""
    edits: dict[str, list[dict]] = {}
    for row in rows(
        db,
        "select e.* from edits e join source_versions v on v.guid = e.version"
        ' where v.source = ? order by e.version, e.start, e."end"',
        source,
    ):
        edits.setdefault(row["version"], []).append(row)
    found: list[Version] = []
    for row in rows(db, "select * from source_versions where source = ? order by number", source):
        revision = (
            _revision(found[-1].text, row["text"], edits.get(row["guid"], ())) if found else None
        )
        same = next((one for one in found if one.guid == row["returns"]), None)
        row["returns"] = (same.returns or same.guid) if same else None
        del row["source"]
        found.append(Version(**row, revision=revision))
    return found


def newest(db: Database, source: str) -> dict:
    """The newest version of a transcript: guid, number, text and returns."""
    found = one(
        db,
        "select guid, number, text, returns from source_versions where source = ?"
        " order by number desc limit 1",
        source,
    )
    if found is None:
        raise NotFound("There is no such transcript in this study.")
    return found


def with_text(db: Database, source: str, version: object) -> dict:
    """One version of a transcript: guid and text."""
    found = None
    if isinstance(version, str) and version.isascii():
        found = one(
            db,
            "select guid, text from source_versions where source = ? and guid = ?",
            source,
            version,
        )
    if found is None:
        raise TextDiffers(
            "This transcript is no longer as it was when you opened it. Open it again."
        )
    return found


def follow(versions: Sequence[Version], stood: Mapping[str, Place]) -> dict[str, Place]:
    """Find where something stands in every version from the first in which it stood.

    Parameters
    ----------
    stood
        Where it is known to stand, by version; later places follow from these.
    """
    known: dict[str, Place] = {}
    for number, version in enumerate(versions):
        if version.guid in stood:
            known[version.guid] = stood[version.guid]
        elif known:
            known[version.guid] = _followed(versions[: number + 1], known)
    return known


def carry_to_newest(db: Database, source: str, version: str, span: Span) -> Place | None:
    """Find where words of an earlier version stand now; None when there is no such version."""
    versions = line(db, source)
    return follow(versions, {version: Place(span)}).get(versions[-1].guid) if versions else None


def words_lost(db: Database, coding: int) -> str:
    """The words a mark was on before a correction left too few of them; empty when erased."""
    found = one(
        db,
        'select substr(v.text, p.start + 1, p."end" - p.start) as words from coding_positions p'
        " join source_versions v on v.guid = p.version where p.coding = ? and p.lost = 0"
        " order by v.number desc limit 1",
        coding,
    )
    return found["words"] if found else ""


def places_of_notes(db: Database, notes: Iterable[dict]) -> list[dict]:
    """Where notes stand in the newest version: start, end, corrected_away.

    Parameters
    ----------
    notes
        Rows with source, version, start and end, as they were written.
    """
    current = {
        row["guid"]
        for row in rows(
            db,
            "select v.guid from source_versions v where v.number ="
            " (select max(number) from source_versions where source = v.source)",
        )
    }
    lines: dict[str, list[Version]] = {}
    found = []
    for note in notes:
        place = {"start": note["start"], "end": note["end"], "corrected_away": None}
        if note["start"] is not None and note["version"] not in current:
            source = note["source"]
            if source not in lines:
                lines[source] = line(db, source)
            was = {note["version"]: Place(Span(note["start"], note["end"]))}
            place = _of_note(lines[source], follow(lines[source], was))
        found.append(place)
    return found


def of_marks(db: Database, source: str) -> dict[str, dict[str, Place]]:
    """Where each mark on a transcript stands, by version; whoever asks sees to who may know."""
    found: dict[str, dict[str, Place]] = {}
    for row in rows(
        db,
        'select c.guid, p.version, p.start, p."end", p.lost from coding_positions p'
        " join codings c on c.id = p.coding where c.source = ?",
        source,
    ):
        place = Place(Span(row["start"], row["end"]), bool(row["lost"]))
        found.setdefault(row["guid"], {})[row["version"]] = place
    return found


def of_notes(
    db: Database, source: str, versions: Sequence[Version]
) -> dict[str, dict[str, Place]]:
    """Where each note on words of a transcript stands, by version, as `of_marks`."""
    return {
        row["guid"]: follow(versions, {row["version"]: Place(Span(row["start"], row["end"]))})
        for row in rows(
            db,
            'select guid, version, start, "end" from notes where source = ? and start not null'
            " and version not null",
            source,
        )
    }


def carried(revision: Revision, was: Place) -> Place | None:
    """Carry something over by one revision; None where it goes for good."""
    span = revision.carried(was.span)
    if span is not None:
        return Place(span, was.lost)
    place = revision.place(was.span)
    return Place(place, lost=True) if place is not None else None


def _revision(before: str, text: str, edits: Iterable[dict]) -> Revision:
    made, grown = [], 0
    for row in edits:
        start = row["start"] + grown
        words = text[start : start + row["length"]]
        made.append(Edit(row["start"], row["end"], words, bool(row["stands_for"])))
        grown += row["length"] - (row["end"] - row["start"])
    return Revision(before, text, tuple(made))


def _followed(versions: Sequence[Version], known: Mapping[str, Place]) -> Place:
    """Carry something over to the last of some versions from the one before it."""
    *earlier, version = versions
    was = known[earlier[-1].guid]
    for same in reversed(earlier) if version.returns else ():
        if same.guid not in known or version.returns not in (same.guid, same.returns):
            continue
        before = known[same.guid]
        if follow(earlier, {same.guid: before})[earlier[-1].guid].span == was.span:
            return before  # nobody has put it elsewhere since
        break
    assert version.revision is not None
    return carried(version.revision, was) or was


def _of_note(versions: Sequence[Version], known: Mapping[str, Place]) -> dict:
    """Where a note stands, or none where the text it was about is not kept any more."""
    if not known:
        return {"start": None, "end": None, "corrected_away": None}
    now, words = known[versions[-1].guid], None
    if now.lost:
        had = next(
            version
            for version in reversed(versions)
            if version.guid in known and not known[version.guid].lost
        )
        words = had.text[known[had.guid].span.start : known[had.guid].span.end]
    return {"start": now.span.start, "end": now.span.end, "corrected_away": words}
