"""Making the next version of a text, and carrying over all that stands in the newest one."""

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.domain.revision import Revision
from workbench.domain.span import Span
from workbench.store import places, quotations, text_prints
from workbench.store.database import one, rows
from workbench.store.project import Writing
from workbench.store.standing import Place, carried, follow, line, newest

CHANGES = ("source_corrected",)


def new_version(
    w: Writing,
    source: str,
    revision: Revision,
    *,
    why: str = "",
    returns: str | None = None,
    turns: Iterable[tuple] | None = None,
    structure: Iterable[tuple] | None = None,
) -> Guid:
    """Make the next version of a text, and carry over all that stands in the newest one.

    A mark of whose words too few remain is kept at the place they had, as lost, until its reader
    settles it; where the revision has no such place (`Revision.place`) the mark is deleted. Notes
    stay in the version they were written in and are followed when they are read.

    Parameters
    ----------
    returns
        The earlier version whose text this one has again, when a correction is taken back.
    turns, structure
        What to keep in place of what is carried: rows of start, end, speaker, begins, ends; and
        of kind, at, words.
    """
    was, version = newest(w.db, source), new_guid()
    if was["text"] != revision.before:
        raise ValueError("the revision is of another text")
    w.db.execute(
        "insert into source_versions values (?, ?, ?, ?, ?, ?, ?)",
        (version, source, was["number"] + 1, revision.text, w.at, why, returns),
    )
    text_prints.keep(w.db, version, revision.text)
    w.db.conn.executemany(
        "insert into edits values (?, ?, ?, ?, ?)",
        [
            (version, edit.start, edit.end, len(edit.words), int(edit.stands_for))
            for edit in revision.edits
        ],
    )
    if turns is None:
        turns = _carried_turns(w.db, was["guid"], revision)
    w.db.conn.executemany(
        "insert into turns values (?, ?, ?, ?, ?, ?, ?)",
        [(version, number, *row) for number, row in enumerate(turns)],
    )
    if structure is None:
        structure = _carried_structure(w.db, was["guid"], revision)
    w.db.conn.executemany(
        "insert into structure values (?, ?, ?, ?, ?)",
        [(version, number, *row) for number, row in enumerate(structure)],
    )
    _carry_marks(w, source, was["guid"], version, revision, returns)
    if returns is not None:
        places.carry(w, returns, version, lambda span: span)  # where it stood in that text
    places.carry(w, was["guid"], version, revision.carried)
    quotations.outlast(w, was["guid"], version, revision.place)
    return version


def correct(w: Writing, source: str, revision: Revision, why: str) -> None:
    """Make a corrected version of a text, which can be taken back."""
    was = newest(w.db, source)["guid"]
    version = new_version(w, source, revision, why=why)
    _record(w, source, was, version)


def set_back(w: Writing, kind: str, source: str, *, now: dict | None, to: dict | None) -> None:
    """Take a correction back or do it again, in a version of its own.

    `NotFound` where the text has been corrected since, or the other text is not kept any more.
    """
    assert now is not None
    assert to is not None
    current = newest(w.db, source)
    versions = {version.guid: version for version in line(w.db, source)}
    if now["version"] not in (current["guid"], current["returns"]) or not (
        versions.keys() >= {now["version"], to["version"]}
    ):
        raise NotFound("That text has been corrected since.")
    later = max(versions[now["version"]], versions[to["version"]], key=lambda one: one.number)
    assert later.revision is not None
    forward = later.guid == to["version"]
    revision = later.revision if forward else later.revision.back()
    version = new_version(w, source, revision, why=later.why, returns=to["version"])
    _record(w, source, current["guid"], version)


def put_mark(w: Writing, source: str, coding: int | None, positions: Sequence[dict]) -> None:
    """Say where a mark stands: version, start, end, lost. If need be it is carried to the newest.

    `NotFound` when none of those versions is kept any more.
    """
    current = one(
        w.db,
        "select guid from source_versions where source = ? order by number desc limit 1",
        source,
    )
    if all(at["version"] != (current or {})["guid"] for at in positions):
        positions = [*positions, _in_newest(w.db, source, positions)]
    w.db.execute("delete from coding_positions where coding = ?", (coding,))
    for at in positions:
        w.db.execute(
            "insert into coding_positions select ?, guid, ?, ?, ? from source_versions"
            " where guid = ?",
            (coding, at["start"], at["end"], int(at.get("lost", 0)), at["version"]),
        )


