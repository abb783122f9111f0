"""A real server in a process of its own, and people talking to it as browsers do."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx

from tests.forked import Forked
from workbench.server.gate import COOKIE

# As a person starts it, which takes some seconds.
COMMAND = (sys.executable, "-m", "workbench")


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, *, verify: bool = True) -> None:
    """Wait until something answers at an address, whatever it says; fail where nothing does."""
    for _ in range(400):
        with contextlib.suppress(httpx.TransportError):
            httpx.get(address, verify=verify)
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing ever answered at {address}")


class Server:
    """`workbench serve` on a workspace, started, stopped and killed like the real thing."""

    def __init__(
        self, workspace: Path, port: int | None = None, *, command: Sequence[str] = ()
    ) -> None:
        self.workspace, self.port = workspace, port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.first_start: str | None = None
        self.log = workspace.parent / f"server-{self.port}.log"
        self.command = command
        self.process: subprocess.Popen | Forked | None = None

    def start(self) -> "Server":
        """Start it and wait until it answers; with a command of its own where one was given."""
        words = ["serve", "--port", str(self.port), "--workspace", str(self.workspace)]
        if self.command:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    [*self.command, *words],
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, "PYTHONUNBUFFERED": "1"},
                )
        else:
            self.process = Forked(words, self.log)
        for _ in range(3000):
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/healthz", verify=False).text == "ok":
                    break
            if self.process.poll() is not None:
                raise AssertionError(f"the server stopped:\n{self.log.read_text()}")
            time.sleep(0.02)
        else:
            raise AssertionError(f"the server never answered:\n{self.log.read_text()}")
        found = re.search(r"/first-start/[\w-]+", self.log.read_text())
        self.first_start = found.group() if found else None
        return self

    def kill(self) -> None:
        """End it as a crash would: no goodbye, nothing flushed."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Stop it in the ordinary way."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def client(self, token: str | None = None) -> httpx.Client:
        """Somebody's client, signed in when a token is given."""
        cookies = {COOKIE: token} if token else None
        return httpx.Client(base_url=self.url, cookies=cookies, timeout=30)


@contextlib.contextmanager
def serving(workspace: Path) -> Iterator[Server]:
    """Serve a workspace for the length of a test."""
    server = Server(workspace).start()
    try:
        yield server
    finally:
        server.stop()
