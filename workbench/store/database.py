"""One SQLite file: opened in one place, with its promises to the disk made in one place.

A connection belongs to one thread. Nothing outside `workbench.store` sees SQL.
"""

import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database, Migrations

from workbench.domain.errors import DiskTrouble, WrongPlace

# What must hold on every connection; `pragmas` reads them back for tests and for `check`.
PROMISES = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
}
BUSY_MILLISECONDS = 10_000
# What reading a damaged or hostile file raises: what SQLite says of it may quote bytes that are no
# text at all.
DAMAGED = (sqlite3.DatabaseError, UnicodeDecodeError)


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
        self._turn = threading.Lock()
        self._prepare()

    @property
    def db(self) -> Database:
        """This thread's connection, opened at first use."""
        db = getattr(self._threads, "db", None)
        if db is None:
            db = self._threads.db = self._connect(self.path)
            self._threads.closer = _Closer(db)
        return db

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """Take the write lock at once; commit at the end, or leave everything as it was.

        When the block is left without an exception, what it wrote is on the disk.
        """
        db = self.db
        with self._in_turn():
            yield from self._committed(db)
        for told in list(self.on_commit):
            told()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Wait for who writes in this process, in turn.

        SQLite alone would have each of a crowd look again after longer and longer sleeps, and some
        for seconds. Whoever waited long goes on to SQLite, which waits and then says so.
        """
        mine = self._turn.acquire(timeout=BUSY_MILLISECONDS / 1000)
        try:
            yield
        finally:
            if mine:
                self._turn.release()

    def _committed(self, db: Database) -> Iterator[Database]:
        try:
            db.execute("begin immediate")
            yield db
            db.execute("commit")
        except BaseException as trouble:
            with suppress(sqlite3.Error):
                db.execute("rollback")
            if isinstance(trouble, sqlite3.OperationalError) and _of_the_disk(trouble):
                raise DiskTrouble(
                    "The disk is full or takes no more writing, so this was not saved and nothing "
                    "was changed. Make room or tell whoever runs the workbench, then try again."
                ) from trouble
            raise

    def pragmas(self) -> dict[str, object]:
        """Read back what `PROMISES` names, as this thread's connection has it."""
        return {name: self.db.execute(f"pragma {name}").fetchone()[0] for name in PROMISES}

    def data_version(self) -> int:
        """A number that changes when another connection has committed."""
        return int(self.db.execute("pragma data_version").fetchone()[0])

    def owe_erasure(self) -> None:
        """Put on record, inside a transaction, that erased words must still leave the log.

        `user_version` is part of the file, so whoever opens it next knows, even after a crash.
        """
        self.db.execute("pragma user_version = 1")

    def erasure_owed(self) -> bool:
        """Say whether erased words may still be in the write-ahead log or in old pages."""
        return bool(self.db.execute("pragma user_version").fetchone()[0])

    def forget_earlier_pages(self) -> bool:
        """Move everything out of the write-ahead log and empty it, so that no erased word stays.

        Copies that an upgrade left go too. Nobody is kept waiting: while somebody else reads older
        pages it gives up after a moment, the debt stays on record, and the next write, or the next
        opening, tries again.
        """
        for copy in self.path.parent.glob(f"{self.path.name}.before-*-upgrade"):
            copy.unlink(missing_ok=True)
        self.db.execute("pragma busy_timeout=0")
        try:
            for _ in range(5):
                busy, _, _ = self.db.execute("pragma wal_checkpoint(truncate)").fetchone()
                if not busy:
                    self.db.execute("pragma user_version = 0")
                    self.db.execute("pragma wal_checkpoint(truncate)")
                    return True
                time.sleep(0.02)
        except sqlite3.OperationalError:
            pass  # somebody is writing; the debt stays on record
        finally:
            self.db.execute(f"pragma busy_timeout={BUSY_MILLISECONDS}")
        return False

    def close(self) -> None:
        """Close this thread's connection."""
        db = getattr(self._threads, "db", None)
        if db is not None:
            db.close()
            self._threads.db = self._threads.closer = None

    @staticmethod
    def _connect(path: Path) -> Database:
        try:
            connection = sqlite3.connect(
                path, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000
            )
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=full")
            connection.execute("pragma foreign_keys=on")
            connection.execute("pragma secure_delete=on")
            connection.execute(f"pragma busy_timeout={BUSY_MILLISECONDS}")
        except sqlite3.OperationalError as trouble:
            if _of_the_disk(trouble):
                raise _not_opened(path) from trouble
            raise
        return Database(connection)

    def _prepare(self) -> None:
        """Bring the file to the present schema, or refuse and leave it as it was."""
        _for_nobody_else(self.path)
        if self.path.exists() and self.path.stat().st_size > 0:
            refuse_stranger(self.path, self._migrations, self.what)
        if not self._migrations.pending(self.db):
            return
        applied = [migration.name for migration in self._migrations.applied(self.db)]
        if applied:
            self._back_up(applied[-1])
        # All of it under one write lock: whoever else opens or writes to the file waits, and a
        # migration that fails takes the others back with it.
        with self.transaction():
            self._migrations.apply(self.db)

    def _back_up(self, last: str) -> None:
        """Keep a copy of the older file beside it until the next erasure."""
        older = self.path.with_name(f"{self.path.name}.before-{last}-upgrade")
        making = older.with_name(f"{older.name}-{secrets.token_hex(4)}")
        copy_of(self.path, making)
        making.replace(older)


