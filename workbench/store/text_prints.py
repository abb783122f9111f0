"""A print of each text, by which `check` knows that every quotation still has its words.

A text never changes once it is kept, so what its print says must hold for ever. Prints go with
their versions; without the version's identifier nobody can try out what a text was.
"""

import hashlib

from sqlite_utils import Database

from workbench.store.database import rows, run_statements


def begin(db: Database) -> None:
    """Make the place for prints, and print the texts that are there already."""
    run_statements(
        db,
        "create table text_prints (version text primary key references source_versions(guid)"
        " on delete cascade, print blob not null) without rowid",
    )
    for row in rows(db, "select guid, text from source_versions"):
        keep(db, row["guid"], row["text"])


def keep(db: Database, version: str, text: str) -> None:
    """Keep the print of a text that has just been put in."""
    db.execute("insert into text_prints values (?, ?)", (version, _print(version, text)))


def changed(db: Database) -> list[str]:
    """Names of transcripts with a text that is not what was put in, or has no print."""
    return [
        row["name"]
        for row in rows(
            db,
            "select v.guid, v.text, s.name, p.print from source_versions v"
            " join sources s on s.guid = v.source left join text_prints p on p.version = v.guid"
            " order by s.name, v.number",
        )
        if row["print"] != _print(row["guid"], row["text"])
    ]


def _print(version: str, text: str) -> bytes:
    return hashlib.sha256(f"{version}|{text}".encode()).digest()
