"""Answers about single quotations, each with its place in the text.

Every change names the participant as its object, so that a withdrawal erases what history holds.
"""

from collections.abc import Callable

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.domain.quotation import Quotation
from workbench.domain.span import Span
from workbench.store import places
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("quotation_answered",)


def listed(
    db: Database, *, participant: Guid | None = None, source: Guid | None = None
) -> list[Quotation]:
    """Every quotation somebody is asked about, in the newest version of its text, in order.

    Where too few of the words were left by a correction, it is the place they had.
    """
    return [
        Quotation(
            Guid(row["guid"]),
            Guid(row["participant"]),
            Guid(row["source"]),
            Span(row["start"], row["end"]),
            row["answer"],
            row["words"],
        )
        for row in rows(
            db,
            'select q.*, p.start, p."end" from quotations q join places p on p.object = q.guid'
            " join source_versions v on v.guid = p.version and v.number ="
            " (select max(number) from source_versions where source = q.source)"
            " where (? is null or q.participant = ?) and (? is null or q.source = ?)"
            ' order by q.source, p.start, p."end", q.guid',
            participant,
            participant,
            source,
            source,
        )
    ]


def say(w: Writing, quotation: Quotation, version: str) -> None:
    """Keep what is known of a quotation that is not kept yet, at its place in one version."""
    _write(w.db, _row(quotation))
    places.put(w, quotation.guid, version, quotation.span)
    _record(w, None, _found(w.db, quotation.guid))


def answer(w: Writing, guid: Guid, to: str | None, words: str = "") -> None:
    """Keep another answer for a quotation; None says that it is not asked about any more."""
    before = _found(w.db, guid)
    if before is None:
        raise NotFound("That quotation is no longer there.")
    after = {**before, "answer": to, "words": words} if to else None
    _put(w, guid, after)
    _record(w, before, after)


def outlast(w: Writing, was: str, version: str, place: Callable[[Span], Span | None]) -> None:
    """Have answers stay where their words were, when none of those remain in a newer version.

    A no to words that were misheard is a no to what was said.
    """
    for row in rows(
        w.db,
        'select p.object, p.start, p."end" from places p join quotations q on q.guid = p.object'
        " where p.version = ? and not exists"
        " (select 1 from places where object = p.object and version = ?)",
        was,
        version,
    ):
        stands = place(Span(row["start"], row["end"]))
        if stands is not None:
            places.put(w, row["object"], version, stands)


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Give a quotation an earlier or later state of itself, unless it was changed since."""
    which = (now or to or {})["guid"]
    if _found(w.db, which) != now:
        raise NotFound("That is no longer as it was left.")
    if to and not one(w.db, "select 1 from participants where guid = ?", to["participant"]):
        raise NotFound("There is no such participant in this study.")
    _put(w, which, to)
    _record(w, now, to)


def _put(w: Writing, guid: Guid, to: dict | None) -> None:
    """Write a row anew; its place stays, since an undo may bring it back."""
    w.db.execute("delete from quotations where guid = ?", (guid,))
    if to:
        _write(w.db, to)


def _write(db: Database, row: dict) -> None:
    db.execute(
        "insert into quotations (guid, participant, source, answer, words)"
        " values (:guid, :participant, :source, :answer, :words)",
        row,
    )


def _found(db: Database, guid: Guid) -> dict | None:
    return one(db, "select * from quotations where guid = ?", guid)


def _row(quotation: Quotation) -> dict:
    return {
        "guid": quotation.guid,
        "participant": quotation.participant,
        "source": quotation.source,
        "answer": quotation.answer,
        "words": quotation.words,
    }


def _record(w: Writing, before: dict | None, after: dict | None) -> None:
    who = (before or after or {})["participant"]
    w.record("quotation_answered", "participant", who, before=before, after=after)
