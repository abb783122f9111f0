"""Early conversation: what should we look for, asked of a group before anybody reads.

Nobody needs to have opened a transcript. Ideas become draft codes that are credited to the group.
"""

from dataclasses import dataclass

from workbench.domain.codebook_change import Reason
from workbench.domain.errors import AlreadyThere, NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.services import codebook_changes, notes, sets, steps
from workbench.services.desks import Desk
from workbench.store import codebook_versions, codes
from workbench.store import early_conversations as store
from workbench.store.project import Writing

EARLY = "early_conversations"
LONGEST_IDEA, MOST_IDEAS = 500, 200


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing to look out for, in the group's words; `code` is the code made of it, if any."""

    guid: Guid
    words: str
    code: Guid | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """An early conversation. `credit` is how the group wants to be named, in its own words."""

    guid: Guid
    name: str
    credit: str
    on: str
    ideas: tuple[Idea, ...] = ()


def listed(desk: Desk) -> list[Conversation]:
    """Every early conversation, in the order they were begun."""
    in_use = {code.guid for code in codes.all_codes(desk.project.db) if code.status != "retired"}
    return [_read(row["guid"], row, in_use) for row in store.listed(desk.project.db)]


def find(desk: Desk, guid: str) -> Conversation:
    """One of them; `NotFound` where there is none."""
    for one in listed(desk):
        if one.guid == guid:
            return one
    raise NotFound("There is no such conversation in this study.")


def begin(desk: Desk, name: str, *, credit: str = "") -> Guid:
    """Begin a conversation; anybody in the team may."""
    guid, name = new_guid(), sets.checked_name(name, "The conversation")
    with steps.step(desk, EARLY, job=None) as w:
        made = {"name": name, "credit": _credit(credit), "at": w.at, "person": w.person}
        store.keep(w, guid, {**made, "ideas": []})
    return guid


def say(desk: Desk, conversation: Guid, words: str) -> int:
    """Add ideas, one to a line, and say how many."""
    lines = [" ".join(line.split()) for line in notes.checked_words(words).splitlines()]
    lines = [line for line in lines if line]
    if any(len(line) > LONGEST_IDEA for line in lines):
        raise NotReadable(f"An idea may have up to {LONGEST_IDEA} characters. Put it in two.")
    with steps.step(desk, EARLY, job=None) as w:
        now = _now(w, conversation)
        ideas = now["ideas"] + [
            {"guid": new_guid(), "words": line, "code": None} for line in lines
        ]
        if len(ideas) > MOST_IDEAS:
            raise NotReadable(f"A conversation may have {MOST_IDEAS} ideas. Begin another one.")
        store.keep(w, conversation, {**now, "ideas": ideas})
    return len(lines)


def take_away(desk: Desk, conversation: Guid, idea: Guid) -> None:
    """Take an idea away; a code that was made of it stays."""
    with steps.step(desk, EARLY, job=None) as w:
        now = _now(w, conversation)
        left = [one for one in now["ideas"] if one["guid"] != idea]
        if len(left) == len(now["ideas"]):
            raise NotFound("That idea is no longer there.")
        store.keep(w, conversation, {**now, "ideas": left})


def describe(desk: Desk, conversation: Guid, *, name: str, credit: str) -> None:
    """Call a conversation otherwise, or say how the group wants to be named."""
    name = sets.checked_name(name, "The conversation")
    with steps.step(desk, EARLY, job=None) as w:
        now = _now(w, conversation)
        store.keep(w, conversation, {**now, "name": name, "credit": _credit(credit)})


def become(
    desk: Desk, conversation: Guid, idea: Guid, *, name: str = "", under: str = "other"
) -> Guid:
    """Make a draft code of an idea, credited to the group; the idea keeps the link to it."""
    with steps.step(desk, EARLY, job=None) as w:
        now = _now(w, conversation)
        one = next((each for each in now["ideas"] if each["guid"] == idea), None)
        if one is None:
            raise NotFound("That idea is no longer there.")
        if one["code"] and codes.can_be_applied(w.db, one["code"]):
            raise AlreadyThere("There is a code made of that idea already.")
        codebook_versions.keep(w)
        called = name.strip() or one["words"]
        definition = one["words"] if called != one["words"] else ""
        made = codebook_changes.add_in(w, called, under=under, said={"definition": definition})
        by = now["credit"] or now["name"]
        why = f"From the early conversation “{now['name']}”, before anybody read"
        codebook_changes.tell(w, "added", Reason(why=why, asked_by=by), codes=[made], into=[made])
        ideas = [{**each, "code": made} if each["guid"] == idea else each for each in now["ideas"]]
        store.keep(w, conversation, {**now, "ideas": ideas})
    return made


def undo(desk: Desk) -> None:
    """Take back one's own last step here."""
    steps.undo(desk, EARLY, job=None)


def redo(desk: Desk) -> None:
    """Do again what one last took back here."""
    steps.redo(desk, EARLY, job=None)


def _now(w: Writing, conversation: Guid) -> dict:
    now = store.find(w.db, conversation)
    if now is None:
        raise NotFound("There is no such conversation in this study.")
    return now


def _credit(words: str) -> str:
    words = " ".join(words.split())
    if len(words) > 300:
        raise NotReadable("Say who you are in up to 300 characters.")
    return words


def _read(guid: Guid, row: dict, in_use: set[Guid]) -> Conversation:
    return Conversation(
        guid,
        row["name"],
        row["credit"],
        row["at"][:10],
        tuple(
            Idea(each["guid"], each["words"], each["code"] if each["code"] in in_use else None)
            for each in row["ideas"]
        ),
    )
