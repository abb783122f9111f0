"""Comparing readings: passages first, as this viewer may see them. Nothing is stored of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from workbench.analysis import differences as measure
from workbench.domain.codebook import Code
from workbench.domain.coding import PRESENCES, Coding
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, guid_from
from workbench.services import perspectives, projects, reading
from workbench.services.desks import Desk
from workbench.store import codes, sources, visible

By = Literal["coder", "perspective"]
KINDS = measure.KINDS
# A difference with one of these alone is not something to talk about.
ALIKE = frozenset({"same", "nobody_else_yet"})
_UNDER_NO_HEADING = frozenset({measure.NO_HEADING, measure.NOT_RECORDED, measure.NOT_SHARED})


States = Mapping[tuple[str, str], Mapping[Guid, str]]  # by round and transcript


@dataclass(frozen=True, slots=True)
class _Study:
    """What a comparison of any transcript needs to know of the study."""

    codes: dict[Guid, Code]
    values: dict[Guid, Code | None]
    people: dict[Guid, str]
    headings: dict[Guid, str]
    rounds: tuple[dict, ...]
    states: States

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
    coding_round: str | None = None,
    among: Collection[Guid] | None = None,
) -> list[dict]:
    """Find every passage in which readings stand side by side, most different first.

    Readings are compared within a round: one person's readings in two of them are never put
    together. What is being read on our own first is in none.

    Parameters
    ----------
    source
        One transcript; all of them when None.
    by
        `coder` lays people side by side, `perspective` the team's shared headings. Without
        headings the latter compares by reader.
    readers
        Only these people's marks; everybody's when None.
    coding_round
        Only this round; all the viewer may see when None.
    among
        Of all transcripts only these, as `sets.chosen` gives them; all of them when None.

    Returns
    -------
    list of dict
        `source`, `name`, `round` (its name), `start`, `end`, `words`, `kind`, `kinds` (in plain
        words), `differs`, `readings` (each `reader`, `code`, `key`, `value`, `presence`, `lens`,
        `words`), `unmarked_by`, `not_read_by` (by name only for whoever arranges reading). Among
        equals, transcripts come in order of name and passages in the order of the text.
    """
    if by not in ("coder", "perspective"):
        raise NotReadable("Readings are compared by coder or by perspective.")
    only = set(readers) if readers is not None else None
    study = _study(desk, coding_round)
    found = [
        (one, {**row, "round": in_round["name"]}, text)
        for row in _chosen(desk, source)
        if among is None or row["guid"] in among
        for text in [reading.text_of(desk, row["guid"])]
        for in_round, one in _differences(desk, study, row["guid"], text, by, only)
    ]
    found.sort(key=lambda each: each[0].weight, reverse=True)
    may_know = may_know_how_far(desk) or (by == "perspective" and bool(study.headings))
    return [_told(study, *each, may_know=may_know) for each in found]


def rounds(desk: Desk) -> dict[str, str]:
    """Name the rounds whose readings can be compared, in the order they were started."""
    return {row["guid"]: row["name"] for row in visible.coding_rounds(desk.project, desk.viewer)}


def readers(desk: Desk) -> dict[Guid, str]:
    """Name everybody whose readings can be compared, those who are not named as what they are."""
    return visible.readers(desk.project, desk.viewer)


def may_know_how_far(desk: Desk) -> bool:
    """Say whether the viewer may know by name who has not finished: whoever arranges reading."""
    return desk.viewer.person is not None and desk.viewer.may("reading")


def how_far(
    states: States, coding_round: dict, source: str, members: Iterable[Guid]
) -> dict[Guid, str]:
    """How far each is of whom a round can say that they read a transcript or did not.

    Where people were chosen for a round it says nothing of anybody else.
    """
    kept = states.get((coding_round["guid"], source), {})
    return {**(dict.fromkeys(members, "not_asked") if coding_round["everybody"] else {}), **kept}


def values(desk: Desk) -> list[dict]:
    """The values readings are filtered and drawn by, in order: key, name."""
    book = codes.codebook(desk.project.db)
    return [{"key": value.key, "name": value.name} for value in book.values()]


def headings_of_one(
    desk: Desk,
    *,
    source: str | None = None,
    readers: Iterable[str] | None = None,
    coding_round: str | None = None,
    among: Collection[Guid] | None = None,
) -> list[str]:
    """Name the headings under which, of what is compared, only one person's marks stand."""
    only = set(readers) if readers is not None else None
    behind: dict[Guid, set[Guid]] = {}
    chosen = guid_from(source) if source else None
    compared = rounds(desk) if coding_round is None else {coding_round}
    for coding in visible.codings(desk.project, desk.viewer, source=chosen):
        if among is not None and coding.source not in among:
            continue
        if coding.coding_round in compared and (only is None or coding.coder in only):
            for heading in coding.headings:
                behind.setdefault(heading, set()).add(coding.coder)
    return [
        row["name"]
        for row in perspectives.headings(desk)
        if len(behind.get(Guid(row["guid"]), ())) == 1
    ]


def lanes(
    desk: Desk,
    source: str,
    *,
    by: By = "coder",
    readers: Iterable[str] | None = None,
    coding_round: str | None = None,
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
    study, only = _study(desk, coding_round), set(readers) if readers is not None else None
    compared = {row["guid"] for row in study.rounds}
    by_heading = by == "perspective" and bool(study.headings)
    marks: dict[str, list[dict]] = {}
    if by_heading:
        marks = {heading: [] for heading in study.headings}
    else:
        marks = {
            person: []
            for coding_round in study.rounds
            for person in how_far(study.states, coding_round, guid, projects.members(desk))
            if only is None or person in only
        }
    for coding in visible.codings(desk.project, desk.viewer, source=guid):
        if coding.coding_round in compared and (only is None or coding.coder in only):
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


def _study(desk: Desk, coding_round: str | None) -> _Study:
    book = codes.codebook(desk.project.db)
    return _Study(
        codes={code.guid: code for code in book.codes},
        values={code.guid: book.value_over(code.key) for code in book.codes},
        people=readers(desk),
        headings={Guid(row["guid"]): row["name"] for row in perspectives.headings(desk)},
        rounds=tuple(
            row
            for row in visible.coding_rounds(desk.project, desk.viewer)
            if coding_round in (None, row["guid"])
        ),
        states=visible.reading_states(desk.project, desk.viewer),
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
) -> Iterator[tuple[dict, measure.Difference]]:
    """Give what differs in one transcript, in one round after another."""
    marks = [
        coding
        for coding in visible.codings(desk.project, desk.viewer, source=source)
        if only is None or coding.coder in only
    ]
    members = projects.members(desk)
    for coding_round in study.rounds:
        own = [coding for coding in marks if coding.coding_round == coding_round["guid"]]
        states = {
            person: state
            for person, state in how_far(study.states, coding_round, source, members).items()
            if only is None or person in only
        }
        if by == "perspective" and study.headings:
            found = measure.compare_by_heading(
                text,
                own,
                codes=study.codes,
                values=study.values,
                readers=states,
                headings=list(study.headings),
            )
        else:
            found = measure.differences(
                text, own, codes=study.codes, values=study.values, readers=states
            )
        for one in found:
            yield coding_round, one


def _told(study: _Study, one: measure.Difference, row: dict, text: str, *, may_know: bool) -> dict:
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
        "round": row["round"],
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
        "not_read_by": [study.name_of(who) for who in one.not_read_by]
        if may_know
        else ["somebody"] * bool(one.not_read_by),
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
