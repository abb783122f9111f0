"""One transcript with every reader's marks and shared notes around its words."""

from collections.abc import Collection, Iterable

from workbench.domain.ids import Guid
from workbench.services import compared, notes, projects, settled
from workbench.services.compared import By
from workbench.services.desks import Desk
from workbench.services.settled import Settled
from workbench.store import sources

AGREED = "What we agreed"


def lanes(
    desk: Desk,
    source: str,
    *,
    by: By = "coder",
    readers: Iterable[str] | None = None,
    headings: Collection[str] | None = None,
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
        `words`, `start` and `end` (None where it is about the whole transcript); and `settled`,
        as `settled.by_transcript` has it. What was agreed stands as one more side, after all
        others: a layer over the marks, which are as their readers made them.
    """
    only = set(readers) if readers is not None else None
    (row,) = compared.chosen(desk, source, None)
    guid = row["guid"]
    marks = compared.marks_in(desk, [guid], readers=only, coding_round=coding_round)
    study = compared.study_for(
        desk, by, marks, coding_round=coding_round, chosen_headings=headings
    )
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
    talked = settled.by_transcript(desk, [guid]).get(guid, ())
    agreed = [_agreed(each) for each in talked if each.code]
    layer = [{"guid": "agreed", "name": AGREED, "marks": agreed}] if agreed else []
    return {
        "name": row["name"],
        "text": version["text"],
        "turns": sources.turns(desk.project.db, version["guid"]),
        "readers": [
            *(
                {"guid": side, "name": study.name_of(side), "marks": own}
                for side, own in compared.in_order(study, sides).items()
            ),
            *layer,
        ],
        "settled": talked,
        "notes": _shared_notes(desk, guid, study.people),
    }


def _agreed(one: Settled) -> dict:
    return {
        "code": one.code,
        "key": one.key,
        "value": one.value,
        "above": [],
        "lens": None,
        "presence": "not_said",
        "presence_words": "",
        "start": one.span.start,
        "end": one.span.end,
    }


def _shared_notes(desk: Desk, source: Guid, people: dict[Guid, str]) -> list[dict]:
    """The notes on a transcript that the whole team may read, in the order they were written.

    What is printed is handed round, so that neither one's own private notes nor those for people
    somebody picked are among them.
    """
    return [
        {
            "who": people.get(note["author"], "a former member"),
            "words": note["words"],
            "start": note["start"],
            "end": note["end"],
        }
        for note in reversed(notes.readable(desk))
        if note["source"] == source and note["visibility"] in ("team", "report")
    ]
