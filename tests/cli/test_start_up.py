"""The command as it is really started: quickly, without the web, and with honest exit codes."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.servers import free_port
from workbench.services import accounts, desks

ROOT = Path(__file__).parents[2]


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m workbench` in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("WORKBENCH_WORKSPACE", None)
    return subprocess.run(
        [sys.executable, "-m", "workbench", *words],
        cwd=folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip


def test_help_leaves_nothing_behind(tmp_path: Path) -> None:
    assert started(tmp_path, "--help").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_help_is_there_before_anything_heavy_is_read() -> None:
    # How long it takes is measured by `make bench`; what would make it long is named here.
    program = (
        "import sys\nfrom click.testing import CliRunner\nfrom workbench.cli import workbench\n"
        "assert CliRunner().invoke(workbench, ['--help']).exit_code == 0\n"
        "heavy = {'pandas', 'numpy', 'spacy', 'docx', 'plotly', 'streamlit', 'lxml', 'PIL'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    outcome = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True)
    assert (outcome.returncode, outcome.stderr.decode()) == (0, "")


def test_serving_begins_before_what_only_some_page_needs_is_read() -> None:
    program = (
        "import sys\nfrom workbench import serving\n"
        "heavy = {'pandas', 'spacy', 'authlib', 'requests', 'workbench.services.demo'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    outcome = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True)
    assert (outcome.returncode, outcome.stderr.decode()) == (0, "")


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


def test_somebody_at_a_terminal_reads_sentences_and_no_log(tmp_path: Path) -> None:
    accounts.add_person(desks.open_workspace(tmp_path / "workspace"), "Ann")
    port = free_port()
    program = (
        "from workbench import __main__ as program\nfrom workbench.services import desks\n"
        f"program.start(desks.open_workspace('workspace'), host='127.0.0.1', port={port}, "
        "quietly=True)"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while started.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"http://127.0.0.1:{port}/healthz").text == "ok":
                break
        time.sleep(0.05)
    started.send_signal(signal.SIGINT)
    told = started.communicate(timeout=60)
    assert (*told, started.returncode) == ("", "\nStopped. Everything that was done is kept.\n", 0)


def test_commands_import_neither_streamlit_nor_starlette() -> None:
    program = (
        "import sys\nfrom workbench.cli import findings, people, serving, studies, taking_in\n"
        "from workbench.services import checking, comparing, demo, reporting, units\n"
        "sys.exit(bool({'streamlit', 'starlette', 'fastapi'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0
