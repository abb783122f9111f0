"""Marking: what the coding pane and everything else that marks goes through.

Each operation is one transaction. Nothing is answered as saved before it is on the disk.
"""

from workbench.domain.coding import FLAGS, LENSES, PRESENCES, WAYS
from workbench.domain.errors import (
    CannotUndo,
    DiskTrouble,
    NotFound,
    NotReadable,
    SignInNeeded,
    TextDiffers,
    WorkbenchError,
)
from workbench.domain.ids import Guid, guid_from, new_guid
from workbench.domain.span import Span
from workbench.services import codebooks, notes, perspectives, reading, undoing
from workbench.services.desks import Desk
from workbench.store import codes as code_store
from workbench.store import codings, held_back, operations, rounds, sources, standing
from workbench.store import perspectives as perspective_store
from workbench.store import project as project_store
from workbench.store.project import Writing

MOST_AT_ONCE = 200
LONGEST_NOTE = 20_000


def apply_operations(
    desk: Desk, source: object, asked: object, *, meant_by: object = None
) -> dict:
    """Carry out operations sent by a client, in order, each on its own.

    `meant_by` is the person the client believes it works for. Where somebody else has signed in in
    the same browser since, nothing is carried out: a mark is never another person's.

    Returns
    -------
    dict
        `results`, `cursor` and `undo` as `docs/api.md` has them. One that is refused does not stop
        the others.
    """
    if meant_by is not None and meant_by != desk.viewer.person:
        raise SignInNeeded(
            "Somebody else has signed in in this browser. Sign in again as yourself, and what is "
            "waiting here will be sent."
        )
    guid = guid_from(source)
    if not isinstance(asked, list) or len(asked) > MOST_AT_ONCE:
        raise NotReadable(f"Send a list of at most {MOST_AT_ONCE} operations.")
    if sources.current_version(desk.project.db, guid) is None:
        raise NotFound("There is no such transcript in this study.")
    results = []
    for operation in asked:
        try:
            results.append(_apply(desk, guid, operation))
        except DiskTrouble:
            raise  # nothing is amiss with the operation: it waits, and is sent again
        except WorkbenchError as refused:
            results.append(
                {
                    "id": _number_of(operation),
                    "state": "refused",
                    "error": refused.code_word,
                    "message": str(refused),
                }
            )
    return {
        "results": results,
        "cursor": reading.cursor(desk),
        "undo": undoing.what_is_possible(desk, guid),
    }


def _number_of(operation: object) -> Guid | None:
    """Give an operation's own identifier; nothing else that was sent is told back."""
    try:
        return guid_from(operation.get("id")) if isinstance(operation, dict) else None
    except NotReadable:
        return None


def _apply(desk: Desk, source: Guid, operation: object) -> dict:
    if not isinstance(operation, dict):
        raise NotReadable("An operation is not one the workbench understands.")
    me, number = desk.viewer.self(), guid_from(operation.get("id"))
    act = _ACTS.get(str(operation.get("kind")))
    if act is None:
        raise NotReadable("The workbench does not know that kind of operation.")
    mark = operations.fingerprint(desk.project.keys, {**operation, "source": source})
    try:
        with desk.project.writing(me) as w:
            answer = operations.earlier_answer(w.db, me, number, mark)
            if act is _reading_state:
                # Not kept as an operation: that would keep who finished when. To repeat it is
                # harmless.
                answer = {"objects": act(w, source, operation)}
            elif answer is None:
                operations.begin(w, number, mark, source, undoable=act in _UNDOABLE)
                objects = act(w, source, operation)
                answer = {"objects": objects}
                operations.finish(w, answer)
    except CannotUndo:
        undoing.pass_by(desk, source, str(operation["kind"]))
        raise
    return {
        "id": number,
        "state": "saved",
        "changes": reading.described(desk, source, [tuple(pair) for pair in answer["objects"]]),
    }


