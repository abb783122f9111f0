"""Sign-ins: each ends at a set time, and before it when it has rested too long.

When a sign-in was last used is not kept, only when it ends unless it is used again, and that is
written seldom, so that it tells nothing of anybody's day.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from workbench.domain.errors import DiskTrouble
from workbench.domain.ids import Guid, new_guid, now
from workbench.store.database import DatabaseFile, one, rows

# Within this part of its time to rest, using a sign-in again writes nothing.
_SELDOM = 0.1


def token_hash(token: str) -> bytes:
    """What is kept of a sign-in or a one-time link: enough to know it again, not to make it."""
    return hashlib.sha256(token.encode()).digest()


def later(**length: float) -> str:
    """A moment that long from now, as the other times are written."""
    return (datetime.now(UTC) + timedelta(**length)).isoformat(timespec="milliseconds")


def guesses_at(what: str, whose: str) -> str:
    """Name what else than the password of a name is guessed at, to count such guesses under.

    Names stand on one line. So nobody who tries to sign in under a made-up name uses up the tries
    that somebody has for their second step, or for the password they are asked for once more.
    """
    return f"{what}\n{whose}"


def begin(file: DatabaseFile, person: Guid, *, days: float, rest: float, browser: str = "") -> str:
    """Keep a new sign-in, which may rest for `rest` hours, and give its token."""
    token = secrets.token_urlsafe(32)
    with file.transaction() as db:
        db.execute("delete from sign_ins where ends_at < ? or rests_at < ?", (now(), now()))
        db.execute(
            "insert into sign_ins values (?, ?, ?, ?, ?, ?, ?)",
            (
                new_guid(),
                token_hash(token),
                person,
                now(),
                later(days=days),
                later(hours=rest),
                browser[:120],
            ),
        )
    return token


def whose(file: DatabaseFile, token: str, *, rest: Callable[[], float]) -> dict | None:
    """Who a token belongs to: sign_in, guid, name; None when it has ended."""
    moment = now()
    found = one(
        file.db,
        "select s.guid as sign_in, p.guid, p.name, s.rests_at from sign_ins s"
        " join people p on p.guid = s.person where s.token_hash = ? and s.ends_at > ?"
        " and (s.rests_at is null or s.rests_at > ?)",
        token_hash(token),
        moment,
        moment,
    )
    if found is None:
        return None
    rests_at, hours = found.pop("rests_at"), rest()
    if rests_at is None or not later(hours=hours * (1 - _SELDOM)) <= rests_at <= later(
        hours=hours
    ):
        # On a disk that takes no more writing, people can still read.
        with suppress(sqlite3.OperationalError, DiskTrouble), file.transaction() as db:
            db.execute(
                "update sign_ins set rests_at = ? where guid = ?",
                (later(hours=hours), found["sign_in"]),
            )
    return found


def of(file: DatabaseFile, person: Guid) -> list[dict]:
    """A person's own sign-ins, the newest first: guid, began_at, ends_at, browser."""
    return rows(
        file.db,
        "select guid, began_at, ends_at, browser from sign_ins where person = ? and ends_at > ?"
        " and (rests_at is null or rests_at > ?) order by began_at desc",
        person,
        now(),
        now(),
    )


def end(file: DatabaseFile, person: Guid, sign_in: str) -> list[str]:
    """End one sign-in of a person; those that ended are returned."""
    with file.transaction() as db:
        done = db.execute(
            "delete from sign_ins where guid = ? and person = ?", (sign_in, person)
        ).rowcount
    return [sign_in] if done else []


def end_all(file: DatabaseFile, person: Guid, *, but: str = "") -> list[str]:
    """End every sign-in of a person but one; those that ended are returned."""
    with file.transaction() as db:
        ended = rows(db, "select guid from sign_ins where person = ? and guid != ?", person, but)
        db.execute("delete from sign_ins where person = ? and guid != ?", (person, but))
    return [row["guid"] for row in ended]
