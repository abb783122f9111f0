"""What was ticked for a document, who is asked to read its draft, and what was issued."""

import json
from collections.abc import Callable

from sqlite_utils import Database

from workbench.domain.ids import Guid
from workbench.store.database import one, rows
from workbench.store.project import Writing


def choices(db: Database, document: str) -> list[str]:
    """The keys that were ticked for a document."""
    found = one(db, "select chosen from document_choices where document = ?", document)
    return json.loads(found["chosen"]) if found else []


def choose(w: Writing, document: str, chosen: list[str], *, among: Callable[[str], bool]) -> None:
    """Say which of the keys of one sort are ticked for a document; all others stay as they are."""
    kept = [key for key in choices(w.db, document) if not among(key)]
    w.db.execute(
        "insert into document_choices values (?, ?)"
        " on conflict (document) do update set chosen = excluded.chosen",
        (document, json.dumps([*kept, *chosen])),
    )
    w.record("document_chosen", "document", document)


def readers(db: Database, document: str) -> list[dict]:
    """Who was asked to read a draft, in no order that tells anything: person, state, credit."""
    return rows(
        db,
        "select person, state, credit, words from document_readers where document = ?"
        " order by person",
        document,
    )


def asked_of(db: Database, person: str) -> list[str]:
    """The documents whose drafts somebody was asked to read and has not said they read."""
    asked = rows(
        db,
        "select document from document_readers where person = ? and state = 'asked'"
        " order by document",
        person,
    )
    return [row["document"] for row in asked]


def ask_reader(w: Writing, document: str, person: str) -> None:
    """Ask somebody to read a draft; again does nothing."""
    w.db.execute(
        "insert or ignore into document_readers values (?, ?, 'asked', '', '')",
        (document, person),
    )
    w.record("draft_offered", "document", document, audience=person)


def say_read(w: Writing, document: str, credit: str, words: str) -> None:
    """Say in one's own name that one has read it, how to be named for it, and what changed."""
    w.db.execute(
        "update document_readers set state = 'read', credit = ?, words = ?"
        " where document = ? and person = ?",
        (credit, words, document, w.person),
    )
    w.record("draft_read", "document", document)


def stop_reading(w: Writing, document: str, person: str | None) -> None:
    """Take somebody off the list of readers; that they were on it is kept nowhere."""
    w.db.execute(
        "delete from document_readers where document = ? and person = ?", (document, person)
    )


def issued(db: Database) -> list[dict]:
    """Every document that was issued, newest first."""
    return rows(db, "select * from issued order by made_at desc, number desc")


def issue(w: Writing, row: dict, quoted: list[dict]) -> None:
    """Put on record that a document was issued, and the places it quotes, without words."""
    w.db.execute(
        "insert into issued (guid, document, number, made_at, person, file_name, digest, reason,"
        " unfinished, codebook) values (:guid, :document, :number, :made_at, :person, :file_name,"
        " :digest, :reason, :unfinished, :codebook)",
        {**row, "made_at": w.at, "person": w.person},
    )
    w.db.conn.executemany(
        "insert or ignore into issued_quotations values (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                row["guid"], each["quotation"], each["source"], each["version"],
                each["start"], each["end"], each["participant"],
            )
            for each in quoted
        ],
    )  # fmt: skip
    w.record("document_issued", "issued", row["guid"], after={"digest": row["digest"]})


def next_number(db: Database, document: str) -> int:
    """The number the next issue of a document has."""
    return db.execute(
        "select coalesce(max(number), 0) + 1 from issued where document = ?", (document,)
    ).fetchone()[0]


def issued_with(db: Database, participant: str) -> list[dict]:
    """The issued documents that quote a participant, newest first."""
    return rows(
        db,
        "select distinct i.* from issued i join issued_quotations q on q.issued = i.guid"
        " where (' ' || q.participant || ' ') like ? order by i.made_at desc",
        f"% {participant} %",
    )


def issued_quotations(db: Database, issue_guid: str) -> list[dict]:
    """What an issued document quotes: quotation, source, version, start, end."""
    return rows(
        db,
        'select quotation, source, version, start, "end" from issued_quotations'
        " where issued = ? order by source, start",
        issue_guid,
    )


def find_quotation(db: Database, reference: str) -> list[dict]:
    """Where a reference from a file was issued: the issue's row with source, start and end."""
    return rows(
        db,
        'select i.*, q.quotation, q.source, q.version, q.start, q."end" from issued_quotations q'
        " join issued i on i.guid = q.issued where q.quotation = ? order by i.made_at desc",
        reference,
    )


def forget_participant(w: Writing, participant: Guid) -> None:
    """Keep that a document was issued, and nothing of whom it quoted or was written of alone."""
    w.db.execute("delete from prose where part = ?", (participant,))
    for row in rows(
        w.db,
        "select issued, quotation, participant from issued_quotations"
        " where (' ' || participant || ' ') like ?",
        f"% {participant} %",
    ):
        w.db.execute(
            "delete from issued_quotations where issued = ? and quotation = ?",
            (row["issued"], row["quotation"]),
        )
