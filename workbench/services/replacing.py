"""Replacing names in the transcripts: first what it does, in words; then it is done for good.

The real words are then nowhere in the study, in no version and no part of its history. They stand
only in the list apart, until that is destroyed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.domain.errors import NotFound
from workbench.domain.ids import Guid
from workbench.domain.pseudonym import standing
from workbench.services.desks import Desk
from workbench.store import notes as note_store
from workbench.store import operations, replacements, visible
from workbench.store import parts as parts_store
from workbench.store import replacing as store
from workbench.store.real_words import RealWords
from workbench.store.replacing import Part
from workbench.store.workspace import Workspace

# Where names may stand that the workbench leaves to the team, as the screen calls it.
_ELSEWHERE = {
    "project": "the name of the study",
    "members": "the names of the team",
    "participants": "participant IDs",
    "perspectives": "where people read from",
    "snapshots": "where people read from",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What replacing would do, for the person about to do it.

    `sentences` say all of it. `marks` counts marks this viewer may see on words to be replaced.
    """

    places: int
    transcripts: int
    marks: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What replacing did.

    `finished` is False where the file still holds old pages because somebody was reading them.
    """

    sentences: tuple[str, ...]
    finished: bool


def preview(workspace: Workspace, desk: Desk) -> Preview:
    """Say what replacing everything that was said yes to would do; nothing is changed.

    Raises
    ------
    NotFound
        Nothing waits to be replaced.
    """
    desk.viewer.must("transcripts")
    words = _chosen(workspace, desk)
    parts = store.parts(desk.project.db, words)
    marks = sum(
        part.revision().touches(coding.span)
        for part in parts
        for coding in visible.codings(desk.project, desk.viewer, source=part.source)
    )
    return Preview(
        places=sum(len(part.edits) for part in parts),
        transcripts=len(parts),
        marks=marks,
        sentences=tuple(_foretold(desk, parts, words, marks)),
    )


def replace(workspace: Workspace, desk: Desk) -> Replaced:
    """Replace everything that was said yes to, for good; errors are those of `preview`."""
    desk.viewer.must("transcripts")
    words = _chosen(workspace, desk)
    with workspace.purging(desk.project):
        # The list first: it must know what the texts then no longer say.
        _keep_where_said(workspace, desk, store.parts(desk.project.db, words))
        with desk.project.writing(desk.viewer.self()) as w:
            # Looked at again under the lock: somebody may have corrected or taken back since.
            parts = store.parts(w.db, words)
            store.replace(w, parts, words)
    known = replacements.pseudonyms(desk.project.db)
    lines = workspace.replacements.all(desk.project.guid)
    workspace.replacements.forget([guid for guid in lines if guid not in known])
    finished = not workspace.purge_under_way(desk.project.guid)
    return Replaced(tuple(_told(parts, finished)), finished)


def notes_to_see_to(desk: Desk) -> set[str]:
    """The viewer's own notes that have names in them which were replaced in the transcripts."""
    return note_store.with_replaced_names(desk.project.db, desk.viewer.self())


def in_own_note(workspace: Workspace, desk: Desk, note: Guid) -> bool:
    """Write the replacements in one's own note too; what it said before is erased.

    Returns
    -------
    bool
        Whether the note was changed. It is not where the list of replacements was destroyed, or
        the names are already gone; the owner then takes them out by hand.
    """
    me = desk.viewer.self()
    if note not in notes_to_see_to(desk):
        raise NotFound("There is nothing to replace in that note.")
    lines = workspace.replacements.all(desk.project.guid)
    said = replacements.pseudonyms(desk.project.db)
    with desk.project.writing(me) as w:
        before = words = note_store.mine(w, note)["words"] or ""
        for line in sorted(lines.values(), key=lambda line: -len(line.words)):
            if line.said_in and line.pseudonym in said:
                words = standing(words, line.words, said[line.pseudonym]["replacement"])
        if words != before:
            note_store.change(w, note, words=words)
            note_store.see_to(w, note, of="name_replaced")
            w.erase_payloads(note)
            operations.settle(w, note)
    return words != before


def seen_to(desk: Desk, note: Guid) -> None:
    """Say that one's own note has no such name in it any more; what it said before is erased."""
    with desk.project.writing(desk.viewer.self()) as w:
        note_store.see_to(w, note, of="name_replaced")


def stood_for(
    workspace: Workspace, desk: Desk, parts: Iterable[parts_store.Part]
) -> dict[str, list[str]]:
    """The real words that each replacement in some transcripts stands for, as far as known."""
    sources = {part.source for part in parts}
    known = replacements.pseudonyms(desk.project.db)
    found: dict[str, list[str]] = {}
    for line in workspace.replacements.all(desk.project.guid).values():
        instead = known.get(line.pseudonym, {}).get("replacement")
        if instead and sources & {source for source, _ in line.said_in}:
            found.setdefault(instead, []).append(line.words)
    return found


