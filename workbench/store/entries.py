"""What people said in discussions, decisions, days and the table of who took part in what.

An entry is never reworded: a correction is another one that stands instead of it. Undo takes away
one's own last entry as long as nothing has been said instead of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.store import rounds
from workbench.store.database import one, rows
from workbench.store.project import ProjectFile, Writing

CHANGES = ("entry_added",)
_COLUMNS = (
    "guid", "of", "kind", "about", "choice", "person", "words", "signed", "heading",
    "instead_of", "made_at", "waits_for",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class New:
    """An entry to be added: what it belongs to, what kind it is, and what is said.

    `source` is the transcript it is about, where there is one: what is said about words that
    their writer still reads on their own waits until that reading is opened.
    """

    of: Guid
    kind: str
    words: str = ""
    choice: str = ""
    about: str = ""
    signed: str = "named"
    heading: str | None = None
    instead_of: Guid | None = None
    source: Guid | None = None


def add(w: Writing, new: New) -> Guid:
    """Add an entry in the name of whoever writes."""
    row: dict = {
        "guid": new_guid(),
        "of": new.of,
        "kind": new.kind,
        "about": new.about,
        "choice": new.choice,
        "person": w.person,
        "words": new.words,
        "signed": new.signed,
        "heading": new.heading,
        "instead_of": new.instead_of,
        "made_at": w.at,
        "waits_for": None if _on_a_day(w.db, new.of) else waiting_for(w, new.source),
    }
    _put(w, row, new.source)
    return Guid(row["guid"])


def correct(
    w: Writing,
    guid: Guid,
    words: str,
    *,
    choice: str | None = None,
    about: str | None = None,
    owned: bool,
) -> Guid:
    """Say something instead of an entry, which stays; `owned` ones only by whoever wrote them."""
    before = find(w.db, guid)
    if owned and before["person"] != w.person:
        raise NotAllowed(
            "Only whoever wrote that can word it differently. Add a view of your own."
        )
    if one(w.db, "select 1 from entries where instead_of = ?", guid):
        raise AlreadyThere("That has been worded differently since. Look at it again first.")
    if _about_withdrawn(w.db, before["of"]):
        # It may have quoted what nobody may keep any more: this once nothing of it stays.
        w.db.execute("update entries set words = ? where guid = ?", (words, guid))
        forget_earlier(w, guid)
        return guid
    row = {
        **before,
        "guid": new_guid(),
        "words": words,
        "choice": before["choice"] if choice is None else choice,
        "about": before["about"] if about is None else about,
        "person": w.person,
        "instead_of": guid,
        "made_at": w.at,
    }
    _put(w, row, _source_of(w.db, before["of"]))
    return Guid(row["guid"])


def find(db: Database, guid: Guid) -> dict:
    """One entry as it is kept; `NotFound` where there is none."""
    row = one(db, "select * from entries where guid = ?", guid)
    if row is None:
        raise NotFound("That is no longer there.")
    return row


def listed(db: Database, of: str | None = None) -> list[dict]:
    """Every entry in the order they were made, or those `of` one thing, whoever may see which."""
    if of is not None:
        return rows(db, 'select * from entries where "of" = ? order by rowid', of)
    return rows(db, "select * from entries order by rowid")


def waiting_for(w: Writing, source: Guid | None) -> str | None:
    """The reading on their own that keeps to its writer what they say of a transcript."""
    found = rounds.reading_in(w.db, source, w.person) if source and w.person else None
    return found["guid"] if found and rounds.is_alone(found) else None


def _on_a_day(db: Database, of: str) -> bool:
    """Say whether it is said where a group has opened its readings already."""
    return one(db, "select 1 from discussions where guid = ? and day is not null", of) is not None


def any_of(db: Database, of: str) -> bool:
    """Say whether anything has been said to something."""
    return one(db, 'select 1 from entries where "of" = ?', of) is not None


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Take an entry away or put it back, where nothing has been said instead of it since."""
    there = one(w.db, "select * from entries where guid = ?", guid)
    if to is None:
        if there is None or one(w.db, "select 1 from entries where instead_of = ?", guid):
            raise NotFound("That has been worded differently since.")
        w.db.execute("delete from entries where guid = ?", (guid,))
        _record(w, there, before=there, after=None)
        return
    if there is not None:
        raise AlreadyThere("That is there already.")
    _put(w, to, _source_of(w.db, to["of"]))


def change_all(w: Writing, change: Callable[[str], str]) -> None:
    """Change every entry there is or was, for words that must go, and keep nothing of before."""
    touched = {
        row["guid"]: change(row["words"])
        for row in listed(w.db)
        if change(row["words"]) != row["words"]
    }
    for guid, words in touched.items():
        w.db.execute("update entries set words = ? where guid = ?", (words, guid))
    for row in rows(w.db, "select revision, object from changes where object_kind = 'entry'"):
        was = ProjectFile.payload_in(w.db, w.keys, row["revision"]) or {}
        words = ((was.get("after") or was.get("before")) or {}).get("words", "")
        if row["object"] in touched or change(words) != words:
            forget_earlier(w, row["object"])


def forget_earlier(w: Writing, guid: str) -> None:
    """Erase what the history holds of an entry; undo passes it by."""
    w.erase_payloads(guid)
    w.db.execute(
        "update operations set state = 'settled'"
        " where id in (select operation from changes where object = ?)",
        (guid,),
    )


def _about_withdrawn(db: Database, of: str) -> bool:
    return (
        one(db, "select 1 from changes where object = ? and kind = 'passage_withdrawn'", of)
        is not None
    )


def _put(w: Writing, row: dict, source: str | None) -> None:
    w.db.execute(
        f"insert into entries values ({', '.join('?' * len(_COLUMNS))})",
        tuple(row[name] for name in _COLUMNS),
    )
    _record(w, row, before=None, after=row, source=source)


def _record(
    w: Writing, row: dict, *, before: dict | None, after: dict | None, source: str | None = None
) -> None:
    # What is signed with no name leaves none in the history either.
    writing = w if row["signed"] == "named" else replace(w, person=None)
    writing.record(
        "entry_added",
        "entry",
        row["guid"],
        source=source or _source_of(w.db, row["of"]),
        audience=_kept_to(w.db, row),
        before=before,
        after=after,
    )


def _kept_to(db: Database, row: dict) -> str | None:
    """Whose an entry is that waits for a reading to be opened; None where it does not."""
    if row["waits_for"] is None:
        return None
    waits = one(db, "select 1 from rounds where guid = ? and state != 'opened'", row["waits_for"])
    return row["person"] if waits else None


def _source_of(db: Database, of: str) -> str | None:
    found = one(db, "select source from discussions where guid = ?", of)
    return found["source"] if found else None
