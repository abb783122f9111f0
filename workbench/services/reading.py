"""What a reader needs to read one transcript, and what has happened to it since."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from workbench.domain.coding import Coding
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from
from workbench.domain.source import heading_shown
from workbench.services import folding, projects, undoing
from workbench.services.desks import Desk
from workbench.store import codes, content_notes, rounds, sources, support, today, visible
from workbench.store import perspectives as perspective_store
from workbench.store.project import ProjectFile, Writing

REFETCH = {"kind": "refetch"}


def transcripts(desk: Desk) -> list[dict]:
    """Every transcript that can be read, with the viewer's own reading state.

    `state` is that in the round the viewer reads in, `alone` whether it is one on our own first.
    """
    mine = rounds.mine(desk.project.db, desk.viewer.person)
    return [
        {
            **row,
            "state": mine[row["guid"]]["reading"] if row["guid"] in mine else "not_asked",
            "alone": rounds.is_alone(mine.get(row["guid"])),
        }
        for row in sources.listed(desk.project.db)
    ]


def transcript(desk: Desk, source: object) -> dict:
    """One transcript's details as `transcripts` lists them."""
    guid = guid_from(source)
    for row in transcripts(desk):
        if row["guid"] == guid:
            return row
    raise NotFound("There is no such transcript in this study.")


def turns_of(desk: Desk, source: Guid) -> list[dict]:
    """The turns of a transcript as it stands, each with its speaker and its words.

    Of one that is being prepared they are given to those who look after transcripts.
    """
    db = desk.project.db
    prepared = desk.viewer.may("transcripts")
    version = sources.current_version(db, source, prepared=prepared)
    if version is None:
        raise NotFound("There is no such transcript in this study.")
    return [
        {**turn, "words": version["text"][turn["start"] : turn["end"]]}
        for turn in sources.turns(db, version["guid"])
    ]


def text_of(desk: Desk, source: Guid) -> str:
    """The running text of a transcript as it stands."""
    version = sources.current_version(desk.project.db, source)
    if version is None:
        raise NotFound("There is no such transcript in this study.")
    return version["text"]


def snapshot(
    desk: Desk, source: object, *, how: str = "whole", opened: Collection[str] = ()
) -> dict:
    """Everything the coding pane draws, as `docs/api.md` has it.

    Parameters
    ----------
    how
        Whether the reader wants it `whole`, with hard passages `folded`, or `extracts` only.
    opened
        Content notes whose folded passage the reader has opened.
    """
    if how not in folding.WAYS_TO_OPEN:
        raise NotReadable("There is no such way to open a transcript.")
    db, me = desk.project.db, desk.viewer
    # The cursor is read first: what happens while the rest is read is sent again, harmlessly.
    at = cursor(desk)
    details = transcript(desk, source)
    guid = Guid(details["guid"])
    version = sources.current_version(db, guid) or {}
    names = visible.readers(desk.project, me)
    order = sorted(names, key=lambda person: person != me.person)
    coding_round = rounds.reading_in(db, guid, me.person)
    alone = rounds.is_alone(coding_round)
    marks, turns = _codings(desk, guid), sources.turns(db, version["guid"])
    folds = folding.folds(
        how,
        notes=content_notes.listed(db, guid),
        turns=turns,
        marked=[mark.span for mark in marks],
        opened=opened,
    )
    return {
        "me": {"guid": me.person, "name": me.name},
        "source": {
            "guid": guid,
            "name": details["name"],
            "version": version["guid"],
            "kind": details["kind"],
            "settings": details["settings"],
            "participants": details["participants"],
            "text": folding.folded(version["text"], folds),
            "turns": turns,
            "structure": [
                _shown(part)
                for part in sources.structure(db, version["guid"])
                if not folding.touched(folds, part["at"], part["at"] + 1)
            ],
            "folds": folds,
        },
        "round": {
            "guid": coding_round["guid"] if coding_round else "",
            "name": coding_round["name"] if coding_round else "",
            "alone": alone,
        },
        "codes": codes_to_mark_with(desk, guid),
        "readers": [{"guid": person, "name": names[person]} for person in order],
        "team": [
            {"guid": person, "name": name}
            for person, name in projects.members(desk).items()
            if person != me.person
        ],
        "codings": [plain(mark) for mark in marks],
        "notes": [
            _note(note, names)
            for note in visible.notes(desk.project, me, source=guid)
            if not folding.touched(folds, note["start"], note["end"])
        ],
        "today": today.said(db),
        "support": support.said(db)["words"],
        "perspectives": _perspectives(desk),
        "perspective_wish": _wish(desk),
        "assignment": {"state": details["state"]},
        "undo": undoing.what_is_possible(desk, guid),
        "cursor": at,
    }


