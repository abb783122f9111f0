"""Reading on paper: a copy with turn and line numbers, and its marks typed in afterwards.

Who read and who typed are kept apart. What somebody types in for a colleague is no mark of theirs
until they have said yes: on their own screen, or in person, which whoever types it in says.
"""

import re

from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from, new_guid
from workbench.domain.paper import PaperMark, lines_of, marks_of
from workbench.domain.span import Span
from workbench.services import content_notes, projects, reading, steps
from workbench.services.desks import Desk
from workbench.store import codes as code_store
from workbench.store import codings, entered_marks, held_back, rounds, standing
from workbench.store import project as project_store
from workbench.store.project import Writing


def sheet(desk: Desk, source: object, *, how: str = "whole") -> dict:
    """What is printed: name, notes, codes, and turns with their numbered lines."""
    snapshot = reading.snapshot(desk, source, how=how)
    text, number = snapshot["source"]["text"], 0
    turns = []
    for place, turn in enumerate(snapshot["source"]["turns"], 1):
        words = text[turn["start"] : turn["end"]]
        if how != "whole":
            # As many signs stand for what is folded; on paper one is enough.
            words = re.sub("…{2,}", "…", words)
        lines = [(number + k, line) for k, line in enumerate(lines_of(words), 1)]
        number += len(lines)
        turns.append({"number": place, "who": turn["speaker"] or "", "lines": lines})
    return {
        "name": snapshot["source"]["name"],
        "notes": content_notes.of(desk, Guid(snapshot["source"]["guid"])),
        "codes": [code for code in snapshot["codes"] if code["digit"]],
        "turns": turns,
    }


def seen(desk: Desk, source: object, words: str) -> dict:
    """What was typed, as it is understood: marks with their words, and troubles in sentences."""
    guid = guid_from(source)
    text, turns = reading.text_of(desk, guid), reading.turns_of(desk, guid)
    codes = reading.codes_to_mark_with(desk, guid)
    names = {code["guid"]: code["plain_name"] or code["name"] for code in codes}
    marks, troubles = marks_of(words, turns=len(turns), codes=_called(codes))
    return {
        "marks": [
            {
                "turns": (one.first, one.last),
                "words": text[_span(turns, one).start : _span(turns, one).end],
                "code": names[one.code],
                "presence": one.presence,
            }
            for one in marks
        ],
        "troubles": troubles,
    }


def enter(desk: Desk, source: object, reader: object, words: str, *, said_yes: bool) -> int:
    """Type in the marks of a paper copy; how many there were is given.

    One's own are marks at once. A colleague's are, too, where they have looked through them with
    whoever types and said yes; otherwise they wait for the colleague. One undo takes all back.
    """
    guid, me = guid_from(source), desk.viewer.self()
    whose = guid_from(reader)
    if whose not in projects.members(desk):
        raise NotFound("That reader is not in the team of this study.")
    turns = reading.turns_of(desk, guid)
    marks, troubles = marks_of(
        words, turns=len(turns), codes=_called(reading.codes_to_mark_with(desk, guid))
    )
    if troubles:
        raise NotReadable("Nothing was saved. " + " ".join(troubles))
    if not marks:
        raise NotReadable("There is no mark yet. Write one on each line, such as 12 SA.")
    waits = whose != me and not said_yes
    with steps.step(desk, guid, job=None) as w:
        version = standing.newest(w.db, guid)["guid"]
        rows = [
            {
                "guid": new_guid(),
                "source": guid,
                "version": version,
                "start": (span := _span(turns, one)).start,
                "end": span.end,
                "code": one.code,
                "presence": one.presence,
                "reader": whose,
                "entered_by": me,
                "state": "waiting" if waits else "said_yes_in_person",
            }
            for one in marks
        ]
        if whose != me:
            entered_marks.put(w, new_guid(), now=[], to=rows)
        if not waits:
            for row in rows:
                _mark(w, row)
    return len(marks)


