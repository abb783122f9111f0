"""The thematic summary over 10,000 marks: how long it takes, and how much memory it needs."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.comparing import A_TRANSCRIPT, put_in
from tests.bench.printing import talk
from tests.builders import small_study
from workbench.services import desks, documents, taking_in
from workbench.services.documents import Wanted

MARKS, READERS, TIMES = 10_000, 6, 3


def measured(say: Callable[[str, str, str], None]) -> None:
    """Say what a process of its own, as the server starts one, took for it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "workspace"
        names = ("Ada", *(f"Reader {number}" for number in range(READERS - 1)))
        study = small_study(folder, names=names)
        made = [
            taking_in.import_file(
                study.desk("Ada"), f"{number}.txt", talk(60_000, number).encode()
            )[1]
            for number in range(MARKS // A_TRANSCRIPT)
        ]
        put_in(study, [each for each in made if each], MARKS, READERS)
        study.desk("Ada").project.file.close()
        told = subprocess.run(
            [sys.executable, "-m", "tests.bench.documents", str(folder), study.project],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    took, held = told.split()
    say(f"thematic Word report over {MARKS:,} marks", f"{took} s", "5 s")
    say("memory of the process that makes it", f"{held} MB", "400 MB")


def _made(folder: str, project: str) -> None:
    desk = desks.from_command_line(desks.open_workspace(folder), project)
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        documents.make(desk, Wanted("thematic"))
        took.append(time.perf_counter() - begun)
    # Not ru_maxrss, which a process has from whoever started it, if that was larger.
    status = Path("/proc/self/status").read_text()
    held = int(status.split("VmHWM:")[1].split()[0]) // 1024
    print(f"{statistics.median(took):.2f} {held}")


if __name__ == "__main__":
    _made(*sys.argv[1:])
