"""How figures are printed, and the talk they are measured on."""

import os
import random
import statistics
from pathlib import Path

from tests.servers import Server

WORDS = """
    we talk about the week and then somebody puts the kettle on because it is easier to say things
    when there is a mug to hold and nobody has to look at anybody while they say it
""".split()  # noqa: SIM905


def spread(times: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(time * 1000 for time in times)
    late = ordered[int(len(ordered) * 0.95)]
    return f"p50 {statistics.median(ordered):7.1f} ms   p95 {late:7.1f} ms"


def say(what: str, figure: str, promised: str) -> None:
    """Print one line."""
    print(f"{what:<58} {figure:<34} budget {promised}", flush=True)


def worked_for(server: Server) -> float:
    """Seconds of the processor's time that a server has had since it was started."""
    assert server.process is not None
    after_its_name = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(after_its_name[11]) + int(after_its_name[12])) / os.sysconf("SC_CLK_TCK")


def talk(characters: int, seed: int) -> str:
    """A made-up conversation of about so many characters."""
    pick, turns, length = random.Random(seed), [], 0
    while length < characters:
        words = " ".join(pick.choices(WORDS, k=pick.randint(20, 120))).capitalize() + "."
        turns.append(("Interviewer: " if len(turns) % 2 else "P01: ") + words)
        length += len(words)
    return "\n\n".join(turns) + "\n"
