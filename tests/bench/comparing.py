"""How long comparing takes, and how that grows with readers and marks."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.printing import talk
from tests.builders import Study, small_study
from workbench.domain.ids import Guid, new_guid
from workbench.services import comparing, reading, taking_in
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
    db.execute("pragma cache_size = -2000")  # what the product has is what is measured


def growth(say: Say, most: int = 1_000_000) -> None:
    """Passages worth talking about, from the study's file to the first twenty on the page."""
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
            for readers in READERS:
                put_in(study, [each for each in made if each], marks, readers)
                say(
                    f"compare {readers} readers, {CODES} codes, {marks:,} marks",
                    f"{_taken(study, 3 if marks <= 10_000 else 1):.2f} s of CPU",
                    "0.2 s" if (readers, marks) == BUDGET else "-",
                )


def _taken(study: Study, times: int) -> float:
    desk, found = study.desk("Ada"), []
    for _ in range(times):
        began = time.process_time()
        comparing.tell(comparing.passages(desk)[:20])
        found.append(time.process_time() - began)
    return statistics.median(found)