def bring_notes(w: Writing, source: str) -> list[dict]:
    """Have every note on words of an earlier version stand in the newest one.

    Those whose words are lost lose their place instead and are returned: guid, person.
    """
    versions = line(w.db, source)
    now, lost = versions[-1], []
    for note in rows(
        w.db,
        'select guid, person, version, start, "end" from notes'
        " where source = ? and start is not null and version is not ?",
        source,
        now.guid,
    ):
        was = Place(Span(note["start"], note["end"]))
        place = follow(versions, {note["version"]: was}).get(now.guid)
        if place is None or place.lost:
            lost.append({"guid": note["guid"], "person": note["person"]})
            stands: tuple = (None, None, None)
        else:
            stands = (now.guid, place.span.start, place.span.end)
        w.db.execute(
            'update notes set version = ?, start = ?, "end" = ? where guid = ?',
            (*stands, note["guid"]),
        )
    return lost


def keep_only_newest(w: Writing, source: str) -> None:
    """Delete every version but the newest; a note whose words are lost loses its place."""
    bring_notes(w, source)
    version = newest(w.db, source)["guid"]
    w.db.execute("delete from source_versions where source = ? and guid != ?", (source, version))
    w.db.execute("delete from edits where version = ?", (version,))


def _in_newest(db: Database, source: str, positions: Iterable[dict]) -> dict:
    versions = line(db, source)
    known = follow(
        versions,
        {
            at["version"]: Place(Span(at["start"], at["end"]), bool(at.get("lost")))
            for at in positions
        },
    )
    if not known:
        raise NotFound("The text that mark was in is not kept any more.")
    version, place = versions[-1].guid, known[versions[-1].guid]
    return {
        "version": version,
        "start": place.span.start,
        "end": place.span.end,
        "lost": place.lost,
    }


def _carried_turns(db: Database, was: str, revision: Revision) -> list[tuple]:
    found = rows(
        db,
        'select start, "end", speaker, begins, ends from turns where version = ?'
        " order by position",
        was,
    )
    moved = revision.moved_turns(Span(row["start"], row["end"]) for row in found)
    return [
        (turn.start, turn.end, row["speaker"], row["begins"], row["ends"])
        for turn, row in zip(moved, found, strict=True)
    ]


def _carried_structure(db: Database, was: str, revision: Revision) -> list[tuple]:
    return [
        (row["kind"], revision.moved(row["at"]), row["words"])
        for row in rows(
            db, "select kind, at, words from structure where version = ? order by position", was
        )
    ]


def _carry_marks(
    w: Writing, source: str, was: str, version: str, revision: Revision, returns: str | None
) -> None:
    stood: dict[int, dict[str, Place]] = {}
    for row in rows(
        w.db,
        'select p.coding, p.version, p.start, p."end", p.lost from coding_positions p'
        " join source_versions v on v.guid = p.version where v.source = ?",
        source,
    ):
        place = Place(Span(row["start"], row["end"]), bool(row["lost"]))
        stood.setdefault(row["coding"], {})[row["version"]] = place
    versions = line(w.db, source) if returns is not None else []
    for coding, known in stood.items():
        if was not in known:
            continue
        if returns is not None:
            now: Place | None = follow(versions, known)[version]
        else:
            now = carried(revision, known[was])
        if now is None:
            w.db.execute("delete from codings where id = ?", (coding,))
        else:
            _insert_mark(w, coding, version, now)


def _insert_mark(w: Writing, coding: int, version: str, place: Place) -> None:
    w.db.execute(
        "insert into coding_positions values (?, ?, ?, ?, ?)",
        (coding, version, place.span.start, place.span.end, int(place.lost)),
    )


def _record(w: Writing, source: str, was: str, version: str) -> None:
    w.record(
        "source_corrected",
        "source",
        source,
        source=source,
        before={"version": was},
        after={"version": version},
    )
