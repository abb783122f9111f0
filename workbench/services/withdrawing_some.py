"""Withdrawing a part of what a participant said: some turns go for good, they and the rest stay.

It leaves as little behind as the withdrawal of everything, and cannot be undone either.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from
from workbench.domain.withdrawal import TAKEN_OUT
from workbench.services import backing_up, replacing, withdrawing
from workbench.services.desks import Desk
from workbench.services.withdrawal_in_words import MADE_EARLIER, further, many, repeated, words_in
from workbench.store import jobs, reach, replacements, sources, withdrawals_of_some
from workbench.store import parts as parts_store
from workbench.store.parts import Part
from workbench.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn that may go: its number in the transcript, from 1, who speaks there, the words."""

    number: int
    speaker: str
    words: str


def spoken(desk: Desk, participant: str) -> dict[Guid, tuple[str, tuple[Spoken, ...]]]:
    """What of each transcript may go: its name, and the turns that are the participant's.

    Where they alone took part, the questions they were asked may go too.
    """
    desk.viewer.must("transcripts")
    who = withdrawing.somebody(desk, participant)
    return {
        part.source: (part.name, tuple(_turns(desk, part)))
        for part in parts_store.of(desk.project.db, who["guid"])
        if part.gone
    }


def _turns(desk: Desk, part: Part) -> Iterator[Spoken]:
    said = sources.turns(desk.project.db, part.version)
    for number in sorted(part.gone):
        turn = part.turns[number]
        yield Spoken(number + 1, said[number]["speaker"] or "", part.text[turn.start : turn.end])


def preview(
    workspace: Workspace, desk: Desk, participant: str, source: object, turns: Collection[int]
) -> tuple[str, ...]:
    """Say in sentences what taking out these turns would do; nothing is changed.

    Parameters
    ----------
    turns
        Their numbers in the transcript, from 1.

    Raises
    ------
    NotFound
        There is no such participant, or they are not in that transcript.
    NotReadable
        No turn is named, one is not theirs, or they are all there is of the transcript.
    """
    desk.viewer.must("transcripts")
    who = withdrawing.somebody(desk, participant)
    part = _part(desk, who, source, turns)
    return tuple(_foretold(workspace, desk, who, part))


def withdraw(
    workspace: Workspace, desk: Desk, participant: str, source: object, turns: Collection[int]
) -> withdrawing.Withdrawn:
    """Take some turns of a participant's out for good; errors are those of `preview`."""
    desk.viewer.must("transcripts")
    who = withdrawing.somebody(desk, participant)
    _part(desk, who, source, turns)
    # First, so that no file that waits outlives a stop in the midst of the rest.
    jobs.end_of_study(workspace, desk.project.guid)
    with workspace.purging(desk.project), desk.project.writing(desk.viewer.person) as w:
        # Looked at under the lock: somebody may have marked or corrected since.
        part = _part(desk, who, source, turns)
        withdrawals_of_some.withdraw(w, [part], replacing.stood_for(workspace, desk, [part]))
        _forget_names(workspace, desk, part)
    finished = not workspace.purge_under_way(desk.project.guid)
    said = [
        f"It is done. {many(len(part.gone), 'turn')} in “{part.name}” "
        f"{'is' if len(part.gone) == 1 else 'are'} taken out.",
        "Owners of notes about these words are asked, each in their own notebook, to take out "
        "what they quoted.",
        MADE_EARLIER,
        *backing_up.that_hold_words(workspace),
    ]
    if not finished:
        said.append(
            "The words can no longer be read, but traces of them are still in the file because "
            "it was in use. They are removed when the workbench is next started."
        )
    return withdrawing.Withdrawn(tuple(said), (), finished)


def _part(desk: Desk, who: dict, source: object, turns: Collection[int]) -> Part:
    guid, chosen = guid_from(source), frozenset(number - 1 for number in turns)
    found = [part for part in parts_store.of(desk.project.db, who["guid"]) if part.source == guid]
    if not found or not found[0].gone:
        raise NotFound(
            f"No turn in that transcript is known to be {who['label']}’s. Say first, on the "
            "Correct page, which speaker they are."
        )
    [part] = found
    if not chosen:
        raise NotReadable("Choose the turns that are to go.")
    if not chosen <= part.gone:
        raise NotReadable(
            f"Turn {min(chosen - part.gone) + 1} is not {who['label']}’s, so nothing was changed."
        )
    if len(chosen) == len(part.turns):
        raise NotReadable(
            "That is all there is of the transcript. Withdraw everything they said instead."
        )
    return replace(part, whole=False, gone=chosen)


def _foretold(workspace: Workspace, desk: Desk, who: dict, part: Part) -> Iterator[str]:
    gone, cut, notes = withdrawing.hanging_on(desk, [part])
    yield (
        f"From “{part.name}”, {many(len(part.gone), 'turn')} ({many(words_in(part), 'word')}) "
        f"will be taken out; everything else stays. In each place it will say “{TAKEN_OUT}”."
    )
    yield (
        f"{many(gone, 'mark')} that you can see will be gone with the words, and {cut:,} will be "
        "cut to the words that stay. Marks you cannot see yet are treated the same way."
    )
    yield (
        f"{many(notes, 'note')} shared with the team {'is' if notes == 1 else 'are'} about these "
        "words. Each owner is asked to take out what they quoted; owners of private notes are "
        "told, and nobody else."
    )
    yield from further(reach.of(desk.project.db, who, [part]))
    yield from repeated(withdrawing.repeated_in(workspace, desk, [part], ()))
    yield (
        f"What anybody did in “{part.name}” until now, and its earlier versions, can no longer be "
        "brought back."
    )
    yield MADE_EARLIER
    yield from backing_up.that_hold_words(workspace)
    yield "This cannot be undone."


def _forget_names(workspace: Workspace, desk: Desk, part: Part) -> None:
    """Take off the list apart what was replaced in what went, and stands nowhere else."""
    texts = "\n".join(text["text"] for text in replacements.texts(desk.project.db))
    said = replacements.pseudonyms(desk.project.db)
    lines = workspace.replacements.all(desk.project.guid)
    workspace.replacements.forget(
        [
            guid
            for guid, line in lines.items()
            if line.said_in
            and all(source == part.source for source, _ in line.said_in)
            and said.get(guid, {}).get("replacement", "") not in texts
        ]
    )
