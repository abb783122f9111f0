"""A way to run the command line as a person would, in an empty folder of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from workbench.cli import workbench


class Terminal:
    """A terminal in one folder, with ./workspace as the workspace; `served` is what was served."""

    def __init__(self) -> None:
        self.served: list[tuple[str, str, int]] = []

    def __call__(self, *words: str, typed: str | None = None) -> Result:
        """Run `workbench` with these words."""

        def start(workspace: Any, *, host: str, port: int, quietly: bool = False) -> None:
            self.served.append((workspace.folder.name, host, port))

        outcome = CliRunner().invoke(workbench, list(words), obj=start, input=typed)
        if outcome.exception is not None and not isinstance(outcome.exception, SystemExit):
            raise outcome.exception
        return outcome

    def json(self, *words: str) -> dict:
        """Run `workbench` with --json at the end, and read the one object it prints."""
        return json.loads(self(*words, "--json").stdout)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """An empty folder to stand in, without a workspace named anywhere else."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKBENCH_WORKSPACE", raising=False)
    return Terminal()


@pytest.fixture
def talk(tmp_path: Path) -> Callable[..., str]:
    """Write an invented transcript, and give its path."""

    def write(name: str, words: str = "It was loud. I stayed though.") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Interviewer: How was it?\n\nP01: {words}\n", encoding="utf-8")
        return str(path)

    return write
