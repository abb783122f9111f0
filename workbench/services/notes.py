"""My notebook: reflexive notes and memos, from anywhere, private unless shared."""

from collections.abc import Iterator
from contextlib import contextmanager

from workbench.domain.errors import CannotUndo, NotReadable
from workbench.domain.ids import Guid, guid_from, new_guid
from workbench.services import undoing
from workbench.services.desks import Desk
from workbench.store import held_back, operations, rounds, sources, visible
from workbench.store import notes as note_store
from workbench.store.project import Writing

LONGEST = 20_000
NOTEBOOK = "notebook"
VISIBILITIES = {"me": "only me", "team": "the team"}


def checked_words(found: object, *, longest: int = LONGEST) -> str:
    """Give a person's own words back as they wrote them, or say why they cannot be kept."""
    if not isinstance(found, str) or not found.strip():
        raise NotReadable("There are no words in it yet. Write something first.")
    if len(found) > longest:
        raise NotReadable(f"That is longer than {longest:,} characters. Make it shorter.")
    if "\0" in found or any("\ud800" <= character <= "\udfff" for character in found):
        raise NotReadable("It holds a character that cannot be kept. Take it out and try again.")
    return found


def keep(
    w: Writing,
    guid: Guid,
    *,
    words: str,
    visibility: str,
    kind: str,
    source: str | None,
    version: str | None = None,
    start: int | None = None,
    end: int | None = None,
    meant: str | None = None,
) -> None:
    """Keep a note inside a transaction that is already open.

    Written about a transcript its writer reads on their own, in the round meant where one is, it
    is held back until that round is opened, whoever may read it then.
    """
    if source is not None:
        held_back.hold_back(
            w, "note", guid, rounds.reading_in(w.db, source, w.person, meant=meant)
        )
    note_store.add(
        w,
        {
            "guid": guid,
            "kind": kind,
            "visibility": visibility,
            "words": words,
            "source": source,
            "version": version,
            "start": start,
            "end": end,
        },
    )


def write(
    desk: Desk,
    words: str,
    *,
    visibility: str = "me",
    source: str | None = None,
    span: tuple[int, int] | None = None,
    operation: Guid | None = None,
) -> Guid:
    """Write a note, about a transcript, a passage of it, or nothing in particular."""
    words, guid = checked_words(words), new_guid()
    if visibility not in VISIBILITIES:
        raise NotReadable("A note is for you alone or for the team.")
    place: dict = {}
    if source is not None:
        source = guid_from(source)
        current = sources.current_version(desk.project.db, source)
        if current is None:
            raise NotReadable("That transcript is not in this study.")
        if span is not None:
            place = {"version": current["guid"], "start": span[0], "end": span[1]}
    with _operation(desk, {"note": guid}) as w:
        keep(w, guid, words=words, visibility=visibility, kind="reflexive", source=source, **place)
    return guid


def change(
    desk: Desk, note: Guid, *, words: str | None = None, visibility: str | None = None
) -> None:
    """Reword one of one's own notes, or change who may read it."""
    if words is not None:
        words = checked_words(words)
    with _operation(desk, {"note": note}) as w:
        note_store.change(w, note, words=words, visibility=visibility)


def remove(desk: Desk, note: Guid) -> None:
    """Take away one of one's own notes; undo brings it back."""
    with _operation(desk, {"note": note}) as w:
        note_store.remove(w, note)


def undo(desk: Desk) -> None:
    """Take back one's own last change to a note of the notebook; never another person's."""
    try:
        with desk.project.writing(desk.viewer.self()) as w:
            mark = operations.fingerprint(desk.project.keys, {"undo": NOTEBOOK})
            operations.begin(w, new_guid(), mark, NOTEBOOK, undoable=False)
            undoing.undo(w, NOTEBOOK)
            operations.finish(w, {"objects": []})
    except CannotUndo:
        undoing.pass_by(desk, NOTEBOOK, "undo")
        raise


def mine(desk: Desk) -> list[dict]:
    """One's own notes, newest first, each with the words it is about."""
    return [note for note in readable(desk) if note["mine"]]


def readable(desk: Desk) -> list[dict]:
    """Every note the viewer may read, newest first, with transcript name and the words meant."""
    names = {row["guid"]: row["name"] for row in sources.listed(desk.project.db)}
    texts: dict[str, str] = {}
    found = visible.notes(desk.project, desk.viewer)
    for note in found:
        note["source_name"] = names.get(note["source"], "")
        note["quote"] = ""
        if note["source"] in names and note["start"] is not None:
            if note["source"] not in texts:
                version = sources.current_version(desk.project.db, note["source"])
                texts[note["source"]] = version["text"] if version else ""
            note["quote"] = texts[note["source"]][note["start"] : note["end"]]
        if note["corrected_away"] is not None:
            note["quote"] = note["corrected_away"]
    return found


@contextmanager
def _operation(desk: Desk, body: dict) -> Iterator[Writing]:
    """One undoable operation of the notebook page, in its own transaction."""
    with desk.project.writing(desk.viewer.self()) as w:
        operations.begin(
            w, new_guid(), operations.fingerprint(desk.project.keys, body), NOTEBOOK, undoable=True
        )
        yield w
        operations.finish(w, {"objects": []})
