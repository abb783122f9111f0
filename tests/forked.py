"""The `workbench` command without waiting for its imports, which every test would pay for.

One Python reads everything that serving needs, once for all tests of a process, and stays as it
was: each command runs in a copy of it, which is a process of its own with an argument line, a
folder, an environment and an output of its own, as if it had just been started.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

_ROOT = Path(__file__).parents[1]
_READ_BEFORE = ("workbench.__main__", "workbench.serving", "workbench.ui.application")


class Forked:
    """A running command, asked and told as `subprocess.Popen` is."""

    def __init__(self, arguments: list[str], output: Path) -> None:
        told = {"arguments": arguments, "output": str(output), "folder": str(Path.cwd())}
        self.pid = _ask(**told, environment=dict(os.environ))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended: its exit code, or less than 0 for a signal; None while it runs."""
        if self.returncode is None:
            self.returncode = _ask(ended=self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended."""
        began = time.monotonic()
        while self.poll() is None:
            if timeout is not None and time.monotonic() - began > timeout:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.01)
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to stop."""
        self.send_signal(signal.SIGTERM)


_LOCK = Lock()


@functools.cache
def _ready() -> subprocess.Popen:
    """The Python that has read everything; it goes with the one that asks, and all copies too."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forked"],
        cwd=_ROOT,
        # What is copied may have one thread only.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # the key that interrupts the tests is not meant for it
    )
    atexit.register(process.communicate)
    return process


def _ask(**what: Any) -> Any:
    with _LOCK:
        process = _ready()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(what).encode() + b"\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())


def _answer() -> None:
    """Begin commands and say how they ended, until nobody asks any more."""
    for name in _READ_BEFORE:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is shared by all copies is left alone by their collections
    running: set[int] = set()
    while line := sys.stdin.readline():
        asked = json.loads(line)
        if "ended" in asked:
            pid, status = os.waitpid(asked["ended"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
            running -= {pid}
        else:
            answer = os.fork() or _run(**asked)
            running.add(answer)
        print(json.dumps(answer), flush=True)
    for pid in running:
        os.kill(pid, signal.SIGKILL)


def _run(
    *, arguments: list[str], output: str, folder: str, environment: dict[str, str]
) -> NoReturn:
    """Be the command, to the end of this process."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(output, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for ours, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(ours, number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["workbench", *arguments]
    sys.modules["workbench.__main__"].main()
    sys.exit()


if __name__ == "__main__":
    _answer()