def _add_coding(w: Writing, source: Guid, operation: dict) -> list:
    asked = _part(operation, "coding")
    coding, code = guid_from(asked.get("guid")), guid_from(asked.get("code"))
    version, span = _place(w, source, asked)
    if not code_store.can_be_applied(w.db, code):
        raise NotFound("That code is not in the codebook any more.")
    coding_round = rounds.reading_in(w.db, source, w.person, meant=_meant(operation))
    if coding_round is None:
        raise NotFound("No reading is under way in this study, so nothing can be marked.")
    if not held_back.is_for(w.db, code, coding_round):
        raise NotFound(
            "That code was made in a reading that has not been opened, so it can be used there "
            "alone. Mark with another one here."
        )
    chosen = asked.get("perspectives")
    if chosen is not None:
        chosen = [guid_from(guid) for guid in _list(chosen)]
    codings.add(
        w,
        {
            "guid": coding,
            "source": source,
            "coder": w.person,
            "code": code,
            "round": coding_round["guid"],
            "codebook_version": (code_store.latest_version(w.db) or {})["guid"],
            "presence": _word(asked.get("presence") or "not_said", PRESENCES),
            "lens": _word(asked["lens"], LENSES) if asked.get("lens") else None,
            "way": _word(asked.get("way") or "detailed", WAYS),
            "flags": _flags(asked.get("flags") or []),
            "made_at": w.at,
            "positions": [{"version": version, "start": span.start, "end": span.end}],
            "snapshots": perspective_store.snapshots_now(w, chosen),
        },
    )
    _opened(w, source, coding_round["guid"])
    return [("coding", coding)]


def _remove_coding(w: Writing, source: Guid, operation: dict) -> list:
    coding = _my_coding(w, source, operation)
    codings.remove(w, coding)
    return [("coding", coding)]


def _change_coding(w: Writing, source: Guid, operation: dict) -> list:
    coding = _my_coding(w, source, operation)
    fields: dict[str, str | None] = {}
    if "presence" in operation:
        fields["presence"] = _word(operation["presence"] or "not_said", PRESENCES)
    if "lens" in operation:
        fields["lens"] = _word(operation["lens"], LENSES) if operation["lens"] else None
    if "flags" in operation:
        fields["flags"] = _flags(operation["flags"])
    span, current = None, sources.current_version(w.db, source)
    if "start" in operation or "end" in operation:
        _, span = _place(w, source, operation)
    snapshots = None
    if "perspectives" in operation:
        chosen = [guid_from(guid) for guid in _list(operation["perspectives"])]
        snapshots = perspective_store.snapshots_now(w, chosen)
    codings.change(
        w,
        coding,
        fields=fields,
        span=span,
        version=(current or {})["guid"],
        snapshots=snapshots,
    )
    return [("coding", coding)]


def _add_note(w: Writing, source: Guid, operation: dict) -> list:
    asked = _part(operation, "note")
    note = guid_from(asked.get("guid"))
    place: dict = {"version": None, "start": None, "end": None}
    if asked.get("start") is not None:
        version, span = _place(w, source, asked)
        place = {"version": version, "start": span.start, "end": span.end}
    visibility = _word(asked.get("visibility", "me"), ("me", "picked", "team"))
    readers = [guid_from(guid) for guid in _list(asked.get("readers", []))]
    notes.keep(
        w,
        note,
        words=_words(asked.get("words"), longest=LONGEST_NOTE),
        visibility=visibility,
        kind="memo" if visibility == "team" else "reflexive",
        readers=notes.readers_among(project_store.members(w.db), w.person, visibility, readers),
        source=source,
        meant=_meant(operation),
        **place,
    )
    return [("note", note)]


def _add_code(w: Writing, source: Guid, operation: dict) -> list:
    asked = _part(operation, "code")
    if asked.get("version") is not None:
        # Made of words of a text: not once that text is gone because somebody withdrew.
        standing.with_text(w.db, source, asked["version"])
    coding_round = rounds.reading_in(w.db, source, w.person, meant=_meant(operation))
    held_back.hold_back(w, "code", guid_from(asked.get("guid")), coding_round)
    guid = codebooks.add_code(
        w, asked.get("guid"), name=asked.get("name"), parent=asked.get("parent")
    )
    return [("code", guid)]


def _add_perspective(w: Writing, source: Guid, operation: dict) -> list:
    asked = _part(operation, "perspective")
    perspectives.keep(w, guid_from(asked.get("guid")), asked.get("words"), visibility="me")
    return [("perspectives", w.person)]


def _read_from(w: Writing, source: Guid, operation: dict) -> list:
    chosen = [guid_from(guid) for guid in _list(operation.get("perspectives"))]
    perspective_store.read_from(w, chosen)
    return [("perspectives", w.person)]


def _reading_state(w: Writing, source: Guid, operation: dict) -> list:
    coding_round = rounds.reading_in(w.db, source, w.person, meant=_meant(operation))
    state = _word(operation.get("state"), rounds.STATES[1:])
    if coding_round is not None and w.person is not None:
        rounds.set_assignment(
            w,
            coding_round=coding_round["guid"],
            source=source,
            person=w.person,
            state=state,
        )
    if state == "passed_back" and rounds.is_alone(coding_round):
        return [("refetch", source)]  # what they mark from here on is in another round
    return [("assignment", source)]


