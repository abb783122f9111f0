"""The index by which transcripts are searched, turn by turn; any erasure empties it.

A row of the index is a turn: its number is that of its text, shifted, with its place among the
turns. It holds no words to be read back; they are read from the transcript.
"""

from sqlite_utils import Database

from workbench.store.database import one, rows
from workbench.store.project import Writing

TABLES = ("search_words", "search_forms")
_SHIFT = 20
_MOST_TURNS = 1 << _SHIFT


def waiting(db: Database) -> list[dict]:
    """The newest texts of released transcripts that are not in the index: source, version."""
    return rows(
        db,
        "select s.guid as source, v.guid as version from sources s join source_versions v"
        " on v.source = s.guid and v.number ="
        " (select max(number) from source_versions where source = s.guid)"
        " where s.state = 'released' and not exists"
        " (select 1 from search_sources where version = v.guid) order by s.rowid",
    )


def add(w: Writing, source: str, version: str) -> None:
    """Put the turns of one text into the index."""
    number = w.db.execute("select coalesce(max(number), 0) + 1 from search_sources").fetchone()[0]
    text = (one(w.db, "select text from source_versions where guid = ?", version) or {})["text"]
    turns = [
        ((number << _SHIFT) | row["position"], text[row["start"] : row["end"]])
        for row in rows(
            w.db, 'select position, start, "end" from turns where version = ?', version
        )
        if row["position"] < _MOST_TURNS
    ]
    w.db.execute("insert into search_sources values (?, ?, ?)", (number, source, version))
    for table in TABLES:
        w.db.conn.executemany(f"insert into {table} (rowid, words) values (?, ?)", turns)


def empty(w: Writing) -> None:
    """Forget every word of the index; it is filled again at the next search."""
    for table in TABLES:
        w.db.execute(f"insert into {table} ({table}) values ('delete-all')")
    w.db.execute("delete from search_sources")


def find(db: Database, query: str, *, forms: bool, most: int) -> list[dict]:
    """The first turns that match, in the order transcripts were taken in and of their turns.

    Each is source, name, version, start, end. `query` is an expression as FTS5 has it.
    """
    table = "search_forms" if forms else "search_words"
    return rows(
        db,
        f'select k.source, s.name, k.version, t.start, t."end" from {table} f'
        f" join search_sources k on k.number = f.rowid >> {_SHIFT}"
        " join sources s on s.guid = k.source"
        f" join turns t on t.version = k.version and t.position = f.rowid & {_MOST_TURNS - 1}"
        f" where {table} match ? and k.version = (select guid from source_versions"
        " where source = k.source order by number desc limit 1) order by f.rowid limit ?",
        query,
        most,
    )
