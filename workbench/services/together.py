"""Reading together: a day begun on any transcripts, opened by the group, talked through, kept.

Whoever begins a day hosts it, and anybody in the team can host from where it is. Nothing here
counts or times anybody, or says who came or spoke.
"""

import secrets
from collections.abc import Iterable

from workbench.domain.deciding import About, Discussion, Entry
from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.reading import SHOWN, most_private
from workbench.domain.together import SEQUENCES, WRITTEN, Day, in_order, minutes_of_reading
from workbench.services import arranging, comparing, discussing, projects, rounds, saying, steps
from workbench.services.desks import Desk, for_everybody
from workbench.store import codes, days, discussions, sources, visible_entries
from workbench.store import rounds as round_store

TOGETHER = "together"


def start(
    desk: Desk,
    chosen: Iterable[Guid],
    *,
    name: str = "",
    people: Iterable[Guid] | None = None,
) -> Guid:
    """Begin a day on some transcripts with everything chosen; undo calls it off.

    Parameters
    ----------
    name
        What to call it; after the transcripts where nothing is said.
    people
        Who is invited; everybody in the team where nothing is said.
    """
    desk.viewer.self()
    chosen = list(dict.fromkeys(chosen))
    people = list(projects.members(desk)) if people is None else list(people)
    if not chosen:
        raise NotReadable("Choose at least one transcript to read together.")
    if not people:
        raise NotReadable("Invite at least one person, which can be yourself.")
    arranging.checked(desk, chosen, people)
    name = _name(desk, chosen, name)
    version = codes.latest_version(desk.project.db)
    if version is None:
        raise NotFound("The study has no codebook to read with yet.")
    with steps.step(desk, TOGETHER, job=None) as w:
        guid = round_store.start_alone(w, name, chosen, version["guid"])
        coding_round = round_store.find(w.db, guid)
        for source in chosen:
            for person in people:
                round_store.offer(w, coding_round, source, person)
        return days.begin(w, guid, people)


def undo(desk: Desk) -> None:
    """Take back one's own last step with a day, such as having begun it."""
    steps.undo(desk, TOGETHER, job=None)


def redo(desk: Desk) -> None:
    """Do again what one last took back."""
    steps.redo(desk, TOGETHER, job=None)


def listed(desk: Desk) -> list[Day]:
    """Every day, newest first."""
    said = visible_entries.entries(desk.project, desk.viewer)
    return [_told(desk, row, said) for row in reversed(days.listed(desk.project.db))]


def under_way(desk: Desk) -> dict[Guid, str]:
    """Name the days that go on at the moment."""
    return {
        Guid(row["guid"]): row["name"]
        for row in days.listed(desk.project.db)
        if _state(row) in ("reading", "talking")
    }


def find(desk: Desk, guid: str) -> Day:
    """One day; `NotFound` where there is none."""
    for row in days.listed(desk.project.db):
        if row["guid"] == guid:
            said = visible_entries.entries(desk.project, desk.viewer, of=guid)
            return _told(desk, row, said)
    raise NotFound("There is no such day in this study, or it was called off.")


def reading_time(desk: Desk, chosen: Iterable[Guid]) -> tuple[int, int]:
    """How many words there are to read, and how many minutes that takes each person."""
    words = 0
    for source in chosen:
        version = sources.current_version(desk.project.db, source)
        words += len(version["text"].split()) if version else 0
    return words, minutes_of_reading(words)


def invite(desk: Desk, day: Guid, people: Iterable[Guid]) -> None:
    """Invite more people, and ask them to read where it has not been opened."""
    one, people = find(desk, day), list(people)
    _must_host(one)
    arranging.checked(desk, [], people)
    with desk.project.writing(desk.viewer.self()) as w:
        days.invite(w, day, people)
        if not one.opened:
            coding_round = round_store.find(w.db, one.round)
            for source in one.sources:
                for person in people:
                    round_store.offer(w, coding_round, source, person)


def host(desk: Desk, day: Guid) -> None:
    """Host a day from where it is."""
    find(desk, day)
    with steps.step(desk, TOGETHER, job=None) as w:
        days.change(w, day, host=desk.viewer.self())


def shown_as(desk: Desk, day: Guid, asked: str) -> str:
    """How the readings would be shown if they were opened now: the most private choice wins."""
    one = find(desk, day)
    chosen = round_store.chosen_shown(desk.project.db, one.round)
    return most_private([asked, *chosen.values()])


def open_together(desk: Desk, day: Guid, shown: str, *, seen: str) -> None:
    """Open the readings of a day for everybody at one moment, as `rounds.open_together` does."""
    one = find(desk, day)
    _must_host(one)
    if shown not in SHOWN:
        raise NotReadable("A reading is shown with names, under headings or without names.")
    if one.opened:
        raise AlreadyThere("The readings are open already.")
    if shown_as(desk, day, shown) != seen:
        raise AlreadyThere(rounds.SHOWN_CHANGED)
    with desk.project.writing(desk.viewer.self()) as w:
        round_store.open_together(w, one.round, shown)
        codes.let_go(w, one.round)
        days.opened(w, day, one.round)
    look_again(desk, day)


def look_again(desk: Desk, day: Guid) -> int:
    """Make a point of every place where the readings differ and none is made of it yet."""
    one = find(desk, day)
    known = points(desk, day)
    places = [
        About(source=Guid(row["source"]), start=row["start"], end=row["end"])
        for row in comparing.compare(for_everybody(desk), coding_round=one.round)
        if row["differs"]
    ]
    made = [
        about
        for about in places
        if not any(
            (point.source, point.start, point.end) == (about.source, about.start, about.end)
            for point in known
        )
    ]
    _add_places(desk, day, made)
    return len(made)


