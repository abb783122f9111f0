"""50 people marking, one action a second each, over five transcripts, while 100 watch.

`make load` runs it for ten minutes; `--seconds 120`, or WORKBENCH_BENCH_SECONDS, for less, and
`--import 100` with that many transcripts imported meanwhile. Then all 50 mark as fast as they are
answered, for a twentieth of the time: the saturation. The clients are another process on the same
machine. It ends with exit code 1 where anything was lost, doubled or not seen.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
from websockets.asyncio.client import connect

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.printing import worked_for
from tests.builders import Study, small_study
from tests.servers import COMMAND, Server
from workbench.domain.ids import Guid, new_guid
from workbench.server.gate import COOKIE
from workbench.services import checking, reading, taking_in

MARKERS, WATCHERS, TRANSCRIPTS, WORDS = 50, 100, 5, 8_000
PACE, UNPACED_SHARE = 1.0, 0.05


class Counted:
    """What was sent, acknowledged and seen, with when."""

    def __init__(self) -> None:
        self.sent: dict[str, float] = {}
        self.acknowledged: dict[str, float] = {}
        self.source_of: dict[str, str] = {}
        self.seen_after: list[float] = []
        self.seen: dict[int, set[str]] = {}
        self.errors: Counter[str] = Counter()


def prepared(folder: Path) -> tuple[Study, list[dict]]:
    """A study with its people and five transcripts, and what there is to mark in each."""
    names = ("Ada", *(f"Reader {number}" for number in range(1, MARKERS)))
    study = small_study(folder, names=names)
    places = []
    for number in range(TRANSCRIPTS):
        words = " ".join(
            random.Random(number).choices(
                ["we", "met", "on", "a", "Monday", "by", "the", "shed"], k=WORDS
            )
        )
        text = f"Interviewer: Number {number}?\n\nP{number + 10}: {words}.\n"
        _, source = taking_in.import_file(study.desk("Ada"), f"long {number}.txt", text.encode())
        assert source is not None
        snapshot = reading.snapshot(study.desk("Ada"), source)
        places.append({"source": source, **snapshot["source"], "codes": snapshot["codes"]})
    return study, places


async def mark(
    client: httpx.AsyncClient,
    study: Study,
    place: dict,
    end: float,
    count: Counted,
    pace: float = PACE,
) -> None:
    """Mark somewhere once in so many seconds until the end."""
    chance = random.Random()
    where = f"/api/v1/projects/{study.project}/operations"
    await asyncio.sleep(chance.random())
    while (began := time.perf_counter()) < end:
        start = chance.randrange(len(place["text"]) - 200)
        stop = start + chance.randint(20, 160)
        guid = new_guid()
        coding = {
            "guid": guid, "version": place["version"], "start": start, "end": stop,
            "quote": place["text"][start:stop], "code": chance.choice(place["codes"])["guid"],
        }  # fmt: skip
        operation = {"id": new_guid(), "kind": "add_coding", "coding": coding}
        count.sent[guid], count.source_of[guid] = began, place["source"]
        try:
            sent = {"source": place["source"], "operations": [operation]}
            result = (await client.post(where, json=sent)).json()["results"][0]
            if result["state"] == "saved":
                count.acknowledged[guid] = time.perf_counter() - began
            else:
                count.errors[result["error"]] += 1
        except (httpx.HTTPError, ValueError, KeyError) as trouble:
            count.errors[type(trouble).__name__] += 1
        await asyncio.sleep(max(0.0, pace - (time.perf_counter() - began)))


async def watch(
    number: int, url: str, study: Study, name: str, place: dict, count: Counted
) -> None:
    """Watch one transcript until cancelled."""
    count.seen[number] = set()
    live = f"{url}/api/v1/projects/{study.project}/live?source={place['source']}"
    cursor = reading.snapshot(study.desk(name), place["source"])["cursor"]
    headers = {"cookie": f"{COOKIE}={study.tokens[name]}"}
    async with connect(
        f"{live}&since={cursor}", additional_headers=headers, max_size=None
    ) as told:
        async for message in told:
            now = time.perf_counter()
            for change in json.loads(message)["changes"]:
                if "coding" not in change:
                    count.errors[change["kind"]] += change["kind"] == "refetch"
                    continue
                guid = change["coding"]["guid"]
                if guid in count.sent and guid not in count.seen[number]:
                    count.seen_after.append(now - count.sent[guid])
                    count.seen[number].add(guid)


async def run(
    server: Server, study: Study, places: list[dict], seconds: float
) -> tuple[Counted, Counted]:
    """Let everybody go for a while, wait until everybody has seen everything, then let them rush.

    What was counted at the pace, and in the rush, are returned.
    """
    count, names = Counted(), list(study.tokens)
    watching = [
        asyncio.create_task(
            watch(n, server.url.replace("http", "ws"), study, names[n % MARKERS],
                  places[n % TRANSCRIPTS], count)
        )
        for n in range(WATCHERS)
    ]  # fmt: skip
    await asyncio.sleep(3)
    end = time.perf_counter() + seconds
    clients = [
        httpx.AsyncClient(base_url=server.url, cookies={COOKIE: token}, timeout=30)
        for token in study.tokens.values()
    ]
    await asyncio.gather(
        *(
            mark(client, study, places[n % TRANSCRIPTS], end, count)
            for n, client in enumerate(clients)
        )
    )
    for _ in range(100):
        await asyncio.sleep(0.1)
        if all(
            _expected(count, places[n % TRANSCRIPTS]) <= count.seen[n] for n in range(WATCHERS)
        ):
            break
    rush = Counted()
    end = time.perf_counter() + seconds * UNPACED_SHARE
    await asyncio.gather(
        *(
            mark(client, study, places[n % TRANSCRIPTS], end, rush, 0.0)
            for n, client in enumerate(clients)
        )
    )
    for task in watching:
        task.cancel()
    broken = await asyncio.gather(*watching, return_exceptions=True)
    for trouble in broken:
        if not isinstance(trouble, asyncio.CancelledError):
            count.errors[f"watcher: {type(trouble).__name__}"] += 1
    for client in clients:
        await client.aclose()
    return count, rush


def some_words(seed: int) -> str:
    """The words of one long transcript."""
    words = ("we", "met", "on", "a", "Monday", "by", "the", "shed")
    return " ".join(random.Random(seed).choices(words, k=WORDS))


def unseen(count: Counted, places: list[dict]) -> int:
    """How many acknowledged marks some watcher of their transcript has not been told of."""
    return sum(
        len(_expected(count, places[n % TRANSCRIPTS]) - count.seen[n]) for n in range(WATCHERS)
    )


def _expected(count: Counted, place: dict) -> set[str]:
    return {guid for guid in count.acknowledged if count.source_of[guid] == place["source"]}


def figures(what: str, seconds: list[float]) -> None:
    """Print how long something took."""
    told = sorted(seconds) or [float("nan")]
    at = lambda share: told[min(len(told) - 1, int(share * len(told)))] * 1000  # noqa: E731
    parts = "   ".join(f"p{share * 100:.0f} {at(share):6.0f} ms" for share in (0.5, 0.95, 0.99))
    mean = statistics.mean(told) * 1000
    print(f"{what:14} {parts}   most {told[-1] * 1000:6.0f} ms   mean {mean:5.0f} ms")


def memory(server: Server) -> float:
    """The server's memory in MB."""
    assert server.process is not None
    said = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(said.partition("VmRSS:")[2].split()[0]) / 1024


