"""The index by which transcripts are searched, turn by turn; any erasure empties it.

A row of the index is a turn: its number is that of its text, shifted, with its place among the
turns. It holds no words to be read back; they are read from the transcript.
"""

from collections.abc import Iterator

from sqlite_utils import Database

from workbench.store.database import DAMAGED, one, rows, run_statements
from workbench.store.project import Writing
from workbench.store.search_schema import SEARCH_WORDS

TABLE = "search_words"
_SHIFT = 20
_MOST_TURNS = 1 << _SHIFT
_REMEDY = "`workbench check` with --refill-search fills it anew."


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
    turns = _turns(w.db, number, version)
    w.db.execute("insert into search_sources values (?, ?, ?)", (number, source, version))
    w.db.conn.executemany(f"insert into {TABLE} (rowid, words) values (?, ?)", turns)


def forget(w: Writing, version: str) -> None:
    """Take the turns of one text out of the index, before they are cut anew."""
    known = one(w.db, "select number from search_sources where version = ?", version)
    if known is None:
        return
    turns = _turns(w.db, known["number"], version)
    w.db.conn.executemany(
        f"insert into {TABLE} ({TABLE}, rowid, words) values ('delete', ?, ?)", turns
    )
    w.db.execute("delete from search_sources where version = ?", (version,))


def _turns(db: Database, number: int, version: str) -> list[tuple[int, str]]:
    text = (one(db, "select text from source_versions where guid = ?", version) or {})["text"]
    return [
        ((number << _SHIFT) | row["position"], text[row["start"] : row["end"]])
        for row in rows(db, 'select position, start, "end" from turns where version = ?', version)
        if row["position"] < _MOST_TURNS
    ]


def troubles(db: Database) -> Iterator[str]:
    """Say, in sentences, where the index is not what the transcripts say; nothing when it is.

    An index of the same texts is made in memory, and the two are compared word by word.
    """
    gone = rows(
        db,
        "select k.number from search_sources k left join source_versions v on v.guid = k.version"
        " and v.source = k.source where v.guid is null",
    )
    if gone:
        yield f"The search index has {_texts(len(gone))} not in the study any more. {_REMEDY}"
        return
    known = rows(db, "select number, version from search_sources")
    anew = Database(memory=True)
    run_statements(anew, SEARCH_WORDS)
    for row in known:
        turns = _turns(db, row["number"], row["version"])
        anew.conn.executemany(f"insert into {TABLE} (rowid, words) values (?, ?)", turns)
    try:
        db.execute(f"insert into {TABLE} ({TABLE}) values ('integrity-check')")
        same = _same_words(db, anew)
    except DAMAGED:
        same = False
    if not same:
        yield (
            "The search index does not have the words that the transcripts have, so a search "
            f"may miss some or find what is gone. {_REMEDY}"
        )


def _texts(number: int) -> str:
    return "a text that is" if number == 1 else f"{number} texts that are"


def _same_words(db: Database, anew: Database) -> bool:
    """Say whether two indexes have the same words at the same places."""
    streams = []
    for each in (db, anew):
        each.execute("drop table if exists temp.words_in_index")
        each.execute(
            f"create virtual table temp.words_in_index using fts5vocab(main, {TABLE}, instance)"
        )
        streams.append(each.execute("select term, doc, offset from temp.words_in_index"))
    try:
        while True:
            was, is_now = (stream.fetchmany(10_000) for stream in streams)
            if was != is_now:
                return False
            if not was:
                return True
    finally:
        for stream in streams:
            stream.close()
        db.execute("drop table if exists temp.words_in_index")


def empty(w: Writing) -> None:
    """Forget every word of the index; it is filled again at the next search."""
    w.db.execute(f"insert into {TABLE} ({TABLE}) values ('delete-all')")
    w.db.execute("delete from search_sources")


def find(db: Database, query: str, *, most: int) -> list[dict]:
    """The first turns that match, in the order transcripts were taken in and of their turns.

    Each is source, name, version, start, end and speaker, who may be nobody. `query` is an
    expression as FTS5 has it.
    """
    return rows(
        db,
        'select k.source, s.name, k.version, t.start, t."end", p.label as speaker'
        f" from {TABLE} f"
        f" join search_sources k on k.number = f.rowid >> {_SHIFT}"
        " join sources s on s.guid = k.source"
        f" join turns t on t.version = k.version and t.position = f.rowid & {_MOST_TURNS - 1}"
        " left join speakers p on p.guid = t.speaker"
        f" where {TABLE} match ? and k.version = (select guid from source_versions"
        " where source = k.source order by number desc limit 1) order by f.rowid limit ?",
        query,
        most,
    )
