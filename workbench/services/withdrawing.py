"""Withdrawing a participant: first what it does, in words; then it is done and cannot be undone.

What others said stays, and so do notes, which are their owners'. What is left of the participant
is a receipt that holds nothing of theirs.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from workbench.domain.errors import NotAllowed, NotFound
from workbench.domain.ids import Guid
from workbench.domain.note import SHARED
from workbench.domain.span import Span
from workbench.services import (
    backing_up,
    issuing,
    leaving,
    participants,
    projects,
    replacing,
)
from workbench.services.desks import Desk
from workbench.services.withdrawal_in_words import foretold, mentions, told, words_in
from workbench.store import (
    jobs,
    reach,
    team_words,
    visible,
    visible_entries,
    withdrawal_receipts,
    withdrawals,
)
from workbench.store import notes as note_store
from workbench.store import participants as participant_store
from workbench.store import parts as parts_store
from workbench.store import sources as source_store
from workbench.store import turns_to_check as check_store
from workbench.store.parts import Part
from workbench.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Preview:
    """What a withdrawal would do, for the person about to do it.

    `sentences` say all of it. `whole` and `parts` name the transcripts that go whole and those
    that lose turns. `marks` counts marks this viewer may see and `notes` notes the team shares;
    what others keep to themselves is in no number. `unclear` has, by transcript name, the labels
    to choose from where nobody has said which are this participant's.
    """

    participant: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]
    turns: int
    words: int
    marks: int
    marks_cut: int
    notes: int
    unclear: dict[str, tuple[str, ...]]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did.

    `to_check` are places where other people mention the participant: source, name and at.
    `finished` is False where the file still holds old pages because somebody was reading them.
    """

    sentences: tuple[str, ...]
    to_check: tuple[dict, ...]
    finished: bool


def preview(
    workspace: Workspace,
    desk: Desk,
    participant: str,
    *,
    spoke_as: Collection[str] | None = None,
) -> Preview:
    """Say what withdrawing a participant would do; nothing is changed.

    Parameters
    ----------
    participant
        Participant ID, or GUID.
    spoke_as
        Speaker labels that are theirs, for transcripts with several people in which no label is
        linked to them; empty where they did not speak in those, None where nobody has said.

    Raises
    ------
    NotFound
        There is no such participant.
    NotAllowed
        The viewer does not look after transcripts, or it is the ID of a group with people in it.
    """
    desk.viewer.must("transcripts")
    who, parts = _affected(desk, participant, spoke_as)
    gone, cut, notes = hanging_on(desk, parts)
    unclear = {
        part.name: tuple(
            dict.fromkeys(
                row["speaker"]
                for row in source_store.turns(desk.project.db, part.version)
                if row["speaker"]
            )
        )
        for part in parts
        if not part.known
    }
    return Preview(
        participant=who["label"],
        whole=tuple(part.name for part in parts if part.whole),
        parts=tuple(part.name for part in parts if part.gone and not part.whole),
        turns=sum(len(part.gone) for part in parts),
        words=sum(words_in(part) for part in parts),
        marks=gone,
        marks_cut=cut,
        notes=notes,
        unclear=unclear,
        sentences=tuple(
            foretold(
                who,
                parts,
                marks=(gone, cut),
                notes=notes,
                codes=withdrawals.codes_in_their_words(desk.project.db, parts),
                reached=reach.of(desk.project.db, who, parts),
                written=repeated_in(
                    workspace,
                    desk,
                    parts,
                    parts_store.names_anywhere(who, parts),
                    going={who["guid"], *(part.source for part in parts if part.whole)},
                ),
                copies=backing_up.that_hold_words(workspace),
            )
        ),
    )


def withdraw(
    workspace: Workspace,
    desk: Desk,
    participant: str,
    *,
    spoke_as: Collection[str] | None = None,
) -> Withdrawn:
    """Withdraw a participant for good; parameters and errors are those of `preview`.

    `NotAllowed` also where it is not known which turns are theirs.
    """
    desk.viewer.must("transcripts")
    who, parts = _affected(desk, participant, spoke_as)
    unclear = [part.name for part in parts if not part.known]
    if unclear:
        raise NotAllowed(
            f"No speaker in “{unclear[0]}” is linked to {who['label']}, so the workbench cannot "
            "tell which turns are theirs. Say which speaker they are, or that they did not speak."
        )
    # First, so that no file that waits outlives a stop in the midst of the rest.
    jobs.end_of_study(workspace, desk.project.guid)
    with workspace.purging(desk.project), desk.project.writing(desk.viewer.person) as w:
        # Looked at again under the lock: somebody may have marked or corrected since.
        parts = parts_store.of(w.db, who["guid"], spoke_as=spoke_as)
        to_check = [place for part in parts for place in mentions(who, part)]
        real = replacing.stood_for(workspace, desk, parts)
        replacing.forget_withdrawn(workspace, desk, who, parts)
        withdrawals.withdraw(w, who, parts, real)
    finished = not workspace.purge_under_way(desk.project.guid)
    copies = backing_up.that_hold_words(workspace)
    said = tuple(told(parts, to_check, finished, copies))
    return Withdrawn(said, tuple(to_check), finished)


