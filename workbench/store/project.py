"""One study's file: opening it, and writing to it so that every change leaves its trace.

`changes` is history, live feed, undo and audit at once. It holds no content: what was before and
after lives in `payloads`, and the chain covers `sha256(salt ‖ body)`, so erasing a payload leaves
the chain whole: it still says that something changed, not what.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from workbench.domain.errors import WrongPlace
from workbench.domain.ids import Guid, new_guid, now
from workbench.store.database import DatabaseFile, one, rows
from workbench.store.keys import Keys
from workbench.store.project_schema import PROJECT

ENDING = ".workbench"


@dataclass(slots=True)
class Writing:
    """One transaction on a project: who writes, when, and as part of which operation."""

    db: Database
    keys: Keys
    person: Guid | None
    at: str
    operation: int | None = None
    erased: bool = False

    def record(
        self,
        kind: str,
        object_kind: str,
        object_guid: str,
        *,
        source: str | None = None,
        audience: str | None = None,
        before: dict | None = None,
        after: dict | None = None,
    ) -> int:
        """Append one change, with what was before and after beside it.

        `audience` is the one person who may know of it; None means the team. What has an audience
        of one is sealed for that person. The revision is returned.
        """
        guid = new_guid()
        body = json.dumps({"before": before, "after": after}, ensure_ascii=False).encode()
        if audience:
            body = self.keys.seal(Guid(audience), body.decode(), about=guid)
        salt = secrets.token_bytes(16)
        digest = hashlib.sha256(salt + body).digest()
        last = one(self.db, "select revision, chain from changes order by revision desc limit 1")
        revision = last["revision"] + 1 if last else 1
        line = (revision, guid, self.at, self.person, kind, object_kind, object_guid, source)
        chain = link(last["chain"] if last else b"", line, digest)
        self.db.execute(
            "insert into changes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*line, self.operation, audience, digest, chain),
        )
        self.db.execute(
            "insert into payloads values (?, ?, ?, ?)", (revision, salt, body, audience)
        )
        return revision

    def erase_payloads(self, object_guid: str) -> None:
        """Erase what the history holds of one object; that it changed stays on record."""
        self.erased = True
        self.db.execute(
            "delete from payloads where change in (select revision from changes where object = ?)",
            (object_guid,),
        )


def link(previous: bytes, line: tuple, digest: bytes) -> bytes:
    """Compute one link of the chain over the change's own line and its payload's digest."""
    return hashlib.sha256(previous + json.dumps(line).encode() + digest).digest()


class ProjectFile:
    """An open project file with the keys of the workspace it stands in."""

    def __init__(self, guid: Guid, path: Path, keys: Keys) -> None:
        self.guid, self.path, self.keys = guid, path, keys
        self.file = DatabaseFile(path, PROJECT, "a workbench project")
        if self.file.erasure_owed():
            self.file.forget_earlier_pages()

    @property
    def db(self) -> Database:
        """This thread's connection, for reading."""
        return self.file.db

    @contextmanager
    def writing(self, person: Guid | None) -> Iterator[Writing]:
        """One transaction in one person's name; on leaving it, all of it is on the disk."""
        with self.file.transaction() as db:
            w = Writing(db, self.keys, person, now())
            yield w
            if w.erased:
                self.file.owe_erasure()
        if w.erased or self.file.erasure_owed():
            self.file.forget_earlier_pages()

    @staticmethod
    def payload_in(db: Database, keys: Keys, revision: int) -> dict | None:
        """What was before and after one change; None when it has been erased or is unreadable."""
        found = one(
            db,
            "select p.body, p.sealed_for, c.guid from payloads p "
            "join changes c on c.revision = p.change where p.change = ?",
            revision,
        )
        if found is None:
            return None
        body = found["body"]
        if found["sealed_for"]:
            body = keys.unseal(Guid(found["sealed_for"]), body, about=found["guid"])
            return json.loads(body) if body else None
        return json.loads(body)

    def revision(self) -> int:
        """The last change's number. It never leaves the server as it is."""
        return self.db.execute("select coalesce(max(revision), 0) from changes").fetchone()[0]

    def check_history(self) -> list[str]:
        """Say, in sentences, where the history does not fit together; nothing when it does."""
        troubles: list[str] = []
        previous, expected = b"", 1
        for row in self.db.execute(
            "select c.revision, c.guid, c.at, c.person, c.kind, c.object_kind, c.object, c.source,"
            " c.digest, c.chain, p.salt, p.body from changes c"
            " left join payloads p on p.change = c.revision order by c.revision"
        ):
            line, (digest, chain, salt, body) = row[:8], row[8:]
            if row[0] != expected:
                troubles.append(f"Change {expected} is missing from the history.")
                expected = row[0]
            if link(previous, tuple(line), digest) != chain:
                troubles.append(f"Change {row[0]} does not follow from the one before it.")
            if body is not None and hashlib.sha256(salt + body).digest() != digest:
                troubles.append(f"What is kept of change {row[0]} is not what was written.")
            previous, expected = chain, expected + 1
        return troubles


def create(path: Path, keys: Keys, *, name: str, about: str, by: Guid | None) -> ProjectFile:
    """Make a new project file; `WrongPlace` when there is already one at that path."""
    if path.exists():
        raise WrongPlace(f"{path.name} is already there. Choose another name for the study.")
    guid = new_guid()
    project = ProjectFile(guid, path, keys)
    with project.writing(by) as w:
        w.db.execute("insert into project values (?, ?, ?, ?)", (guid, name, about, w.at))
        w.record("project_made", "project", guid, after={"name": name})
    return project


def details(db: Database) -> dict:
    """The study's own row: guid, name, about, created_at."""
    found = one(db, "select * from project")
    if found is None:
        raise WrongPlace("That project file has no study in it.")
    return found


def describe(w: Writing, *, name: str, about: str) -> None:
    """Reword the study's name and what it is about."""
    before = details(w.db)
    w.db.execute("update project set name = ?, about = ?", (name, about))
    w.record(
        "project_described",
        "project",
        before["guid"],
        before={"name": before["name"], "about": before["about"]},
        after={"name": name, "about": about},
    )


def add_member(w: Writing, person: Guid, name: str) -> None:
    """Put a person among those whose readings this file holds; again does nothing.

    Somebody who left and comes back is called by their name again.
    """
    there = one(w.db, "select has_left from members where person = ?", person)
    if there and there["has_left"]:
        w.db.execute(
            "update members set name = ?1, credit = ?1, has_left = 0 where person = ?2",
            (name, person),
        )
        w.record("member_added", "member", person, after={"name": name})
    if there:
        return
    w.db.execute(
        "insert into members (person, name, credit) values (?, ?, ?)", (person, name, name)
    )
    w.record("member_added", "member", person, after={"name": name})


def set_credit(w: Writing, credit: str) -> None:
    """Say how one wants to be named in documents; nothing means “a team member”."""
    w.db.execute("update members set credit = ? where person = ?", (credit, w.person))
    w.record("credit_chosen", "member", str(w.person))


def members(db: Database) -> list[dict]:
    """Everybody whose readings this file may hold, in the order they joined, left or not."""
    return rows(db, "select person, name, credit, has_left from members order by rowid")
