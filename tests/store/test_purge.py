"""A purge that was cut short is finished at the next start, and no copy of the file is left."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.withdrawn import WHO, still_there, study_with_rare_words
from workbench.services import checking, desks, withdrawing
from workbench.store import purge
from workbench.store.workspace import Workspace

# Withdraws in a process of its own, which dies as that step begins.
_DIES_AT = f"""
import os, signal, sys
from pathlib import Path
from workbench.services import desks, withdrawing
from workbench.store import database, purge

owner, step, folder = sys.argv[1:]
dying = {{"purge": purge, "file": database.DatabaseFile}}[owner]
setattr(dying, step, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
workspace = desks.open_workspace(Path(folder))
desk = desks.from_command_line(workspace, "small-study")
withdrawing.withdraw(workspace, desk, {WHO!r})
"""


def test_a_purge_killed_between_its_steps_is_finished_when_the_workspace_is_next_opened(
    tmp_path: Path,
) -> None:
    for owner, step in (
        ("file", "forget_earlier_pages"),  # the transaction is on the disk, and nothing more
        ("purge", "write_anew"),
        ("purge", "empty_log"),
    ):
        study = study_with_rare_words(tmp_path / step)
        study.desk("Ada").project.file.close()
        study.workspace.file.close()
        died = subprocess.run(
            [sys.executable, "-c", _DIES_AT, owner, step, str(study.workspace.folder)],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONPATH": "."},
            check=False,
        )
        assert died.returncode == -signal.SIGKILL
        if step == "forget_earlier_pages":
            assert still_there(study)  # without the rest it would not have been gone

        again = desks.open_workspace(study.workspace.folder)

        assert still_there(study) == []
        desk = desks.from_command_line(again, "small-study")
        assert not again.purge_under_way(study.project)
        assert len(withdrawing.receipts(desk)) == 1
        assert checking.check(desk) == []


def test_somebody_reading_old_pages_leaves_the_purge_to_be_finished_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = study_with_rare_words(tmp_path / "workspace")
    project = study.desk("Ada").project
    monkeypatch.setattr(purge, "_PATIENCE", 0.1)
    project.db.execute("pragma busy_timeout=50")
    reader = sqlite3.connect(project.path, isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from sources").fetchone()

    done = withdrawing.withdraw(study.workspace, study.desk("Ada"), WHO)

    assert not done.finished
    assert "when the workbench is next started" in done.sentences[-1]
    reader.close()
    assert not Workspace(study.workspace.folder).purge_under_way(study.project)
    assert still_there(study) == []


def test_copies_of_an_upgrade_go_with_the_words_they_hold(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path / "workspace")
    path = study.desk("Ada").project.path
    copy = path.with_name(f"{path.name}.before-m001_first-upgrade")
    copy.write_bytes(path.read_bytes())

    withdrawing.withdraw(study.workspace, study.desk("Ada"), WHO)

    assert not copy.exists()
    assert still_there(study) == []


def test_a_purge_with_nothing_deleted_changes_nothing(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path / "workspace")
    revision = study.desk("Ada").project.revision()

    with study.workspace.purging(study.desk("Ada").project):
        pass

    assert study.desk("Ada").project.revision() == revision
    assert still_there(study)
    assert checking.check(study.desk("Ada")) == []
