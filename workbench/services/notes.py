"""My notebook: reflexive notes and memos, from anywhere, private unless shared."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from workbench.domain.errors import AlreadyThere, CannotUndo, NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from, new_guid
from workbench.domain.note import SHARED, VISIBILITIES
from workbench.services import desks, note_links, projects, refused_words, undoing
from workbench.services.desks import Desk
from workbench.store import discussions, held_back, operations, rounds, sources, visible
from workbench.store import notes as note_store
from workbench.store import perspectives as perspective_store
from workbench.store import project as project_store
from workbench.store.project import Writing

LONGEST = 20_000
NOTEBOOK = "notebook"
UNNAMED = "a team member"
# Why documents do not quote a note, whatever its writer lets them do.
REFUSED = "It repeats words of somebody who said no to being quoted. Reword it first."
WITHDRAWN = "It is about words that have been withdrawn. Look through it first."
RENAMED = "It may hold a name that has been replaced. Look through it first."


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
    readers: Collection[str] = (),
    links: Collection[Collection[str]] = (),
) -> None:
    """Keep a note inside a transaction that is already open.

    Written about a transcript its writer reads on their own, in the round meant where one is, or
    about a discussion they opened there, it is held back until that round is opened, whoever may
    read it then.
    """
    for about, what in links:
        if about == "discussion":
            held_back.hold_back(w, "note", guid, discussions.kept_back(w.db, what))
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
            "readers": list(readers),
            "links": [list(each) for each in links],
        },
    )


def write(
    desk: Desk,
    words: str,
    *,
    visibility: str = "me",
    kind: str = "reflexive",
    source: str | None = None,
    span: tuple[int, int] | None = None,
    readers: Collection[str] = (),
    about: Collection[tuple[str, str]] = (),
) -> Guid:
    """Write a note, about a transcript, a passage of it, something else, or nothing.

    Parameters
    ----------
    kind
        `reflexive` for one's notebook, `memo` for a note on the data, which is the team's.
    readers
        The people it is for, where `visibility` is `picked`.
    about
        What else it is about: kind and GUID of each, as `note_links` has them.
    """
    words, guid = checked_words(words), new_guid()
    if visibility not in VISIBILITIES or visibility == "report":
        raise NotReadable("A note is for you alone, for people you pick, or for the team.")
    if kind not in ("reflexive", "memo") or (kind == "memo" and visibility != "team"):
        raise NotReadable("A note on the data is the team’s. Write it for the team.")
    place: dict = {}
    if source is not None:
        source = guid_from(source)
        current = sources.current_version(desk.project.db, source)
        if current is None:
            raise NotReadable("That transcript is not in this study.")
        if span is not None:
            place = {"version": current["guid"], "start": span[0], "end": span[1]}
    readers, links = _readers(desk, visibility, readers), note_links.checked(desk, about)
    with _operation(desk, {"note": guid}) as w:
        keep(
            w,
            guid,
            words=words,
            visibility=visibility,
            kind=kind,
            source=source,
            readers=readers,
            links=links,
            **place,
        )
    return guid


def change(
    desk: Desk,
    note: Guid,
    *,
    words: str | None = None,
    visibility: str | None = None,
    readers: Collection[str] | None = None,
    about: Collection[tuple[str, str]] | None = None,
) -> None:
    """Reword one of one's own notes, or change who may read it or what it is about.

    A note that documents may quote is the team's alone again once it is reworded: nothing goes
    into a document that its writer has not seen there.
    """
    if words is not None:
        words = checked_words(words)
    if visibility is not None and visibility not in VISIBILITIES:
        raise NotReadable("A note is for you alone, for people you pick, or for the team.")
    if visibility == "report":
        raise NotReadable("Look at how documents would quote it first.")
    if readers is not None or visibility == "picked":
        visibility, readers = "picked", _readers(desk, "picked", readers or ())
    links = None if about is None else note_links.checked(desk, about)
    with _operation(desk, {"note": note}) as w:
        if words is not None and note_store.mine(w, note)["visibility"] == "report":
            visibility = visibility or "team"
        note_store.change(
            w, note, words=words, visibility=visibility, readers=readers, links=links
        )


def quoted_as(desk: Desk, note: Guid) -> dict[str, str]:
    """How documents would quote one of one's own notes: `words`, and whose they are, `by`."""
    for row in mine(desk):
        if row["guid"] == note:
            return {"words": row["words"], "by": projects.credit(desk) or UNNAMED}
    raise NotFound("That note is not there.")


