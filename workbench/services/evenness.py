"""Who took part in what: told by the people themselves, two memories side by side, never counted.

Nothing here is read from marks, sign-ins or the history, and nothing is added up.
"""

from workbench.domain.deciding import UNNAMED, Entry
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.evenness import (
    PARTS,
    STARTING,
    Evenness,
    Stage,
    Taker,
    remembered_in_words,
)
from workbench.domain.ids import Guid
from workbench.services import notes, projects, saying, steps
from workbench.services.desks import Desk
from workbench.store import evenness as store
from workbench.store import visible_entries

EVENNESS = "evenness"
LONGEST_NAME = 80


def told(desk: Desk) -> Evenness:
    """Everything that was told, the stages every study begins with first."""
    said = visible_entries.entries(desk.project, desk.viewer)
    names = {
        **STARTING,
        **{guid: _name_of(said.get(guid, ())) for guid in store.stages(desk.project.db)},
    }
    return Evenness(
        tuple(_stage(key, name, said.get(key, ())) for key, name in names.items()),
        _takers(desk, said),
    )


def for_documents(desk: Desk) -> list[tuple[str, str, str]]:
    """What was told, by stage: who took what part, and how it shaped things.

    People stand as each of them wants to be credited, and whoever tells is not named. A stage
    that nobody has told is left out.
    """
    found, credits = told(desk), projects.credits(desk)
    rows = []
    for stage in (stage for stage in found.stages if stage.told):
        who = [
            f"{_credited(taker, credits)}: {remembered_in_words(stage.cells[taker.guid])}"
            for taker in found.takers
            if taker.guid in stage.cells
        ]
        shaped = "\n\n".join(each.words for each in stage.shaping)
        rows.append((stage.name, "\n\n".join(who), shaped))
    return rows


def shape(
    desk: Desk, stage: str, words: str, *, signed: str = "named", heading: str | None = None
) -> None:
    """Tell who did a stage and how it shaped things."""
    _must_be_there(desk, stage)
    saying.say(desk, Guid(stage), "shaping", words, scope=EVENNESS, signed=signed, heading=heading)


def remember(
    desk: Desk,
    stage: str,
    taker: Guid,
    part: str,
    words: str = "",
    *,
    signed: str = "named",
    heading: str | None = None,
) -> None:
    """Tell what somebody's part in a stage was; told again, it stands instead of one's earlier."""
    if part not in PARTS:
        raise NotReadable("That is not one of the words for somebody’s part.")
    _must_be_there(desk, stage)
    if taker not in {each.guid for each in told(desk).takers}:
        raise NotFound("They are no longer in this table.")
    before = _mine(desk, stage, taker)
    if before is not None and (before.signed, heading) == (signed, None):
        saying.correct(desk, before.guid, words, choice=part, scope=EVENNESS, wordless=True)
        return
    saying.say(
        desk,
        Guid(stage),
        "memory",
        words,
        choice=part,
        about=taker,
        scope=EVENNESS,
        signed=signed,
        heading=heading,
        wordless=True,
    )


def add_stage(desk: Desk, name: str) -> Guid:
    """Add a stage of the team's own."""
    name = _checked(name)
    if any(each.name.casefold() == name.casefold() for each in told(desk).stages):
        raise NotReadable(f"There is a stage called “{name}” already.")
    with steps.step(desk, EVENNESS, job=None) as w:
        return store.add(w, "stage_added", name)


def add_taker(desk: Desk, who: str) -> Guid:
    """Add a member by GUID, or any person, group or heading by name; again gives the same."""
    members = projects.members(desk)
    person = Guid(who) if who in members else None
    name = members[person] if person else _checked(who)
    for each in told(desk).takers:
        if each.person == person and (person or each.name.casefold() == name.casefold()):
            return each.guid
    with steps.step(desk, EVENNESS, job=None) as w:
        return store.add(w, "taker_added", "" if person else name, person=person)


def undo(desk: Desk) -> None:
    """Take back one's own last step here."""
    steps.undo(desk, EVENNESS, job=None)


def redo(desk: Desk) -> None:
    """Do again what one last took back."""
    steps.redo(desk, EVENNESS, job=None)


def _credited(taker: Taker, credits: dict[Guid, str]) -> str:
    return taker.name if taker.person is None else credits.get(taker.person) or UNNAMED


def _stage(key: str, name: str, said: tuple[Entry, ...] | list[Entry]) -> Stage:
    cells: dict[Guid, tuple[Entry, ...]] = {}
    for each in said:
        if each.kind == "memory":
            cells[Guid(each.about)] = (*cells.get(Guid(each.about), ()), each)
    return Stage(key, name, tuple(each for each in said if each.kind == "shaping"), cells)


def _takers(desk: Desk, said: dict[str, list[Entry]]) -> tuple[Taker, ...]:
    members = projects.members(desk)
    return tuple(
        Taker(
            Guid(row["guid"]),
            members.get(Guid(row["person"]), visible_entries.FORMER)
            if row["person"]
            else _name_of(said.get(row["guid"], ())),
            row["person"],
        )
        for row in store.takers(desk.project.db)
    )


def _mine(desk: Desk, stage: str, taker: Guid) -> Entry | None:
    for one in told(desk).stages:
        if one.key == stage:
            return next((each for each in one.cells.get(taker, ()) if each.mine), None)
    return None


def _name_of(said: tuple[Entry, ...] | list[Entry]) -> str:
    return next((each.words for each in said if each.kind in ("stage", "taker")), "")


def _must_be_there(desk: Desk, stage: str) -> None:
    if stage not in STARTING and stage not in store.stages(desk.project.db):
        raise NotFound("That stage is no longer there.")


def _checked(name: str) -> str:
    name = " ".join(name.split())
    notes.checked_words(name, longest=LONGEST_NAME)
    return name
