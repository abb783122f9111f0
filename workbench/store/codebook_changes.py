"""Codes as they change, and the story of why: each step keeps its codes before and after.

A code that somebody may have used is never deleted: it is retired, and its marks stay readable.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from workbench.domain.codebook_change import Change
from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.store import codebook_passages, codebook_versions, codes, rounds
from workbench.store.database import one, rows
from workbench.store.project import Writing

CHANGES = ("codebook_changed", "codebook_told")
_COLUMNS = (
    "guid", "key", "parent", "position", "kind", "level", "name", "plain_name", "definition",
    "include_when", "exclude_when", "seed_phrase", "status",
)  # fmt: skip


def row_of(db: Database, code: Guid) -> dict:
    """One code as it is kept; `NotFound` where there is none."""
    found = one(db, "select * from codes where guid = ?", code)
    if found is None:
        raise NotFound("That code is not in this study’s codebook any more.")
    return found


def put(w: Writing, guid: Guid, to: dict | None) -> None:
    """Add a code, change it, or, where `to` is None, take it away as far as that is possible.

    Parameters
    ----------
    to
        A whole row as `row_of` gives it. Its `position` may lie between two others; what comes
        from the history says instead which sibling it stood behind.
    """
    before = _kept(w.db, guid)
    if to is None and before is not None and _must_stay(w.db, guid):
        to = {**before, "status": "retired"}
    if to is not None:
        to = {**to, "position": _place(w.db, to)}
    if to is None:
        w.db.execute("delete from codes where guid = ?", (guid,))
    elif before is None:
        marks = ", ".join("?" * len(_COLUMNS))
        w.db.execute(
            f"insert into codes values ({marks})", tuple(to[column] for column in _COLUMNS)
        )
    else:
        changed = ", ".join(f"{column} = :{column}" for column in _COLUMNS[1:])
        w.db.execute(f"update codes set {changed} where guid = :guid", to)
    in_order(w.db)
    w.record("codebook_changed", "code", guid, before=before, after=_kept(w.db, guid))


def new_row(w: Writing, guid: Guid, *, name: str, **more: object) -> dict:
    """A draft code that is not in the codebook yet, with a key of its own."""
    last = w.db.execute("select coalesce(max(position), -1) from codes").fetchone()[0]
    words = dict.fromkeys(("definition", "include_when", "exclude_when", "seed_phrase"), "")
    return {
        "guid": guid, "key": codes.next_key(w.db), "parent": None, "position": last + 1,
        "kind": "other", "level": None, "name": name, "plain_name": name, **words,
        "status": "draft", **more,
    }  # fmt: skip


def children(db: Database, code: Guid) -> list[dict]:
    """The codes right under one, in order."""
    return rows(db, "select * from codes where parent = ? order by position", code)


def under(db: Database, code: Guid) -> set[str]:
    """A code and everything that stands under it."""
    return {
        guid
        for (guid,) in db.execute(
            "with recursive tree(guid) as (select ?1 union select c.guid from codes c"
            " join tree on c.parent = tree.guid) select guid from tree",
            (code,),
        )
    }


def in_order(db: Database) -> None:
    """Number all codes so that each comes before those under it, siblings as they stood."""
    below: dict[str | None, list[str]] = {}
    for row in rows(db, "select guid, parent from codes order by position, rowid"):
        below.setdefault(row["parent"], []).append(row["guid"])
    order: list[str] = []

    def down(parent: str | None) -> None:
        for guid in below.get(parent, ()):
            order.append(guid)
            down(guid)

    down(None)
    db.conn.executemany(
        "update codes set position = ? where guid = ? and position != ?",
        [(number, guid, number) for number, guid in enumerate(order)],
    )


def tell(
    w: Writing,
    guid: Guid,
    kind: str,
    *,
    why: str = "",
    asked_by: str = "",
    decision: Guid | None = None,
    codes: Iterable[Guid] = (),
    into: Iterable[Guid] = (),
    marks: Iterable[Guid] = (),
    version: Guid | None = None,
) -> None:
    """Write one step of the story, once its codes have been changed."""
    _write(
        w,
        guid,
        {
            "kind": kind,
            "why": why,
            "asked_by": asked_by,
            "decision": decision,
            "codes": list(codes),
            "into": list(into),
            "marks": list(marks),
            "at": w.at,
            "person": w.person,
        },
        version or codebook_versions.keep(w),
    )


def story(db: Database) -> list[Change]:
    """Every step of the story, oldest first."""
    named: dict[tuple[str, str], list[Guid]] = {}
    for row in rows(db, "select * from codebook_change_codes order by change, part, position"):
        named.setdefault((row["change"], row["part"]), []).append(Guid(row["code"]))
    marks: dict[str, set[Guid]] = {}
    for row in rows(db, "select * from codebook_change_marks"):
        marks.setdefault(row["change"], set()).add(Guid(row["coding"]))
    return [
        Change(
            guid=Guid(row["guid"]),
            kind=row["kind"],
            version=Guid(row["version"]),
            number=row["number"],
            on=row["at"][:10],
            person=row["person"],
            why=row["why"],
            asked_by=row["asked_by"],
            decision=row["decision"],
            codes=tuple(named.get((row["guid"], "from"), ())),
            into=tuple(named.get((row["guid"], "to"), ())),
            marks=frozenset(marks.get(row["guid"], ())),
        )
        for row in rows(
            db,
            "select c.*, v.number from codebook_changes c"
            " join codebook_versions v on v.guid = c.version order by c.rowid",
        )
    ]


def say_why(w: Writing, guid: Guid, *, why: str, asked_by: str, decision: Guid | None) -> None:
    """Reword why a step was taken, who asked and which decision it rests on."""
    row = _told(w.db, guid)
    if row is None:
        raise NotFound("That step of the story is no longer there.")
    after = {**row, "why": why, "asked_by": asked_by, "decision": decision}
    _write(w, guid, after, None)


def set_back(w: Writing, kind: str, guid: Guid, *, now: dict | None, to: dict | None) -> None:
    """Let a code, or a step of the story, be as it was; `NotFound` where it changed since."""
    if kind == "codebook_told":
        if _told(w.db, guid) != now:
            raise NotFound("That step of the story has been changed since.")
        _write(w, guid, to, codebook_versions.keep(w, replay=True) if now is None else None)
        return
    there = _kept(w.db, guid)
    stayed = now is None and there is not None and there["status"] == "retired"
    if not stayed and _without_place(there) != _without_place(now):
        raise NotFound("That code has been changed since.")
    put(w, guid, to)
    codebook_versions.keep(w, replay=True)


def _write(w: Writing, guid: Guid, to: dict | None, version: Guid | None) -> None:
    before = _told(w.db, guid)
    if to is None:
        w.db.execute("delete from codebook_changes where guid = ?", (guid,))
        codebook_passages.put(w, guid, ())
    elif before is not None:
        w.db.execute(
            "update codebook_changes set why = ?, asked_by = ?, decision = ? where guid = ?",
            (to["why"], to["asked_by"], to["decision"], guid),
        )
    else:
        w.db.execute(
            "insert into codebook_changes values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                guid, version, to["kind"], to["why"], to["asked_by"], to["decision"], to["at"],
                to["person"],
            ),
        )  # fmt: skip
        for part, named in (("from", to["codes"]), ("to", to["into"])):
            w.db.conn.executemany(
                "insert or ignore into codebook_change_codes values (?, ?, ?, ?)",
                [(guid, code, part, number) for number, code in enumerate(named)],
            )
        w.db.conn.executemany(
            "insert or ignore into codebook_change_marks values (?, ?)",
            [(guid, coding) for coding in to["marks"]],
        )
    w.record("codebook_told", "codebook_change", guid, before=before, after=_told(w.db, guid))


def _told(db: Database, guid: Guid) -> dict | None:
    """One step of the story as the history keeps it."""
    row = one(db, "select * from codebook_changes where guid = ?", guid)
    if row is None:
        return None
    named = {
        part: [
            found["code"]
            for found in rows(
                db,
                "select code from codebook_change_codes where change = ? and part = ?"
                " order by position",
                guid,
                part,
            )
        ]
        for part in ("from", "to")
    }
    marks = rows(db, "select coding from codebook_change_marks where change = ?", guid)
    return {
        "kind": row["kind"],
        "why": row["why"],
        "asked_by": row["asked_by"],
        "decision": row["decision"],
        "codes": named["from"],
        "into": named["to"],
        "marks": [found["coding"] for found in marks],
        "at": row["at"],
        "person": row["person"],
    }


def _kept(db: Database, guid: Guid) -> dict | None:
    """A code as the history keeps it: its row, and which of its siblings it stands behind."""
    row = one(db, "select * from codes where guid = ?", guid)
    if row is None:
        return None
    behind = one(
        db,
        "select guid from codes where parent is ? and position < ? order by position desc",
        row["parent"],
        row["position"],
    )
    return {**row, "behind": behind and behind["guid"]}


def _place(db: Database, to: dict) -> float:
    """Where a code stands that is to stand behind a sibling, or else where it says itself."""
    if "behind" not in to:
        return to["position"]
    siblings = rows(
        db,
        "select guid, position from codes where parent is ? and guid != ? order by position",
        to["parent"],
        to["guid"],
    )
    for row in siblings:
        if row["guid"] == to["behind"]:
            return row["position"] + 0.5
    if siblings:
        return (
            siblings[0]["position"] - 0.5
            if to["behind"] is None
            else siblings[-1]["position"] + 0.5
        )
    return to["position"]


def _without_place(row: dict | None) -> dict | None:
    # Where a code stands is numbered anew whenever another one moves.
    return None if row is None else {**row, "position": 0, "behind": None}


def _must_stay(db: Database, guid: Guid) -> bool:
    """Say whether a code cannot go: it is used, or whether it is used must not be told."""
    return rounds.anybody_alone(db) or codes.is_used(db, guid)