def refuse_stranger(path: Path, migrations: Migrations, what: str) -> None:
    """Refuse a stranger or a newer file before anything, even a mode, is written to it.

    Parameters
    ----------
    what
        What the file should be, in the words of an error message.
    """
    looking = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        db = Database(looking)
        applied = {migration.name for migration in migrations.applied(db)}
        stranger = not applied and bool(db.table_names())
    except sqlite3.DatabaseError as trouble:
        if _of_the_disk(trouble):
            raise _not_opened(path) from trouble
        applied, stranger = set(), True
    except UnicodeDecodeError:
        applied, stranger = set(), True
    finally:
        looking.close()
    if stranger:
        raise WrongPlace(f"{path.name} is not {what}. Nothing in it was changed.")
    if applied - {migration.name for migration in migrations._migrations}:
        raise WrongPlace(
            f"{path.name} was made by a newer workbench. It was not touched: "
            "install the newer version to open it."
        )


def _for_nobody_else(path: Path) -> None:
    """Make a new file one that nobody else on this machine may read, whatever its folder allows.

    What SQLite puts beside a file is like it. Where it cannot be made, SQLite says why.
    """
    with suppress(OSError):
        path.touch(mode=0o600, exist_ok=False)


def copy_of(path: Path, to: Path) -> None:
    """Copy a database as it is at one moment, while others go on writing to it.

    The copy is one file, whole and closed, without a log beside it.
    """
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    _for_nobody_else(to)
    copy = sqlite3.connect(to)
    try:
        source.backup(copy)
        copy.execute("pragma journal_mode=delete")
    finally:
        copy.close()
        source.close()


def _not_opened(path: Path) -> DiskTrouble:
    return DiskTrouble(
        f"{path} cannot be opened to be written to: its disk is full, or it and its folder may "
        "only be read. A workbench writes there as it is used. Nothing was changed. Make room, or "
        "put the whole folder where it can be written."
    )


def _of_the_disk(trouble: sqlite3.DatabaseError) -> bool:
    """Say whether it is the disk, and not what was asked, that stood in the way."""
    # The lower eight bits name the kind; the others say more about it.
    return getattr(trouble, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
    )


class _Closer:
    """Closes a thread's connection when the thread is gone, without waiting for a collection."""

    def __init__(self, db: Database) -> None:
        self._connection = db.conn

    def __del__(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.close()


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
