"""What goes on while files are on their way in: the child process takes them one by one."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread

from workbench.domain.arrival import Said
from workbench.domain.errors import AlreadyThere, NotFound, WorkbenchError
from workbench.domain.ids import Guid
from workbench.services import arrivals, desks, heavy, taking_in
from workbench.services.arrivals import Arrival
from workbench.services.desks import Desk, Workspace
from workbench.store import jobs

SECONDS_TO_SEE = 10.0
SECONDS_TO_UNPACK = 60.0
_SECONDS_TO_KEEP = 110.0
_DAYS_KEPT = 7
_LOG = logging.getLogger(__name__)
_LOCK = Lock()
_working: Thread | None = None


def go_on(workspace: Workspace) -> None:
    """See to it that somebody works through what has arrived or is to be kept."""
    global _working
    with _LOCK:
        if _working is None:
            _working = Thread(target=_work, args=(workspace,), daemon=True, name="arriving")
            _working.start()


def at_work() -> bool:
    """Say whether anything is being worked through in this process."""
    return _working is not None


def resume(workspace: Workspace) -> None:
    """Go on, when the server starts, with what was cut short; put away what was forgotten."""
    jobs.end_forgotten(workspace, days=_DAYS_KEPT)
    go_on(workspace)


def _work(workspace: Workspace) -> None:
    """Hand over one file after another, of each person's in turn, until there is none."""
    global _working
    while True:
        something = False
        for job in jobs.at_work(workspace):
            try:
                something = _next_of(workspace, job) or something
            except Exception:
                _LOG.exception("A file could not be handed over.")
        if not something:
            with _LOCK:
                # Whoever adds something from here on starts another.
                if not any(_waiting(workspace, job) for job in jobs.at_work(workspace)):
                    _working = None
                    return


def _waiting(workspace: Workspace, job: dict) -> list[tuple[str, str]]:
    found = arrivals.states(jobs.folder(workspace, job["guid"]))
    return [each for each in found.items() if each[1] in arrivals.WAITING]


def _next_of(workspace: Workspace, job: dict) -> bool:
    """Hand over the next file of a job; say whether there was one."""
    folder, total = jobs.folder(workspace, job["guid"]), job["total"]
    waiting = _waiting(workspace, job)
    if job["state"] == "running":
        state = "running" if waiting else "done"
        jobs.say(workspace, job["guid"], state, done=total - len(waiting), total=total)
    one = arrivals.file(folder, *waiting[0]) if waiting else None
    if one is None:
        return bool(waiting)
    act, longest = _how(folder, one)
    try:
        heavy.run(act, workspace.folder, job["guid"], one.number, longest=longest)
    except heavy.Stopped:
        sentence = "takes more time or memory than the workbench gives. Split it, and add the"
        _end(folder, one, f"{one.name} {sentence} parts.")
    except WorkbenchError as refusal:
        _end(folder, one, str(refusal), here=isinstance(refusal, AlreadyThere))
    except Exception:
        _LOG.exception("A file could not be read.")
        sentence = "could not be read, which is a fault of the workbench. Nothing of it was kept"
        _end(folder, one, f"{one.name} {sentence}; save it as plain text, and add that.")
    return True


def _how(folder: Path, one: Arrival) -> tuple[Callable[[Path, Guid, str], None], float]:
    """Choose what is to be done with a file, and how many seconds that may take."""
    if one.state == "chosen":
        return keep, _SECONDS_TO_KEEP
    return (unpack, SECONDS_TO_UNPACK) if _packed(folder, one) else (see, SECONDS_TO_SEE)


def _packed(folder: Path, one: Arrival) -> bool:
    place = folder / f"{one.number}.bytes"
    if not place.exists():
        return False
    with place.open("rb") as file:
        return file.read(2) == b"PK"


def _end(folder: Path, one: Arrival, sentence: str, *, here: bool = False) -> None:
    state = "here" if here else "refused" if one.state == "arrived" else "failed"
    _noted(folder, replace(one, state=state, seen=None, said=None, sentence=sentence))


# What follows runs in the child.


def see(workspace_folder: Path, job: Guid, number: str) -> None:
    """Recognise one file of a job, and write down what a person has to see of it."""
    desk, folder, one, data = _handed(workspace_folder, job, number)
    here = taking_in.already_there(desk, data)
    if here:
        raise AlreadyThere(f"{one.name} is already here, as “{here}”.")
    twin = arrivals.twin(folder, number)
    if twin:
        raise AlreadyThere(f"{one.name} is the same file as {twin.name}, which is here already.")
    said = one.said or Said()
    seen = taking_in.look(one.name, data, said.reading, named_by=said.named_by)
    _noted(folder, replace(one, state="seen", seen=seen, said=None))


def unpack(workspace_folder: Path, job: Guid, number: str) -> None:
    """Put the members of an archive among the files of a job; recognise any other file."""
    _, folder, one, data = _handed(workspace_folder, job, number)
    for place, member in enumerate(taking_in.unpacked(one.name, data), 1):
        if not member.packed:
            see(workspace_folder, job, number)
            return
        inside = Arrival(f"{number}-{place:05}", member.name, "arrived")
        if member.refusal is None:
            jobs.write(folder / f"{inside.number}.bytes", member.data)
        else:
            inside = replace(inside, state="refused", sentence=str(member.refusal))
        arrivals.note(folder, inside)
    arrivals.note(folder, replace(one, state="unpacked"))


def keep(workspace_folder: Path, job: Guid, number: str) -> None:
    """Keep one file of a job as its person has said."""
    desk, folder, one, data = _handed(workspace_folder, job, number)
    taken = taking_in.take_in_file(desk, one.name, data, one.said or Said())
    _noted(
        folder,
        replace(
            one,
            state="taken",
            seen=None,
            said=None,
            sentence=" ".join(taken.remarks),
            sources=taken.sources,
        ),
    )


def _handed(workspace_folder: Path, job: Guid, number: str) -> tuple[Desk, Path, Arrival, bytes]:
    workspace = _workspace(workspace_folder)
    row, folder = jobs.find(workspace, job), jobs.folder(workspace, job)
    one = arrivals.file(folder, number, arrivals.states(folder).get(number, ""))
    if row is None or one is None:
        raise NotFound("That file was taken back.")
    desk = desks.for_job(workspace, row["person"], row["project"])
    desk.viewer.must("transcripts")
    return desk, folder, one, (folder / f"{number}.bytes").read_bytes()


def _noted(folder: Path, one: Arrival) -> None:
    """Write down what came of a file, unless its person has taken it back meanwhile."""
    if one.number in arrivals.states(folder):
        arrivals.note(folder, one)


@lru_cache(maxsize=1)
def _workspace(folder: Path) -> Workspace:
    return desks.open_workspace(folder)
