"""Figures of agreement, where a team has turned them on: on the page, and all of them for export.

Nothing here is stored. Readers are told as Reader A and Reader B unless all of them let their
names stand; figures are between readers and never between perspectives.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.agreement import coefficients as over_units
from workbench.agreement.figure import Figure, figure, sample
from workbench.agreement.marked import Counts, Marked, of_codes, of_readers, sets_of_codes
from workbench.agreement.tally import Tally, tallied
from workbench.domain.agreement import UNITS, Wanted
from workbench.services import desks, wanting_figures
from workbench.services.desks import Desk
from workbench.services.finished_readings import Readings, called, gathered
from workbench.store import visible

ANY_CODE = "any code at all"
SAME_CODES = "exactly the same codes"
_IN_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
SAW_EACH_OTHER = "These readers could see each other’s work."


@dataclass(frozen=True, slots=True)
class Line:
    """What is told of one code, of a value with the codes under it, or of all codes together.

    `counts` is None where yes and no is not what is compared.
    """

    about: str
    kind: str
    percent: Figure
    coefficient: Figure
    counts: Counts | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the page shows. `units`, `transcripts` and `readers` say how much it rests on."""

    wanted: Wanted
    coding_round: str
    remark: str
    unit: str
    units: int
    transcripts: int
    readers: tuple[str, ...]
    coefficient: str
    lines: tuple[Line, ...]

    def for_the_examiner(self) -> str:
        """Say in the words of a methods section what was done, with the figure over all codes."""
        found = next((line.coefficient for line in self.lines if line.about == SAME_CODES), None)
        if found is None or found.value is None:
            figure = f"{self.coefficient} is not defined for these readings"
        else:
            figure = f"{self.coefficient} for exactly the same codes was {found.value:.2f}"
            if found.low is not None and found.high is not None:
                figure += f" (95% interval over transcripts {found.low:.2f} to {found.high:.2f})"
        number = len(self.readers)
        readers = _IN_WORDS[number] if number < len(_IN_WORDS) else str(number)
        when = "while they could see each other’s work" if self.remark else "before discussion"
        return (
            f"{readers} readers applied an agreed codebook to {self.units:,} {UNITS[self.unit]} "
            f"{when}; {figure}. Differences were kept and are reported in section X."
        )


def summary(
    desk: Desk,
    *,
    unit: str = "turn",
    coding_round: str | None = None,
    among: Collection[str] | None = None,
) -> Summary:
    """Work out what the page shows: counts, percent agreement and one coefficient.

    The coefficient is Cohen's kappa for two readers and Krippendorff's nominal alpha for more.

    Raises
    ------
    NotAllowed
        Figures are off; the sentence says what would turn them on.
    """
    wanted = wanting_figures.must_be_on(desk)
    found = gathered(desk, unit=unit, coding_round=coding_round, among=among)
    seats = range(len(found.readers))
    marked = of_readers(found.marked, seats)
    lines = []
    if found.texts:
        lines = [
            Line(about, kind, *_on_the_page(sums), counts)
            for about, kind, sums, counts in each_question(found, marked)
        ]
        values, members = sets_of_codes(marked)
        sums = tallied(values, len(members), transcripts=marked.transcript, weights=marked.weight)
        lines.insert(1, Line(SAME_CODES, "all", *_on_the_page(sums)))
    return Summary(
        wanted=wanted,
        coding_round=found.coding_round["name"],
        remark=SAW_EACH_OTHER if found.coding_round["kind"] == "open" else "",
        unit=unit,
        units=int(marked.weight.sum()),
        transcripts=len(found.texts),
        readers=called(desk, found.readers),
        coefficient="Cohen’s kappa" if len(seats) == 2 else "Krippendorff’s alpha",
        lines=tuple(lines),
    )


def summary_for(
    folder: Path, token: str | None, project: str, unit: str, coding_round: str | None
) -> Summary:
    """As `summary`, for whoever this sign-in belongs to; for the child process."""
    desk = desks.from_sign_in(desks.open_workspace(folder), token, project)
    return summary(desk, unit=unit, coding_round=coding_round)


def coding_rounds(desk: Desk) -> list[dict]:
    """The rounds whose readings the viewer may see beside one another: guid, name."""
    return [
        {"guid": row["guid"], "name": row["name"]}
        for row in visible.coding_rounds(desk.project, desk.viewer)
    ]


def each_question(found: Readings, marked: Marked) -> Iterator[tuple[str, str, Tally, Counts]]:
    """Ask of each unit: any code at all? each value, with the codes under it? each code itself?

    Codes that nobody gave are left out.
    """
    codes = found.book.codes
    yield (ANY_CODE, "all", *of_codes(marked, range(len(codes))))
    over = [found.book.value_over(code.key) for code in codes]
    for value in found.book.values():
        under = [place for place, above in enumerate(over) if above == value]
        yield (value.name, "value", *of_codes(marked, under))
    for place in sorted(set(found.marked.code.tolist())):
        yield (codes[place].name, "code", *of_codes(marked, [place]))


def _on_the_page(sums: Tally) -> tuple[Figure, Figure]:
    two, drawn = sums.by_reader.shape[1] == 2, sample(sums)
    why = over_units.why_undefined_by_pairs
    return (
        figure(over_units.percent_of_pairs, drawn, why),
        figure(over_units.cohen if two else over_units.alpha, drawn, why),
    )