def let_be_quoted(desk: Desk, note: Guid, *, seen: dict[str, str]) -> None:
    """Let documents quote one of one's own notes, exactly as one has just seen it.

    Until a document is issued, `change` to another visibility takes this back.
    """
    if quoted_as(desk, note) != seen:
        raise AlreadyThere("The note has changed since you looked. Look at it again first.")
    why = not_quoted(desk).get(note)
    if why:
        raise NotReadable(f"Documents cannot quote this note. {why}")
    with _operation(desk, {"note": note}) as w:
        note_store.change(w, note, visibility="report")


def not_quoted(desk: Desk) -> dict[Guid, str]:
    """Which notes that the team may read no document quotes, and why, in a sentence."""
    found = visible.notes(desk.project, desk.viewer)
    return _kept_out(desk, [row for row in found if row["visibility"] in SHARED], purpose="report")


def _kept_out(desk: Desk, found: list[dict], *, purpose: str) -> dict[Guid, str]:
    if not found:
        return {}
    waiting = note_store.waiting_for_owners(desk.project.db)
    repeats = refused_words.repeated(desk.project, purpose=purpose)
    why = {
        row["guid"]: {"passage_withdrawn": WITHDRAWN, "name_replaced": RENAMED}.get(
            waiting.get(row["guid"], ""), REFUSED if repeats(row["words"]) else ""
        )
        for row in found
    }
    return {note: said for note, said in why.items() if said}


def for_documents(desk: Desk, *, purpose: str = "report") -> list[dict[str, str]]:
    """What documents may quote of people's notes: `words` and `by`, in the order of writing.

    What its writer shared in a reading opened without names stands here without a name too. A note
    that repeats words of somebody who said no to the purpose, or withdrew, does not stand here.
    """
    credit = {row["person"]: row["credit"] for row in project_store.members(desk.project.db)}
    found = [
        row
        for row in reversed(visible.notes(desk.project, desks.for_everybody(desk).viewer))
        if row["visibility"] == "report"
    ]
    kept_out = _kept_out(desk, found, purpose=purpose)
    return [
        {"words": row["words"], "by": credit.get(row["author"]) or UNNAMED}
        for row in found
        if row["guid"] not in kept_out
    ]


def notebook_file(desk: Desk) -> bytes:
    """Everything the viewer wrote, as a text file: notes, and where they read from."""
    parts = [f"My notes in “{project_store.details(desk.project.db)['name']}”"]
    for note in reversed(mine(desk)):
        about = [note["source_name"], *(each["name"] for each in note["about"])]
        told = [note["on"], VISIBILITIES[note["visibility"]]]
        told += [f"about {', '.join(filter(None, about))}"] if any(about) else []
        quote = f"“{note['quote']}”\n" if note["quote"] else ""
        parts.append(f"{' · '.join(told)}\n{quote}{note['words']}")
    own = perspective_store.own(desk.project.db, desk.project.keys, desk.viewer.self())
    if own:
        parts.append("\n".join(["Where I am reading from", *(f"- {row['words']}" for row in own)]))
    return "\n\n".join(parts).encode() + b"\n"


def destroy_notebook(desk: Desk) -> int:
    """Destroy one's own notebook in this study; how many notes went is returned.

    Notes on the data stay: they are the team's. This cannot be undone.
    """
    with desk.project.writing(desk.viewer.self()) as w:
        own = note_store.notebook_of(w.db, desk.viewer.self())
        for guid in own:
            note_store.destroy(w, guid)
    return len(own)


def _readers(desk: Desk, visibility: str, people: Collection[str]) -> list[str]:
    members = project_store.members(desk.project.db)
    return readers_among(members, desk.viewer.self(), visibility, people)


def readers_among(
    members: Iterable[dict], writer: Guid | None, visibility: str, people: Collection[str]
) -> list[str]:
    """Give the people a note is for, who are others in the team, or say what is the matter."""
    if visibility != "picked":
        return []
    others = {row["person"] for row in members if not row["has_left"]} - {writer}
    if not people:
        raise NotReadable("Pick at least one person who may read it.")
    if set(people) - others:
        raise NotFound("One of those people is not in this study's team any more. Pick again.")
    return sorted(people)


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
    """Every note the viewer may read, newest first, with transcript name and the words meant.

    `about` has what else it is about and is there: kind, guid and name of each.
    """
    names = {row["guid"]: row["name"] for row in sources.listed(desk.project.db)}
    called = note_links.names(desk)
    texts: dict[str, str] = {}
    found = visible.notes(desk.project, desk.viewer)
    for note in found:
        note["source_name"] = names.get(note["source"], "")
        note["about"] = [
            {"kind": kind, "guid": guid, "name": called[kind][guid]}
            for kind, guid in note["links"]
            if guid in called.get(kind, {})
        ]
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
