"""What a transcript, or a passage of it, talks about that somebody may want to know beforehand.

A note on a passage stands in `places`; one without a place is about the whole transcript.
"""

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.store import places, sources
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("content_note_kept",)


def listed(db: Database, source: Guid) -> list[dict]:
    """The content notes of a transcript as it stands: guid, words, start and end (or None).

    Those on the whole transcript come first, then the others in order of place. One whose passage
    has no words left is about the whole transcript: what it warns of may still be spoken of.
    """
    return rows(
        db,
        'select n.guid, n.words, p.start, p."end" from content_notes n'
        " left join places p on p.object = n.guid and p.version = (select guid from"
        " source_versions where source = n.source order by number desc limit 1)"
        ' where n.source = ? order by p.start is not null, p.start, p."end", n.rowid',
        source,
    )


def keep(w: Writing, guid: Guid, source: Guid, words: str, span: Span | None) -> None:
    """Write a content note anew, or replace what it says and the passage it is about."""
    _become(w, guid, {"source": source, "words": words, "span": span and [span.start, span.end]})


def remove(w: Writing, guid: Guid) -> None:
    """Take a content note away."""
    if _now(w.db, guid) is None:
        raise NotFound("That content note is no longer there.")
    _become(w, guid, None)


def on_passages(db: Database, source: Guid) -> list[str]:
    """Which content notes of a transcript are about a passage of it, not the whole."""
    return [note["guid"] for note in listed(db, source) if note["start"] is not None]


def forget_lost(w: Writing, source: Guid, were_on_passages: list[str]) -> None:
    """Delete those whose passage has been taken out of the text for good."""
    still = on_passages(w.db, source)
    for guid in were_on_passages:
        if guid not in still:
            w.db.execute("delete from content_notes where guid = ?", (guid,))


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Let a content note be as it was; `NotFound` where it has been changed since."""
    if _now(w.db, guid) != now:
        raise NotFound("That content note has been changed since.")
    _become(w, guid, to)


def _become(w: Writing, guid: Guid, to: dict | None) -> None:
    before = _now(w.db, guid)
    w.db.execute("delete from content_notes where guid = ?", (guid,))
    places.forget(w, [guid])
    if to is not None:
        source = Guid(to["source"])
        version = sources.current_version(w.db, source, prepared=True)
        if version is None:
            raise NotFound("There is no such transcript in this study.")
        w.db.execute("insert into content_notes values (?, ?, ?)", (guid, source, to["words"]))
        if to["span"]:
            places.put(w, guid, version["guid"], Span(*to["span"]))
    source_of_it = (to or before or {}).get("source")
    w.record(
        "content_note_kept", "content_note", guid, source=source_of_it, before=before, after=to
    )


def _now(db: Database, guid: Guid) -> dict | None:
    row = one(db, "select source, words from content_notes where guid = ?", guid)
    if row is None:
        return None
    place = next(one for one in listed(db, Guid(row["source"])) if one["guid"] == guid)
    span = None if place["start"] is None else [place["start"], place["end"]]
    return {**row, "span": span}
