"""A backup is whole, holds no keys, and comes back; what was there is kept. The restore drill."""

import hashlib
import json
import sqlite3
import threading
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import PASSWORD, Study, small_study
from workbench.domain.errors import AlreadyThere, NotReadable, WrongPlace
from workbench.services import (
    accounts,
    backing_up,
    checking,
    desks,
    notes,
    restoring,
    server_settings,
    withdrawing,
)
from workbench.store import backup_list
from workbench.store.checks import reading_only
from workbench.store.database import copy_of
from workbench.store.holding import HALF_WAY, RESTORING
from workbench.store.sign_ins import token_hash

SECRET = "quixotic marmalade lighthouse"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def reopened(study: Study, folder: Path | None = None) -> Study:
    """The study as it is after a restore, with everybody signed in again."""
    workspace = desks.open_workspace(folder or study.workspace.folder)
    tokens = {who: workspace.begin_sign_in(guid, days=1) for who, guid in study.people.items()}
    return Study(workspace, study.project, study.source, study.people, tokens)


def test_the_restore_drill(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace", password=PASSWORD)
    study.do("Ada", study.operation("I felt safe there"))
    notes.write(study.desk("Ada"), SECRET)
    made, troubles = backing_up.back_up(
        study.workspace, tmp_path / "one.zip", keys_out=tmp_path / "keys.zip"
    )
    assert troubles == []
    study.do("Ada", study.operation("the biscuits", "TW"))

    # The same machine: the newer work goes aside, and nothing of it is lost.
    done = restoring.restore(study.workspace.folder, made)
    back = reopened(study)
    assert [row["code"] for row in back.marks("Ada")] == [back.code("SA")]
    assert [note["words"] for note in notes.mine(back.desk("Ada"))] == [SECRET]
    assert checking.check(back.desk("Ada")) == []
    assert list(checking.check_around(back.workspace, back.desk("Ada"))) == []
    assert done.kept
    assert (done.kept / "projects" / back.workspace.project(study.project).path.name).exists()

    # Another machine: with the keys everything, and people sign in with their passwords.
    restoring.restore(tmp_path / "elsewhere", made, keys=tmp_path / "keys.zip")
    there = reopened(study, tmp_path / "elsewhere")
    assert [note["words"] for note in notes.mine(there.desk("Ada"))] == [SECRET]
    assert accounts.sign_in(there.workspace, "Ada", PASSWORD)

    # Without the keys all but private words.
    restoring.restore(tmp_path / "no keys", made)
    blind = reopened(study, tmp_path / "no keys")
    assert len(blind.marks("Ada")) == 1
    assert SECRET not in str(notes.mine(blind.desk("Ada")))


def test_a_backup_holds_no_key_and_nobodys_sign_in(study: Study, tmp_path: Path) -> None:
    notes.write(study.desk("Ada"), SECRET)
    study.workspace.begin_sign_in(study.people["Ada"], days=1, browser="Quince on Medlar")
    study.workspace.note_attempt("somebody guessed at")
    link = accounts.password_link(study.workspace, study.people["Ada"])
    made, _ = backing_up.back_up(study.workspace, tmp_path / "one.zip")

    with zipfile.ZipFile(made) as archive:
        names, held = archive.namelist(), b"".join(map(archive.read, archive.namelist()))
    assert not [name for name in names if "key" in name]
    assert (study.workspace.folder / "workspace.key").read_bytes() not in held
    passing = (b"Quince on Medlar", b"somebody guessed at", token_hash(link))
    for gone in (SECRET.encode(), token_hash(study.tokens["Ada"]), *passing):
        assert gone not in held
    assert made.stat().st_mode & 0o077 == 0
    restoring.restore(study.workspace.folder, made)
    restored = desks.open_workspace(study.workspace.folder)
    assert restored.signed_in(study.tokens["Ada"]) is None
    assert restored.link(link, "password") is None


def test_a_backup_made_while_people_mark_is_of_one_moment(study: Study, tmp_path: Path) -> None:
    stop = threading.Event()

    def mark() -> None:
        while not stop.is_set():
            study.do("Ben", study.operation("I felt safe there"))

    marking = threading.Thread(target=mark)
    marking.start()
    try:
        made = [backing_up.back_up(study.workspace, tmp_path / f"{n}.zip")[0] for n in range(3)]
    finally:
        stop.set()
        marking.join()

    marks = []
    for number, backup in enumerate(made):
        folder = tmp_path / f"restored {number}"
        restoring.restore(folder, backup)
        back = reopened(study, folder)
        assert checking.check(back.desk("Ada")) == []
        marks.append(len(back.marks("Ada")))
    assert marks == sorted(marks)
    assert marks[-1] <= len(study.marks("Ada"))


def test_nothing_is_written_over(study: Study, tmp_path: Path) -> None:
    there = tmp_path / "there.zip"
    there.write_text("somebody's")
    with pytest.raises(AlreadyThere):
        backing_up.back_up(study.workspace, there)
    assert there.read_text() == "somebody's"
    assert not list(tmp_path.glob(".backup-*"))


def test_a_damaged_or_hostile_backup_changes_nothing(study: Study, tmp_path: Path) -> None:
    made, _ = backing_up.back_up(study.workspace, tmp_path / "one.zip")
    whole = made.read_bytes()
    middle = len(whole) // 2
    before = {path: path.read_bytes() for path in study.workspace.folder.rglob("*.workbench")}
    trials = {
        "cut short": whole[: len(whole) // 2],
        "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "words": b"no backup at all",
        "empty": b"",
    }
    for name, content in trials.items():
        (tmp_path / name).write_bytes(content)
    digest = hashlib.sha256(b"got out").hexdigest()
    climbing = (
        "../../climbed",
        f"{tmp_path}/climbed",
        "projects/../../../climbed.workbench",
        "projects/a.workbench/../../../../climbed",
    )
    for name, about in {
        **{
            f"climbs {number}": {"format": 1, "made_at": "x", "files": {name: digest}}
            for number, name in enumerate(climbing)
        },
        "newer": {"format": 2, "made_at": "x", "files": {}},
        "odd": {"format": 1, "files": []},
        "bare": {"format": 1, "made_at": "x", "files": {}},
    }.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("backup.json", json.dumps(about))
            for path in climbing:
                archive.writestr(path, "got out")
    for name in (*trials, *(f"climbs {n}" for n in range(4)), "newer", "odd", "bare"):
        with pytest.raises(WrongPlace, match=rf"{name}|study"):
            restoring.restore(study.workspace.folder, tmp_path / name)
    assert [*tmp_path.rglob("*climbed*")] == []
    assert {path: path.read_bytes() for path in before} == before
    assert not (study.workspace.folder / RESTORING).exists()
    assert study.marks("Ada") == []


@pytest.mark.parametrize(
    ("kind", "on", "written"),
    [
        ("trigger", "notes", "CREATE TRIGGER trap after insert on notes begin select 1; end"),
        ("TRIGGER", "notes", "CREATE TRIGGER trap after insert on notes begin select 1; end"),
        ("view", "trap", "CREATE VIEW trap as select 1"),
        ("table", "trap", "CREATE VIRTUAL TABLE trap using fts5(words)"),
        ("table", "trap", "CREATE/**/VIRTUAL TABLE trap using fts5(words)"),
        ("table", "trap", "CREATE  VIRTUAL TABLE trap using fts5(words)"),
    ],
)
def test_a_study_with_a_trap_in_it_is_refused(
    study: Study, tmp_path: Path, kind: str, on: str, written: str
) -> None:
    hostile = tmp_path / "hostile.workbench"
    sent = sqlite3.connect(hostile)
    study.desk("Ada").project.db.conn.backup(sent)
    sent.execute("pragma writable_schema = on")
    sent.execute("insert into sqlite_master values (?, 'trap', ?, 0, ?)", (kind, on, written))
    sent.commit()
    sent.close()
    with pytest.raises(WrongPlace, match="commands in it that no workbench wrote"):
        restoring.restore(tmp_path / "elsewhere", hostile)


def test_a_backup_with_a_trap_or_other_bytes_in_it_is_refused(
    study: Study, tmp_path: Path
) -> None:
    made, _ = backing_up.back_up(study.workspace, tmp_path / "one.zip")
    with zipfile.ZipFile(made) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(held.pop("backup.json"))
    [name] = [name for name in held if name.startswith("projects/")]
    trapped = tmp_path / "trapped.sqlite3"
    trapped.write_bytes(held[name])
    db = sqlite3.connect(trapped)
    db.execute("create trigger trap after insert on notes begin select 1; end")
    db.close()
    held[name] = trapped.read_bytes()

    def pack() -> Path:
        out = tmp_path / "hostile.zip"
        with zipfile.ZipFile(out, "w") as archive:
            for path, data in {"backup.json": json.dumps(about).encode(), **held}.items():
                archive.writestr(path, data)
        return out

    with pytest.raises(WrongPlace, match="is damaged"):  # it is not what was written
        restoring.restore(tmp_path / "elsewhere", pack())
    about["files"][name] = hashlib.sha256(held[name]).hexdigest()
    with pytest.raises(WrongPlace, match="commands in it that no workbench wrote"):
        restoring.restore(tmp_path / "elsewhere", pack())
    assert not [*(tmp_path / "elsewhere").rglob("*.workbench")]


def test_a_study_whose_damage_is_no_text_is_refused_in_a_sentence(
    study: Study, tmp_path: Path
) -> None:
    """Found by `make fuzz`: SQLite quotes what it cannot read, and Python cannot read that."""
    project = study.desk("Ada").project
    project.db.execute("pragma wal_checkpoint(truncate)")
    whole = project.path.read_bytes()
    hostile = tmp_path / "hostile.workbench"
    hostile.write_bytes(whole.replace(b"create table", b"cre\xa4te table").replace(
        b"CREATE TABLE", b"CRE\xa4TE TABLE"))  # fmt: skip
    before = hostile.read_bytes()
    assert before != whole
    with pytest.raises(WrongPlace, match="not a study’s file"):
        restoring.restore(tmp_path / "elsewhere", hostile)
    with pytest.raises(WrongPlace, match="not a workbench project"), reading_only(hostile):
        pass
    assert hostile.read_bytes() == before


def test_a_restore_that_was_cut_short_is_refused_and_finished(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.do("Ada", study.operation("I felt safe there"))
    made, _ = backing_up.back_up(study.workspace, tmp_path / "one.zip")
    moved = Path.rename

    def cut_short(path: Path, to: Path) -> Path:
        if path.name == "workspace.sqlite3" and "ready" in path.parts:
            raise KeyboardInterrupt
        return moved(path, to)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", cut_short)
        with pytest.raises(KeyboardInterrupt):
            restoring.restore(study.workspace.folder, made)
    assert (study.workspace.folder / RESTORING / HALF_WAY).exists()
    with pytest.raises(WrongPlace, match="cut short"):
        desks.open_workspace(study.workspace.folder)

    restoring.restore(study.workspace.folder, made)
    assert len(reopened(study).marks("Ada")) == 1


def test_nothing_is_restored_under_a_running_server(study: Study, tmp_path: Path) -> None:
    made, _ = backing_up.back_up(study.workspace, tmp_path / "one.zip")
    study.do("Ada", study.operation("I felt safe there"))
    with study.workspace.lock():
        for file in (made, study.desk("Ada").project.path):
            with pytest.raises(WrongPlace, match="already serving"):
                restoring.restore(study.workspace.folder, file)
    assert len(study.marks("Ada")) == 1


def test_a_study_moves_to_another_workspace_and_gives_nobody_rights(
    study: Study, tmp_path: Path
) -> None:
    study.do("Ada", study.operation("I felt safe there"))
    other = small_study(tmp_path / "other", names=("Zed",))
    path = study.desk("Ada").project.path

    told = restoring.restore(other.workspace.folder, path)

    assert "have no account here" in " ".join(told.sentences)
    workspace = desks.open_workspace(other.workspace.folder)
    assert len(workspace.projects()) == 2
    assert workspace.jobs_of(study.project, other.people["Zed"]) is None
    desk = desks.from_command_line(workspace, study.project)
    assert checking.check(desk) == []
    again = restoring.restore(other.workspace.folder, path)
    assert again.kept
    [kept] = (again.kept / "projects").glob("*.workbench")
    with reading_only(kept) as held:
        assert held.db.execute("select count(*) from codings").fetchone() == (1,)


def test_who_withdrew_since_the_backup_is_named_until_withdrawn_again(
    study: Study, tmp_path: Path
) -> None:
    made, _ = backing_up.back_up(study.workspace, tmp_path / "one.zip")
    alone = tmp_path / "alone.workbench"
    copy_of(study.workspace.project(study.project).path, alone)
    foretold = withdrawing.preview(study.workspace, study.desk("Ada"), "P01").sentences
    done = withdrawing.withdraw(study.workspace, study.desk("Ada"), "P01")
    today = f"{datetime.now(UTC).day} {datetime.now(UTC):%B %Y}"
    for told in (foretold, done.sentences):
        assert any(f"somebody made on {today}" in words for words in told)

    restored = restoring.restore(study.workspace.folder, made)

    assert any("P01 withdrew after" in words for words in restored.sentences)
    back = reopened(study)
    desk = back.desk("Ada")
    assert any("P01 withdrew" in words for words in checking.check_around(back.workspace, desk))
    withdrawing.withdraw(back.workspace, desk, "P01")
    assert checking.check_around(back.workspace, desk) == []

    # As with a backup, so with a copy of the one study.
    told = restoring.restore(study.workspace.folder, alone).sentences
    assert any("P01 withdrew after" in words for words in told)


def test_the_servers_own_backups_come_when_due_and_go_in_time(
    study: Study, tmp_path: Path
) -> None:
    assert backing_up.due(study.workspace)
    backing_up.back_up_if_due(study.workspace)
    [first] = backup_list.made(study.workspace)
    assert Path(first["place"]).exists()
    assert not backing_up.due(study.workspace)

    asked, _ = backing_up.back_up(study.workspace, tmp_path / "asked.zip")
    long_ago = (datetime.now(UTC) - timedelta(days=20)).isoformat(timespec="milliseconds")
    with study.workspace.file.transaction() as db:
        db.execute("update backups set made_at = ?", (long_ago,))
    assert backing_up.due(study.workspace)
    second, _ = backing_up.back_up(
        study.workspace, study.workspace.folder / "second.zip", scheduled=True
    )
    assert not Path(first["place"]).exists()
    # What somebody asked for is theirs to throw away.
    assert asked.exists()
    assert [row["place"] for row in backup_list.made(study.workspace)] == [str(asked), str(second)]

    # A clock that was put back does not put the next backup off.
    ahead = (datetime.now(UTC) + timedelta(days=400)).isoformat(timespec="milliseconds")
    with study.workspace.file.transaction() as db:
        db.execute("update backups set made_at = ?", (ahead,))
    assert backing_up.due(study.workspace)


def test_a_damaged_study_is_told_and_no_good_backup_is_thrown_away_for_it(
    study: Study,
) -> None:
    first, _ = backing_up.back_up(
        study.workspace, study.workspace.folder / "first.zip", scheduled=True
    )
    with study.workspace.file.transaction() as db:
        db.execute("update backups set made_at = '2020-01-01T00:00:00.000+00:00'")
    project = study.desk("Ada").project
    project.db.execute("pragma wal_checkpoint(truncate)")
    project.file.close()
    data = bytearray(project.path.read_bytes())
    data[12_288:60_000] = b"\xff" * (60_000 - 12_288)
    project.path.write_bytes(data)

    _, troubles = backing_up.back_up(
        study.workspace, study.workspace.folder / "second.zip", scheduled=True
    )

    assert any("damaged" in words for words in troubles)
    assert first.exists()
    assert "damaged" in backing_up.trouble(study.workspace)


def test_settings_have_limits(study: Study) -> None:
    assert server_settings.change(study.workspace, "backup-every-hours", " 6 ") == "6"
    for words in ("-1", "often", "nan", "1e99", ""):
        with pytest.raises(NotReadable):
            server_settings.change(study.workspace, "backup-every-hours", words)
    assert server_settings.number(study.workspace, "backup-every-hours") == 6
