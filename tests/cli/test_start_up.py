"""The command as it is really started: quickly, without the web, and with honest exit codes."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m workbench` in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("WORKBENCH_WORKSPACE", None)
    return subprocess.run(
        [sys.executable, "-m", "workbench", *words],
        cwd=folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip


def test_help_is_there_within_half_a_second(tmp_path: Path) -> None:
    started(tmp_path, "--help")  # the first start compiles
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        outcome = started(tmp_path, "--help")
        taken.append(time.perf_counter() - began)

    assert outcome.returncode == 0
    assert min(taken) < 0.5
    assert list(tmp_path.iterdir()) == []


def test_exit_codes_and_streams_are_those_that_were_promised(tmp_path: Path) -> None:
    made = started(tmp_path, "project", "new", "A study", "--json")
    refused = started(tmp_path, "project", "info", "another")
    misused = started(tmp_path, "project", "new")

    assert (made.returncode, made.stderr) == (0, "")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        "There is no study called another in this workspace. There are: a-study.\n"
    )
    assert misused.returncode == 2


def test_commands_import_neither_streamlit_nor_starlette() -> None:
    program = (
        "import sys\nfrom workbench.cli import findings, people, serving, studies, taking_in\n"
        "from workbench.services import checking, comparing, demo, reporting, units\n"
        "sys.exit(bool({'streamlit', 'starlette', 'fastapi'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0
