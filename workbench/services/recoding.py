"""What becomes of my own marks after codes were merged or split: asked of each reader, never done.

Passage by passage, and it can be left half done: what nobody answers stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.codebook import Code
from workbench.domain.codebook_change import Change
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.services import steps
from workbench.services.desks import Desk
from workbench.store import codebook_changes, codebook_versions, codes, codings, recoding, visible
from workbench.store import sources as source_store

MY_MARKS = "codebook_my_marks"


@dataclass(frozen=True, slots=True)
class Asked:
    """One mark of mine that a change asks about, with its words and what its code meant then."""

    coding: Guid
    source: Guid
    name: str
    start: int
    words: str
    code: Code


@dataclass(frozen=True, slots=True)
class Question:
    """What a change asks me: the codes to choose from, and my marks that wait for an answer.

    `answered` counts those I have answered already.
    """

    change: Change
    into: tuple[Code, ...]
    waiting: tuple[Asked, ...]
    answered: int


def waiting(desk: Desk) -> list[Question]:
    """Every change that asks me about marks of mine, oldest first, while any wait."""
    return [question for question in _questions(desk) if question.waiting]


def how_many(desk: Desk) -> int:
    """How many marks of mine wait for an answer."""
    return sum(len(question.waiting) for question in _questions(desk))


def answer(desk: Desk, change: Guid, coding: Guid, into: Sequence[Guid]) -> None:
    """Say what becomes of one mark of mine: one or more of the codes, or none for “it stays”.

    With several, the mark gets the first, and a mark of mine with each of the others stands at
    the same place.
    """
    me = desk.viewer.self()
    question = next((one for one in waiting(desk) if one.change.guid == change), None)
    if question is None or coding not in {asked.coding for asked in question.waiting}:
        raise NotFound("That mark does not wait for an answer any more.")
    offered = [code.guid for code in question.into]
    chosen = [code for code in offered if code in into]
    if set(into) - set(offered):
        raise NotReadable("Choose among the codes that are offered, or leave the mark as it is.")
    with steps.step(desk, MY_MARKS, job=None) as w:
        # Asked again under the lock: in another tab I may have answered since.
        row = codings.find(w.db, coding)
        if row is None or row["coder"] != me or coding in recoding.answers(w.db, change, me):
            raise NotFound("That mark does not wait for an answer any more.")
        if not all(codes.can_be_applied(w.db, code) for code in chosen):
            raise NotFound("One of these codes is not in use any more. Look again.")
        recoding.answer(w, coding, change, "recoded" if chosen else "stays")
        if not chosen:
            return
        version = Guid((codes.latest_version(w.db) or {})["guid"])
        if row["code"] not in chosen:
            recoding.recode(w, coding, chosen[0], version)
        kept = row["code"] if row["code"] in chosen else chosen[0]
        for code in chosen:
            if code != kept:
                more = {**row, "guid": new_guid(), "code": code, "codebook_version": version}
                codings.add(w, more)


def undo(desk: Desk) -> None:
    """Take back my own last answer."""
    steps.undo(desk, MY_MARKS, job=None)


def redo(desk: Desk) -> None:
    """Give again the answer I last took back."""
    steps.redo(desk, MY_MARKS, job=None)


def _questions(desk: Desk) -> list[Question]:
    db, me = desk.project.db, desk.viewer.person
    if me is None:
        return []
    in_use = {code.guid: code for code in codes.all_codes(db, me) if code.status != "retired"}
    names = {row["guid"]: row["name"] for row in source_store.listed(db)}
    found = []
    for change in codebook_changes.story(db):
        into = tuple(in_use[code] for code in change.into if code in in_use)
        if not change.asks or not into:
            continue
        answered = recoding.answers(db, change.guid, me)
        left = [row for row in _mine(desk, change, me) if Guid(row["guid"]) not in answered]
        found.append(Question(change, into, tuple(_asked(desk, left, names)), len(answered)))
    return found


def _mine(desk: Desk, change: Change, me: Guid) -> list[dict]:
    """My marks a change asks about: those named by it, or all with a code of before it."""
    db = desk.project.db
    if change.marks:
        rows = [codings.find(db, coding) for coding in change.marks]
        return sorted(
            (row for row in rows if row is not None and row["coder"] == me),
            key=lambda row: row["id"],
        )
    return [
        row
        for code in change.codes
        for row in recoding.mine_under(db, me, code, before=change.number)
    ]


def _asked(desk: Desk, rows: list[dict], names: dict[str, str]) -> list[Asked]:
    if not rows:
        return []
    db = desk.project.db
    made_under = {Guid(row["guid"]): (row["codebook_version"]) for row in rows}
    texts: dict[Guid, str] = {}
    known: dict[tuple[Guid, str], Code | None] = {}
    found = []
    for coding in visible.codings(desk.project, desk.viewer, only=made_under):
        if coding.corrected_away is not None:
            continue  # its words are gone: its reader is asked about that first, in the text
        if coding.source not in texts:
            version = source_store.current_version(db, coding.source) or {"text": ""}
            texts[coding.source] = version["text"]
        key = (coding.code, made_under[coding.guid])
        if key not in known:
            known[key] = codebook_versions.as_marked(db, coding.code, Guid(key[1]))
        code = known[key]
        if code is not None:
            found.append(
                Asked(
                    coding.guid,
                    coding.source,
                    names.get(coding.source, ""),
                    coding.span.start,
                    texts[coding.source][coding.span.start : coding.span.end],
                    code,
                )
            )
    return sorted(found, key=lambda one: (one.name, one.start))
