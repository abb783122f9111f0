"""Reading on our own first: starting a round, joining it, and opening it together.

Until it is opened nobody receives anything of another's reading, whoever arranges it included.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.domain.reading import ENOUGH_TO_COUNT, SHOWN, most_private
from workbench.services import arranging, projects, steps
from workbench.services.desks import Desk
from workbench.store import codes, passages_offered, rounds

LONGEST_NAME = 80
SHOWN_CHANGED = (
    "How it will be shown has changed since you looked, so it was not opened. Look again and open "
    "it then."
)


@dataclass(frozen=True, slots=True)
class Round:
    """A reading on our own first, as one viewer may know it.

    `people` are those who read in it, for those among them and whoever arranges. `ready`
    says in words how far the group is, and `all_ready` whether everybody has said they are.
    `shown` is what the viewer chose for their own reading; None where they do not read in it.
    """

    guid: Guid
    name: str
    sources: tuple[Guid, ...]
    codebook: str
    people: tuple[Guid, ...]
    ready: str
    all_ready: bool
    joined: bool
    shown: str | None


def under_way(desk: Desk) -> list[Round]:
    """Every reading on our own first that has not been opened, in the order they were started."""
    db, me = desk.project.db, desk.viewer.person
    names = projects.members(desk)
    found = []
    for row in rounds.listed(db):
        if row["kind"] != "sealed" or row["state"] != "running":
            continue
        states: dict[str, list[str]] = {}
        for each in rounds.assignments(db):
            if each["round"] == row["guid"]:
                states.setdefault(each["person"], []).append(each["state"])
        done = sum(all(state in rounds.FINISHED for state in own) for own in states.values())
        joined = me in states
        may_know = joined or desk.viewer.may(arranging.JOB)
        found.append(
            Round(
                guid=Guid(row["guid"]),
                name=row["name"],
                sources=tuple(Guid(source) for source in row["sources"]),
                codebook=row["codebook"],
                people=tuple(person for person in names if person in states) if may_know else (),
                ready=_ready(done, len(states)),
                all_ready=bool(states) and done == len(states),
                joined=joined,
                shown=rounds.chosen_shown(db, row["guid"]).get(str(me), "named")
                if joined
                else None,
            )
        )
    return found


def _ready(done: int, people: int) -> str:
    """Say how far a group is: of fewer than five, how many are ready would tell who."""
    if people and done == people:
        return "ready"
    return f"{done} of {people} ready" if people >= ENOUGH_TO_COUNT else "not yet"


def start(
    desk: Desk,
    name: str,
    chosen: Iterable[Guid],
    people: Iterable[Guid],
    *,
    turns: tuple[int, int] | None = None,
) -> Guid:
    """Start a reading on our own first: these transcripts, these people, the codebook as it is.

    `turns` are the first and the last of a passage, where one transcript is chosen and that alone
    of it is read. Undo calls it off; what has been marked in it stays its reader's own.
    """
    chosen, people, name = list(chosen), list(people), " ".join(name.split())
    if not name:
        raise NotReadable("Give this reading a name first, such as “Second reading”.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise NotReadable(f"A name may have up to {LONGEST_NAME} visible characters.")
    if not chosen or not people:
        raise NotReadable("Choose at least one transcript and one person first.")
    arranging.checked(desk, chosen, people)
    if any(row["name"].casefold() == name.casefold() for row in rounds.listed(desk.project.db)):
        raise AlreadyThere(f"There is a reading called “{name}” already. Choose another name.")
    version = codes.latest_version(desk.project.db)
    if version is None:
        raise NotFound("The study has no codebook to read with yet.")
    passage = arranging.passage_of(desk, chosen, turns)
    with steps.step(desk, arranging.ARRANGING, job=arranging.JOB) as w:
        guid = rounds.start_alone(w, name, chosen, version["guid"])
        coding_round = rounds.find(w.db, guid)
        for source in chosen:
            for person in people:
                rounds.offer(w, coding_round, source, person, passage)
    return guid


def ask(desk: Desk, coding_round: Guid, people: Iterable[Guid]) -> None:
    """Ask more people to read in a round that has not been opened."""
    desk.viewer.must(arranging.JOB)
    people = list(people)
    if not people:
        raise NotReadable("Choose at least one person first.")
    arranging.checked(desk, [], people)
    _put_in(desk, coding_round, people)


def join(desk: Desk, coding_round: Guid) -> None:
    """Join a round that has not been opened: all its transcripts are then waiting for oneself."""
    _put_in(desk, coding_round, [desk.viewer.self()])


def _put_in(desk: Desk, coding_round: Guid, people: list[Guid]) -> None:
    one = _running(desk, coding_round)
    with desk.project.writing(desk.viewer.self()) as w:
        row = rounds.find(w.db, one.guid)
        for source in one.sources:
            passage = passages_offered.others_have(w.db, one.guid, source)
            for person in people:
                rounds.offer(w, row, source, person, passage)


def choose_shown(desk: Desk, coding_round: Guid, shown: str) -> None:
    """Say how one's own reading may be shown when it is opened; nobody else sees the choice."""
    if shown not in SHOWN:
        raise NotReadable("A reading is shown with names, under headings or without names.")
    if not _running(desk, coding_round).joined:
        raise NotAllowed("Only those who read in it say how their own reading is shown.")
    with desk.project.writing(desk.viewer.self()) as w:
        rounds.choose_shown(w, coding_round, shown)


def shown_as(desk: Desk, coding_round: Guid, asked: str) -> str:
    """How a round would be shown if it were opened now: the most private choice anyone made."""
    desk.viewer.must(arranging.JOB)
    _running(desk, coding_round)
    return most_private([asked, *rounds.chosen_shown(desk.project.db, coding_round).values()])


def open_together(desk: Desk, coding_round: Guid, shown: str, *, seen: str) -> None:
    """Open a round for everybody in the team, at one moment. This cannot be undone.

    Parameters
    ----------
    seen
        What `shown_as` said when it was previewed. Where somebody has made a more private choice
        since, it is not opened, so that nothing happens that was not shown before.
    """
    desk.viewer.must(arranging.JOB)
    if shown not in SHOWN:
        raise NotReadable("A reading is shown with names, under headings or without names.")
    if shown_as(desk, coding_round, shown) != seen:
        raise AlreadyThere(SHOWN_CHANGED)
    with desk.project.writing(desk.viewer.self()) as w:
        rounds.open_together(w, coding_round, shown)
        codes.let_go(w, coding_round)


def _running(desk: Desk, coding_round: Guid) -> Round:
    for one in under_way(desk):
        if one.guid == coding_round:
            return one
    raise NotFound("That reading has been opened, or was called off.")
