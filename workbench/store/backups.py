"""A backup: one file with a consistent copy of every database of a workspace.

Each database is copied as it is at one moment, while people work. The keys to private text are in
a file of their own or nowhere. What is unpacked may come from an enemy and is looked at first.
"""

import hashlib
import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from sqlite_utils import Database, Migrations

from workbench.domain.archives import BROKEN
from workbench.domain.errors import AlreadyThere, WrongPlace
from workbench.domain.ids import now
from workbench.store.database import DAMAGED, copy_of, refuse_stranger
from workbench.store.keys import KEY_FILE, KEYS_FILE
from workbench.store.project_schema import PROJECT
from workbench.store.real_words import LIST
from workbench.store.workspace import Workspace
from workbench.store.workspace_schema import KEYS, WORKSPACE

_FORMAT = 1
_ABOUT = "backup.json"
_STUDY = re.compile(r"projects/[\w-][\w.-]{0,180}\.workbench", re.ASCII)
_KINDS: dict[str, tuple[Migrations, str]] = {
    "workspace.sqlite3": (WORKSPACE, "a workbench workspace"),
    "replacements.sqlite3": (LIST, "a list of replacements"),
    KEYS_FILE: (KEYS, "a workbench key file"),
}
_LONGEST_ABOUT = 1_000_000
_CHUNK = 1 << 20
_PASSING = ("sign_ins", "links", "attempts", "jobs")


def pack(workspace: Workspace, out: Path) -> list[str]:
    """Write a backup to a file that is not there yet.

    Returns
    -------
    list of str
        In sentences, what is the matter with the pages of what was copied; nothing when it is
        whole. The backup is written either way.
    """
    with _staged(out) as staging:
        copy_of(workspace.file.path, staging / "workspace.sqlite3")
        _without_passing(staging / "workspace.sqlite3")
        listed = sqlite3.connect(staging / "workspace.sqlite3")
        names = [row[0] for row in listed.execute("select file_name from projects")]
        listed.close()
        (staging / "projects").mkdir()
        for name in names:
            copy_of(workspace.folder / "projects" / name, staging / "projects" / name)
        copy_of(workspace.replacements.file.path, staging / "replacements.sqlite3")
        found = [trouble for path in sorted(staging.rglob("*")) for trouble in _damage(path)]
        _zip(staging, out)
    look(out)
    return found


def pack_keys(workspace: Workspace, out: Path) -> None:
    """Write the keys to private text to a file of their own, which only its owner may read."""
    with _staged(out) as staging:
        copy_of(workspace.folder / KEYS_FILE, staging / KEYS_FILE)
        (staging / KEY_FILE).write_bytes((workspace.folder / KEY_FILE).read_bytes())
        _zip(staging, out)
    look(out)


def is_backup(path: Path) -> bool:
    """Say whether a file is a backup, of a workspace or of keys."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _ABOUT in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def look(path: Path) -> dict:
    """Read a backup to its end, comparing every byte with what was written: made_at, files.

    Raises
    ------
    WrongPlace
        It is no backup, is damaged, or was made by a newer workbench.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            about = _about(archive, path)
            for name, digest in about["files"].items():
                seen = hashlib.sha256()
                with archive.open(name) as packed:
                    while chunk := packed.read(_CHUNK):
                        seen.update(chunk)
                if seen.hexdigest() != digest:
                    raise _damaged(path)
            return about
    except (*BROKEN, KeyError) as trouble:
        raise _damaged(path) from trouble


def unpack(path: Path, to: Path) -> dict:
    """Unpack a backup into an empty folder, and open all of it to see that it can be used.

    What `look` gives is returned. Nothing but what a backup holds is written, wherever names in
    it may point.
    """
    about = look(path)
    (to / "projects").mkdir(exist_ok=True, mode=0o700)
    with zipfile.ZipFile(path) as archive:
        for name in about["files"]:
            with archive.open(name) as packed, _private(to / name) as file:
                while chunk := packed.read(_CHUNK):
                    file.write(chunk)
                _on_disk(file)
    for name in about["files"]:
        if name != KEY_FILE:
            migrations, what = _KINDS.get(name, (PROJECT, "a workbench project"))
            sound(to / name, migrations, what)
    return about