def cursor(desk: Desk) -> str:
    """Where this viewer's knowledge of the study ends, in a form only they can hand back."""
    project = desk.project
    return project.keys.cursor(project.guid, desk.viewer.person, project.revision())


def changes(desk: Desk, source: object, since: object) -> dict:
    """What has happened to a transcript since a cursor, for this viewer."""
    project, guid = desk.project, guid_from(source)
    revision = (
        project.keys.revision(project.guid, desk.viewer.person, since)
        if isinstance(since, str)
        else None
    )
    if revision is None:
        return {"changes": [REFETCH], "cursor": cursor(desk)}
    found, latest = visible.changes_since(project, desk.viewer, guid, revision)
    at = project.keys.cursor(project.guid, desk.viewer.person, latest)
    if any(change["kind"] in visible.CHANGES_OF_VISIBILITY for change in found):
        return {"changes": [REFETCH], "cursor": at}
    touched = dict.fromkeys(
        (
            "perspectives" if change["object_kind"] == "perspective" else change["object_kind"],
            change["object"],
        )
        for change in found
    )
    return {"changes": described(desk, guid, touched), "cursor": at}


@dataclass(frozen=True, slots=True)
class Touched:
    """Where something was committed, up to a version of the file; for whoever looks, not a viewer.

    `everybody` where something concerns every transcript of the study.
    """

    version: int = -1
    revision: int = -1
    sources: frozenset[str] = frozenset()
    everybody: bool = False


def touched(project: ProjectFile, since: Touched) -> Touched:
    """Look what was committed since: always on the same thread, whose connection tells."""
    version = project.file.data_version()
    if version == since.version:
        return Touched(version, since.revision)
    if since.revision < 0:
        return Touched(version, project.revision(), everybody=True)
    found, latest = visible.touched_since(project, since.revision)
    named = frozenset(source for source in found if source)
    return Touched(version, latest, named, everybody=None in found)


def described(desk: Desk, source: Guid, touched: Iterable[tuple[str, str]]) -> list[dict]:
    """Say how things stand with what was touched, as this viewer may see it.

    States and not steps are sent, so that applying one twice does no harm.
    """
    touched = list(touched)
    kinds = {kind for kind, _ in touched}
    # The codes come first, so that no mark arrives before the code it carries.
    told: list[dict] = []
    if "code" in kinds:
        told.append({"kind": "codes", "codes": codes_to_mark_with(desk, source)})
    wanted = [guid for kind, guid in touched if kind == "coding"]
    if wanted:
        there = {coding.guid: coding for coding in _codings(desk, source, only=wanted)}
        told += [
            {"kind": "coding_added", "coding": plain(there[Guid(guid)])}
            if guid in there
            else {"kind": "coding_removed", "guid": guid}
            for guid in wanted
        ]
    names = visible.readers(desk.project, desk.viewer) if "note" in kinds else {}
    for kind, guid in touched:
        if kind == "note":
            note = visible.notes(desk.project, desk.viewer, source=source, only=guid)
            told.append(
                {"kind": "note_added", "note": _note(note[0], names)}
                if note
                else {"kind": "note_removed", "guid": guid}
            )
        if kind == "code_stays":
            told.append({"kind": "code_stays", "guid": guid})
        if kind == "refetch":
            told.append(REFETCH)
    if "perspectives" in kinds:
        told.append({"kind": "perspectives", "perspectives": _perspectives(desk)})
    if "assignment" in kinds:
        state = transcript(desk, source)["state"]
        told.append({"kind": "assignment", "state": state})
    return told


