"""The codebook as people look at it: the tree, one code with its examples, and what prompted what.

Examples and passages are offered only where every member sees them marked, so that nothing of a
reading on our own first is told before it is opened.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.codebook import Code, Codebook
from workbench.domain.codebook_change import Change, Place
from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.domain.span import Span
from workbench.services import deciding, desks, leaving, projects, quoting
from workbench.services.desks import Desk
from workbench.store import (
    codebook_changes,
    codebook_passages,
    codes,
    participants,
    visible,
    visible_marks,
)
from workbench.store import sources as source_store

_MOST_OFFERED, _MOST_MARKS = 60, 2_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a transcript, found by the GUID of whatever keeps or marks their place."""

    guid: Guid
    source: Guid
    name: str
    start: int
    words: str

    def place(self) -> Place:
        """Give the place itself."""
        return Place(self.source, Span(self.start, self.start + len(self.words)))


def book(desk: Desk) -> Codebook:
    """The codebook as every member sees it, in order, each code after the one above it."""
    return codes.codebook(desk.project.db)


def code(desk: Desk, guid: str) -> Code:
    """One code; `NotFound` where there is none that every member may know of."""
    found = next((each for each in book(desk).codes if each.guid == guid), None)
    if found is None:
        raise NotFound("There is no such code in this study’s codebook.")
    return found


def depths(codes: Iterable[Code]) -> dict[str, int]:
    """How many codes stand above each, by key."""
    found: dict[str, int] = {}
    for each in codes:
        found[each.key] = found.get(each.parent, -1) + 1 if each.parent else 0
    return found


def places_to_stand(desk: Desk, but: Guid | None = None) -> dict[str, str]:
    """Codes in use that another may stand under, by GUID; not `but`, nor those under it."""
    known = book(desk).codes
    depth = depths(known)
    closed: set[str] = set()
    found = {}
    for each in known:
        if each.guid == but or each.parent in closed:
            closed.add(each.key)
        elif each.status != "retired":
            found[str(each.guid)] = "\u2003" * depth[each.key] + each.name
    return found


def passages(desk: Desk, thing: Guid) -> list[Passage]:
    """The passages a code's examples, or a change, rest on, with their words as they stand."""
    return with_words(desk, codebook_passages.of(desk.project.db, thing))


def may_leave(desk: Desk, found: Iterable[Passage], *, purpose: str) -> list[Passage]:
    """Keep those passages whose words nobody said no to, for what leaves the workbench."""
    people = participants.listed(desk.project.db)
    kept_back: dict[Guid, tuple[Span, ...]] = {}
    kept = []
    for each in found:
        if each.source not in kept_back:
            kept_back[each.source] = leaving.withheld(
                desk.project, each.source, purpose=purpose, people=people
            )
        if quoting.may_be_quoted(each.place().span, kept_back[each.source]):
            kept.append(each)
    return kept


def marked_with(desk: Desk, wanted: Iterable[Guid]) -> list[Passage]:
    """Passages that every member sees marked with one of some codes, to choose from.

    A passage that several people marked alike is there once.
    """
    chosen = set(wanted)
    everybody = desks.for_everybody(desk)
    found: dict[Place, Guid] = {}
    wanted_marks = visible_marks.carrying(desk.project, chosen, most=_MOST_MARKS)
    for mark in visible.codings(desk.project, everybody.viewer, only=wanted_marks):
        if mark.corrected_away is None:
            found.setdefault(Place(mark.source, mark.span), mark.guid)
    return with_words(desk, [(guid, place) for place, guid in found.items()][:_MOST_OFFERED])


def story_of(desk: Desk, guid: Guid) -> list[Change]:
    """The steps of the story that touched one code, newest first."""
    return [
        change
        for change in reversed(codebook_changes.story(desk.project.db))
        if guid in (*change.codes, *change.into)
    ]


def names(desk: Desk) -> dict[Guid, str]:
    """What each code is called now, by GUID."""
    return {each.guid: each.name for each in book(desk).codes}


def who(desk: Desk, change: Change) -> str:
    """Name who took a step; somebody who is in the team no more is a former member."""
    if change.person is None:
        return "the command line"
    return projects.members(desk).get(change.person, "a former member")


def decisions(desk: Desk) -> dict[str, str]:
    """The team's decisions that a change can rest on: GUID to sentence."""
    return {str(each.guid): each.sentence for each in deciding.listed(desk)}


def with_words(desk: Desk, found: Iterable[tuple[Guid, Place]]) -> list[Passage]:
    """Give places their words as they stand, in order of transcript and place."""
    names = {row["guid"]: row["name"] for row in source_store.listed(desk.project.db)}
    texts: dict[Guid, str] = {}
    told = []
    for guid, place in found:
        if place.source not in texts:
            version = source_store.current_version(desk.project.db, place.source)
            texts[place.source] = (version or {"text": ""})["text"]
        words = texts[place.source][place.span.start : place.span.end]
        told.append(
            Passage(guid, place.source, names.get(place.source, ""), place.span.start, words)
        )
    return sorted(told, key=lambda each: (each.name, each.start))