def sound(path: Path, migrations: Migrations, what: str) -> None:
    """Refuse a database that cannot be used here: damaged, newer, a stranger or a trap."""
    refuse_stranger(path, migrations, what)
    if _damage(path):
        raise WrongPlace(
            f"{path.name} is damaged, so it was not put in place. Use an older backup."
        )
    ours = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrations.apply(Database(ours))
        allowed = _acting(ours)
    finally:
        ours.close()
    theirs = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        # A trigger or a view would run whatever its author wrote as soon as the file is used.
        if _acting(theirs) - allowed:
            raise WrongPlace(
                f"{path.name} has commands in it that no workbench wrote, so it was not put in "
                "place. Ask whoever sent it where it comes from."
            )
    finally:
        theirs.close()


def _acting(connection: sqlite3.Connection) -> set[tuple]:
    """All that is neither a table nor an index, told by how SQLite itself writes those two down.

    Whoever writes the schema by hand can call a trigger `TRIGGER`, and it would run all the same.
    """
    return set(
        connection.execute(
            "select type, name, sql from sqlite_master where not ("
            "type = 'table' and sql glob 'CREATE TABLE *' or type = 'index' and ("
            "sql is null or sql glob 'CREATE INDEX *' or sql glob 'CREATE UNIQUE INDEX *'))"
        )
    )


def _without_passing(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for table in _PASSING:
            connection.execute(f"delete from {table}")
        connection.execute("vacuum")
    finally:
        connection.close()


def _damage(path: Path) -> list[str]:
    if not path.is_file():
        return []
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        found = [row[0] for row in connection.execute("pragma integrity_check(3)")]
    except DAMAGED as trouble:
        found = [str(trouble)]
    finally:
        connection.close()
    return [f"{path.name} is damaged: {line}." for line in found if line != "ok"]


@contextmanager
def _staged(out: Path) -> Iterator[Path]:
    """Give a folder beside a new file to gather its contents in, and clear it away after."""
    if out.exists():
        raise AlreadyThere(f"{out} is there already. Name another file, or move that one away.")
    try:
        with TemporaryDirectory(prefix=".backup-", dir=out.parent) as staging:
            yield Path(staging)
    except OSError as trouble:
        raise WrongPlace(
            f"The backup {out.name} could not be written: {trouble.strerror or trouble}. "
            "Nothing was changed."
        ) from trouble
    except sqlite3.OperationalError as trouble:
        raise WrongPlace(
            f"The backup {out.name} could not be made: {trouble}. Check that there is room for it "
            "and that every study's file is in its place."
        ) from trouble


def _zip(folder: Path, out: Path) -> None:
    paths = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    about = {
        "format": _FORMAT,
        "made_at": now(),
        "files": {name: _digest(path) for name, path in sorted(paths.items())},
    }
    making = folder / "packed"
    with (
        _private(making) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        archive.writestr(_ABOUT, json.dumps(about))
        for name, path in sorted(paths.items()):
            archive.write(path, name)
    with making.open("rb") as file:
        os.fsync(file.fileno())
    out.open("xb").close()  # never in the place of what is there
    making.replace(out)
    sync_folder(out.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk keep which names a folder holds."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _private(path: Path) -> IO[bytes]:
    """Open a new file that nobody else on this machine may read."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _on_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _about(archive: zipfile.ZipFile, path: Path) -> dict:
    if archive.getinfo(_ABOUT).file_size > _LONGEST_ABOUT:
        raise _damaged(path)
    about = json.loads(archive.read(_ABOUT))
    if not isinstance(about, dict) or not isinstance(about.get("files"), dict):
        raise _damaged(path)
    if about.get("format") != _FORMAT:
        raise WrongPlace(
            f"{path.name} was made by a newer workbench. Install the newer version to restore it."
        )
    for name in about["files"]:
        if not (name in _KINDS or name == KEY_FILE or _STUDY.fullmatch(name)):
            raise _damaged(path)
    if not isinstance(about.get("made_at"), str):
        raise _damaged(path)
    return about


def _damaged(path: Path) -> WrongPlace:
    return WrongPlace(
        f"{path.name} is not a backup of this workbench, or is damaged. Nothing was changed: use "
        "another backup."
    )
