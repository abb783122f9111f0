"""What readers say becomes of their own marks after a code was split, merged or made.

A mark is never changed by anybody but its reader. What it was, and under which version of the
codebook, is kept beside the answer and in the history.
"""

from sqlite_utils import Database

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.store import codings
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("coding_recoded", "recoding_answered")


def mine_under(db: Database, person: str, code: Guid, *, before: int) -> list[dict]:
    """One's own marks with a code, made before a version: guid, source, codebook_version."""
    return rows(
        db,
        "select c.guid, c.source, c.codebook_version from codings c"
        " join codebook_versions v on v.guid = c.codebook_version"
        " where c.coder = ? and c.code = ? and v.number < ? order by c.id",
        person,
        code,
        before,
    )


def answers(db: Database, change: Guid, person: str) -> set[Guid]:
    """The marks of somebody’s that they have answered about for a change."""
    return {
        Guid(row["coding"])
        for row in rows(
            db,
            "select a.coding from recoding_answers a join codings c on c.guid = a.coding"
            " where a.change = ? and c.coder = ?",
            change,
            person,
        )
    }


def answer(w: Writing, coding: Guid, change: Guid, said: str) -> None:
    """Keep what a reader said of one mark of theirs, with what the mark was until then."""
    row = _mine(w, coding)
    _set_answer(
        w,
        coding,
        {
            "change": change,
            "code": row["code"],
            "version": row["codebook_version"],
            "answer": said,
        },
        change,
        row,
    )


def recode(w: Writing, coding: Guid, code: Guid, version: Guid) -> None:
    """Give one's own mark another code, under the version that has it."""
    _recode(w, coding, {"code": code, "codebook_version": version})


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Take an answer back, or give it again, where the mark is as it was left."""
    row = _mine(w, guid)
    if kind == "coding_recoded":
        if now is None or to is None or row["code"] != now["code"]:
            raise NotFound("That mark has been changed since.")
        _recode(w, guid, to)
    else:
        _set_answer(w, guid, to, Guid((to or now or {})["change"]), row)


def _recode(w: Writing, coding: Guid, to: dict) -> None:
    row = _mine(w, coding)
    w.db.execute(
        "update codings set code = ?, codebook_version = ? where guid = ?",
        (to["code"], to["codebook_version"], coding),
    )
    w.record(
        "coding_recoded",
        "coding",
        coding,
        source=row["source"],
        audience=codings.audience(w.db, row),
        before={name: row[name] for name in ("code", "codebook_version")},
        after=to,
    )


def _set_answer(w: Writing, coding: Guid, to: dict | None, change: Guid, row: dict) -> None:
    before = one(
        w.db,
        "select change, code, version, answer from recoding_answers"
        " where coding = ? and change = ?",
        coding,
        change,
    )
    w.db.execute("delete from recoding_answers where coding = ? and change = ?", (coding, change))
    if to is not None:
        w.db.execute(
            "insert into recoding_answers values (?, ?, ?, ?, ?)",
            (coding, to["change"], to["code"], to["version"], to["answer"]),
        )
    # For nobody else: what one says of one's own marks is told by the marks alone.
    w.record(
        "recoding_answered",
        "recoding",
        coding,
        source=row["source"],
        audience=w.person,
        before=before,
        after=to,
    )


def _mine(w: Writing, coding: Guid) -> dict:
    row = codings.find(w.db, coding)
    if row is None or row["coder"] != w.person:
        raise NotFound("That mark is no longer there, or it is not yours to change.")
    return row
