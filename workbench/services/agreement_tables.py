"""All figures of agreement in two tables, for the xlsx and JSON files and the command line."""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from workbench.agreement import coefficients as over_units
from workbench.agreement import several_codes
from workbench.agreement.figure import figure, sample
from workbench.agreement.marked import Counts, Marked, of_readers, sets_of_codes
from workbench.agreement.tally import Tally, tallied
from workbench.domain.agreement import UNITS
from workbench.exporters.workbook import workbook
from workbench.services import desks, projects, wanting_figures
from workbench.services.agreement_of_stretches import as_row, of_stretches
from workbench.services.desks import Desk
from workbench.services.figures_of_agreement import (
    SAME_CODES,
    SAW_EACH_OTHER,
    each_question,
)
from workbench.services.finished_readings import Readings, called, gathered
from workbench.store import project as project_store

INTERVAL = "95%, from 1,000 resamples of whole transcripts"
_NEEDS_ALL: dict[str, over_units.Measure] = {
    "percent agreement, all readers equal": over_units.percent_all_equal,
    "Cohen’s kappa": over_units.cohen,
    "Conger’s kappa": over_units.conger,
    "Fleiss’ kappa": over_units.fleiss,
    "Gwet’s AC1": over_units.gwet,
    "PABAK": over_units.pabak,
    "prevalence index": over_units.prevalence_index,
    "bias index": over_units.bias_index,
}
_NEEDS_PAIRS: dict[str, over_units.Measure] = {
    "percent agreement, over pairs of readings": over_units.percent_of_pairs,
    "Krippendorff’s alpha, nominal": over_units.alpha,
}
_FOR_TWO = ("Cohen’s kappa", "PABAK", "prevalence index", "bias index")
_FOR_YES_OR_NO = ("PABAK", "prevalence index", "bias index")


def everything(
    desk: Desk,
    *,
    unit: str = "turn",
    coding_round: str | None = None,
    among: Collection[str] | None = None,
) -> dict:
    """Work out every figure there is.

    Returns
    -------
    dict
        `for_whom` (the sentence), `said_on`, `answers` (`who`, `words`), `round`, `remark`,
        `unit`, `units`, `transcripts`, `readers`, `interval`, and two lists: `counts` (`readers`,
        `about`, `kind`, `everyone`, `some`, `nobody`, `only_first`, `only_second`) and `figures`
        (`readers`, `about`, `kind`, `measure`, `value`, `low`, `high`, `note`).

    Raises
    ------
    NotAllowed
        Figures are off; the sentence says what would turn them on.
    """
    wanted = wanting_figures.must_be_on(desk)
    found = gathered(desk, unit=unit, coding_round=coding_round, among=among)
    names = called(desk, found.readers)
    credit = {row["person"]: row["credit"] for row in project_store.members(desk.project.db)}
    counts: list[dict] = []
    figures: list[dict] = []
    for who, marked in _groups(desk, found, names) if found.texts else ():
        for about, kind, sums, counted in each_question(found, marked):
            where = {"readers": who, "about": about, "kind": kind}
            counts.append({**where, **_asas_row(counted)})
            figures += [{**where, **one} for one in _of_units(sums)]
        where = {"readers": who, "about": SAME_CODES, "kind": "all"}
        figures += [{**where, **one} for one in _of_sets(marked)]
    if found.texts:
        who = " and ".join(names) if len(names) == 2 else "all readers"
        figures += [{"readers": who, **one} for one in of_stretches(found)]
    return {
        "study": projects.info(desk)["name"],
        "for_whom": wanted.words,
        "said_on": wanted.on,
        "answers": [
            {"who": credit.get(person) or "a team member", "words": words}
            for person, words in wanted.answers
        ],
        "round": found.coding_round["name"],
        "remark": SAW_EACH_OTHER if found.coding_round["kind"] == "open" else "",
        "unit": unit,
        "units": int(found.marked.weight.sum()),
        "transcripts": len(found.texts),
        "readers": len(names),
        "interval": INTERVAL,
        "counts": counts,
        "figures": figures,
    }


