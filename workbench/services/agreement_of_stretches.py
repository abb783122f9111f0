"""Figures of agreement over stretches as they were marked, without units, as rows of a table."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from math import isnan

from workbench.agreement import spans, unitizing
from workbench.agreement.figure import Figure, figure, sample
from workbench.agreement.tally import Array
from workbench.agreement.unitizing_of_1995 import alpha_of_1995
from workbench.services.finished_readings import Readings, Stretch

# The length of each transcript, and each reader's stretches in it.
Texts = list[tuple[int, list[list[Stretch]]]]

ANY_STRETCH = "all stretches"
_KRIPPENDORFF = "Krippendorff’s {} (2016)"
_LAID_END_TO_END = "No interval: this form is for one text, so transcripts are laid end to end."
_TOO_LITTLE = "There is too little marked here to tell it from chance."
_OVERLAP = (
    "Somebody gave overlapping stretches different codes, for which this figure is not defined."
)


def as_row(measure: str, found: Figure) -> dict:
    """Tell a figure as a row: `measure`, `value`, `low`, `high`, `note`."""
    return {
        "measure": measure,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "note": found.why,
    }


def of_stretches(found: Readings) -> Iterator[dict]:
    """Give a row for each figure over stretches, in the transcripts that everybody finished."""
    texts = [text for text in found.texts if None not in text.readers]
    if not texts:
        return
    codes = found.book.codes

    def everybody(keep: Callable[[Stretch], bool]) -> Texts:
        return [
            (text.length, [[one for one in own or () if keep(one)] for own in text.readers])
            for text in texts
        ]

    def f1(readings: Texts) -> dict:
        sums = spans.matches([[set(own) for own in readers] for _, readers in readings])
        return as_row(
            "mean pairwise F1", figure(spans.mean_pairwise_f1, sample(sums), spans.why_no_f1)
        )

    whole = everybody(lambda one: True)
    merged = [(length, [_merged(own) for own in readers]) for length, readers in whole]
    given = sorted({code for _, readers in merged for own in readers for _, _, code in own})
    where = {"about": ANY_STRETCH, "kind": "stretches"}
    yield {**where, **f1(whole)}
    yield {**where, **_unitized("|uα", unitizing.unitizing_alone, _as_one_code(whole))}
    if any(_overlapping(own) for _, readers in merged for own in readers):
        for name in ("uα", "cuα"):
            yield {**where, **as_row(_KRIPPENDORFF.format(name), Figure(why=_OVERLAP))}
    else:
        sums = unitizing.sections(merged, len(codes))
        yield {**where, **_unitized("uα", unitizing.u_alpha, sums)}
        yield {**where, **_unitized("cuα", unitizing.coding_alone, sums)}
        yield {**where, **_unitized("cuα, share of text", unitizing.coverage, sums)}
        for place in given:
            one = {"about": codes[place].name, "kind": "stretches"}
            alpha = partial(unitizing.of_one_value, value=place)
            share = partial(unitizing.coverage_of_one_value, value=place)
            yield {**one, **_unitized("(k)uα", alpha, sums)}
            yield {**one, **_unitized("(k)uα, share of text", share, sums)}
    for place in given:
        own = everybody(lambda one, place=place: one[2] == place)  # type: ignore[misc]
        one = {"about": codes[place].name, "kind": "stretches"}
        yield {**one, **f1(own)}
        yield {**one, **_unitized("uα, this code alone", unitizing.u_alpha, _as_one_code(own))}
        yield {**one, **_of_1995(own)}


def _as_one_code(texts: Texts) -> unitizing.Sections:
    return unitizing.sections(
        [
            (length, [_merged([(start, end, 0) for start, end, _ in own]) for own in readers])
            for length, readers in texts
        ],
        1,
    )


def _unitized(
    name: str,
    measure: Callable[[unitizing.Sections], Array],
    sums: unitizing.Sections,
) -> dict:
    return as_row(
        _KRIPPENDORFF.format(name), figure(measure, sample(sums), unitizing.why_no_unitizing)
    )


def _of_1995(texts: Texts) -> dict:
    joined: list[list[Stretch]] = [[] for _ in texts[0][1]]
    length = 0
    for long, readers in texts:
        for own, marks in zip(joined, readers, strict=True):
            own += [(start + length, end + length, 0) for start, end, _ in _merged(marks)]
        length += long
    value = alpha_of_1995(length, joined, [0])
    found = Figure(why=_TOO_LITTLE) if isnan(value) else Figure(value, why=_LAID_END_TO_END)
    return as_row("Krippendorff’s α for stretches (1995)", found)


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    """Join stretches of one code that overlap or touch, as one reader's reading of that text."""
    found: list[Stretch] = []
    for start, end, code in sorted(stretches, key=lambda one: (one[2], one[0], one[1])):
        if found and found[-1][2] == code and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end), code)
        else:
            found.append((start, end, code))
    return sorted(found)


def _overlapping(stretches: list[Stretch]) -> bool:
    return any(later[0] < earlier[1] for earlier, later in pairwise(stretches))
