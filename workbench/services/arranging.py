"""Who reads what: offering transcripts, taking and passing them back, and a person's own line.

Who was asked, and what is open or finished, is for that person and for whoever arranges reading.
Nothing here tells when, how long, how much or in what order anybody read.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.reading import LINES
from workbench.domain.span import Span
from workbench.services import projects, steps
from workbench.services.desks import Desk
from workbench.store import own_lines, passages_offered, rounds, sources, visible

JOB = "reading"
ARRANGING = "arranging"
_MINE = {
    "asked": "asked to read",
    "opened": "begun",
    "finished": "finished",
    "finished_nothing": "finished, nothing to mark",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one transcript stands, as far as everybody may know it.

    `unread` says that nobody has read it yet, as far as is shown; `free` that nobody has it
    either; `again` that somebody reads it who is not the first; `waiting` that it is being read
    on our own first, and waits to be opened together.
    """

    guid: Guid
    name: str
    unread: bool
    free: bool
    again: bool
    waiting: bool


def standing(desk: Desk) -> list[Standing]:
    """Every transcript with how it stands, in order of name."""
    db = desk.project.db
    for_all = {row["guid"] for row in visible.coding_rounds(desk.project, desk.viewer)}
    asked: dict[str, list[str]] = {}
    whole: set[str] = set()
    for row in rounds.assignments(db):
        if row["round"] in for_all:
            asked.setdefault(row["source"], []).append(rounds.of_the_whole(row))
            if not row["passage"]:
                whole.add(row["source"])
    marked = visible.marked_sources(desk.project)
    waiting = {
        source
        for row in rounds.listed(db)
        if row["kind"] == "sealed" and row["state"] == "running"
        for source in row["sources"]
    }
    return [
        Standing(
            guid=Guid(row["guid"]),
            name=row["name"],
            unread=row["guid"] not in marked and not _finished(states),
            free=row["guid"] not in whole | marked | waiting,
            again=len(states) > 1,
            waiting=row["guid"] in waiting,
        )
        for row in sources.listed(db)
        for states in [asked.get(row["guid"], [])]
    ]


def _finished(states: Iterable[str]) -> bool:
    return any(state in rounds.FINISHED for state in states)


def board(desk: Desk) -> dict[Guid, list[dict]]:
    """For whoever arranges: for each transcript, who was asked, in order of joining.

    Each is `name`, `state` and `turns` (as `turns_in`), in the open reading alone. Of a reading on
    our own first nothing is told here but who was asked for it (`services.rounds`).
    """
    desk.viewer.must(JOB)
    names = projects.everybody(desk)
    order = {person: number for number, person in enumerate(names)}
    coding_round = rounds.for_everybody(desk.project.db)
    found: dict[Guid, list[dict]] = {}
    for row in sorted(
        rounds.assignments(desk.project.db), key=lambda each: order.get(each["person"], len(order))
    ):
        if coding_round and row["round"] == coding_round["guid"] and row["person"] in names:
            found.setdefault(Guid(row["source"]), []).append(
                {
                    "name": names[row["person"]],
                    "state": row["state"],
                    "turns": turns_in(desk, row),
                }
            )
    return found


def offer(
    desk: Desk,
    chosen: Iterable[Guid],
    people: Iterable[Guid],
    *,
    turns: tuple[int, int] | None = None,
) -> int:
    """Ask people to read transcripts, as one step; how many offers are new is returned.

    `turns` are the first and the last, from 1, of a passage of one transcript alone.
    """
    chosen, people = list(chosen), list(people)
    if not chosen or not people:
        raise NotReadable("Choose at least one transcript and one person first.")
    checked(desk, chosen, people)
    passage = passage_of(desk, chosen, turns)
    with steps.step(desk, ARRANGING, job=JOB) as w:
        coding_round = rounds.for_everybody(w.db)
        if coding_round is None:
            raise NotFound("No reading that is open to everybody is under way in this study.")
        return sum(
            rounds.offer(w, coding_round, source, person, passage)
            for source in chosen
            for person in people
        )


def passage_of(desk: Desk, chosen: list[Guid], turns: tuple[int, int] | None) -> Span | None:
    """Find the passage that some turns of one transcript are; None where all of it is meant."""
    if turns is None:
        return None
    if len(chosen) != 1:
        raise NotReadable("A passage is of one transcript. Choose just one.")
    version = sources.current_version(desk.project.db, chosen[0]) or {}
    there = sources.turns(desk.project.db, version["guid"])
    first, last = turns
    if not 1 <= first <= last <= len(there):
        raise NotReadable(f"Its turns are 1 to {len(there)}. Say the first and the last of them.")
    return Span(there[first - 1]["start"], there[last - 1]["end"])


