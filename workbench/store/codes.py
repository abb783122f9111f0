"""The codebook as it stands, and its versions."""

import json
import re
from dataclasses import asdict

from sqlite_utils import Database

from workbench.domain.codebook import Code, Codebook
from workbench.domain.errors import AlreadyThere, NotFound
from workbench.domain.ids import Guid, new_guid
from workbench.store import held_back
from workbench.store.database import one, rows
from workbench.store.project import Writing

# What the key of a code begins with that is held back; no key in a codebook file begins so.
HELD_BACK = "N…"


def put_in(w: Writing, codebook: Codebook) -> Guid:
    """Lay down a project's first codebook and its first version; the version is returned."""
    by_key = {code.key: code.guid for code in codebook.codes}
    for position, code in enumerate(codebook.codes):
        _insert(w, code, parent=by_key[code.parent] if code.parent else None, position=position)
    version = new_guid()
    body = json.dumps([asdict(code) for code in codebook.codes], ensure_ascii=False)
    w.db.execute(
        "insert into codebook_versions values (?, 1, ?, ?, ?, ?, '', ?, ?)",
        (
            version,
            f"{codebook.name} {codebook.version}",
            codebook.status,
            w.at,
            w.person,
            codebook.origin,
            body,
        ),
    )
    w.record("codebook_put_in", "codebook_version", version, after={"codes": len(by_key)})
    return version


def _insert(w: Writing, code: Code, *, parent: Guid | None, position: int) -> None:
    w.db.execute(
        "insert into codes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            code.guid,
            code.key,
            parent,
            position,
            code.kind,
            code.level,
            code.name,
            code.plain_name,
            code.definition,
            code.include_when,
            code.exclude_when,
            code.seed_phrase,
            code.status,
        ),
    )


def add(w: Writing, guid: Guid, *, name: str, parent: Guid | None) -> None:
    """Put a draft code at the end of the codebook, under a key of its own: N1, N2 and so on.

    One that is held back (`held_back`) gets its number when it is let go: until then it
    would tell how many others there are.
    """
    if one(w.db, "select 1 from codes where guid = ?", guid):
        raise AlreadyThere("That code is already there.")
    if parent is not None and not can_be_applied(w.db, parent):
        raise NotFound(
            "The code that this one should stand under is not in the codebook any more."
        )
    last = w.db.execute("select coalesce(max(position), -1) from codes").fetchone()[0]
    held = held_back.held_by(w.db, guid)
    key = f"{HELD_BACK}{guid[:8]}" if held else next_key(w.db)
    code = Code(guid=guid, key=key, name=name, plain_name=name)
    _insert(w, code, parent=parent, position=last + 1)
    w.record("code_added", "code", guid, audience=held, after={"name": name, "parent": parent})


def let_go(w: Writing, coding_round: Guid) -> None:
    """Number the codes that were held back in a round, in an order that tells nothing."""
    for row in rows(
        w.db,
        "select c.guid from codes c join held_back h on h.object = c.guid where h.round = ?"
        " order by c.guid",
        coding_round,
    ):
        w.db.execute("update codes set key = ? where guid = ?", (next_key(w.db), row["guid"]))


def remove(w: Writing, guid: Guid) -> None:
    """Take a code that nothing depends on out of the codebook again."""
    code = one(w.db, "select name, parent from codes where guid = ?", guid)
    if code is None:
        raise NotFound("That code is no longer there.")
    w.db.execute("delete from codes where guid = ?", (guid,))
    w.record("code_removed", "code", guid, audience=held_back.held_by(w.db, guid), before=code)


def made_here(db: Database) -> list[dict]:
    """The codes that people made in this study, with the name each has now, in their order."""
    return rows(
        db,
        "select guid, name from codes where exists (select 1 from changes"
        " where object = codes.guid and kind = 'code_added') order by position",
    )


def is_taken(db: Database, guid: Guid) -> bool:
    """Say whether an identifier is that of a code, or is or was that of anything else here."""
    return bool(
        db.execute(
            "select exists (select 1 from codes where guid = :guid) or exists"
            " (select 1 from changes where object = :guid and object_kind != 'code')",
            {"guid": guid},
        ).fetchone()[0]
    )


def is_used(db: Database, guid: Guid) -> bool:
    """Say whether anybody's mark carries a code, or another code stands under it."""
    return bool(
        db.execute(
            "select exists (select 1 from codings where code = :code)"
            " or exists (select 1 from codes where parent = :code)"
            " or exists (select 1 from support_group_decisions where code = :code)",
            {"code": guid},
        ).fetchone()[0]
    )


def next_key(db: Database) -> str:
    """The key of the next code that people make here."""
    keys = (key for (key,) in db.execute("select key from codes where key like 'N%'"))
    numbers = [int(key[1:]) for key in keys if re.fullmatch(r"N[0-9]{1,9}", key)]
    return f"N{max(numbers, default=0) + 1}"


def latest_version(db: Database) -> dict | None:
    """The newest codebook version without its body: guid, number, label, status, origin."""
    return one(
        db,
        "select guid, number, label, status, made_at, origin from codebook_versions"
        " order by number desc limit 1",
    )


def all_codes(db: Database, viewer: str | None = None) -> tuple[Code, ...]:
    """Every code in order, parents named by key.

    A code made by somebody reading on their own is there for them alone until it is opened.
    """
    return tuple(
        Code(**row)
        for row in rows(
            db,
            "select c.guid, c.key, p.key as parent, c.kind, c.level, c.name, c.plain_name,"
            " c.definition, c.include_when, c.exclude_when, c.seed_phrase, c.status"
            " from codes c left join codes p on p.guid = c.parent where not exists"
            " (select 1 from held_back h join rounds r on r.guid = h.round where h.object = c.guid"
            " and r.state != 'opened' and h.person is not ?) order by c.position",
            viewer,
        )
    )


def can_be_applied(db: Database, code: Guid) -> bool:
    """Say whether a code is in the codebook and not retired."""
    return one(db, "select 1 from codes where guid = ? and status != 'retired'", code) is not None


def codebook(db: Database, viewer: str | None = None) -> Codebook:
    """The codebook as it stands for somebody, as `all_codes` has it."""
    version = latest_version(db) or {"label": "", "number": 0, "status": "draft", "origin": ""}
    return Codebook(
        key="project",
        name=version["label"],
        version=str(version["number"]),
        status=version["status"],
        codes=all_codes(db, viewer),
        origin=version["origin"],
    )