def _undo(w: Writing, source: Guid, operation: dict) -> list:
    return codebooks.undo(w, source) or undoing.undo(w, source)


def _redo(w: Writing, source: Guid, operation: dict) -> list:
    return codebooks.redo(w, source) or undoing.redo(w, source)


_ACTS = {
    "add_coding": _add_coding,
    "remove_coding": _remove_coding,
    "change_coding": _change_coding,
    "add_note": _add_note,
    "add_code": _add_code,
    "add_perspective": _add_perspective,
    "read_from": _read_from,
    "reading_state": _reading_state,
    "undo": _undo,
    "redo": _redo,
}
_UNDOABLE = (_add_coding, _remove_coding, _change_coding, _add_note, _add_code)


def _meant(operation: dict) -> Guid | None:
    """The round in which the person believed to read, where the client says so."""
    return guid_from(operation["round"]) if operation.get("round") else None


def _opened(w: Writing, source: Guid, coding_round: str) -> None:
    """Somebody who marks has opened the transcript, if they were asked to read it."""
    if w.person and rounds.assignment(w.db, coding_round, source, w.person) == "asked":
        rounds.set_assignment(
            w, coding_round=coding_round, source=source, person=w.person, state="opened"
        )


def _my_coding(w: Writing, source: Guid, operation: dict) -> Guid:
    guid = guid_from(operation.get("coding"))
    row = codings.find(w.db, guid)
    # Another person's mark and no mark at all are answered alike.
    if row is None or row["coder"] != w.person or row["source"] != source:
        raise NotFound("That mark is no longer there, or it is not yours to change.")
    return guid


def _place(w: Writing, source: Guid, asked: dict) -> tuple[str, Span]:
    """Check that the words somebody marked are the words at that place.

    Words of a version that has been corrected since are found where they stand now.
    """
    current = standing.newest(w.db, source)
    meant = standing.with_text(w.db, source, asked.get("version", current["guid"]))
    start, end, quote = asked.get("start"), asked.get("end"), asked.get("quote")
    if not (type(start) is int and type(end) is int and isinstance(quote, str)):
        raise NotReadable("A mark needs its place in the text and its words.")
    if not 0 <= start < end <= len(meant["text"]) or meant["text"][start:end] != quote:
        raise TextDiffers(
            "The words you marked are not the words at that place in the transcript. Open it "
            "again and mark them once more."
        )
    span = Span(start, end)
    if meant["guid"] != current["guid"]:
        place = standing.carry_to_newest(w.db, source, meant["guid"], span)
        if place is None or place.lost:
            raise TextDiffers(
                "The words you marked have been corrected since you opened this transcript. Open "
                "it again, and mark the words that stand there now."
            )
        span = place.span
    return current["guid"], span


def _part(operation: dict, name: str) -> dict:
    found = operation.get(name)
    if not isinstance(found, dict):
        raise NotReadable(f"An operation came without its {name}.")
    return found


def _list(found: object) -> list:
    if not isinstance(found, list) or len(found) > MOST_AT_ONCE:
        raise NotReadable("An operation came without its list of perspectives.")
    return found


def _word(found: object, allowed: object) -> str:
    if not isinstance(found, str) or found not in allowed:  # type: ignore[operator]
        raise NotReadable("An operation used a word the workbench does not know.")
    return found


def _flags(found: object) -> str:
    """Give flags as they are kept: words of one list, each once, with a space between them."""
    if not isinstance(found, list) or not all(
        isinstance(flag, str) and flag in FLAGS for flag in found
    ):
        raise NotReadable("An operation used a flag the workbench does not know.")
    return " ".join(flag for flag in FLAGS if flag in found)


def _words(found: object, *, longest: int) -> str:
    return notes.checked_words(found, longest=longest)


def mark(desk: Desk, source: Guid, *, start: int, end: int, code: Guid, **more: object) -> Guid:
    """Mark words without a client: for the demo and for scripts. The coding's GUID is returned."""
    current = sources.current_version(desk.project.db, source)
    if current is None:
        raise NotFound("There is no such transcript in this study.")
    coding = new_guid()
    result = apply_operations(
        desk,
        source,
        [
            {
                "id": new_guid(),
                "kind": "add_coding",
                "coding": {
                    "guid": coding,
                    "version": current["guid"],
                    "start": start,
                    "end": end,
                    "quote": current["text"][start:end],
                    "code": code,
                    **more,
                },
            }
        ],
    )["results"][0]
    if result["state"] != "saved":
        raise NotReadable(result["message"])
    return coding
