"""Comparing readings: passages first, as this viewer may see them. Nothing is stored of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.analysis import differences as measure
from workbench.domain.codebook import Code
from workbench.domain.coding import PRESENCES, Coding
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from
from workbench.services import perspectives, projects, reading
from workbench.services.desks import Desk
from workbench.store import codes, rounds, sources, visible

By = Literal["coder", "perspective"]
KINDS = measure.KINDS
# A difference with one of these alone is not something to talk about.
ALIKE = frozenset({"same", "nobody_else_yet"})
_UNDER_NO_HEADING = frozenset({measure.NO_HEADING, measure.NOT_RECORDED, measure.NOT_SHARED})


@dataclass(frozen=True, slots=True)
class _Study:
    """What a comparison of any transcript needs to know of the study."""

    codes: dict[Guid, Code]
    values: dict[Guid, Code | None]
    people: dict[Guid, str]
    headings: dict[Guid, str]
    states: dict[str, dict[Guid, str]]

    def name_of(self, side: str) -> str:
        """Name a reader, a heading, or what stands where a mark has none."""
        if side in _UNDER_NO_HEADING:
            return side.capitalize()
        known = self.people | self.headings
        return known.get(Guid(side), "a former member")


def compare(
    desk: Desk,
    *,
    source: str | None = None,
    by: By = "coder",
    readers: Iterable[str] | None = None,
) -> list[dict]:
    """Find every passage in which readings stand side by side, most different first.

    Parameters
    ----------
    source
        One transcript; all of them when None.
    by
        `coder` lays people side by side, `perspective` the team's shared headings. Without
        headings the latter compares by reader.
    readers
        Only these people's marks; everybody's when None.

    Returns
    -------
    list of dict
        `source`, `name`, `start`, `end`, `words`, `kind`, `kinds` (in plain words), `differs`,
        `readings` (each `reader`, `code`, `key`, `value`, `presence`, `lens`, `words`),
        `unmarked_by`, `not_read_by`. Among equals, transcripts come in order of name and
        passages in the order of the text.
    """
    if by not in ("coder", "perspective"):
        raise NotReadable("Readings are compared by coder or by perspective.")
    only = set(readers) if readers is not None else None
    study = _study(desk)
    found = [
        (one, row, text)
        for row in _chosen(desk, source)
        for text in [reading.text_of(desk, row["guid"])]
        for one in _differences(desk, study, row["guid"], text, by, only)
    ]
    found.sort(key=lambda each: each[0].weight, reverse=True)
    return [_told(study, *each) for each in found]


def values(desk: Desk) -> list[dict]:
    """The values readings are filtered and drawn by, in order: key, name."""
    book = codes.codebook(desk.project.db)
    return [{"key": value.key, "name": value.name} for value in book.values()]


def headings_of_one(
    desk: Desk, *, source: str | None = None, readers: Iterable[str] | None = None
) -> list[str]:
    """Name the headings under which, of what is compared, only one person's marks stand."""
    only = set(readers) if readers is not None else None
    behind: dict[Guid, set[Guid]] = {}
    chosen = guid_from(source) if source else None
    for coding in visible.codings(desk.project, desk.viewer, source=chosen):
        if only is None or coding.coder in only:
            for heading in coding.headings:
                behind.setdefault(heading, set()).add(coding.coder)
    return [
        row["name"]
        for row in perspectives.headings(desk)
        if len(behind.get(Guid(row["guid"]), ())) == 1
    ]


