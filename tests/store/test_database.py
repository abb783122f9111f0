"""Opening files: newer ones and strangers are refused and left as they were."""

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from workbench.domain.errors import WrongPlace
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


def test_a_failed_transaction_leaves_nothing_behind(tmp_path: Path) -> None:
    file = DatabaseFile(tmp_path / "thing.sqlite3", _migrations("m001"), "a thing")

    def fail_half_way() -> None:
        with file.transaction() as db:
            db.execute("insert into m001 values ('gone')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert file.db.execute("select count(*) from m001").fetchone() == (0,)
