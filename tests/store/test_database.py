"""Opening files: newer ones and strangers are refused and left as they were."""

import sqlite3
import time
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlite_utils import Database, Migrations

from workbench.domain.errors import DiskTrouble, WrongPlace
from workbench.store.database import DatabaseFile


def _migrations(*names: str) -> Migrations:
    made = Migrations("thing")
    for name in names:
        made(name=name)(lambda db, name=name: db.execute(f"create table {name} (a text)"))
    return made


def test_an_older_file_is_backed_up_and_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "thing.sqlite3"
    first = DatabaseFile(path, _migrations("m001"), "a thing")
    with first.transaction() as db:
        db.execute("insert into m001 values ('kept')")
    first.close()

    second = DatabaseFile(path, _migrations("m001", "m002"), "a thing")
    assert set(second.db.table_names()) >= {"m001", "m002"}
    assert second.db.execute("select a from m001").fetchone() == ("kept",)
    [older] = tmp_path.glob("*before-m001-upgrade")
    assert Database(older).execute("select a from m001").fetchone() == ("kept",)


def test_nobody_else_on_the_machine_may_read_a_file_wherever_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "thing.sqlite3"
    DatabaseFile(path, _migrations("m001"), "a thing").close()
    opened = DatabaseFile(path, _migrations("m001", "m002"), "a thing")
    with opened.transaction() as db:
        db.execute("insert into m001 values ('kept')")
    found = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()}
    assert len(found) == 4  # the file, its log, what the log is shared by, the older copy
    assert set(found.values()) == {0o600}, found


def test_a_failed_upgrade_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "thing.sqlite3"
    DatabaseFile(path, _migrations("m001"), "a thing").close()
    broken = _migrations("m001", "m002")
    broken(name="m003")(lambda db: db.execute("this is not SQL"))

    with pytest.raises(sqlite3.OperationalError):
        DatabaseFile(path, broken, "a thing")
    again = DatabaseFile(path, _migrations("m001"), "a thing")
    assert "m002" not in again.db.table_names()


def test_a_newer_file_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "thing.sqlite3"
    DatabaseFile(path, _migrations("m001", "m002"), "a thing").close()
    before = path.read_bytes()

    with pytest.raises(WrongPlace, match="newer workbench"):
        DatabaseFile(path, _migrations("m001"), "a thing")
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all, but quite long " * 99, None])
def test_a_stranger_is_refused_and_untouched(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "thing.sqlite3"
    if content is None:
        Database(path).execute("create table somebody_elses (a)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()

    with pytest.raises(WrongPlace, match="is not a thing"):
        DatabaseFile(path, _migrations("m001"), "a thing")
    assert path.read_bytes() == before


def test_a_file_where_nothing_can_be_written_is_called_that_and_no_stranger(
    tmp_path: Path,
) -> None:
    path = tmp_path / "thing.sqlite3"
    first = DatabaseFile(path, _migrations("m001"), "a thing")
    first.close()
    before = path.read_bytes()
    # As on a disk that may only be read, where not even a log can be made; root could write there.
    (tmp_path / "thing.sqlite3-wal").mkdir()

    with pytest.raises(DiskTrouble, match="may only be read"):
        DatabaseFile(path, _migrations("m001"), "a thing")
    with pytest.raises(DiskTrouble, match="may only be read"):
        DatabaseFile(tmp_path / "nowhere" / "new.sqlite3", _migrations("m001"), "a thing")
    assert path.read_bytes() == before


def test_a_failed_transaction_leaves_nothing_behind(tmp_path: Path) -> None:
    file = DatabaseFile(tmp_path / "thing.sqlite3", _migrations("m001"), "a thing")

    def fail_half_way() -> None:
        with file.transaction() as db:
            db.execute("insert into m001 values ('gone')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert file.db.execute("select count(*) from m001").fetchone() == (0,)


def test_whoever_begins_to_write_holds_the_lock_before_anything_is_read(tmp_path: Path) -> None:
    file = DatabaseFile(tmp_path / "thing.sqlite3", _migrations("m001"), "a thing")
    another = sqlite3.connect(file.path, isolation_level=None, timeout=0)
    with file.transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
        another.execute("begin immediate")
    another.execute("begin immediate")
    another.close()


def test_two_who_open_an_older_file_at_once_both_find_it_upgraded_and_whole(
    tmp_path: Path,
) -> None:
    path = tmp_path / "thing.sqlite3"
    first = DatabaseFile(path, _migrations("m001"), "a thing")
    with first.transaction() as db:
        db.execute("insert into m001 values ('before')")
    opened, together = [], Barrier(3)

    def open_it() -> None:
        together.wait()
        file = DatabaseFile(path, _migrations("m001", "m002", "m003"), "a thing")
        with file.transaction() as db:
            db.execute("insert into m002 values ('after')")
        opened.append(file.db.execute("select count(*) from m001").fetchone()[0])

    threads = [Thread(target=open_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    together.wait()
    # Whoever had it open before goes on writing, and nothing of that is lost.
    with first.transaction() as db:
        db.execute("insert into m001 values ('meanwhile')")
    for thread in threads:
        thread.join(30)

    assert len(opened) == 2
    assert first.db.execute("select count(*) from m001").fetchone() == (2,)
    assert first.db.execute("select count(*) from m002").fetchone() == (2,)


def test_the_connection_of_a_thread_goes_with_the_thread(tmp_path: Path) -> None:
    file = DatabaseFile(tmp_path / "thing.sqlite3", _migrations("m001"), "a thing")

    def handles() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = handles()
    for _ in range(30):
        thread = Thread(target=lambda: file.db.execute("select 1").fetchone())
        thread.start()
        thread.join()
    assert handles() <= before + 3


def test_an_erasure_held_up_by_a_reader_is_owed_and_done_at_the_next_opening(
    tmp_path: Path,
) -> None:
    path = tmp_path / "thing.sqlite3"
    file = DatabaseFile(path, _migrations("m001"), "a thing")
    with file.transaction() as db:
        db.execute("insert into m001 values ('quixotic marmalade')")
    assert file.forget_earlier_pages()
    reader = sqlite3.connect(path)
    reader.execute("begin")
    reader.execute("select * from m001").fetchall()
    with file.transaction() as db:
        db.execute("delete from m001")
        file.owe_erasure()

    began = time.monotonic()
    assert not file.forget_earlier_pages()
    assert time.monotonic() - began < 2
    assert file.erasure_owed()
    reader.close()
    again = DatabaseFile(path, _migrations("m001"), "a thing")
    assert again.erasure_owed()
    assert again.forget_earlier_pages()
    words = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"quixotic marmalade" not in words
