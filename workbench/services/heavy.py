"""Heavy work, such as making a Word file, in one child process of low priority.

It is started when there is something to do and ends when there has been nothing for a while, so
that nobody's mark waits behind a document and an idle server stays small. What is handed over is a
function of ours with plain arguments; it checks for itself who is asking.

The child is a plain Python of its own: the standard library's process pools look at the main
module, which Streamlit replaces with whatever page is being drawn.
"""

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Timer
from typing import Any

from workbench.domain.errors import WorkbenchError

IDLE_SECONDS = 60.0
LONGEST_SECONDS = 120.0
_POLITENESS = 10
_CHILD = [sys.executable, "-c", "from workbench.services.heavy import child; child()"]
_LOG = logging.getLogger(__name__)
_LOCK = Lock()
_running: subprocess.Popen | None = None
_ending: Timer | None = None


class Stopped(WorkbenchError):
    """A piece of heavy work broke off or took too long, and was ended."""


def run(act: Callable[..., Any], *arguments: object, longest: float = 0) -> Any:
    """Do one piece of work in the child and wait for it; what it raises is raised here.

    One piece at a time: the next waits for the one before. What takes longer than
    `LONGEST_SECONDS` is ended.

    Parameters
    ----------
    longest
        Seconds of the processor's time after which it is ended as well, so that nothing is ended
        for having to wait where others go first; 0 for no such limit.

    Raises
    ------
    Stopped
        It broke off, or took too long.
    """
    global _running, _ending
    with _LOCK:
        if _ending is not None:
            _ending.cancel()
        if _running is None or _running.poll() is not None:
            _running = subprocess.Popen(_CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert _running.stdin is not None
        assert _running.stdout is not None
        patience = Timer(LONGEST_SECONDS, _running.kill)
        patience.daemon = True
        patience.start()
        try:
            pickle.dump((act, arguments, longest), _running.stdin)
            _running.stdin.flush()
            happened, outcome = pickle.load(_running.stdout)
        except Exception as trouble:
            # Whatever it was, the child may be half-way through an answer: it is of no more use.
            _LOG.exception("Heavy work stopped.")
            _drop(_running)
            _running = None
            raise Stopped(
                "Making that file stopped half-way, or took longer than two minutes, and nothing "
                "was changed. Try again; if it happens twice, the machine may be short of memory."
            ) from trouble
        finally:
            patience.cancel()
            _ending = Timer(IDLE_SECONDS, end)
            _ending.daemon = True
            _ending.start()
    if happened:
        return outcome
    raise outcome


def end() -> None:
    """End the child, if there is one and it has nothing to do."""
    global _running
    with _LOCK:
        if _running is not None and _running.stdin is not None:
            with suppress(OSError):
                _running.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                _running.wait(10)
            _drop(_running)
            _running = None


def _drop(process: subprocess.Popen) -> None:
    """Kill a child that may not have ended yet, and close what led to it."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()


def child() -> None:
    """Work through what is sent, until there is no more to come. Runs in the child."""
    os.nice(_POLITENESS)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # anything printed by a library must not get between the answers
    while True:
        try:
            act, arguments, longest = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        # When its time is up the system ends this process, whatever it is in the middle of.
        signal.setitimer(signal.ITIMER_PROF, longest)
        try:
            answer = (True, act(*arguments))
        except Exception as trouble:
            answer = (False, trouble)
        signal.setitimer(signal.ITIMER_PROF, 0)
        answers.write(_packed(*answer))
        answers.flush()


def _packed(happened: bool, outcome: Any) -> bytes:
    """Pack an answer so that it can be unpacked on the other side, which not every error can."""
    try:
        packed = pickle.dumps((happened, outcome))
        if not happened:
            pickle.loads(packed)
    except Exception:
        kind = WorkbenchError if isinstance(outcome, WorkbenchError) else RuntimeError
        return pickle.dumps((False, kind(str(outcome))))
    return packed
