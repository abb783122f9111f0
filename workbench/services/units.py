"""Comparing readings turn by turn or sentence by sentence, instead of stretch by stretch."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from workbench import language
from workbench.analysis import differences as measure
from workbench.domain.coding import Coding
from workbench.domain.errors import NotReadable
from workbench.domain.span import Span
from workbench.services import compared, comparing, projects
from workbench.services.desks import Desk
from workbench.store import sources

Unit = Literal["turn", "sentence"]


def compare(
    desk: Desk,
    *,
    unit: Unit,
    source: str | None = None,
    by: comparing.By = "coder",
    leaving: bool = False,
) -> list[dict]:
    """Find every turn or sentence that somebody marked, and how its readings differ.

    A mark counts in full for each unit of which it holds a letter or digit, so that a longer or
    a shorter stretch within a unit is no difference.

    Returns
    -------
    list of dict
        `source`, `name`, `round` (its name), `unit`, `start`, `end`, `words`, `kind`, `kinds`
        (in plain words), `differs`, `readings` (each `reader`, `code`, `key`, `presence`),
        `unmarked_by`, `not_finished`, `not_asked`; by transcript in order of name, the most
        different first.
    """
    if unit not in ("turn", "sentence"):
        raise NotReadable("Readings are compared by turn or sentence.")
    db = desk.project.db
    rows = {row["guid"]: row for row in compared.chosen(desk, source, None)}
    marks = compared.marks_in(desk, rows)
    study = compared.study_for(desk, by, marks, leaving=leaving)
    members = projects.members(desk)
    may_know = compared.may_know_how_far(desk) or study.by != "coder"
    told = []
    for guid, row in rows.items():
        version = sources.current_version(db, guid) or {}
        text, turns = version["text"], sources.turns(db, version["guid"])
        for coding_round in study.rounds:
            own = [each for each in marks[guid] if each.coding_round == coding_round["guid"]]
            found = compared.found_in(
                study,
                text,
                list(cut(text, own, spans_of(text, turns, unit))),
                compared.how_far(study.states, coding_round, guid, members),
            )
            where = {**row, "round": coding_round["name"]}
            told += [_told(study, one, where, text, unit, may_know=may_know) for one in found]
    return told


def cut(text: str, codings: Iterable[Coding], spans: Iterable[Span]) -> Iterator[Coding]:
    """Give each mark once for each of these spans in which it holds a letter or digit.

    The spans do not overlap one another.
    """
    for coding, span in _touched(codings, spans):
        shared = text[max(coding.span.start, span.start) : min(coding.span.end, span.end)]
        if any(map(str.isalnum, shared)):
            yield replace(coding, span=span)


def cut_anywhere(codings: Iterable[Coding], spans: Iterable[Span]) -> Iterator[Coding]:
    """Give each mark once for each of these spans that it shares any character with."""
    for coding, span in _touched(codings, spans):
        yield replace(coding, span=span)


def _touched(codings: Iterable[Coding], spans: Iterable[Span]) -> Iterator[tuple[Coding, Span]]:
    spans = sorted(spans)
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    for coding in codings:
        first, last = bisect_right(ends, coding.span.start), bisect_left(starts, coding.span.end)
        for span in spans[first:last]:
            yield coding, span


def spans_of(text: str, turns: list[dict], unit: Unit) -> Iterator[Span]:
    """Give the turns or sentences of a text, in order."""
    for turn in turns:
        if unit == "turn":
            yield Span(turn["start"], turn["end"])
            continue
        for start, end in language.sentences(text[turn["start"] : turn["end"]]):
            yield Span(turn["start"] + start, turn["start"] + end)


def _told(
    study: compared.Study,
    one: measure.Difference,
    row: dict,
    text: str,
    unit: Unit,
    *,
    may_know: bool,
) -> dict:
    # All marks of a passage are on the same unit, whose span has its full stop as well.
    span = one.readings[0].codings[0].span
    readings = dict.fromkeys(
        (study.name_of(side.by), study.codes[coding.code], coding.presence)
        for side in one.readings
        for coding in side.codings
    )
    return {
        "source": row["guid"],
        "name": row["name"],
        "round": row["round"],
        "unit": unit,
        "start": span.start,
        "end": span.end,
        "words": text[span.start : span.end],
        "kind": one.kind,
        "kinds": [study.kind(kind) for kind in one.kinds],
        "differs": one.kind not in comparing.ALIKE,
        "readings": [
            {"reader": who, "code": code.name, "key": code.key, "presence": presence}
            for who, code, presence in readings
        ],
        "unmarked_by": [study.name_of(who) for who in one.unmarked_by],
        **compared.how_far_told(study, one, may_know=may_know),
    }
