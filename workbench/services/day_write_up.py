"""What came of a day, written by nobody: gathered from what was read, said and settled.

Both readings stand side by side, and neither is told as the smaller one. Nobody is counted.
"""

from dataclasses import dataclass
from itertools import groupby

from workbench.domain.deciding import OUTCOMES, Decision, Discussion, Entry, of_kinds
from workbench.domain.ids import Guid
from workbench.domain.reading import SHOWN
from workbench.domain.together import WRITTEN, Day
from workbench.services import comparing, deciding, projects, together
from workbench.services.desks import Desk
from workbench.store import rounds, sources


@dataclass(frozen=True, slots=True)
class Point:
    """One place: its words, each reading in words, what was said, what came of it.

    `taken_up` is False where the group did not come to it. `readings` pairs a reader with what
    they saw; `said` and `came_in` pair words with whose they are.
    """

    guid: Guid
    words: str
    transcript: str
    readings: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]
    came_in: tuple[tuple[str, str], ...]
    outcome: str
    decisions: tuple[str, ...]
    taken_up: bool


@dataclass(frozen=True, slots=True)
class WriteUp:
    """All that came of a day. What nobody wrote or said has no place in it, and no gap."""

    study: str
    name: str
    on: str
    read: tuple[str, ...]
    how: str
    written: tuple[tuple[str, str], ...]
    points: tuple[Point, ...]
    looking_back: tuple[tuple[str, str], ...]

    def taken_up(self) -> tuple[Point, ...]:
        """Give the places the group came to."""
        return tuple(point for point in self.points if point.taken_up)

    def left(self) -> tuple[Point, ...]:
        """Give the places the group did not come to."""
        return tuple(point for point in self.points if not point.taken_up)


def write_up(desk: Desk, day: Guid) -> WriteUp:
    """Gather what came of a day, as the viewer may see it."""
    one = together.find(desk, day)
    names = {row["guid"]: row["name"] for row in sources.listed(desk.project.db)}
    return WriteUp(
        study=projects.info(desk)["name"],
        name=one.name,
        on=one.on,
        read=tuple(names[guid] for guid in one.sources if guid in names),
        how=_how(desk, one),
        written=tuple(
            (label, entry.words)
            for part, label in WRITTEN.items()
            if (entry := one.written(part)) is not None
        ),
        points=_points(desk, one),
        looking_back=_signed(of_kinds(one.entries, ("looking_back",))),
    )


def reading_in_words(mark: dict) -> str:
    """Say one mark in words: the code, whether it is there or missing, and what was marked."""
    return " · ".join(part for part in (mark["code"], mark["presence_words"]) if part)


def _how(desk: Desk, one: Day) -> str:
    if not one.opened:
        return "We are reading on our own first; our readings have not been opened yet."
    shown = SHOWN[rounds.find(desk.project.db, one.round)["shown"]]
    return (
        "We read on our own first, opened our readings together at one moment, shown "
        f"{shown}, and then talked about places where we read differently."
    )


def _points(desk: Desk, one: Day) -> tuple[Point, ...]:
    made: dict[str, list[Decision]] = {}
    for decision in reversed(deciding.listed(desk)):
        made.setdefault(decision.discussion or "", []).append(decision)
    compared: dict[tuple, dict] = {}
    if one.opened:
        compared = {
            (row["source"], row["start"], row["end"]): row
            for row in comparing.compare(desk, coding_round=one.round)
        }
    return tuple(
        _point(point, compared, made.get(point.guid, []))
        for point in together.points(desk, one.guid)
    )


def _point(point: Discussion, compared: dict[tuple, dict], made: list[Decision]) -> Point:
    outcome = point.outcome()
    said, came_in = point.said("said"), point.said("another_way_in")
    taken_up = bool(said or came_in or outcome or made)
    told = OUTCOMES[outcome.choice if outcome else "both_stand"].replace(" …", "")
    row = compared.get((point.source, point.start, point.end), {})
    return Point(
        guid=point.guid,
        words=point.quote,
        transcript=point.source_name,
        readings=_readings(row),
        said=_signed(said),
        came_in=_signed(came_in),
        outcome=(f"{told}: {outcome.words}" if outcome and outcome.words else told)
        if taken_up
        else "",
        decisions=tuple(each.sentence for each in made),
        taken_up=taken_up,
    )


def _readings(row: dict) -> tuple[tuple[str, str], ...]:
    """Pair each reader with what they saw, in the order of names, which ranks nobody."""
    told = [
        (reader, "; ".join(dict.fromkeys(reading_in_words(mark) for mark in marks)))
        for reader, marks in groupby(row.get("readings", ()), key=lambda each: each["reader"])
    ]
    told += [(reader, "left it unmarked") for reader in row.get("unmarked_by", ())]
    return tuple(sorted(told, key=lambda each: each[0].casefold()))


def _signed(entries: tuple[Entry, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((each.words, each.by) for each in entries)
