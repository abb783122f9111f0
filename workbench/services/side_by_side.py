"""One transcript with every reader's marks and shared notes around its words."""

from collections.abc import Iterable

from workbench.domain.ids import Guid
from workbench.services import compared, notes, projects
from workbench.services.compared import By
from workbench.services.desks import Desk
from workbench.store import sources


def lanes(
    desk: Desk,
    source: str,
    *,
    by: By = "coder",
    readers: Iterable[str] | None = None,
    coding_round: str | None = None,
) -> dict:
    """Give the text with each reader's marks; or each shared heading's, or each lens's.

    By heading, a mark stands under each heading it counts under; those under none stand together
    as what they are, at the end.

    Returns
    -------
    dict
        `name`, `text`, `turns` (start, end, speaker, role), `readers`: guid, name and `marks`,
        each with start, end, `code` (its name), `key`, `value` (a key or None), `lens`,
        `presence_words` and, by lens, `person`; and `notes` that are shared with the team: `who`,
        `words`, `start` and `end` (None where it is about the whole transcript).
    """
    only = set(readers) if readers is not None else None
    (row,) = compared.chosen(desk, source, None)
    guid = row["guid"]
    marks = compared.marks_in(desk, [guid], readers=only, coding_round=coding_round)
    study = compared.study_for(desk, by, marks, coding_round=coding_round)
    sides: dict[str, list[dict]] = {}
    if study.by == "perspective":
        sides = {heading: [] for heading in study.headings}
    elif study.by == "coder":
        sides = {
            person: []
            for each in study.rounds
            for person in compared.how_far(study.states, each, guid, projects.members(desk))
            if only is None or person in only
        }
    for coding in marks[guid]:
        told = compared.mark(study, coding)
        if study.by == "lens":
            told["person"] = study.name_of(coding.coder)
        for side in study.sides_of(coding):
            sides.setdefault(side, []).append(told)
    version = sources.current_version(desk.project.db, guid) or {}
    return {
        "name": row["name"],
        "text": version["text"],
        "turns": sources.turns(desk.project.db, version["guid"]),
        "readers": [
            {"guid": side, "name": study.name_of(side), "marks": own}
            for side, own in compared.in_order(study, sides).items()
        ],
        "notes": _shared_notes(desk, guid, study.people),
    }


def _shared_notes(desk: Desk, source: Guid, people: dict[Guid, str]) -> list[dict]:
    """The notes on a transcript that the team may read; one's own private ones are not among them.

    What is printed here is handed round.
    """
    return [
        {
            "who": people.get(note["author"], "a former member"),
            "words": note["words"],
            "start": note["start"],
            "end": note["end"],
        }
        for note in reversed(notes.readable(desk))
        if note["source"] == source and note["visibility"] != "me"
    ]
