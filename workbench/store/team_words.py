"""Words the team typed about a study, and how what must go, goes from them.

A theme's text, a reason or the name of a set may repeat what a participant said, or name somebody.
Such words are told to whoever withdraws them or replaces the name, and then go, here and in the
history. What is somebody's own stays theirs: notes, perspectives and chats are told to their
owners or are nobody else's to read.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache

from sqlite_utils import Database

from workbench.store import codebook_words
from workbench.store.database import one, rows
from workbench.store.project import Writing

# How a text reads without somebody's words, or the same text where it holds none.
Without = Callable[[str], str]

# table: its key, the columns in which people write, and what a person knows it as.
_WRITTEN = {
    "project": (("guid",), ("about",), "what is said about the study"),
    "support": (("rowid",), ("words",), "what is said about support"),
    "support_groups": (("guid",), ("name", "area", "about"), "peer support groups"),
    "support_group_decisions": (("support_group", "code"), ("words",), "peer support groups"),
    "sets": (("guid",), ("name",), "names of sets"),
    "content_notes": (("guid",), ("words",), "content notes"),
    "letter_words": (("about",), ("words",), "words for letters"),
    "rounds": (("guid",), ("name",), "names of readings and days"),
    "figures_wanted": (("guid",), ("words",), "what figures are wanted for"),
    "figures_answers": (("guid",), ("words",), "what figures are wanted for"),
    "themes": (("guid",), ("title",), "titles of themes"),
    "theme_quotations": (("guid",), ("ending",), "words in brackets in quotations"),
    "quotation_checks": (("quotation", "person"), ("words",), "reasons given for quotations"),
    "document_readers": (("document", "person"), ("words",), "what readers of a draft changed"),
    "glossary": (("term",), ("term", "words"), "the glossary"),
    "issued": (("guid",), ("reason", "codebook"), "reasons given for issuing a document"),
    "afterwords": (("guid",), ("signed",), "who signs an afterword"),
    "today": (("rowid",), ("contact", "procedure"), "what is said about looking at it today"),
    "headings": (("guid",), ("name",), "shared headings"),
    "attributes": (("guid",), ("name",), "attributes of participants"),
    "participant_attributes": (
        ("participant", "attribute"), ("words",), "attributes of participants",
    ),
    "quotations": (
        ("guid", "participant"), ("words",), "what participants asked to have changed",
    ),
    "sources": (("guid",), ("name", "file_name", "convention"), "names of transcripts"),
    "source_fields": (("source", "name"), ("name", "words"), "what is said of transcripts"),
    "source_versions": (("guid", "source"), ("why",), "reasons given for corrections"),
}  # fmt: skip
TABLES = tuple(_WRITTEN)
COLUMNS = frozenset(
    f"{table}.{column}" for table, (_, columns, _) in _WRITTEN.items() for column in columns
)
# Where two that read alike without those words become one, and where they must not.
_BECOME_ONE, _STAY_TWO = ("glossary", "source_fields"), ("headings", "attributes")
_CODEBOOK = "the codebook and how it came about"
# What their owners see to, or what is seen to by itself.
_NOT_HERE = ("note", "perspective", "snapshot", "coding", "entry")


def quoting(
    db: Database,
    without: Without,
    *,
    going: Collection[str] = (),
    but: Collection[str] = (),
) -> dict[str, int]:
    """Count the texts that would read differently, by what a person knows them as.

    What may be hidden from whoever asks, as discussions may, is not among them, nor is what
    goes whole with a participant or a transcript whose GUID is in `going`.

    Parameters
    ----------
    but
        Tables that are seen to otherwise.
    """
    found: dict[str, int] = {}
    for table, (keys, columns, known) in _WRITTEN.items():
        if table in but:
            continue
        for row in _rows(db, table, keys, columns):
            if any(row[key] in going for key in keys):
                continue
            found[known] = found.get(known, 0) + _changed(row, columns, without)
    for _, words in _brackets(db):
        known = "words in brackets in quotations"
        found[known] = found.get(known, 0) + (without(words) != words)
    for row in rows(
        db,
        "select about, words from prose p where state != 'joined' and (state = 'beside' or number"
        " = (select max(number) from prose where about = p.about and part = p.part"
        " and state = 'main'))",
    ):
        known = _called(db, row["about"])
        found[known] = found.get(known, 0) + (without(row["words"]) != row["words"])
    found[_CODEBOOK] = codebook_words.count(db, without)
    return {known: times for known, times in found.items() if times}


def rewrite(w: Writing, without: Without, *, but: Collection[str] = ()) -> None:
    """Take somebody's words out of what the team typed; the history keeps nothing of before."""
    without = cache(without)
    for table, (keys, columns, _) in _WRITTEN.items():
        for row in () if table in but else _rows(w.db, table, keys, columns):
            if not _changed(row, columns, without):
                continue
            now = [without(row[column]) for column in columns]
            if table in _STAY_TWO:
                now = [_free(w.db, table, now[0])]
            update = "update or replace" if table in _BECOME_ONE else "update"
            w.db.execute(
                f"{update} {table} set {', '.join(f'{column} = ?' for column in columns)}"
                f" where {' and '.join(f'{key} = ?' for key in keys)}",
                [*now, *(row[key] for key in keys)],
            )
            if table == "sources":
                w.record("source_renamed", "source", row["guid"], source=row["guid"])
    for guid in {guid for guid, words in _brackets(w.db) if without(words) != words}:
        (pieces,) = w.db.execute(
            "select pieces from theme_quotations where guid = ?", (guid,)
        ).fetchone()
        left = [[piece, without(before)] for piece, before in json.loads(pieces)]
        w.db.execute(
            "update theme_quotations set pieces = ? where guid = ?",
            (json.dumps(left, ensure_ascii=False), guid),
        )
    _erase(w, without)


def _rows(db: Database, table: str, keys: Iterable[str], columns: Iterable[str]) -> list[dict]:
    return rows(db, f"select {', '.join((*keys, *columns))} from {table}")


def _free(db: Database, table: str, name: str) -> str:
    """A name that nothing else in the table has: two that now read alike are told apart."""
    number, free = 1, name
    while one(db, f"select 1 from {table} where name = ?", free):
        number += 1
        free = f"{name} {number}"
    return free


def _changed(row: dict, columns: Iterable[str], without: Without) -> bool:
    return any(without(row[column]) != row[column] for column in columns)


def _brackets(db: Database) -> Iterator[tuple[str, str]]:
    """What people put in brackets into quotations of others, with the quotation."""
    for row in rows(db, "select guid, pieces from theme_quotations where pieces != '[]'"):
        for _, before in json.loads(row["pieces"]):
            yield row["guid"], before


def _called(db: Database, about: str) -> str:
    theme = one(db, "select title from themes where guid = ?", about)
    if theme:
        return f"the text of the theme “{theme['title']}”"
    value = one(db, "select plain_name, name from codes where guid = ?", about)
    if value:
        return f"the text of the section “{value['plain_name'] or value['name']}”"
    return "text for documents"


def _erase(w: Writing, without: Without) -> None:
    """Erase from the history what says such words; undo passes it by."""
    asked = ", ".join("?" * len(_NOT_HERE))
    known = codebook_words.as_it_began(w.db)
    for row in rows(
        w.db,
        "select p.change, p.body from payloads p join changes c on c.revision = p.change"
        f" where c.object_kind not in ({asked}) and p.sealed_for is null",
        *_NOT_HERE,
    ):
        said = (words for words in codebook_words.strings(json.loads(row["body"])))
        if any(words not in known and without(words) != words for words in said):
            codebook_words.erase_change(w, row["change"])
