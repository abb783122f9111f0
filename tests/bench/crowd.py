"""Many people at once: each marks once a second, others watch, in processes apart from the server.

`WORKBENCH_BENCH_SECONDS` says for how long; the design's own figure is over ten minutes.
"""

import asyncio
import json
import multiprocessing
import os
import random
import time
from urllib.parse import urlencode

import httpx
import websockets

from tests.bench.printing import say, spread, talk
from tests.builders import Study
from tests.servers import Server
from workbench.domain.ids import Guid, new_guid
from workbench.server.gate import COOKIE
from workbench.services import accounts, projects, reading, taking_in

CROWDS = ((10, 20), (50, 100), (100, 100))  # who marks, and who watches
BUDGET = {50: ("p95 250 ms", "p95 500 ms")}
TRANSCRIPTS = 5
SECONDS = int(os.environ.get("WORKBENCH_BENCH_SECONDS", "30"))
HANDS = 2  # processes


def measured(study: Study, server: Server) -> None:
    """Print how long marks take, and when others see them, as more people come."""
    ada = study.desk("Ada")
    places = []
    for number in range(TRANSCRIPTS):
        name, words = f"Crowd {number}.txt", talk(60_000, 9_000 + number).encode()
        _, source = taking_in.import_file(ada, name, words)
        assert source is not None
        told = reading.snapshot(ada, source)
        places.append((source, told["source"]["version"], told["source"]["text"]))
    tokens = [study.workspace.begin_sign_in(member(study, k), days=1) for k in range(100)]
    code = study.code("SA")
    for actors, watchers in CROWDS:
        one_crowd(study, server, places, tokens, code, actors, watchers)
    saturation(study, server, places, tokens, code)


def member(study: Study, number: int) -> Guid:
    """One more person in the team."""
    name = f"Reader {number}"
    person = accounts.add_person(study.workspace, name)
    projects.put_in_team(study.workspace, study.project, person, name, frozenset())
    return person


def one_crowd(study, server, places, tokens, code, actors: int, watchers: int) -> None:
    """So many people marking once a second, and others watching."""
    given = (server.url, study.project, places, code, SECONDS, 1.0)
    acks, seen, sent = among_hands(given, tokens, actors, watchers)
    kept = kept_of(study, sent)
    budget = BUDGET.get(actors, ("-", "-"))
    say(f"{actors} people marking, {watchers} watching: acknowledged", spread(acks), budget[0])
    say(f"{actors} people marking, {watchers} watching: seen", spread(seen), budget[1])
    say(
        f"{actors} people, {SECONDS} s: sent, kept, doubled",
        f"{len(sent)}, {len(kept)}, {len(kept) - len(set(kept))}",
        "none lost, none doubled",
    )


def saturation(study, server, places, tokens, code) -> None:
    """How much goes through when fifty people never pause."""
    given = (server.url, study.project, places, code, 10, 0.0)
    acks, _, sent = among_hands(given, tokens, 50, 0)
    say("50 people without a pause", f"{len(sent) / 10:.0f} marks a second", "-")
    say("50 people without a pause: acknowledged", spread(acks), "-")


def kept_of(study: Study, sent: list[str]) -> list[str]:
    """Which of the marks that were sent are kept."""
    wanted = set(sent)
    found = study.desk("Ada").project.db.execute("select guid from codings")
    return [guid for (guid,) in found if guid in wanted]


def among_hands(given, tokens, actors, watchers) -> tuple[list[float], list[float], list[str]]:
    """Share people out over processes of their own and gather what they found."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    hands = []
    for number in range(HANDS):
        mine = (tokens[number:actors:HANDS], tokens[number:watchers:HANDS])
        hand = context.Process(target=run_hand, args=(results, given, *mine, number))
        hand.start()
        hands.append(hand)
    found = [results.get() for _ in hands]
    for hand in hands:
        hand.join()
    made = {guid: at for one in found for guid, at in one[1].items()}
    seen = [at - made[guid] for one in found for guid, at in one[2] if guid in made]
    return [ack for one in found for ack in one[0]], seen or [0.0], list(made)


def run_hand(results, given, actors, watchers, number: int) -> None:
    """What one process does."""
    results.put(asyncio.run(people(given, actors, watchers, number)))


async def people(given, actors, watchers, number: int) -> tuple[list, dict, list]:
    """Some people marking and some watching; times are the machine's own clock."""
    url, project, places, code, seconds, pause = given
    acks: list[float] = []
    made: dict[str, float] = {}
    seen: list[tuple[str, float]] = []
    pick = random.Random(number)
    limits = httpx.Limits(max_connections=200)

    async def watch(token: str, place: int) -> None:
        source = places[place % TRANSCRIPTS][0]
        address = url.replace("http", "ws") + f"/api/v1/projects/{project}/live?"
        address += urlencode({"source": source, "since": ""})
        cookie = {"Cookie": f"{COOKIE}={token}"}
        async with websockets.connect(address, additional_headers=cookie) as socket:
            async for message in socket:
                at = time.time()
                for change in json.loads(message)["changes"]:
                    if change["kind"] == "coding_added":
                        seen.append((change["coding"]["guid"], at))

    async def act(client: httpx.AsyncClient, token: str, place: int) -> None:
        source, version, text = places[place % TRANSCRIPTS]
        await asyncio.sleep(pick.random() * max(pause, 0.1))
        until = time.time() + seconds
        while (began := time.time()) < until:
            start = pick.randrange(len(text) - 200)
            end = start + pick.randint(10, 150)
            mark = {"guid": new_guid(), "version": version, "start": start, "end": end}
            mark |= {"quote": text[start:end], "code": code}
            body = {
                "source": source,
                "operations": [{"id": new_guid(), "kind": "add_coding", "coding": mark}],
            }
            made[mark["guid"]] = began
            answer = await client.post(
                f"{url}/api/v1/projects/{project}/operations",
                json=body,
                headers={"Cookie": f"{COOKIE}={token}"},
            )
            assert answer.json()["results"][0]["state"] == "saved"
            acks.append(time.time() - began)
            await asyncio.sleep(max(0.0, began + pause - time.time()))

    async with httpx.AsyncClient(timeout=60, limits=limits) as client:
        watching = [asyncio.create_task(watch(token, k)) for k, token in enumerate(watchers)]
        await asyncio.sleep(1.5)
        await asyncio.gather(*(act(client, token, k) for k, token in enumerate(actors)))
        await asyncio.sleep(1.5)
        for one in watching:
            one.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
    return acks, made, seen
