"""Participants: their IDs, what each allows, and what the study knows of them.

All of it is for those who look after transcripts. Every step can be undone on the same page.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.domain.participant import (
    ATTRIBUTE_KINDS,
    PURPOSES,
    ROLES,
    Attribute,
    Participant,
    value_of,
)
from workbench.services import steps
from workbench.services.desks import Desk
from workbench.services.taking_in import LONGEST_LABEL
from workbench.store import participants as participant_store
from workbench.store.project import Writing

PARTICIPANTS = "participants"


def everybody(desk: Desk) -> list[Participant]:
    """Every participant of the study, in order of ID."""
    desk.viewer.must("transcripts")
    return participant_store.listed(desk.project.db)


def attributes(desk: Desk) -> list[Attribute]:
    """What the study may know of each participant, in the order it was defined."""
    desk.viewer.must("transcripts")
    return participant_store.attributes(desk.project.db)


def places(desk: Desk, participant: Guid) -> dict[str, dict]:
    """Where a participant speaks: transcript to `turns` (how many) and speaker `labels`."""
    desk.viewer.must("transcripts")
    return participant_store.turns_by_source(desk.project.db, participant)


def rename(desk: Desk, participant: Guid, label: str) -> None:
    """Call a participant by another ID. Nobody else in the study may have it."""
    label = " ".join(label.split())
    if not label:
        raise NotReadable("A participant needs an ID. Write one first.")
    if len(label) > LONGEST_LABEL or not label.isprintable():
        raise NotReadable(f"A participant ID may have up to {LONGEST_LABEL} visible characters.")
    if _one(desk, participant).label != label:
        with step(desk) as w:
            participant_store.rename(w, participant, label)


def say_role(desk: Desk, participant: Guid, role: str) -> None:
    """Say whether an ID is somebody who took part, a commissioner or a group as a whole."""
    if role not in ROLES:
        raise NotReadable("That is not something a participant ID can stand for.")
    if _one(desk, participant).role != role:
        with step(desk) as w:
            participant_store.say_role(w, participant, role)


def say_consent(desk: Desk, participants: Iterable[Guid], purpose: str, given: bool | None) -> int:
    """Record for several participants what they said of one purpose, as one step.

    Parameters
    ----------
    given
        Yes, no, or None for not recorded.

    Returns
    -------
    int
        For how many that is a change.
    """
    if purpose not in PURPOSES:
        raise NotReadable("Consent is not asked for that purpose.")
    chosen = set(participants)
    changed = [
        each.guid
        for each in everybody(desk)
        if each.guid in chosen and each.consents.get(purpose) is not given
    ]
    if changed:
        with step(desk) as w:
            for guid in changed:
                participant_store.say_consent(w, guid, purpose, given)
    return len(changed)


def define(desk: Desk, name: str, kind: str) -> Guid:
    """Add an attribute of one of the kinds."""
    attribute = checked(name, kind)
    with step(desk) as w:
        participant_store.define(w, attribute)
    return attribute.guid


def remove(desk: Desk, attribute: Guid) -> None:
    """Take an attribute away with everybody's value of it; undo brings all of it back."""
    with step(desk) as w:
        participant_store.remove(w, attribute)


def choices(desk: Desk, attribute: Guid) -> list[str]:
    """What has been given so far as the value of an attribute, each once."""
    return sorted(
        {each.attributes[attribute] for each in everybody(desk) if attribute in each.attributes},
        key=str.casefold,
    )


def give(desk: Desk, participant: Guid, values: Mapping[Guid, str]) -> int:
    """Give a participant values, each as a person writes it; an empty one takes it away.

    All are read before any is kept. How many changed is returned.
    """
    known = {attribute.guid: attribute for attribute in attributes(desk)}
    own = _one(desk, participant).attributes
    read = {}
    for guid, words in values.items():
        if guid not in known:
            raise NotFound("There is no such attribute in this study.")
        try:
            read[guid] = value_of(known[guid].kind, words, chosen_before=choices(desk, guid))
        except NotReadable as trouble:
            raise NotReadable(f"{known[guid].name}: {trouble}") from trouble
    changed = {guid: words for guid, words in read.items() if own.get(guid, "") != words}
    if changed:
        with step(desk) as w:
            for guid, words in changed.items():
                participant_store.give(w, participant, guid, words)
    return len(changed)


def undo(desk: Desk) -> None:
    """Take back one's own last step on the participants."""
    steps.undo(desk, PARTICIPANTS)


def redo(desk: Desk) -> None:
    """Do again what one last took back."""
    steps.redo(desk, PARTICIPANTS)


def step(desk: Desk) -> AbstractContextManager[Writing]:
    """One undoable step on the participants, in its own transaction."""
    return steps.step(desk, PARTICIPANTS)


def _one(desk: Desk, guid: Guid) -> Participant:
    found = next((each for each in everybody(desk) if each.guid == guid), None)
    if found is None:
        raise NotFound("There is no such participant in this study.")
    return found


def checked(name: str, kind: str) -> Attribute:
    """Make an attribute that is not kept yet, or say why it cannot be."""
    name = " ".join(name.split())
    if not name:
        raise NotReadable("An attribute needs a name, such as age. Write one first.")
    if len(name) > LONGEST_LABEL or not name.isprintable():
        raise NotReadable(
            f"The name of an attribute may have up to {LONGEST_LABEL} visible characters."
        )
    if kind not in ATTRIBUTE_KINDS:
        raise NotReadable(f"“{name}” has a kind that an attribute cannot have.")
    return Attribute(new_guid(), name, kind)
