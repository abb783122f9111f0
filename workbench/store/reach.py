"""How far some words have gone: the themes that quote them, and the documents that were issued."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from workbench.store import themes
from workbench.store.database import one, rows
from workbench.store.parts import Part, words_gone


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that was issued: what the file is called, and the day."""

    file_name: str
    on: str


@dataclass(frozen=True, slots=True)
class Reach:
    """The titles of themes that quote some words, and the documents issued with them by date."""

    themes: tuple[str, ...]
    issued: tuple[Issued, ...]


def of(db: Database, who: dict, affected: Iterable[Part]) -> Reach:
    """Find out how far the words have gone that go with somebody: guid, label."""
    affected = [part for part in affected if part.gone]
    return Reach(tuple(_themes(db, affected)), tuple(_issued(db, who, affected)))


def _themes(db: Database, affected: list[Part]) -> list[str]:
    titles = {theme.guid: theme.title for theme in themes.own(db)}
    found: dict[str, None] = {}
    for part in affected:
        gone = words_gone(part)
        for each in themes.quotations(db, source=part.source):
            if any(each.span.overlaps(span) for span in gone):
                found[titles.get(each.theme) or _of_value(db, each.theme)] = None
    return list(found)


def _of_value(db: Database, code: str) -> str:
    """A value's section has no title of its own: it is called as its code is."""
    row = one(db, "select name, plain_name from codes where guid = ?", code) or {}
    return row.get("plain_name") or row.get("name") or "a theme that was taken away"


def _issued(db: Database, who: dict, affected: list[Part]) -> list[Issued]:
    """Documents issued with words of a transcript that goes whole, or with words of theirs."""
    whole = {part.source for part in affected if part.whole}
    shared = {part.source for part in affected} - whole
    found = {}
    for row in rows(
        db,
        "select i.guid, i.file_name, i.made_at, q.source, q.participant from issued i"
        " join issued_quotations q on q.issued = i.guid order by i.made_at, i.guid",
    ):
        theirs = who["guid"] in row["participant"].split()
        if row["source"] in whole or (row["source"] in shared and theirs):
            found[row["guid"]] = Issued(row["file_name"], row["made_at"][:10])
    return list(found.values())
