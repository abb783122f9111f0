"""The second step of signing in: a secret for one-time codes, and codes to recover with."""

from workbench.domain.ids import Guid
from workbench.store.database import one
from workbench.store.sign_ins import token_hash
from workbench.store.workspace import Workspace

_ABOUT = "second step"


def begin(workspace: Workspace, person: Guid, secret: str) -> None:
    """Keep a secret that is not in use yet, in the place of one that never was."""
    sealed = workspace.keys.seal(person, secret, about=_ABOUT)
    with workspace.file.transaction() as db:
        db.execute(
            "insert into second_steps values (?, ?, 0, 0) on conflict (person) do update set"
            " sealed = excluded.sealed, last_used = 0 where in_use = 0",
            (person, sealed),
        )


def secret(workspace: Workspace, person: Guid) -> tuple[str, bool] | None:
    """A person's secret and whether it is in use; None where there is none or no key to it."""
    found = one(
        workspace.file.db, "select sealed, in_use from second_steps where person = ?", person
    )
    words = workspace.keys.unseal(person, found["sealed"], about=_ABOUT) if found else None
    return (words, bool(found["in_use"])) if found and words is not None else None


def in_use(workspace: Workspace, person: Guid) -> bool:
    """Say whether signing in as this person takes a second step."""
    return bool(
        one(
            workspace.file.db, "select 1 from second_steps where person = ? and in_use = 1", person
        )
    )


def use_moment(workspace: Workspace, person: Guid, moment: int) -> bool:
    """Use up the code of one moment; False when it, or a later one, has been used already."""
    with workspace.file.transaction() as db:
        return bool(
            db.execute(
                "update second_steps set last_used = ? where person = ? and last_used < ?",
                (moment, person, moment),
            ).rowcount
        )


def take_up(workspace: Workspace, person: Guid, codes: list[str]) -> None:
    """Have signing in take the second step from now on, with these codes to recover with."""
    with workspace.file.transaction() as db:
        db.execute("update second_steps set in_use = 1 where person = ?", (person,))
        db.execute("delete from recovery_codes where person = ?", (person,))
        for code in codes:
            db.execute("insert into recovery_codes values (?, ?)", (token_hash(code), person))


def use_recovery_code(workspace: Workspace, person: Guid, code: str) -> bool:
    """Use up one code to recover with; False when it is none of theirs."""
    with workspace.file.transaction() as db:
        return bool(
            db.execute(
                "delete from recovery_codes where person = ? and code_hash = ?",
                (person, token_hash(code)),
            ).rowcount
        )


def recovery_codes_left(workspace: Workspace, person: Guid) -> int:
    """How many codes to recover with a person has left."""
    return workspace.file.db.execute(
        "select count(*) from recovery_codes where person = ?", (person,)
    ).fetchone()[0]


def end(workspace: Workspace, person: Guid) -> None:
    """Have signing in take no second step any more."""
    with workspace.file.transaction() as db:
        db.execute("delete from second_steps where person = ?", (person,))
        db.execute("delete from recovery_codes where person = ?", (person,))