def forget_withdrawn(
    workspace: Workspace, desk: Desk, who: dict, parts: Iterable[parts_store.Part]
) -> None:
    """Take off the list apart what a participant who withdraws was called, or alone has said."""
    parts = list(parts)
    own = {part.source: part for part in parts}
    workspace.replacements.forget_withdrawn(
        desk.project.guid,
        sources={part.source for part in parts if part.whole},
        speakers={speaker for part in parts for speaker in part.speakers},
        names={name for part in parts for name in parts_store.names_of(who, part)},
        remaining=[
            own[text["source"]].remainder().text if text["source"] in own else text["text"]
            for text in replacements.texts(desk.project.db)
            if text["source"] not in own or not own[text["source"]].whole
        ],
    )


def _chosen(workspace: Workspace, desk: Desk) -> dict[Guid, str]:
    """The real words of every pseudonym that waits to be written."""
    lines = workspace.replacements.all(desk.project.guid)
    waiting = {
        place["pseudonym"] for place in replacements.answered(desk.project.db) if place["replace"]
    }
    words = {guid: lines[guid].words for guid in lines if guid in waiting}
    if not words:
        raise NotFound("Nothing waits to be replaced. Say first what should stand for a name.")
    return words


def _keep_where_said(workspace: Workspace, desk: Desk, parts: list[Part]) -> None:
    """Keep on the list where each name was said, so that it goes when that person withdraws."""
    said: dict[Guid, set[tuple[str, str]]] = {}
    called: dict[Guid, set[str]] = {}
    for part in parts:
        for pseudonym, speaker in zip(part.pseudonyms, part.speakers, strict=True):
            said.setdefault(pseudonym, set()).add((part.source, speaker))
        for pseudonym, speaker in part.named_around:
            said.setdefault(pseudonym, set()).add((part.source, speaker))
            called.setdefault(pseudonym, set()).update({speaker} - {""})
    lines = workspace.replacements.all(desk.project.guid)
    for pseudonym, where in said.items():
        line = lines[pseudonym]
        kept = RealWords(
            pseudonym,
            line.words,
            line.said_in | where,
            line.called | called.get(pseudonym, set()),
        )
        workspace.replacements.put(desk.project.guid, kept)


def _foretold(
    desk: Desk, parts: list[Part], words: Mapping[Guid, str], marks: int
) -> Iterator[str]:
    places = sum(len(part.edits) for part in parts)
    changed = sum(bool(part.edits) for part in parts)
    yield (
        f"{_many(places, 'place')} in {_many(changed, 'transcript')} will be replaced; "
        f"{_many(marks, 'mark')} that you can see {'is' if marks == 1 else 'are'} over them and "
        "will be kept on the new words. Marks you cannot see yet are kept as well."
    )
    for part in parts:
        if part.around:
            yield (
                f"Around the text of “{part.name}” it is replaced as well: in its name, headings, "
                "fields or speaker labels."
            )
        if part.again and not part.edits:
            yield (
                f"“{part.name}” no longer says such words, and earlier versions of it do: those "
                "versions will be gone."
            )
    spelled = store.spellings(parts, words)
    for name in store.codes_with(desk.project.db, spelled).values():
        yield f"The code “{name}” was made here out of such words; they are replaced in it too."
    yield (
        "Earlier versions of these transcripts will be gone, and what anybody did in them until "
        "now can no longer be undone."
    )
    yield (
        "Notes stay as their owners wrote them. Whoever quotes such words is asked, in their own "
        "notebook, to replace them there too."
    )
    typed = store.typed(desk.project.db, words)
    if typed:
        yield (
            f"The same words also stand in: {', '.join(typed)}. They are replaced there too. If "
            "something else should stand there, reword it first."
        )
    found = store.elsewhere(desk.project.db, spelled)
    if found:
        other = "other things the team wrote"
        told = dict.fromkeys(_ELSEWHERE.get(table, other) for table in found)
        yield (
            f"The same words also stand in: {', '.join(told)}. The workbench leaves those as they "
            "are; reword them there if they name the same person or place."
        )
    yield (
        "The files the transcripts were read from, Word files made earlier, and copies or backups "
        "of the workspace still hold these words: destroy or replace them too."
    )
    yield "This cannot be undone."


def _told(parts: list[Part], finished: bool) -> Iterator[str]:
    places = sum(len(part.edits) for part in parts)
    yield (
        f"It is done. {_many(places, 'place')} in "
        f"{_many(sum(bool(part.edits) for part in parts), 'transcript')} "
        f"{'is' if places == 1 else 'are'} replaced, and everybody’s marks are kept."
    )
    yield (
        "The files the transcripts were read from, Word files made earlier, and copies or backups "
        "of the workspace still hold these words: destroy or replace them too."
    )
    if not finished:
        yield (
            "The words can no longer be read, but traces of them are still in the file because it "
            "was in use. They are removed when the workbench is next started."
        )


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing if number == 1 else thing + 's'}"
