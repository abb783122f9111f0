"""Decisions: one sentence, and whatever anybody wants to add to it, then or later."""

from dataclasses import replace
from datetime import date

from workbench.domain.deciding import PARTS, PRESENCE, Decision, Entry
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid
from workbench.services import discussing, notes, projects, saying, steps
from workbench.services.desks import Desk
from workbench.store import discussions, visible_entries
from workbench.store.entries import New

LONGEST_NAME = 120

# What one decision says of itself once, so that saying it anew words it differently.
_ONCE = frozenset({"wait", "review"})


def decide(desk: Desk, sentence: str, *, discussion: Guid | None = None) -> Guid:
    """Keep a decision of one sentence, by anybody in the team."""
    desk.viewer.self()
    sentence = notes.checked_words(sentence, longest=saying.LONGEST).strip()
    if discussion is not None:
        discussing.find(desk, discussion)
    with steps.step(desk, saying.DECIDING, job=None) as w:
        return discussions.decide(w, sentence, discussion)


def listed(desk: Desk) -> list[Decision]:
    """Every decision, newest first."""
    said = visible_entries.entries(desk.project, desk.viewer)
    names = projects.members(desk)
    return [
        _told(desk, row, said.get(row["guid"], []), said.get(row["discussion"], []), names)
        for row in reversed(discussions.decisions(desk.project.db))
    ]


def find(desk: Desk, guid: str) -> Decision:
    """One decision; `NotFound` where there is none."""
    for one in listed(desk):
        if one.guid == guid:
            return one
    raise NotFound("There is no such decision in this study.")


def add(
    desk: Desk,
    decision: Guid,
    part: str,
    words: str,
    *,
    signed: str = "named",
    heading: str | None = None,
) -> Guid:
    """Add an option, a view, a dissent, what changed and so on, as `domain.deciding.PARTS`."""
    if part not in PARTS:
        raise NotReadable("That is not a part of a decision.")
    one = find(desk, decision)
    before = one.said(part)
    if part in _ONCE and before:
        return saying.correct(desk, before[-1].guid, words)
    return saying.say(desk, one.guid, part, words, signed=signed, heading=heading)


def review_on(desk: Desk, decision: Guid, day: date | None) -> None:
    """Say on which day to look at a decision again; None clears it."""
    one = find(desk, decision)
    before, chosen = one.said("review"), day.isoformat() if day else ""
    if before:
        saying.correct(desk, before[-1].guid, "", choice=chosen, wordless=True)
    elif chosen:
        saying.say(desk, one.guid, "review", "", choice=chosen, wordless=True)


def reword(desk: Desk, decision: Guid, sentence: str) -> None:
    """Put the sentence in other words; the earlier ones stay to be read."""
    one = find(desk, decision)
    saying.correct(desk, one.said("sentence")[-1].guid, sentence)


def name_people(desk: Desk, decision: Guid, presence: str, people: list[str]) -> None:
    """Add people to those who were there, joined another way or could not come.

    Parameters
    ----------
    people
        Members of the team by GUID, and anybody else by name or as what they are: “the advisory
        group”.
    """
    if presence not in PRESENCE:
        raise NotReadable("Say whether they were there, joined another way or could not come.")
    one, members = find(desk, decision), projects.members(desk)
    there = {each.choice or each.words for each in one.said(presence)}
    chosen = [word for each in people if (word := " ".join(each.split())) and word not in there]
    for each in chosen:
        notes.checked_words(each, longest=LONGEST_NAME)
    if chosen:
        saying.say_all(
            desk,
            [
                New(one.guid, presence, choice=each)
                if each in members
                else New(one.guid, presence, each)
                for each in chosen
            ],
        )


def point_to(desk: Desk, decision: Guid, what: Guid) -> None:
    """Give a decision a discussion to rest on, besides the one it came from."""
    one = find(desk, decision)
    discussing.find(desk, what)
    if what != one.discussion and what not in {each.choice for each in one.said("evidence")}:
        saying.say(desk, one.guid, "evidence", "", choice=what, wordless=True)


def rest_on_words(desk: Desk, decision: Guid, source: Guid, words: str) -> None:
    """Have a decision rest on words of a transcript; where they stand is kept, not the words."""
    find(desk, decision)
    about = discussing.passage(desk, source, words)
    point_to(desk, decision, discussing.open_discussion(desk, about))


def _told(
    desk: Desk,
    row: dict,
    own: list[Entry],
    talked: list[Entry],
    names: dict[Guid, str],
) -> Decision:
    own = [
        entry
        if entry.kind not in PRESENCE or entry.words
        else _named(entry, names.get(Guid(entry.choice), visible_entries.FORMER))
        for entry in own
    ]
    sentence = next((each.words for each in own if each.kind == "sentence"), "")
    made_by = row["person"]
    return Decision(
        guid=Guid(row["guid"]),
        sentence=sentence,
        by=names.get(made_by, visible_entries.FORMER),
        mine=made_by == desk.viewer.person,
        on=row["made_at"][:10],
        discussion=row["discussion"],
        alone=not _others(own, talked, made_by, names.get(made_by, "")),
        entries=tuple(own),
    )


def _others(own: list[Entry], talked: list[Entry], made_by: str, name: str) -> bool:
    """Say whether anybody besides its maker was there or has said something."""
    there = any(
        entry.kind in ("there", "another_way") and entry.choice != made_by for entry in own
    )
    said = (*own, *talked)
    return there or any(
        entry.signed != "named" or entry.by != name
        for entry in said
        if entry.kind not in PRESENCE and entry.kind not in ("sentence", "evidence")
    )


def _named(entry: Entry, name: str) -> Entry:
    return replace(entry, words=name)