def ask_to_read(w: Writing, source: Guid, people: Iterable[str]) -> None:
    """Ask people to read a transcript, inside a transaction that is already open."""
    coding_round = rounds.for_everybody(w.db)
    if coding_round is not None:
        for person in people:
            rounds.offer(w, coding_round, source, person)


def _codings(desk: Desk, source: Guid, *, only: Iterable[str] | None = None) -> list[Coding]:
    """The marks the pane shows; to somebody reading on their own, those of that reading alone."""
    coding_round = rounds.reading_in(desk.project.db, source, desk.viewer.person)
    alone = coding_round["guid"] if rounds.is_alone(coding_round) and coding_round else None
    return visible.codings(desk.project, desk.viewer, source=source, only=only, coding_round=alone)


def plain(coding: Coding) -> dict:
    """A coding as it is sent to the pane."""
    return {
        "guid": coding.guid,
        "start": coding.span.start,
        "end": coding.span.end,
        "code": coding.code,
        "coder": coding.coder,
        "presence": coding.presence,
        "lens": coding.lens,
        "flags": list(coding.flags),
        "perspectives": list(coding.perspectives),
        "perspective_hidden": coding.perspective_hidden,
        "corrected_away": coding.corrected_away,
        "entered_by": coding.entered_by,
        "on": coding.on,
    }


def codes_to_mark_with(desk: Desk, source: Guid) -> list[dict]:
    """The codes to mark a transcript with; those made on one's own only where one reads so."""
    db, me = desk.project.db, desk.viewer.person
    alone = rounds.is_alone(rounds.reading_in(db, source, me))
    book = codes.codebook(db, me if alone else None)
    guids = {code.key: code.guid for code in book.codes}
    values = [code for code in book.values() if code.status != "retired"]
    digits = {code.key: number for number, code in enumerate(values, 1) if number <= 9}
    told = []
    for code in book.codes:
        over = book.value_over(code.key)
        told.append(
            {
                "guid": code.guid,
                "key": "N" if code.key.startswith(codes.HELD_BACK) else code.key,
                "parent": guids.get(code.parent or ""),
                "value": over.guid if over else None,
                "kind": code.kind,
                "level": code.level,
                "name": code.name,
                "plain_name": code.plain_name,
                "definition": code.definition,
                "include_when": code.include_when,
                "exclude_when": code.exclude_when,
                "digit": digits.get(code.key),
                # Nobody marks with it any more; the marks that carry it still say its name.
                "retired": code.status == "retired",
            }
        )
    return told


def _perspectives(desk: Desk) -> list[dict]:
    if desk.viewer.person is None:
        return []
    own = perspective_store.own(desk.project.db, desk.project.keys, desk.viewer.person)
    return [{name: row[name] for name in ("guid", "words", "in_use")} for row in own]


def _wish(desk: Desk) -> str | None:
    """How the viewer wants to be met with the question where they read from."""
    if desk.viewer.person is None:
        return None
    return perspective_store.wish(desk.project.db, desk.project.keys, desk.viewer.person)


def _shown(part: dict) -> dict:
    """A part of what stands beside the text, as the pane draws it."""
    return {**part, "words": heading_shown(part["words"])} if part["kind"] == "heading" else part


def _note(note: dict, names: dict) -> dict:
    return {
        "guid": note["guid"],
        "start": note["start"],
        "end": note["end"],
        "corrected_away": note["corrected_away"],
        "words": note["words"],
        "visibility": note["visibility"],
        "mine": note["mine"],
        "author": names.get(note["author"], ""),
    }