def as_file(desk: Desk, ending: str, **which: str | None) -> tuple[str, bytes]:
    """Write all of it as `xlsx` or `json`, for those who prepare outputs: name and bytes."""
    desk.viewer.must("outputs")
    found = everything(desk, **which)  # type: ignore[arg-type]
    name = f"{found['study']} – agreement over {UNITS[found['unit']]}.{ending}"
    if ending == "json":
        return name, json.dumps(found, ensure_ascii=False, indent=1).encode()
    return name, workbook(
        {
            "About": list(_about(found)),
            "Counts": _as_table(found["counts"]),
            "Figures": _as_table(found["figures"]),
        }
    )


def file_for(
    folder: Path, token: str | None, project: str, ending: str, which: dict
) -> tuple[str, bytes]:
    """As `as_file`, for whoever this sign-in belongs to; for the child process."""
    desk = desks.from_sign_in(desks.open_workspace(folder), token, project)
    return as_file(desk, ending, **which)


def _about(found: dict) -> Iterator[list]:
    yield ["Study", found["study"]]
    yield ["For whom these figures are", found["for_whom"]]
    yield ["Said on", found["said_on"]]
    for each in found["answers"]:
        yield [f"Answer of {each['who']}", each["words"]]
    yield ["Round", found["round"]]
    if found["remark"]:
        yield ["Please note", found["remark"]]
    yield ["Compared by", UNITS[found["unit"]]]
    yield ["How many of them", found["units"]]
    yield ["Transcripts", found["transcripts"]]
    yield ["Readers", found["readers"]]
    yield ["Only text counts that", "two or more readers finished"]
    yield ["Codes that nobody gave", "are left out"]
    yield ["Interval", found["interval"]]


def _as_table(rows: list[dict]) -> list[list]:
    heads = list(rows[0]) if rows else []
    return [[head.replace("_", " ") for head in heads], *([*row.values()] for row in rows)]


def _groups(desk: Desk, found: Readings, names: tuple[str, ...]) -> Iterator[tuple[str, Marked]]:
    """Everybody together, and each pair. From one pair to the next, letters stand for others."""
    seats = range(len(names))
    if len(names) == 2:
        yield " and ".join(names), of_readers(found.marked, seats)
        return
    yield "all readers", of_readers(found.marked, seats)
    for number, pair in enumerate(found.pairs(), start=1):
        own = called(desk, tuple(found.readers[seat] for seat in pair))
        marked = of_readers(found.marked, pair)
        if len(marked.weight):
            yield f"pair {number}: {' and '.join(own)}", marked


def _asas_row(counts: Counts) -> dict:
    first, second = counts.only or (None, None)
    told = asdict(counts)
    del told["only"]
    return {**told, "only_first": first, "only_second": second}


def _of_units(sums: Tally) -> Iterator[dict]:
    (readers, values), of = sums.by_reader.shape[1:], sample(sums)
    for name, measure in _NEEDS_ALL.items():
        fits = (readers == 2 or name not in _FOR_TWO) and (
            values == 2 or name not in _FOR_YES_OR_NO
        )
        if fits and not (readers == 2 and name == "Conger’s kappa"):
            yield as_row(name, figure(measure, of, over_units.why_undefined))
    for name, measure in _NEEDS_PAIRS.items():
        yield as_row(name, figure(measure, of, over_units.why_undefined_by_pairs))


def _of_sets(marked: Marked) -> Iterator[dict]:
    values, members = sets_of_codes(marked)
    summed = partial(
        tallied, values, len(members), transcripts=marked.transcript, weights=marked.weight
    )
    # Two values alone are no yes and no here: the indexes of yes and no are left out.
    yield from (one for one in _of_units(summed()) if one["measure"] not in _FOR_YES_OR_NO)
    for name, distance in (
        ("Krippendorff’s alpha, Jaccard", several_codes.jaccard),
        ("Krippendorff’s alpha, MASI", several_codes.masi),
    ):
        distances = distance(members)
        alpha = partial(over_units.alpha, distances=distances)
        of = sample(summed(distances=distances))
        yield as_row(name, figure(alpha, of, over_units.why_undefined_by_pairs))
