"""One SQLite file: opened in one place, with its promises to the disk made in one place.

A connection belongs to one thread. Nothing outside `workbench.store` sees SQL.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database, Migrations

from workbench.domain.errors import WrongPlace

# What must hold on every connection; `pragmas` reads them back for tests and for `check`.
PROMISES = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
}
BUSY_MILLISECONDS = 10_000


class DatabaseFile:
    """A SQLite file with its migrations, one connection per thread, and word of each commit.

    Parameters
    ----------
    path
        The file; it is made when absent.
    migrations
        What brings an empty or older file to the present schema.
    what
        What the file is, in the words of an error message.
    """

    def __init__(self, path: Path, migrations: Migrations, what: str) -> None:
        self.path, self.what = path, what
        self.on_commit: list[Callable[[], None]] = []
        self._migrations = migrations
        self._threads = threading.local()
        self._prepare()

    @property
    def db(self) -> Database:
        """This thread's connection, opened at first use."""
        db = getattr(self._threads, "db", None)
        if db is None:
            db = self._threads.db = self._connect(self.path)
        return db

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """Take the write lock at once; commit at the end, or leave everything as it was.

        When the block is left without an exception, what it wrote is on the disk.
        """
        db = self.db
        db.execute("begin immediate")
        try:
            yield db
            db.execute("commit")
        except BaseException:
            with suppress(sqlite3.Error):
                db.execute("rollback")
            raise
        for told in list(self.on_commit):
            told()

    def pragmas(self) -> dict[str, object]:
        """Read back what `PROMISES` names, as this thread's connection has it."""
        return {name: self.db.execute(f"pragma {name}").fetchone()[0] for name in PROMISES}

    def data_version(self) -> int:
        """A number that changes when another connection has committed."""
        return int(self.db.execute("pragma data_version").fetchone()[0])

    def forget_earlier_pages(self) -> None:
        """Move everything out of the write-ahead log and empty it, so that no erased word stays.

        Somebody reading at that moment can hold it up; it is tried for a second, and the next
        erasure, or the last connection to close, does it again.
        """
        for _ in range(20):
            busy, _, _ = self.db.execute("pragma wal_checkpoint(truncate)").fetchone()
            if not busy:
                return
            time.sleep(0.05)

    def close(self) -> None:
        """Close this thread's connection."""
        db = getattr(self._threads, "db", None)
        if db is not None:
            db.close()
            self._threads.db = None

    @staticmethod
    def _connect(path: Path) -> Database:
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)
        connection.execute("pragma journal_mode=wal")
        connection.execute("pragma synchronous=full")
        connection.execute("pragma foreign_keys=on")
        connection.execute("pragma secure_delete=on")
        connection.execute(f"pragma busy_timeout={BUSY_MILLISECONDS}")
        return Database(connection)

    def _prepare(self) -> None:
        """Bring the file to the present schema, or refuse and leave it as it was."""
        if self.path.exists() and self.path.stat().st_size > 0:
            self._look_before_opening()
        applied = [migration.name for migration in self._migrations.applied(self.db)]
        if not self._migrations.pending(self.db):
            return
        if applied:
            self._migrate_a_copy(applied[-1])
        else:
            self._migrations.apply(self.db)

    def _look_before_opening(self) -> None:
        """Refuse a stranger or a newer file before anything, even a mode, is written to it."""
        looking = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            db = Database(looking)
            applied = {migration.name for migration in self._migrations.applied(db)}
            stranger = not applied and bool(db.table_names())
        except sqlite3.DatabaseError:
            applied, stranger = set(), True
        finally:
            looking.close()
        if stranger:
            raise WrongPlace(f"{self.path.name} is not {self.what}. Nothing in it was changed.")
        if applied - {migration.name for migration in self._migrations._migrations}:
            raise WrongPlace(
                f"{self.path.name} was made by a newer workbench. It was not touched: "
                "install the newer version to open it."
            )

    def _migrate_a_copy(self, last: str) -> None:
        """Keep the older file beside the new one, and swap only when the new one is whole."""
        older = self.path.with_name(f"{self.path.name}.before-{last}-upgrade")
        newer = self.path.with_name(f"{self.path.name}.upgrading")
        for path in (older, newer):
            path.unlink(missing_ok=True)
            copy = sqlite3.connect(path)
            self.db.conn.backup(copy)
            copy.close()
        upgraded = self._connect(newer)
        try:
            self._migrations.apply(upgraded)
        except Exception:
            upgraded.close()
            newer.unlink(missing_ok=True)
            raise
        upgraded.execute("pragma journal_mode=delete")
        upgraded.close()
        self.close()
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        newer.replace(self.path)


def rows(db: Database, sql: str, *values: object) -> list[dict]:
    """Run one query and give its rows as dictionaries."""
    cursor = db.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def one(db: Database, sql: str, *values: object) -> dict | None:
    """Run one query and give its first row, or None."""
    found = rows(db, sql, *values)
    return found[0] if found else None


def run_statements(db: Database, script: str) -> None:
    """Run several statements inside the migration's own transaction.

    `executescript` would commit first, so the script is cut at its semicolons; ours hold none
    inside a statement.
    """
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)