def quotes_only(desk: Desk, participant: str) -> None:
    """Record that a participant takes back the use of their words as quotations.

    Their transcripts and the marks on them stay, and nothing of theirs is quoted from now on. It
    is a matter of consent and can be changed again on the Participants page.
    """
    desk.viewer.must("transcripts")
    who = somebody(desk, participant)
    with participants.step(desk) as w:
        for purpose in leaving.QUOTED_IN:
            participant_store.say_consent(w, who["guid"], purpose, False)


def receipts(desk: Desk) -> list[dict]:
    """Each withdrawal, newest first: guid, on, by, some, whole, parts, turns, issued.

    `issued` names the documents that went out before and quote what was withdrawn.
    """
    names = projects.everybody(desk)
    went_out = {each.guid: each.words for each in issuing.issued(desk)}
    return [
        {
            "guid": row["guid"],
            "on": row["on"],
            "by": names.get(row["person"], "the command line"),
            "some": row["some"],
            "whole": row["whole"],
            "parts": row["parts"],
            "turns": row["turns"],
            "issued": [went_out[guid] for guid in row.get("issued", ()) if guid in went_out],
        }
        for row in withdrawal_receipts.listed(desk.project)
    ]


def turns_to_check(desk: Desk) -> list[dict]:
    """Turns of other people, beside a gap or naming who withdrew, not looked through yet.

    Each is `guid`, `source`, `name`, `why` (`names_them` or `beside_gap`), `start`, `end` and
    `words`.
    """
    desk.viewer.must("transcripts")
    return check_store.waiting(desk.project.db)


def look_through(desk: Desk, turns: Iterable[Guid]) -> None:
    """Tick turns off the list of those to look through, as one step that can be undone."""
    with participants.step(desk) as w:
        for guid in turns:
            check_store.look_through(w, guid)


def notes_to_see_to(desk: Desk) -> set[str]:
    """The viewer's own notes about words that were withdrawn, and that may quote them."""
    return note_store.about_withdrawn(desk.project.db, desk.viewer.self())


def see_to(desk: Desk, note: Guid) -> None:
    """Say that one's own note holds no withdrawn words any more; what it said before is erased."""
    with desk.project.writing(desk.viewer.self()) as w:
        note_store.see_to(w, note)


def _affected(
    desk: Desk, participant: str, spoke_as: Collection[str] | None
) -> tuple[dict, list[Part]]:
    who = somebody(desk, participant)
    parts = parts_store.of(desk.project.db, who["guid"], spoke_as=spoke_as)
    shared = [part.name for part in parts if not part.whole]
    if who["role"] == "group" and shared:
        raise NotAllowed(
            f"{who['label']} is the ID of a whole group, and several people are in "
            f"“{shared[0]}”. Withdraw those who ask for it, one by one."
        )
    return who, parts


def somebody(desk: Desk, participant: str) -> dict:
    """Find a participant by ID or GUID: guid, label, role."""
    who = parts_store.participant(desk.project.db, participant.strip())
    if who is None:
        raise NotFound(
            f"There is no participant called {participant} in this study. The Participants page "
            "lists them all."
        )
    return who


def repeated_in(
    workspace: Workspace,
    desk: Desk,
    parts: list[Part],
    names: Collection[str],
    *,
    going: Collection[str] = (),
) -> dict[str, int]:
    """Count the texts the team typed that repeat what goes, as far as this viewer may see them.

    `going` are the participant and the transcripts that go whole, with what is said of them.
    """
    real = replacing.stood_for(workspace, desk, parts)
    without = withdrawals.without_theirs(desk.project.db, parts, names, real)
    found = team_words.quoting(desk.project.db, without, going=going)
    said = visible_entries.entries(desk.project, desk.viewer).values()
    times = sum(without(each.words) != each.words for entries in said for each in entries)
    return found | ({"discussions and decisions": times} if times else {})


def hanging_on(desk: Desk, parts: list[Part]) -> tuple[int, int, int]:
    """Count marks that go, marks that are cut, and shared notes, as this viewer may see them."""
    gone = cut = notes = 0
    for part in parts:
        left = part.remainder()
        for coding in visible.codings(desk.project, desk.viewer, source=part.source):
            if part.whole or left.carried(coding.span) is None:
                gone += 1
            else:
                cut += left.touches(coding.span)
        for note in visible.notes(desk.project, desk.viewer, source=part.source):
            placed = note["start"] is not None
            about = part.whole or (placed and left.touches(Span(note["start"], note["end"])))
            notes += about and note["visibility"] in SHARED
    return gone, cut, notes
