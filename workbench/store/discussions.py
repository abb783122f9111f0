"""Discussions and decisions as they are kept: what each is about. What was said is in `entries`.

A discussion about words stands in `places`, so that it keeps to them through corrections.
"""

from sqlite_utils import Database

from workbench.domain.deciding import About
from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.domain.span import Span
from workbench.store import entries, places, sources
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("discussion_opened", "decision_made")
_NEWEST = "(select max(number) from source_versions where source = d.source)"


def open_one(
    w: Writing, about: About, *, day: Guid | None = None, position: tuple[int, int] | None = None
) -> Guid:
    """Open a discussion. `position` has its place in a day: by difference, and by shuffle."""
    number, shuffled = position or (None, None)
    row: dict = {
        "guid": new_guid(),
        "source": about.source,
        "code": about.code,
        "day": day,
        "position": number,
        "shuffled": shuffled,
        "person": w.person,
        "made_at": w.at,
        "waits_for": None if day else entries.waiting_for(w, about.source),
        "span": None if about.start is None else [about.start, about.end],
    }
    _put(w, row)
    if about.theme:
        new = entries.New(Guid(row["guid"]), "theme", about.theme, source=about.source)
        entries.add(w, new)
    return Guid(row["guid"])


def listed(db: Database, guid: str | None = None) -> list[dict]:
    """Every discussion, or one, in the order they were opened, with where its words stand now.

    `withdrawn` says that words it was about have been withdrawn.
    """
    return rows(
        db,
        'select d.*, s.name as source_name, c.name as code_name, p.start, p."end",'
        " exists (select 1 from changes where object = d.guid and kind = 'passage_withdrawn')"
        " as withdrawn,"
        ' substr(v.text, p.start + 1, p."end" - p.start) as quote'
        " from discussions d left join sources s on s.guid = d.source"
        " left join codes c on c.guid = d.code"
        f" left join source_versions v on v.source = d.source and v.number = {_NEWEST}"
        " left join places p on p.object = d.guid and p.version = v.guid"
        " where ?1 is null or d.guid = ?1 order by d.rowid",
        guid,
    )


def kept_back(db: Database, guid: str) -> dict | None:
    """The reading on our own that a discussion waits for, where it was opened by one who reads."""
    return one(
        db,
        "select r.* from discussions d join rounds r on r.guid = d.waits_for where d.guid = ?",
        guid,
    )


def tell_withdrawn(w: Writing, source: str, gone: list[Span]) -> None:
    """Put on record which discussions are about words that are withdrawn."""
    for row in listed(w.db):
        about = row["source"] == source and (
            row["start"] is None
            or any(Span(row["start"], row["end"]).overlaps(span) for span in gone)
        )
        if about:
            w.record("passage_withdrawn", "discussion", row["guid"])


def decisions(db: Database) -> list[dict]:
    """Every decision, in the order they were made: guid, discussion, person, made_at."""
    return rows(db, "select * from decisions order by rowid")


def decide(w: Writing, sentence: str, discussion: Guid | None) -> Guid:
    """Keep a decision of one sentence."""
    row: dict = {
        "guid": new_guid(),
        "discussion": discussion,
        "person": w.person,
        "made_at": w.at,
    }
    _put_decision(w, row)
    entries.add(w, entries.New(Guid(row["guid"]), "sentence", sentence))
    return Guid(row["guid"])


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Take a discussion or decision away, or put it back, where nothing has been said to it."""
    table = "discussions" if kind == "discussion_opened" else "decisions"
    there = one(w.db, f"select * from {table} where guid = ?", guid)
    if to is not None:
        if there is not None:
            raise AlreadyThere("That is there already.")
        _put(w, to) if kind == "discussion_opened" else _put_decision(w, to)
        return
    taken_up = table == "discussions" and one(
        w.db, "select 1 from decisions where discussion = ?", guid
    )
    if there is None or taken_up or entries.any_of(w.db, guid):
        raise NotFound("Somebody has said something to that since.")
    places.forget(w, [guid])
    w.db.execute(f"delete from {table} where guid = ?", (guid,))
    w.record(kind, kind.split("_")[0], guid, source=there.get("source"), before=now, after=None)


def _put(w: Writing, row: dict) -> None:
    columns = [name for name in row if name != "span"]
    w.db.execute(
        f"insert into discussions ({', '.join(columns)}) values ({', '.join('?' * len(columns))})",
        tuple(row[name] for name in columns),
    )
    if row["span"]:
        version = sources.current_version(w.db, row["source"])
        if version is None or row["span"][1] > len(version["text"]):
            raise NotFound("Those words are not in the transcript as it stands.")
        places.put(w, row["guid"], version["guid"], Span(*row["span"]))
    w.record(
        "discussion_opened",
        "discussion",
        row["guid"],
        source=row["source"],
        audience=row["person"] if row["waits_for"] else None,
        after=row,
    )


def _put_decision(w: Writing, row: dict) -> None:
    w.db.execute(
        "insert into decisions (guid, discussion, person, made_at) values (?, ?, ?, ?)",
        (row["guid"], row["discussion"], row["person"], row["made_at"]),
    )
    w.record("decision_made", "decision", row["guid"], after=row)
