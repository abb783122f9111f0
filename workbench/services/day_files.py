"""A day of reading together in Word: what came of it, and the papers to read from.

Both hold what everybody in the team may see, whoever asks, and no words that somebody did not let
us work with.
"""

from datetime import date

from workbench.domain.deciding import OUTCOMES
from workbench.domain.ids import Guid, guid_from
from workbench.domain.span import Span
from workbench.domain.together import WRITTEN, Day
from workbench.reports import days as paper
from workbench.services import leaving, projects, quoting, reading, together
from workbench.services.day_write_up import Point, write_up
from workbench.services.desks import Desk, for_everybody

_NOT_HERE = "Words that may not leave the workbench."


def came_of_it(desk: Desk, day: str) -> tuple[str, bytes]:
    """Make the write-up of a day as a Word file: its name and its bytes."""
    guid, desk = guid_from(day), for_everybody(desk)
    found, kept = write_up(desk, guid), _may_leave(desk, guid)
    on = date.fromisoformat(found.on)
    made = paper.came_of_it(
        paper.CameOfIt(
            study=found.study,
            name=found.name,
            date=f"{on.day} {on:%B %Y}",
            how=found.how,
            written=found.written,
            places=tuple(_place(point, kept) for point in found.taken_up()),
            left=tuple(point.words for point in found.left() if point.guid in kept),
            looking_back=found.looking_back,
        )
    )
    return f"{_file_name(found.name)}.docx", made


def papers(desk: Desk, day: str) -> tuple[str, bytes]:
    """Make what is read and written on during a day: turns before it is opened, places after."""
    guid, desk = guid_from(day), for_everybody(desk)
    one, kept = together.find(desk, guid), _may_leave(desk, guid)
    names = {row["guid"]: row["name"] for row in reading.transcripts(desk)}
    points = together.points(desk, guid) if one.opened else ()
    made = paper.papers(
        paper.Papers(
            study=projects.info(desk)["name"],
            name=one.name,
            written=tuple(
                (label, entry.words)
                for part, label in WRITTEN.items()
                if (entry := one.written(part)) is not None
            ),
            transcripts=()
            if one.opened
            else tuple(
                (names[source], _turns(desk, source)) for source in one.sources if source in names
            ),
            places=tuple(point.quote for point in points if point.guid in kept),
            outcomes=tuple(OUTCOMES.values()),
        )
    )
    return f"{_file_name(one.name)}, for paper.docx", made


def _place(point: Point, kept: set[Guid]) -> paper.Place:
    return paper.Place(
        words=point.words if point.guid in kept else _NOT_HERE,
        transcript=point.transcript,
        readings=point.readings,
        said=point.said,
        came_in=point.came_in,
        outcome=point.outcome,
        decisions=point.decisions,
    )


def _may_leave(desk: Desk, day: Guid) -> set[Guid]:
    """The places of a day whose words nobody said no to."""
    one = together.find(desk, day)
    refused = _refused(desk, one)
    return {
        point.guid
        for point in together.points(desk, day)
        if point.source
        and point.start is not None
        and point.end is not None
        and quoting.may_be_quoted(Span(point.start, point.end), refused.get(point.source, ()))
    }


def _refused(desk: Desk, one: Day) -> dict[str, tuple[Span, ...]]:
    return {
        source: leaving.withheld(desk.project, source, purpose="analysis")
        for source in one.sources
    }


def _turns(desk: Desk, source: Guid) -> tuple[tuple[str, str], ...]:
    withheld = leaving.withheld(desk.project, source, purpose="analysis")
    text = leaving.without(reading.text_of(desk, source), withheld)
    return tuple(
        (turn["speaker"] or "", text[turn["start"] : turn["end"]].strip() or _NOT_HERE)
        for turn in reading.turns_of(desk, source)
    )


def _file_name(name: str) -> str:
    kept = (letter if letter.isalnum() or letter in " -()" else " " for letter in name)
    return " ".join("".join(kept).split())
