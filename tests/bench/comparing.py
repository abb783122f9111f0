"""How long comparing takes and what memory it needs, and how both grow with readers and marks.

With `python tests/bench/comparing.py 1000000` this is measured alone, up to so many marks.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import printing
from tests.bench.printing import talk
from tests.builders import Study, small_study
from workbench.domain.ids import Guid, new_guid
from workbench.services import comparing, desks, reading, taking_in
from workbench.store import sources as source_store

Say = Callable[[str, str, str], None]
CODES, BUDGET = 24, (6, 10_000)
READERS = (2, 6, 20)
A_TRANSCRIPT = 2_000  # marks, as many as a transcript is promised to hold


def put_in(study: Study, sources: list[Guid], marks: int, readers: int) -> None:
    """Put made-up marks into transcripts instead of any there are.

    They go past the services, which would take hours.
    """
    db, pick = study.desk("Ada").project.db, random.Random(marks)
    codes = [code["guid"] for code in reading.snapshot(study.desk("Ada"), sources[0])["codes"]]
    people = list(study.people.values())[:readers]
    coding_round, version = (
        db.execute(f"select guid from {table}").fetchone()[0]
        for table in ("rounds", "codebook_versions")
    )
    texts = [source_store.current_version(db, source) or {} for source in sources]
    coded, placed = [], []
    db.execute("pragma cache_size = -400000")  # else a million rows go to the disk again and again
    for number in range(marks):
        where = number % len(sources)
        start = pick.randrange(len(texts[where]["text"]) - 400)
        who, code = people[number % readers], codes[pick.randrange(CODES)]
        coded.append((number + 1, new_guid(), sources[where], who, code, coding_round, version))
        placed.append((number + 1, texts[where]["guid"], start, start + pick.randint(20, 300)))
    db.conn.execute("begin")  # else each row would be one transaction, and wait for the disk
    db.execute("delete from codings")
    db.conn.executemany(
        "insert into codings (id, guid, source, coder, code, round, codebook_version, made_at)"
        " values (?, ?, ?, ?, ?, ?, ?, '2026-01-01T00:00:00+00:00')",
        coded,
    )
    db.conn.executemany(
        'insert into coding_positions (coding, version, start, "end") values (?, ?, ?, ?)', placed
    )
    db.conn.commit()
    db.execute("pragma wal_checkpoint(truncate)")
    db.execute("pragma cache_size = -2000")  # what the product has is what is measured


def read_by(study: Study, readers: int) -> None:
    """Have the marks that are there be those of so many readers, each of them as many."""
    db = study.desk("Ada").project.db
    db.execute("create temp table of_each (number integer primary key, person text)")
    people = list(study.people.values())[:readers]
    db.conn.execute("begin")
    db.conn.executemany("insert into of_each values (?, ?)", enumerate(people))
    db.execute(
        "update codings set coder = (select person from of_each where number = codings.id % ?)",
        [readers],
    )
    db.conn.commit()
    db.execute("drop table of_each")
    db.execute("pragma wal_checkpoint(truncate)")


def growth(say: Say, most: int = 1_000_000) -> None:
    """Passages worth talking about, from the study's file to the first twenty on the page.

    Each is measured in a process of its own, which has nothing else in its memory.
    """
    names = ("Ada", *(f"Reader {number}" for number in range(max(READERS) - 1)))
    for marks in (number for number in (1_000, 10_000, 100_000, 1_000_000) if number <= most):
        with tempfile.TemporaryDirectory() as place:
            study = small_study(Path(place) / "workspace", names=names)
            made = [
                taking_in.import_file(
                    study.desk("Ada"), f"{number}.txt", talk(60_000, number).encode()
                )[1]
                for number in range(max(1, marks // A_TRANSCRIPT))
            ]
            put_in(study, [each for each in made if each], marks, max(READERS))
            for readers in READERS:
                read_by(study, readers)
                times = 5 if marks <= 10_000 else 1
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                    cpu, wall, before, peak = apart.submit(
                        _taken, study.workspace.folder, study.tokens["Ada"], study.project, times
                    ).result()
                say(
                    f"compare {readers} readers, {CODES} codes, {marks:,} marks",
                    f"{cpu:.2f} s of CPU ({wall:.1f} s), {before:.0f} to {peak:.0f} MB",
                    "0.2 s" if (readers, marks) == BUDGET else "-",
                )


def _taken(
    folder: Path, token: str, project: Guid, times: int
) -> tuple[float, float, float, float]:
    """Give the median of CPU and wall time, and the memory before and at most, in MB."""
    desk = desks.from_sign_in(desks.open_workspace(folder), token, project)
    before, cpu, wall = _held(), [], []
    for _ in range(times):
        began, began_by_the_clock = time.process_time(), time.perf_counter()
        comparing.tell(comparing.passages(desk)[:20])
        cpu.append(time.process_time() - began)
        wall.append(time.perf_counter() - began_by_the_clock)
    return statistics.median(cpu), statistics.median(wall), before, _held()


def _held() -> float:
    """Give the most memory this process has held, in MB, without what it was started from held."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    growth(printing.say, int(sys.argv[1].replace(",", "")) if sys.argv[1:] else 1_000_000)