def imports(study: Study, folder: Path, number: int) -> subprocess.Popen | None:
    """Begin to import many transcripts from the command line."""
    if not number:
        return None
    for each in range(number):
        words = " ".join(
            random.Random(1000 + each).choices(["some", "other", "words", "again"], k=WORDS)
        )
        (folder / f"more {each}.txt").write_text(f"Interviewer: {each}?\n\nP{each}: {words}.\n")
    command = [sys.executable, "-m", "workbench", "import", "--workspace"]
    paths = map(str, folder.glob("more *"))
    return subprocess.Popen(
        [*command, str(study.workspace.folder), study.project, *paths], stdout=subprocess.DEVNULL
    )


class MemoryKept(threading.Thread):
    """The server's memory in MB, taken again and again until it is stopped."""

    def __init__(self, server: Server, every: float) -> None:
        super().__init__(daemon=True)
        self._server, self._every, self._over = server, every, threading.Event()
        self.taken: list[float] = []

    def run(self) -> None:
        while not self._over.wait(self._every):
            self.taken.append(memory(self._server))

    def stop(self) -> None:
        """Take no more."""
        self._over.set()
        self.join()


def main() -> None:
    """Measure, and say whether anything was lost or doubled."""
    asked = argparse.ArgumentParser()
    wanted = float(os.environ.get("WORKBENCH_BENCH_SECONDS", "600"))
    asked.add_argument("--seconds", type=float, default=wanted)
    asked.add_argument("--import", dest="imported", type=int, default=0)
    how = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        study, places = prepared(folder / "workspace")
        server = Server(study.workspace.folder, command=COMMAND).start()
        try:
            before = memory(server)
            meanwhile = MemoryKept(server, how.seconds / 10)
            meanwhile.start()
            importing = imports(study, folder, how.imported)
            count, rush = asyncio.run(run(server, study, places, how.seconds))
            meanwhile.stop()
            after = memory(server)
            done = importing.wait() if importing else 0
            worked = worked_for(server)
            time.sleep(60)
            rested = memory(server)
        finally:
            server.stop()
        kept: set[str] = set()
        rows = 0
        for each in places:
            marks = reading.snapshot(study.desk("Ada"), Guid(each["source"]))["codings"]
            rows += len(marks)
            kept |= {row["guid"] for row in marks}
        troubles = checking.check(study.desk("Ada"))
    missed = unseen(count, places)
    print(f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores, "
          f" Python {platform.python_version()}; {how.seconds:.0f} s, {MARKERS} marking, "
          f"{WATCHERS} watching, {TRANSCRIPTS} transcripts,"
          f" {how.imported} imported (exit {done})")  # fmt: skip
    rate = len(count.acknowledged) / how.seconds
    print(
        f"requests {len(count.sent)}, acknowledged {len(count.acknowledged)}, {rate:.1f} a second"
    )
    print(f"errors {dict(count.errors)}")
    figures("acknowledged", list(count.acknowledged.values()))
    figures("seen", count.seen_after)
    rushed = len(rush.acknowledged) / (how.seconds * UNPACED_SHARE)
    print(f"saturation {rushed:.0f} acknowledged a second, errors {dict(rush.errors)}")
    figures("... each", list(rush.acknowledged.values()))
    lost = (set(count.acknowledged) | set(rush.acknowledged)) - kept
    print(f"lost {len(lost)}, doubled {rows - len(kept)}, "
          f"not seen by a watcher {missed}, troubles {troubles}")  # fmt: skip
    kept_mb = ", ".join(f"{taken:.0f}" for taken in (before, *meanwhile.taken, after))
    print(f"server memory in MB, ten times on the way: {kept_mb}; {rested:.0f} a minute later")
    print(f"the server worked {worked:.0f} s of the processor's time")
    if lost or rows != len(kept) or missed or troubles:
        sys.exit(1)


if __name__ == "__main__":
    main()