def add_place(desk: Desk, day: Guid, source: Guid, words: str) -> Guid:
    """Add words of a transcript of the day to talk about, whether anybody marked them or not."""
    one = find(desk, day)
    if not one.opened or source not in one.sources:
        raise NotReadable("Choose words of what was read, once our readings are open.")
    about = discussing.passage(desk, source, words)
    for point in points(desk, day):
        if (point.source, point.start, point.end) == (about.source, about.start, about.end):
            return point.guid
    return _add_places(desk, day, [about])[0]


def _add_places(desk: Desk, day: Guid, made: list[About]) -> list[Guid]:
    """Put places at the end of those there are, shuffled among themselves for who wants that."""
    there = len(points(desk, day))
    shuffled = list(range(there + 1, there + len(made) + 1))
    secrets.SystemRandom().shuffle(shuffled)
    with desk.project.writing(desk.viewer.self()) as w:
        return [
            discussions.open_one(
                w, about, day=day, position=(there + number, shuffled[number - 1])
            )
            for number, about in enumerate(made, start=1)
        ]


def points(desk: Desk, day: Guid) -> tuple[Discussion, ...]:
    """The places where our readings differ, in the order the group takes them."""
    one = find(desk, day)
    places = days.places(desk.project.db, day)
    return in_order(
        (
            (point, *places[point.guid])
            for point in discussing.listed(desk)
            if point.day == day and point.guid in places
        ),
        one.sequence,
    )


def show(desk: Desk, day: Guid, point: Guid) -> None:
    """Have the shared screen show one point; whoever hosts does that."""
    _must_host(find(desk, day))
    if point not in {each.guid for each in points(desk, day)}:
        raise NotFound("That is not one of the places of this day.")
    with desk.project.writing(desk.viewer.self()) as w:
        days.show(w, day, point)


def take_in_order(desk: Desk, day: Guid, sequence: str) -> None:
    """Choose in what order the places are taken."""
    if sequence not in SEQUENCES:
        raise NotReadable("Take the most different first, shuffled, or as you like.")
    find(desk, day)
    with steps.step(desk, TOGETHER, job=None) as w:
        days.change(w, day, sequence=sequence)


def stop(desk: Desk, day: Guid, *, for_good: bool) -> None:
    """Stop for a break or another day, or finish; `go_on` goes on from either."""
    _change_state(desk, day, "closed" if for_good else "paused")


def go_on(desk: Desk, day: Guid) -> None:
    """Go on with a day that was stopped or finished."""
    _change_state(desk, day, "talking")


def write(desk: Desk, day: Guid, part: str, words: str) -> None:
    """Write the ground rules or the plan, or put them in other words; anybody may."""
    if part not in WRITTEN:
        raise NotReadable("That is nothing a day has a place for.")
    before = find(desk, day).written(part)
    if before is not None:
        saying.correct(desk, before.guid, words, scope=TOGETHER)
    else:
        saying.say(desk, day, part, words, scope=TOGETHER)


def look_back(
    desk: Desk, day: Guid, words: str, *, signed: str = "named", heading: str | None = None
) -> None:
    """Share with the team something one learned, found hard or would change."""
    find(desk, day)
    saying.say(desk, day, "looking_back", words, scope=TOGETHER, signed=signed, heading=heading)


def _told(desk: Desk, row: dict, said: dict[str, list[Entry]]) -> Day:
    names = projects.members(desk)
    read = {each["guid"]: each["sources"] for each in round_store.listed(desk.project.db)}
    return Day(
        guid=Guid(row["guid"]),
        name=row["name"],
        round=Guid(row["round"]),
        on=row["begun_at"][:10],
        state=_state(row),
        sequence=row["sequence"],
        shown=row["shown"],
        host=names.get(row["host"], visible_entries.FORMER),
        hosting=row["host"] == desk.viewer.person,
        sources=tuple(Guid(source) for source in read[row["round"]]),
        invited=tuple(name for person, name in names.items() if person in row["people"]),
        point=row["shown_point"],
        entries=tuple(said.get(row["guid"], ())),
    )


def _change_state(desk: Desk, day: Guid, state: str) -> None:
    one = find(desk, day)
    _must_host(one)
    if not one.opened:
        raise NotReadable("The readings of this day have not been opened yet.")
    with steps.step(desk, TOGETHER, job=None) as w:
        days.change(w, day, state=state)


def _must_host(day: Day) -> None:
    if not day.hosting:
        raise NotAllowed(f"{day.host} hosts this. Press “Host from here” if you take it on.")


def _state(row: dict) -> str:
    """How a day stands; its round may have been opened under Who reads what."""
    opened = row["round_state"] == "opened"
    return "talking" if opened and row["state"] == "reading" else row["state"]


def _name(desk: Desk, chosen: list[Guid], name: str) -> str:
    names = {row["guid"]: row["name"] for row in sources.listed(desk.project.db)}
    name = " ".join(name.split())
    if len(name) > rounds.LONGEST_NAME or not name.isprintable():
        raise NotReadable(f"A name may have up to {rounds.LONGEST_NAME} visible characters.")
    if not name:
        more = f" and {len(chosen) - 1} more" if len(chosen) > 1 else ""
        room = rounds.LONGEST_NAME - len(more) - len("“” together (99)")
        name = f"“{names[chosen[0]][:room]}”{more} together"
    taken = {row["name"].casefold() for row in round_store.listed(desk.project.db)}
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name[: rounds.LONGEST_NAME - 5]} ({number})"
    return free
