"""Heavy work in its child process, when it does not end as it should."""

import os
import time
from collections.abc import Iterator

import pytest

from workbench.domain.errors import UnreadableFile, WorkbenchError
from workbench.services import heavy


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    yield
    heavy.end()


def refuse() -> None:
    """Refuse with an error that needs more than its sentence to be made."""
    raise UnreadableFile("talk.txt", "is empty", "Choose another")


class Sealed:
    """What can be packed up and not unpacked."""

    def __reduce__(self) -> tuple:
        return int, ("not a number",)


def test_a_refusal_comes_back_as_its_sentence() -> None:
    with pytest.raises(WorkbenchError, match=r"^talk.txt is empty. Choose another$"):
        heavy.run(refuse)


@pytest.mark.parametrize("act", [os.abort, Sealed], ids=["the child dies", "nothing readable"])
def test_what_breaks_off_is_told_and_the_next_work_is_done(act: type) -> None:
    with pytest.raises(WorkbenchError, match="stopped half-way"):
        heavy.run(act)
    assert heavy.run(os.getpid) != os.getpid()


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heavy, "LONGEST_SECONDS", 0.5)
    with pytest.raises(WorkbenchError, match="took longer"):
        heavy.run(time.sleep, 60)
    monkeypatch.undo()
    assert heavy.run(os.getpid) != os.getpid()
