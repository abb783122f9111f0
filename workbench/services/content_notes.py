"""Content notes: what a transcript talks about, told before it is opened, and folding it away.

They inform; whoever reads decides. Nothing is kept of what anybody chose.
"""

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.domain.span import Span
from workbench.services import coding, steps
from workbench.services.desks import Desk
from workbench.store import content_notes, sources

CONTENT_NOTES = "content_notes"
LONGEST = 300


def of(desk: Desk, source: Guid) -> list[dict]:
    """The content notes of one transcript, those on the whole of it first.

    Each has guid, words and turns: the first and last turn of its passage, counted from 1, or None
    where it is about the whole transcript.
    """
    db = desk.project.db
    prepared = desk.viewer.may("transcripts")
    version = sources.current_version(db, source, prepared=prepared)
    turns = sources.turns(db, version["guid"]) if version else []
    return [
        {"guid": note["guid"], "words": note["words"], "turns": _turns(turns, note)}
        for note in (content_notes.listed(db, source) if version else ())
    ]


def keep(
    desk: Desk,
    source: Guid,
    words: str,
    *,
    turns: tuple[int, int] | None,
    guid: Guid | None = None,
) -> Guid:
    """Write a content note, or reword the one named.

    Parameters
    ----------
    words
        What it talks about, in plain words: at most 300 characters on one line.
    turns
        The first and last turn of the passage, counted from 1; None for the whole transcript.
    """
    words = " ".join(words.split())
    if not words:
        raise NotReadable("A content note needs a few words. Write what the passage talks about.")
    if len(words) > LONGEST:
        raise NotReadable(f"A content note may have up to {LONGEST} characters. Shorten it.")
    guid = guid or new_guid()
    with steps.step(desk, CONTENT_NOTES) as w:
        version = sources.current_version(w.db, source, prepared=True)
        if version is None:
            raise NotFound("There is no such transcript in this study.")
        passage = _passage(sources.turns(w.db, version["guid"]), turns)
        content_notes.keep(w, guid, source, words, passage)
    return guid


def remove(desk: Desk, guid: Guid) -> None:
    """Take a content note away."""
    with steps.step(desk, CONTENT_NOTES) as w:
        content_notes.remove(w, guid)


def undo(desk: Desk) -> None:
    """Take back one's own last step on content notes."""
    steps.undo(desk, CONTENT_NOTES)


def redo(desk: Desk) -> None:
    """Do again what one last took back."""
    steps.redo(desk, CONTENT_NOTES)


def not_this_one(desk: Desk, source: Guid) -> None:
    """Leave a transcript unread; where the person was asked to read it, the offer goes back."""
    passed_back = {"id": new_guid(), "kind": "reading_state", "state": "passed_back"}
    coding.apply_operations(desk, source, [passed_back])


def _turns(turns: list[dict], note: dict) -> tuple[int, int] | None:
    if note["start"] is None:
        return None
    over = [
        number
        for number, turn in enumerate(turns, 1)
        if turn["start"] < note["end"] and note["start"] < turn["end"]
    ]
    return (over[0], over[-1]) if over else None


def _passage(there: list[dict], turns: tuple[int, int] | None) -> Span | None:
    if turns is None:
        return None
    first, last = turns
    if not 1 <= first <= last <= len(there):
        raise NotReadable(
            f"The turns go from 1 to {len(there)}, and the first comes before the last."
        )
    return Span(there[first - 1]["start"], there[last - 1]["end"])
