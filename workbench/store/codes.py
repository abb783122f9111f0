"""The codebook as it stands, and its versions."""

import json
from dataclasses import asdict

from sqlite_utils import Database

from workbench.domain.codebook import Code, Codebook
from workbench.domain.ids import Guid, new_guid
from workbench.store.database import one, rows
from workbench.store.project import Writing


def put_in(w: Writing, codebook: Codebook) -> Guid:
    """Lay down a project's first codebook and its first version; the version is returned."""
    by_key = {code.key: code.guid for code in codebook.codes}
    for position, code in enumerate(codebook.codes):
        w.db.execute(
            "insert into codes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                code.guid,
                code.key,
                by_key[code.parent] if code.parent else None,
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


def latest_version(db: Database) -> dict | None:
    """The newest codebook version without its body: guid, number, label, status, origin."""
    return one(
        db,
        "select guid, number, label, status, made_at, origin from codebook_versions"
        " order by number desc limit 1",
    )


def all_codes(db: Database) -> tuple[Code, ...]:
    """Every code in order, parents named by key."""
    return tuple(
        Code(**row)
        for row in rows(
            db,
            "select c.guid, c.key, p.key as parent, c.kind, c.level, c.name, c.plain_name,"
            " c.definition, c.include_when, c.exclude_when, c.seed_phrase, c.status"
            " from codes c left join codes p on p.guid = c.parent order by c.position",
        )
    )


def can_be_applied(db: Database, code: Guid) -> bool:
    """Say whether a code is in the codebook and not retired."""
    return one(db, "select 1 from codes where guid = ? and status != 'retired'", code) is not None


def codebook(db: Database) -> Codebook:
    """The codebook as it stands."""
    version = latest_version(db) or {"label": "", "number": 0, "status": "draft", "origin": ""}
    return Codebook(
        key="project",
        name=version["label"],
        version=str(version["number"]),
        status=version["status"],
        codes=all_codes(db),
        origin=version["origin"],
    )
