"""Operations: what makes a repeat harmless, and what undo takes back.

Clients make operation ids. `(person, operation)` is unique: a repeat gives the first answer, and
the same id with another body is refused.
"""

import json

from sqlite_utils import Database

from workbench.domain.errors import AlreadyThere
from workbench.domain.ids import Guid
from workbench.store.database import one, rows
from workbench.store.keys import Keys
from workbench.store.project import Writing

# What was undone comes after all that is still done, so nobody looks through everything of theirs.
_UNDONE = (
    "person = ?1 and scope = ?2 and state = 'undone' and id > coalesce((select max(id)"
    " from operations where person = ?1 and scope = ?2 and state = 'done'), 0)"
)


def fingerprint(keys: Keys, body: dict) -> str:
    """Tell one operation's body from another's; its words can be neither read nor guessed."""
    return keys.fingerprint(json.dumps(body, sort_keys=True).encode())


def earlier_answer(db: Database, person: Guid, operation: Guid, mark: str) -> dict | None:
    """Give the first answer when this operation has been done; refuse it with another body.

    After a withdrawal there may be no fingerprint left to tell another body by; it is empty then.
    """
    found = one(
        db,
        "select fingerprint, answer from operations where person = ? and operation = ?",
        person,
        operation,
    )
    if found is None:
        return None
    if found["fingerprint"] not in (mark, ""):
        raise AlreadyThere("The same operation was sent twice with different contents.")
    return json.loads(found["answer"])


def begin(w: Writing, operation: Guid, mark: str, scope: str, *, undoable: bool) -> None:
    """Open an operation in this transaction; what follows in `w` belongs to it."""
    if undoable:
        w.db.execute(f"update operations set state = 'settled' where {_UNDONE}", (w.person, scope))
    state = "done" if undoable else "settled"
    w.operation = w.db.execute(
        "insert into operations (person, operation, fingerprint, scope, state, answer, at)"
        " values (?, ?, ?, ?, ?, '{}', ?)",
        (w.person, operation, mark, scope, state, w.at),
    ).lastrowid


def finish(w: Writing, answer: dict) -> None:
    """Keep the answer, so that a repeat gets the same; it names things and holds no words."""
    w.db.execute(
        "update operations set answer = ? where id = ?", (json.dumps(answer), w.operation)
    )


def last_done(db: Database, person: Guid, scope: str) -> int | None:
    """My last operation here that undo would take back."""
    found = one(
        db,
        "select max(id) as id from operations where person = ? and scope = ? and state = 'done'",
        person,
        scope,
    )
    return found["id"] if found else None


def first_undone(db: Database, person: Guid, scope: str) -> int | None:
    """My operation here that redo would do again."""
    found = one(
        db,
        f"select min(id) as id from operations where {_UNDONE}",
        person,
        scope,
    )
    return found["id"] if found else None


def done_at(db: Database, row: int) -> str:
    """When an operation was done."""
    return (one(db, "select at from operations where id = ?", row) or {})["at"]


def set_state(w: Writing, row: int, state: str) -> None:
    """Mark an operation done or undone."""
    w.db.execute("update operations set state = ? where id = ?", (state, row))


def settle(w: Writing, object_guid: Guid) -> None:
    """Have undo pass by what was done to an object whose earlier words are erased."""
    w.db.execute(
        "update operations set state = 'settled'"
        " where person = ? and id in (select operation from changes where object = ?)",
        (w.person, object_guid),
    )


def settle_scope(w: Writing, scope: str) -> None:
    """Have undo pass by everything anybody did in a place."""
    w.db.execute("update operations set state = 'settled' where scope = ?", (scope,))


def last_change(db: Database, object_guid: str, kind: str) -> int | None:
    """The newest change of one kind to an object."""
    found = one(
        db,
        "select max(revision) as revision from changes where object = ? and kind = ?",
        object_guid,
        kind,
    )
    return found["revision"] if found else None


def refuse_anothers(db: Database, object_guid: str, person: str | None) -> None:
    """Refuse an identifier that somebody else has used: it may come back by their undo."""
    if one(
        db,
        "select 1 from changes where object = ? and person is not ? limit 1",
        object_guid,
        person,
    ):
        raise AlreadyThere("That identifier is in use for something else.")


def changes_of(db: Database, row: int) -> list[dict]:
    """The changes one operation made, in order."""
    return rows(
        db,
        "select revision, kind, object_kind, object, source, audience from changes"
        " where operation = ? order by revision",
        row,
    )
