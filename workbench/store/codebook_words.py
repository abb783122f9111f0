"""Words the team wrote about its codebook, and how what is somebody's own is taken out of them.

A definition, a reason, a consultation note or the name of a pile may quote a participant or name
one. Whoever takes words out says how a text reads without them; it is then written so in every
table, in every version of the codebook, and what the history held of it is erased.
"""

import json
from collections.abc import Callable
from functools import cache

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.store.database import rows
from workbench.store.project import Writing

# How a text reads without somebody's words, or the same text where it holds none.
Without = Callable[[str], str]

GUIDANCE = ("definition", "include_when", "exclude_when")
_NAMES = ("name", "plain_name")
_SAID = (*_NAMES, *GUIDANCE, "seed_phrase")
# table: its key, and the columns in which people write.
_WRITTEN = {
    "codebook_versions": ("guid", ("label", "why")),
    "codebook_changes": ("guid", ("why", "asked_by")),
    "groundwork": ("guid", ("name", "people")),
    "groundwork_versions": ("guid", ("words", "why")),
    "early_conversations": ("guid", ("name", "credit")),
    "early_ideas": ("guid", ("words",)),
    "card_sorts": ("guid", ("name",)),
    "piles": ("guid", ("name",)),
}
TABLES = tuple(_WRITTEN)
COLUMNS = frozenset(
    [f"{table}.{column}" for table, (_, columns) in _WRITTEN.items() for column in columns]
    + [f"codes.{column}" for column in _SAID]
    + ["codebook_versions.body"]
)
_KINDS = (
    "code_added", "code_removed", "codebook_changed", "codebook_told", "groundwork_kept",
    "early_conversation_kept", "card_sort_kept", "pile_kept",
)  # fmt: skip


def rewrite(w: Writing, without: Without, *, codes_named: frozenset[str] = frozenset()) -> None:
    """Take somebody's words out of everything written about the codebook, now and earlier.

    What a codebook said when the study began is nobody's words, and stays.

    Parameters
    ----------
    codes_named
        Codes whose names have been replaced already: their earlier names go from all versions.
    """
    without = cache(without)  # versions say much the same things again and again
    began = as_it_began(w.db)
    for table, (key, columns) in _WRITTEN.items():
        for row in rows(w.db, f"select {key}, {', '.join(columns)} from {table}"):
            for column in columns:
                if (now := without(row[column])) != row[column]:
                    w.db.execute(
                        f"update {table} set {column} = ? where {key} = ?", (now, row[key])
                    )
    for row in rows(w.db, "select guid, " + ", ".join(_SAID) + " from codes"):
        said = {column: without(row[column]) for column in _SAID if row[column] not in began}
        if any(words != row[column] for column, words in said.items()):
            w.db.execute(
                f"update codes set {', '.join(f'{column} = ?' for column in said)} where guid = ?",
                (*said.values(), row["guid"]),
            )
            w.record("codebook_changed", "code", row["guid"])
    for version in rows(w.db, "select guid, body from codebook_versions where number > 1"):
        body = json.loads(version["body"])
        for code in body:
            for column in _SAID:
                if code[column] in began:
                    continue
                code[column] = without(code[column])
                if column in _NAMES and code["guid"] in codes_named:
                    code[column] = _name_now(w.db, code["guid"])
        now = json.dumps(body, ensure_ascii=False)
        if now != version["body"]:
            w.db.execute(
                "update codebook_versions set body = ? where guid = ?", (now, version["guid"])
            )
    _erase(w, without, began)


def count(db: Database, without: Without) -> int:
    """How many texts about the codebook, as it is now, would read differently."""
    began = as_it_began(db)
    said = [
        row[column]
        for table, (key, columns) in _WRITTEN.items()
        for row in rows(db, f"select {key}, {', '.join(columns)} from {table}")
        for column in columns
    ]
    said += [
        row[column]
        for row in rows(db, f"select {', '.join(_SAID)} from codes")
        for column in _SAID
        if row[column] not in began
    ]
    return sum(without(words) != words for words in said)


def as_it_began(db: Database) -> frozenset[str]:
    """What the codebook said when the study began, which is nobody's words."""
    first = rows(db, "select body from codebook_versions where number = 1")
    return frozenset(
        words
        for row in first
        for code in json.loads(row["body"])
        for words in code.values()
        if isinstance(words, str)
    )


def _name_now(db: Database, code: Guid) -> str:
    return db.execute("select name from codes where guid = ?", (code,)).fetchone()[0]


def _erase(w: Writing, without: Without, began: frozenset[str]) -> None:
    """Erase from the history what says such words; undo passes it by."""
    asked = ", ".join("?" * len(_KINDS))
    for row in rows(
        w.db,
        "select p.change, p.body from payloads p join changes c on c.revision = p.change"
        f" where c.kind in ({asked}) and p.sealed_for is null",
        *_KINDS,
    ):
        said = [words for words in strings(json.loads(row["body"])) if words not in began]
        if any(without(words) != words for words in said):
            erase_change(w, row["change"])


def erase_change(w: Writing, change: int) -> None:
    """Erase what one change holds; undo passes by the operation that made it."""
    w.db.execute(
        "update operations set state = 'settled'"
        " where id = (select operation from changes where revision = ?)",
        (change,),
    )
    w.db.execute("delete from payloads where change = ?", (change,))


def strings(said: object) -> list[str]:
    """Every text in something read from JSON."""
    if isinstance(said, str):
        return [said]
    if isinstance(said, dict):
        said = list(said.values())
    return [words for part in said for words in strings(part)] if isinstance(said, list) else []