def lanes(
    desk: Desk, source: str, *, by: By = "coder", readers: Iterable[str] | None = None
) -> dict:
    """Give the text with each reader's marks, for drawing lanes; or each shared heading's.

    By heading, a mark stands under each heading it counts under; those under none stand together
    as what they are, at the end.

    Returns
    -------
    dict
        `text`, `turns` (start, end, speaker, role), `readers`: guid, name and `marks`, each with
        start, end, `code` (its name), `key`, `value` (a key or None) and `presence_words`.
    """
    guid = _chosen(desk, source)[0]["guid"]
    study, only = _study(desk), set(readers) if readers is not None else None
    by_heading = by == "perspective" and bool(study.headings)
    marks: dict[str, list[dict]] = {}
    if by_heading:
        marks = {heading: [] for heading in study.headings}
    else:
        marks = {person: [] for person in study.people if only is None or person in only}
    for coding in visible.codings(desk.project, desk.viewer, source=guid):
        if only is None or coding.coder in only:
            for side in measure.headings_of(coding) if by_heading else (coding.coder,):
                marks.setdefault(side, []).append(_mark(study, coding))
    version = sources.current_version(desk.project.db, guid) or {}
    return {
        "text": version["text"],
        "turns": sources.turns(desk.project.db, version["guid"]),
        "readers": [
            {"guid": side, "name": study.name_of(side), "marks": own}
            for side, own in marks.items()
        ],
    }


def _study(desk: Desk) -> _Study:
    db = desk.project.db
    book = codes.codebook(db)
    coding_round = rounds.running(db)
    states: dict[str, dict[Guid, str]] = {}
    for row in rounds.assignments(db):
        if coding_round and row["round"] == coding_round["guid"]:
            states.setdefault(row["source"], {})[Guid(row["person"])] = row["state"]
    return _Study(
        codes={code.guid: code for code in book.codes},
        values={code.guid: book.value_over(code.key) for code in book.codes},
        people=projects.members(desk),
        headings={Guid(row["guid"]): row["name"] for row in perspectives.headings(desk)},
        states=states,
    )


def _chosen(desk: Desk, source: str | None) -> list[dict]:
    listed = sources.listed(desk.project.db)
    if source is None:
        return listed
    guid = guid_from(source)
    found = [row for row in listed if row["guid"] == guid]
    if not found:
        raise NotFound("There is no such transcript in this study.")
    return found


def _differences(
    desk: Desk, study: _Study, source: Guid, text: str, by: By, only: set[str] | None
) -> list[measure.Difference]:
    marks = [
        coding
        for coding in visible.codings(desk.project, desk.viewer, source=source)
        if only is None or coding.coder in only
    ]
    kept = study.states.get(source, {})
    states = {
        person: kept.get(person, "not_asked")
        for person in study.people
        if only is None or person in only
    }
    if by == "perspective" and study.headings:
        return measure.compare_by_heading(
            text,
            marks,
            codes=study.codes,
            values=study.values,
            readers=states,
            headings=list(study.headings),
        )
    return measure.differences(text, marks, codes=study.codes, values=study.values, readers=states)


def _told(study: _Study, one: measure.Difference, row: dict, text: str) -> dict:
    # As the shortest mark has it: with the full stop or bracket that the core leaves out.
    meant = min(
        (
            coding.span
            for each in one.readings
            for coding in each.codings
            if coding.span.contains(one.span)
        ),
        key=len,
        default=one.span,
    )
    return {
        "source": row["guid"],
        "name": row["name"],
        "start": meant.start,
        "end": meant.end,
        "words": text[meant.start : meant.end],
        "kind": one.kind,
        "kinds": [KINDS[kind] for kind in one.kinds],
        "differs": one.kind not in ALIKE,
        "readings": [
            {
                "reader": study.name_of(each.by),
                **_mark(study, coding),
                "lens": coding.lens,
                "words": text[coding.span.start : coding.span.end],
                "perspectives": list(coding.perspectives),
            }
            for each in one.readings
            for coding in each.codings
        ],
        "unmarked_by": [study.name_of(who) for who in one.unmarked_by],
        "not_read_by": [study.name_of(who) for who in one.not_read_by],
    }


def _mark(study: _Study, coding: Coding) -> dict:
    code, value = study.codes.get(coding.code), study.values.get(coding.code)
    return {
        "code": code.name if code else "a code that was retired",
        "key": code.key if code else "",
        "value": value.key if value else None,
        "presence": coding.presence,
        "presence_words": "" if coding.presence == "not_said" else PRESENCES[coding.presence],
        "start": coding.span.start,
        "end": coding.span.end,
    }
