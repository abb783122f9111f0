"""Which passage of a transcript somebody was asked to read, where it is not all of it.

It stands in `places` under the offer's own identifier, and is carried over like anything there.
"""

from sqlite_utils import Database

from workbench.domain.span import Span
from workbench.store import places
from workbench.store.database import one, rows
from workbench.store.project import Writing


def put(w: Writing, offer: str, source: str, passage: Span | None) -> None:
    """Have an offer be of a passage of a transcript as it stands; None is all of it."""
    places.forget(w, [offer])
    newest = one(
        w.db, "select guid from source_versions where source = ? order by number desc", source
    )
    if passage is not None and newest is not None:
        places.put(w, offer, newest["guid"], passage)


def widen(w: Writing, coding_round: str, source: str) -> None:
    """Have one's own offer of a passage be of the whole transcript."""
    for row in rows(
        w.db,
        "select guid from assignments where round = ? and source = ? and person = ?",
        coding_round,
        source,
        w.person,
    ):
        places.forget(w, [row["guid"]])


def listed(db: Database) -> dict[str, Span | None]:
    """The offers of a passage, each with where it stands now; None where no word of it is left."""
    found: dict[str, Span | None] = {}
    for row in rows(
        db,
        'select a.guid, p.start, p."end", p.version, v.number = (select max(number) from'
        " source_versions where source = a.source) as newest, substr(v.text, p.start, 1)"
        ' || substr(v.text, p."end" + 1, 1) as beside'
        " from assignments a join places p on p.object = a.guid"
        " join source_versions v on v.guid = p.version",
    ):
        if row["newest"]:
            found[row["guid"]] = _whole_turns(db, row)
        found.setdefault(row["guid"], None)
    return found


def _whole_turns(db: Database, row: dict) -> Span:
    """A passage with what a correction has put in before its first word or after its last.

    It was of whole turns when it was offered, and no correction touches what is between turns.
    """
    start, end = row["start"], row["end"]
    if row["beside"].strip("\n"):
        version = one(db, "select text from source_versions where guid = ?", row["version"])
        text = (version or {})["text"]
        start = text.rfind("\n", 0, start) + 1
        end = text.find("\n", end) if "\n" in text[end:] else len(text)
    return Span(start, end)


def others_have(db: Database, coding_round: str, source: str) -> Span | None:
    """The passage everybody who was asked for this transcript in a round reads, if it is one."""
    asked = rows(
        db, "select guid from assignments where round = ? and source = ?", coding_round, source
    )
    known = listed(db)
    spans = {known.get(row["guid"]) for row in asked}
    return spans.pop() if len(spans) == 1 else None


def forget_lost(w: Writing, source: str, before: dict[str, Span | None]) -> None:
    """End the offers of passages that have been taken out of the text for good."""
    still = listed(w.db)
    for row in rows(w.db, "select guid from assignments where source = ?", source):
        if row["guid"] in before and still.get(row["guid"]) is None:
            places.forget(w, [row["guid"]])
            w.db.execute("delete from assignments where guid = ?", (row["guid"],))
            w.erase_payloads(row["guid"])
