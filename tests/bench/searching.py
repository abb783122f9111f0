"""Searching ten million words: how long the first twenty turns take, once the index is filled."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workbench.domain.ids import new_guid
from workbench.services import accounts, desks, projects, searching
from workbench.store import search

WORDS, TEXTS, A_TURN = 10_000_000, 400, 50
QUERIES = ("w7", "w7 w31", '"w3 w9"', "w12*", "zzz")


def measured(say: Callable[[str, str, str], None]) -> None:
    """Fill a study with made-up words and search it."""
    with tempfile.TemporaryDirectory() as place:
        _measured(say, Path(place))


def _measured(say: Callable[[str, str, str], None], folder: Path) -> None:
    workspace = desks.open_workspace(folder)
    ada = accounts.add_person(workspace, "Ada")
    project = projects.new_project(workspace, "Large", by=ada, by_name="Ada")
    desk = desks.from_sign_in(workspace, workspace.begin_sign_in(ada, days=1), project.guid)
    chance = random.Random(8)
    words = [f"w{number}" for number in range(5_000)]
    weights = [1 / (number + 1) for number in range(5_000)]
    for _ in range(TEXTS):
        with desk.project.writing(ada) as w:
            _put(w.db, w.at, chance.choices(words, weights, k=WORDS // TEXTS))
    begun = time.perf_counter()
    searching.search_for(desk, "w1")
    say(f"index {WORDS:,} words, once", f"{time.perf_counter() - begun:.1f} s", "-")
    for query in QUERIES:
        for exact in (True, False):
            took = []
            for _ in range(40):
                begun = time.perf_counter()
                searching.search_for(desk, query, exact=exact)
                took.append((time.perf_counter() - begun) * 1000)
            p95 = statistics.quantiles(took, n=20)[-1]
            in_forms = "" if exact else " in all forms"
            say(f"search {query}{in_forms}, p95", f"{p95:.1f} ms", "50 ms")
    assert not search.waiting(desk.project.db)


def _put(db: object, at: str, said: list[str]) -> None:
    source, version = new_guid(), new_guid()
    turns, parts, start = [], [], 0
    for number, first in enumerate(range(0, len(said), A_TURN)):
        turn = " ".join(said[first : first + A_TURN])
        turns.append((version, number, start, start + len(turn), None, None, None))
        parts.append(turn)
        start += len(turn) + 1
    db.execute(  # type: ignore[attr-defined]
        "insert into sources (guid, name, kind, state, file_name, file_hash, format, created_at)"
        " values (?, ?, 'interview', 'released', '', ?, 'txt', ?)",
        (source, source[:8], source, at),
    )
    db.execute(  # type: ignore[attr-defined]
        "insert into source_versions (guid, source, number, text, made_at) values (?, ?, 1, ?, ?)",
        (version, source, "\n".join(parts), at),
    )
    db.conn.executemany(  # type: ignore[attr-defined]
        "insert into turns values (?, ?, ?, ?, ?, ?, ?)", turns
    )