def waiting(desk: Desk, source: object = None) -> list[dict]:
    """What colleagues have typed in from my paper copies and I have not yet looked at."""
    if desk.viewer.person is None:
        return []
    db = desk.project.db
    found = entered_marks.waiting(
        db, desk.viewer.person, guid_from(source) if source is not None else None
    )
    if not found:
        return []
    names = {row["person"]: row["name"] for row in project_store.members(db)}
    called = {
        code.guid: code.plain_name or code.name
        for code in code_store.codebook(db, desk.viewer.person).codes
    }
    told = []
    for row in found:
        version = standing.with_text(db, row["source"], row["version"])
        told.append(
            {
                "guid": row["guid"],
                "source": row["source"],
                "words": version["text"][row["start"] : row["end"]],
                "code": called.get(row["code"], ""),
                "presence": row["presence"],
                "entered_by": names.get(row["entered_by"], "a colleague"),
            }
        )
    return told


def answer(desk: Desk, source: object, guids: list[str], *, mine: bool) -> None:
    """Say of what waits for me that it is mine, which makes marks of it, or that it is not."""
    guid = guid_from(source)
    with steps.step(desk, guid, job=None) as w:
        known = {row["guid"]: row for row in entered_marks.waiting(w.db, desk.viewer.self(), guid)}
        if set(guids) - set(known):
            raise NotFound("Some of these marks do not wait for you any more. Look again.")
        rows = [known[one] for one in guids]
        if not rows:
            return
        accepted = [{**row, "state": "reader_said_yes"} for row in rows] if mine else []
        entered_marks.put(w, new_guid(), now=rows, to=accepted)
        for row in accepted:
            _mark(w, _as_it_stands(w, row))


def _as_it_stands(w: Writing, row: dict) -> dict:
    """What was typed in, carried to the text as it stands now."""
    span = Span(row["start"], row["end"])
    place = standing.carry_to_newest(w.db, row["source"], row["version"], span)
    if place is None or place.lost:
        raise NotFound(
            "Some of the words have been corrected since. Leave those out, and mark the words "
            "that stand there now in the transcript."
        )
    version = standing.newest(w.db, row["source"])["guid"]
    return {**row, "version": version, "start": place.span.start, "end": place.span.end}


def _mark(w: Writing, row: dict) -> None:
    """Make a mark of its reader's, in the reading they are in."""
    coding_round = rounds.reading_in(w.db, row["source"], row["reader"])
    if coding_round is None:
        raise NotFound("No reading is under way in this study, so nothing can be marked.")
    if not code_store.can_be_applied(w.db, row["code"]) or not held_back.is_for(
        w.db, row["code"], coding_round
    ):
        raise NotFound("One of those codes cannot be used in that reading.")
    codings.add(
        w,
        {
            "guid": row["guid"],
            "source": row["source"],
            "coder": row["reader"],
            "code": row["code"],
            "round": coding_round["guid"],
            "codebook_version": coding_round["codebook_version"],
            "presence": row["presence"],
            "lens": None,
            "way": "turn",
            "flags": "",
            "made_at": w.at,
            "positions": [{"version": row["version"], "start": row["start"], "end": row["end"]}],
            "snapshots": [],
        },
    )
    if rounds.assignment(w.db, coding_round["guid"], row["source"], row["reader"]) == "asked":
        rounds.set_assignment(
            w,
            coding_round=coding_round["guid"],
            source=row["source"],
            person=row["reader"],
            state="opened",
        )


def _called(codes: list[dict]) -> dict[str, str]:
    """What a code may be called on paper: its number, its letters, or either of its names."""
    called: dict[str, str] = {}
    for code in codes:
        for name in (code["plain_name"], code["name"], code["key"]):
            if name:
                called.setdefault(" ".join(name.lower().split()), code["guid"])
    for code in codes:
        if code["digit"]:
            called[str(code["digit"])] = code["guid"]
    return called


def _span(turns: list[dict], mark: PaperMark) -> Span:
    start, end = turns[mark.first - 1]["start"], turns[mark.last - 1]["end"]
    if start >= end:
        raise NotReadable(f"Nothing is said in turn {mark.first}.")
    return Span(start, end)
