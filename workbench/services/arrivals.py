"""Files on their way in: gathered, recognised, and kept when a person says so, however many.

Uploads are written to the workspace as they arrive. What reads them is the child process of
`heavy`, one file at a time, so that nobody's mark waits behind a file and a hostile one is ended;
`arriving` hands them over. A person can leave and come back; what they did not save is put away
after a week.
"""

import filecmp
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from workbench.domain.arrival import Said, Seen
from workbench.domain.errors import NotReadable, TooLarge
from workbench.domain.ids import Guid
from workbench.domain.table import Table, TableReading
from workbench.importers.archive import LARGEST_ARCHIVE
from workbench.services.desks import Desk
from workbench.store import jobs
from workbench.store.workspace import Workspace

KIND = "import"
MOST_FILES = 5_000
# In the order in which a file comes to them; at an end none of its bytes is kept any more.
STATES = ("arrived", "seen", "chosen", "unpacked", "refused", "here", "taken", "failed")
WAITING, AT_AN_END = ("arrived", "chosen"), STATES[3:]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file on its way in.

    `state` is `arrived`, then `seen` (or `refused`, `here` where it is in the study already, or
    `unpacked` where it was an archive), then `chosen`, then `taken` or `failed`. `sentence` tells
    what became of it, `sources` are the transcripts it became.
    """

    number: str
    name: str
    state: str
    seen: Seen | None = None
    said: Said | None = None
    sentence: str = ""
    sources: tuple[Guid, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What one person is bringing into a study: `gathering`, `running` or `done`.

    `states` has the state of each file by its number, in the order in which they came.
    """

    job: Guid
    state: str
    done: int
    total: int
    folder: Path
    states: Mapping[str, str]

    def of(self, *wanted: str) -> list[Arrival]:
        """The files in some states, in the order in which they came."""
        found = (
            file(self.folder, number, state)
            for number, state in self.states.items()
            if state in wanted
        )
        return [one for one in found if one]


def mine(workspace: Workspace, desk: Desk) -> Batch | None:
    """What the viewer is bringing into the study at hand, if anything."""
    desk.viewer.must("transcripts")
    row = jobs.of(workspace, KIND, desk.viewer.self(), desk.project.guid)
    if row is None:
        return None
    folder = jobs.folder(workspace, row["guid"])
    return Batch(row["guid"], row["state"], row["done"], row["total"], folder, states(folder))


def add(workspace: Workspace, desk: Desk, name: str, data: bytes) -> str:
    """Write a file to the workspace as it arrives; gives its number among the viewer's files.

    What was brought in before and is done is put away first.

    Raises
    ------
    TooLarge
        It is over 100 MB, or there are too many files already.
    NotReadable
        What the viewer saved before is still being kept.
    """
    batch = mine(workspace, desk)
    if batch and batch.state == "running":
        raise NotReadable("Your files from before are still being saved. Add more after that.")
    if batch and batch.state == "done":
        put_away(workspace, desk)
        batch = None
    if len(data) > LARGEST_ARCHIVE:
        raise TooLarge(f"{name} is larger than 100 MB. Split it, and add the parts.")
    if batch and len(batch.states) >= MOST_FILES:
        raise TooLarge(f"More than {MOST_FILES:,} files are too many at once. Save these first.")
    job = (
        batch.job if batch else jobs.begin(workspace, KIND, desk.viewer.self(), desk.project.guid)
    )
    last = max(batch.states, default="0") if batch else "0"
    number = f"{int(last.partition('-')[0]) + 1:05}"
    folder = jobs.folder(workspace, job)
    jobs.write(folder / f"{number}.bytes", data)
    note(folder, Arrival(number, name, "arrived"))
    return number


def take_back(workspace: Workspace, desk: Desk, numbers: Iterable[str]) -> None:
    """Let go of files that were added, with what came out of them, before they are saved."""
    batch = mine(workspace, desk)
    if batch is None or batch.state != "gathering":
        return
    wanted = set(numbers)
    for number, state in batch.states.items():
        if number.partition("-")[0] in wanted:
            (batch.folder / f"{number}.{state}.json").unlink(missing_ok=True)
            (batch.folder / f"{number}.bytes").unlink(missing_ok=True)