def turns_in(desk: Desk, row: dict) -> tuple[int, int] | None:
    """Which turns an assignment is of, from 1; None where it is of all of them."""
    span = row["span"]
    if span is None:
        return None
    version = sources.current_version(desk.project.db, row["source"]) or {}
    numbers = [
        number
        for number, turn in enumerate(sources.turns(desk.project.db, version["guid"]), 1)
        if turn["start"] < span.end and turn["end"] > span.start
    ]
    return (numbers[0], numbers[-1]) if numbers else None


def undo(desk: Desk) -> None:
    """Take back one's own last step of arranging, where nobody has acted on it."""
    steps.undo(desk, ARRANGING, job=JOB)


def redo(desk: Desk) -> None:
    """Do again what one last took back."""
    steps.redo(desk, ARRANGING, job=JOB)


def take(desk: Desk, source: Guid) -> None:
    """Take a transcript oneself, without anybody asking; all of it, if one has a passage."""
    checked(desk, [source], [])
    with desk.project.writing(desk.viewer.self()) as w:
        coding_round = rounds.for_everybody(w.db)
        if coding_round is None:
            raise NotFound("No reading that is open to everybody is under way in this study.")
        if not rounds.offer(w, coding_round, source, desk.viewer.self()):
            passages_offered.widen(w, coding_round["guid"], source)


def say(desk: Desk, coding_round: str, source: Guid, state: str) -> None:
    """Say of one's own reading that it is finished, finished with nothing to mark, passed back."""
    if state not in rounds.STATES[2:]:
        raise NotReadable("That is not something to say of one's own reading.")
    me = desk.viewer.self()
    with desk.project.writing(me) as w:
        if rounds.assignment(w.db, coding_round, source, me) == "not_asked":
            raise NotFound("That transcript is not with you any more.")
        rounds.set_assignment(w, coding_round=coding_round, source=source, person=me, state=state)


def mine(desk: Desk) -> list[dict]:
    """What the viewer was asked to read or took: source, name, state, round, round_name, alone.

    Of a passage, `turns` are its first and last, and `at` is where it begins.
    """
    names = {row["guid"]: row["name"] for row in sources.listed(desk.project.db)}
    known = {row["guid"]: row for row in rounds.listed(desk.project.db)}
    return [
        {
            **row,
            "name": names[row["source"]],
            "round_name": known[row["round"]]["name"],
            "alone": rounds.is_alone(known[row["round"]]),
            "running": known[row["round"]]["state"] == "running",
            "turns": turns_in(desk, row),
            "at": row["span"].start if row["span"] else None,
        }
        for row in rounds.assignments(desk.project.db)
        if row["person"] == desk.viewer.person and row["source"] in names
    ]


def my_list(desk: Desk) -> bytes:
    """The viewer's own list of what they read, as a csv file: transcript, reading, how far."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(["transcript", "reading", "how far", "turns"])
    for row in mine(desk):
        turns = "{} to {}".format(*row["turns"]) if row["turns"] else "all"
        words = [row["name"], row["round_name"], _MINE[row["state"]], turns]
        # A spreadsheet would take a name that begins like a formula for one.
        table.writerow(["'" + cell if cell[:1] in "=+-@\t" else cell for cell in words])
    return written.getvalue().encode("utf-8-sig")


def lines(desk: Desk) -> dict[Guid, tuple[str, str]]:
    """What people have written as their own line: which, and until what day, or an empty text.

    One whose day is past is not told.
    """
    today = datetime.now(UTC).date().isoformat()
    return {
        Guid(row["person"]): (row["line"], row["until"])
        for row in own_lines.listed(desk.project.db)
        if not row["until"] or row["until"] >= today
    }


def my_line(desk: Desk) -> tuple[str, str]:
    """One's own line as it is kept: which, and until what day; both empty where there is none."""
    for row in own_lines.listed(desk.project.db):
        if row["person"] == desk.viewer.person:
            return row["line"], row["until"]
    return "", ""


def say_line(desk: Desk, line: str, until: date | None = None) -> None:
    """Write one's own line; an empty one clears it."""
    if line and line not in LINES:
        raise NotReadable("That is not one of the lines to choose from.")
    with desk.project.writing(desk.viewer.self()) as w:
        own_lines.say(w, line or None, until.isoformat() if until and line == "busy" else "")


def checked(desk: Desk, chosen: Iterable[Guid], people: Iterable[Guid]) -> None:
    """Refuse transcripts and people that are not in this study."""
    if set(chosen) - {row["guid"] for row in sources.listed(desk.project.db)}:
        raise NotFound("One of those transcripts is not in this study any more. Choose again.")
    if set(people) - set(projects.members(desk)):
        raise NotFound("One of those people is not in this study's team any more. Choose again.")
