"""Marks as they are kept: one row for the reading, one position for each source version."""

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.store import entered_marks, operations, rounds, versions
from workbench.store.database import one, rows
from workbench.store.project import Writing

_KEPT = (
    "guid",
    "source",
    "coder",
    "code",
    "round",
    "codebook_version",
    "presence",
    "lens",
    "way",
    "made_at",
    "flags",
)
_CHANGEABLE = ("presence", "lens", "flags")


def find(db: Database, guid: Guid) -> dict | None:
    """One coding as it is kept, with its positions and snapshots; None when there is none."""
    row = one(db, "select * from codings where guid = ?", guid)
    if row is None:
        return None
    row["positions"] = rows(
        db, 'select version, start, "end", lost from coding_positions where coding = ?', row["id"]
    )
    row["snapshots"] = [
        snapshot["snapshot"]
        for snapshot in rows(
            db, "select snapshot from coding_snapshots where coding = ?", row["id"]
        )
    ]
    return row


def add(w: Writing, row: dict) -> None:
    """Insert a coding; `row` is what `find` gives, without `id`. Its GUID must be new.

    `flags` are words of `domain.coding.FLAGS` with a space between them.
    """
    if one(w.db, "select 1 from codings where guid = ?", row["guid"]):
        raise AlreadyThere("That mark is already there.")
    if not entered_marks.is_of(w.db, row["guid"], row["coder"]):
        operations.refuse_anothers(w.db, row["guid"], row["coder"])
    number = w.db.execute(
        f"insert into codings ({', '.join(_KEPT)}) values ({', '.join('?' * len(_KEPT))})",
        tuple(row[name] for name in _KEPT),
    ).lastrowid
    versions.put_mark(w, row["source"], number, row["positions"])
    _carry(w, number, row["snapshots"])
    rounds.stay_unnamed(w, row["round"], row["coder"])
    w.record(
        "coding_added",
        "coding",
        row["guid"],
        source=row["source"],
        audience=audience(w.db, row),
        after=_plain(row),
    )


def remove(w: Writing, guid: Guid) -> None:
    """Delete the live row of one's own mark and keep what it was in the history.

    One that was typed in from paper may be taken back by whoever did, while nobody else has
    touched it.
    """
    row = _existing(w.db, guid)
    if not entered_marks.may_take_back(w.db, guid, w.person):
        row = _mine(w, guid)
    w.db.execute("delete from codings where id = ?", (row["id"],))
    w.record(
        "coding_removed",
        "coding",
        guid,
        source=row["source"],
        audience=audience(w.db, row),
        before=_plain(row),
    )


def change(
    w: Writing,
    guid: Guid,
    *,
    fields: dict,
    span: Span | None,
    version: str,
    snapshots: list[str] | None = None,
) -> None:
    """Change presence, lens, flags, place in one version, or where one read from, of a coding."""
    before = _existing(w.db, guid)
    for name, words in fields.items():
        if name not in _CHANGEABLE:
            raise KeyError(name)
        w.db.execute(f"update codings set {name} = ? where id = ?", (words, before["id"]))
    if span is not None:
        w.db.execute(
            'update coding_positions set start = ?, "end" = ?, lost = 0'
            " where coding = ? and version = ?",
            (span.start, span.end, before["id"], version),
        )
    if snapshots is not None:
        _carry(w, before["id"], snapshots)
    after = _existing(w.db, guid)
    w.record(
        "coding_changed",
        "coding",
        guid,
        source=before["source"],
        audience=audience(w.db, before),
        before=_plain(before),
        after=_plain(after),
    )


def set_back(w: Writing, guid: Guid, to: dict) -> None:
    """Give one's own coding back what was said of it, and where it stood, in another state."""
    row = _mine(w, guid)
    w.db.execute(
        "update codings set presence = ?, lens = ?, flags = ? where id = ?",
        (*(to[name] for name in _CHANGEABLE), row["id"]),
    )
    versions.put_mark(w, row["source"], row["id"], to["positions"])
    _carry(w, row["id"], to["snapshots"])
    w.record(
        "coding_changed",
        "coding",
        guid,
        source=row["source"],
        audience=audience(w.db, row),
        before=_plain(row),
        after=to,
    )


def _carry(w: Writing, number: int | None, snapshots: list[str]) -> None:
    """Have a coding carry these snapshots and no others."""
    w.db.execute("delete from coding_snapshots where coding = ?", (number,))
    for snapshot in snapshots:
        # A perspective taken back meanwhile stays away; the reading itself is untouched.
        w.db.execute(
            "insert into coding_snapshots select ?, guid from snapshots where guid = ?",
            (number, snapshot),
        )


def _mine(w: Writing, guid: Guid) -> dict:
    row = _existing(w.db, guid)
    if row["coder"] != w.person:
        raise NotFound("That mark is no longer there, or it is not yours to change.")
    return row


def _existing(db: Database, guid: Guid) -> dict:
    row = find(db, guid)
    if row is None:
        raise NotFound("That mark is no longer there.")
    return row


def _plain(row: dict) -> dict:
    return {name: row[name] for name in (*_KEPT, "positions", "snapshots")}


def audience(db: Database, row: dict) -> str | None:
    """In a round not yet opened, nobody but the reader may know that there is a mark."""
    coding_round = one(db, "select kind, state from rounds where guid = ?", row["round"])
    if coding_round is None or coding_round["kind"] == "open" or coding_round["state"] == "opened":
        return None
    return row["coder"]