def read_as(workspace: Workspace, desk: Desk, number: str, reading: TableReading) -> None:
    """Have a table read in another way; it is recognised anew."""
    _read_anew(workspace, desk, number, Said(reading=reading))


def name_by(workspace: Workspace, desk: Desk, number: str, way: str) -> None:
    """Have speakers found in another way, or in none; the file is recognised anew.

    `way` is one that was seen in the file, `taking_in.NOBODY`, or empty for what the workbench
    finds itself.
    """
    _read_anew(workspace, desk, number, Said(named_by=way))


def _read_anew(workspace: Workspace, desk: Desk, number: str, said: Said) -> None:
    batch = mine(workspace, desk)
    one = file(batch.folder, number, "seen") if batch else None
    if batch is None or one is None:
        raise NotReadable("That file is no longer here. Add it again.")
    note(batch.folder, replace(one, state="arrived", said=said))


def save(workspace: Workspace, desk: Desk, said: Mapping[str, Said]) -> None:
    """Have files kept as the viewer says, by number; it goes on when they leave the page."""
    batch = mine(workspace, desk)
    if batch is None or batch.state != "gathering":
        raise NotReadable("There is nothing here to save. Add files first.")
    chosen = [one for one in batch.of("seen") if one.number in said]
    for one in chosen:
        note(batch.folder, replace(one, state="chosen", said=said[one.number]))
    jobs.say(workspace, batch.job, "running", total=len(chosen))


def put_away(workspace: Workspace, desk: Desk) -> None:
    """Let go of everything the viewer brought here that has not become a transcript."""
    batch = mine(workspace, desk)
    if batch and batch.state != "running":
        jobs.end(workspace, batch.job)


def states(folder: Path) -> dict[str, str]:
    """The state of every file of a job by its number, in the order in which they came."""
    found: dict[str, str] = {}
    for place in sorted(folder.glob("*.json")):
        number, state, _ = place.name.split(".")
        # Two stand there for a moment while one follows the other.
        if number not in found or STATES.index(state) > STATES.index(found[number]):
            found[number] = state
    return found


def file(folder: Path, number: str, state: str) -> Arrival | None:
    """One file of a job; None where it is no longer in that state."""
    words = jobs.read_words(folder / f"{number}.{state}.json")
    return _arrival(words) if words else None


def twin(folder: Path, number: str) -> Arrival | None:
    """Another file of a job with exactly the same bytes, which has been recognised already."""
    data = folder / f"{number}.bytes"
    for other, state in states(folder).items():
        there = folder / f"{other}.bytes"
        # Its person may take the other back at any moment.
        with suppress(FileNotFoundError):
            if other != number and state == "seen" and filecmp.cmp(data, there, shallow=False):
                return file(folder, other, state)
    return None


def note(folder: Path, one: Arrival) -> None:
    """Write down how things stand with a file; at an end its bytes go."""
    written = folder / f"{one.number}.{one.state}.json"
    jobs.write_words(written, asdict(one))
    for place in folder.glob(f"{one.number}.*.json"):
        if place != written:
            place.unlink(missing_ok=True)
    if one.state in AT_AN_END:
        (folder / f"{one.number}.bytes").unlink(missing_ok=True)


def _arrival(words: dict[str, Any]) -> Arrival:
    seen, said = words["seen"], words["said"]
    return Arrival(
        **{
            **words,
            "seen": seen and _seen(seen),
            "said": said and _said(said),
            "sources": tuple(words["sources"]),
        }
    )


def _seen(words: dict[str, Any]) -> Seen:
    table = words["table"]
    several = ("speakers", "interviewers", "remarks", "ways")
    tuples = {name: tuple(words[name]) for name in several}
    beginning = tuple((speaker, said) for speaker, said in words["beginning"])
    shown = table and Table(tuple(table["columns"]), tuple(map(tuple, table["rows"])))
    return Seen(
        **{
            **words,
            **tuples,
            "beginning": beginning,
            "table": shown,
            "reading": _reading(words["reading"]),
        }
    )


def _said(words: dict[str, Any]) -> Said:
    several = ("settings", "participants", "interviewers", "ask")
    tuples = {name: tuple(words[name]) for name in several}
    return Said(**{**words, **tuples, "reading": _reading(words["reading"])})


def _reading(words: dict[str, Any] | None) -> TableReading | None:
    return TableReading(words["layout"], tuple(words["roles"])) if words else None
