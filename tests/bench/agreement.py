"""How long figures of agreement take, and how that grows with readers and marks."""

import statistics
import time
import tracemalloc
from collections.abc import Callable

import numpy as np

from tests.builders import Study
from workbench.agreement import coefficients
from workbench.agreement.figure import figure, sample
from workbench.agreement.marked import Marked, of_codes, of_readers
from workbench.agreement.tally import NOT_READ, tallied, whole
from workbench.domain.ids import Guid, new_guid
from workbench.services import agreement_tables, coding, figures_of_agreement, wanting_figures

CODES = 24
Say = Callable[[str, str, str], None]


def timed(act: Callable[[], object], times: int = 3) -> float:
    """The median of several times, in seconds."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        found.append(time.perf_counter() - began)
    return statistics.median(found)


def a_million_units(say: Say) -> None:
    """Nominal alpha by six readers, without an interval."""
    values = np.random.default_rng(1).integers(NOT_READ, 5, (1_000_000, 6))

    def alpha() -> None:
        coefficients.alpha(whole(tallied(values, 5)))

    taken = timed(alpha)
    tracemalloc.start()
    alpha()
    held = (tracemalloc.get_traced_memory()[1] + values.nbytes) / 1e6
    tracemalloc.stop()
    say(
        "nominal alpha, 1,000,000 units, 6 readers",
        f"{taken:.2f} s, {held:,.0f} MB",
        "1.5 s, under 1 GB",
    )


def made(readers: int, marks: int) -> Marked:
    """Made-up marks by so many readers in transcripts of 500 units, one for each third unit."""
    pick = np.random.default_rng(readers)
    units = max(500, marks * 3 // readers)
    return Marked(
        transcript=np.arange(units) // 500,
        weight=np.ones(units, dtype=int),
        read=np.ones((units, readers), dtype=bool),
        unit=pick.integers(0, units, marks),
        reader=pick.integers(0, readers, marks),
        code=pick.integers(0, CODES, marks),
    )


def growth(say: Say) -> None:
    """Counts, percent agreement and alpha of 24 codes, each with an interval."""
    for readers in (2, 6, 20):
        for marks in (1_000, 10_000, 100_000, 1_000_000):
            marked = made(readers, marks)

            def page(marked: Marked = marked, *, interval: bool = True) -> None:
                own = of_readers(marked, range(marked.read.shape[1]))
                for code in range(CODES):
                    sums = of_codes(own, [code])[0]
                    for measure in (coefficients.percent_of_pairs, coefficients.alpha):
                        if interval:
                            figure(measure, sample(sums), coefficients.why_undefined_by_pairs)
                        else:
                            measure(whole(sums))

            plain = timed(lambda page=page: page(interval=False), 1)  # type: ignore[misc]
            say(
                f"24 codes, {readers} readers, {marks:,} marks",
                f"{plain:.2f} s, with intervals {timed(page, 1):.2f} s",
                "0.2 s" if (readers, marks) == (6, 10_000) else "-",
            )


def in_a_study(say: Say, study: Study, sources: list[Guid]) -> None:
    """What the page and the files take in a study that six have read."""
    for name in study.people:
        for source in sources:
            done = {"id": new_guid(), "kind": "reading_state", "state": "finished"}
            coding.apply_operations(study.desk(name), source, [done])
    desk = study.desk(next(iter(study.people)))
    wanting_figures.turn_on(desk, "To see how long it takes.")
    for unit in ("turn", "sentence", "character"):
        taken = timed(lambda unit=unit: figures_of_agreement.summary(desk, unit=unit))  # type: ignore[misc]
        say(f"agreement page over their marks, by {unit}", f"{taken:.2f} s", "-")
    taken = timed(lambda: agreement_tables.as_file(desk, "xlsx"), 1)
    say("every figure as a spreadsheet, 15 pairs", f"{taken:.2f} s", "-")


def measured(say: Say, study: Study, sources: list[Guid]) -> None:
    """Measure all of it."""
    a_million_units(say)
    growth(say)
    in_a_study(say, study, sources)
