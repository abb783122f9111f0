"""Figures of agreement in a terminal: what the page shows as lines, and all of them as JSON."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from workbench.domain.agreement import UNITS
from workbench.domain.errors import NotReadable

if TYPE_CHECKING:
    from workbench.agreement.figure import Figure
    from workbench.services.desks import Desk
    from workbench.services.figures_of_agreement import Line, Summary


def agreement(
    desk: "Desk", *, by: str, unit: str, among: Collection[str] | None
) -> tuple[dict, str]:
    """Work figures of agreement out: everything for JSON, and lines to print."""
    from workbench.services import agreement_tables, figures_of_agreement

    if by != "coder":
        raise NotReadable(
            "Figures of agreement are between readers and not between perspectives. Leave out "
            "--by perspective, or leave out --agreement to see where perspectives differ."
        )
    found = figures_of_agreement.summary(desk, unit=unit, among=among)
    lines = [
        f"“{found.wanted.words}”",
        *(f"Answered: “{words}”" for _, words in found.wanted.answers),
        f"{len(found.readers)} readers, {found.transcripts} transcripts, {found.units:,} "
        f"{UNITS[unit]} that two or more finished, in the reading “{found.coding_round}”.",
    ]
    lines += [found.remark] if found.remark else []
    if not found.lines:
        lines.append("There is no text yet that two readers have finished.")
    for line in found.lines:
        lines += ["", f"{line.about} ({line.kind})", *_told(line, found)]
    whole = agreement_tables.everything(desk, unit=unit, among=among)
    return {"project": desk.project.guid, **whole}, "\n".join(lines)


def _told(line: "Line", found: "Summary") -> list[str]:
    told = []
    if line.counts is not None:
        counts = line.counts
        some = f"some {counts.some:,}"
        if counts.only:
            each = zip(found.readers, counts.only, strict=True)
            some = ", ".join(f"only {who} {number:,}" for who, number in each)
        told.append(f"  all {counts.everyone:,}, {some}, nobody {counts.nobody:,}")
    told.append(f"  percent agreement  {_figure(line.percent)}")
    told.append(f"  {found.coefficient}  {_figure(line.coefficient)}")
    return told


def _figure(figure: "Figure") -> str:
    if figure.value is None:
        return f"not defined: {figure.why}"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f} ({figure.why})"
    return f"{figure.value:.3f} (from {figure.low:.3f} to {figure.high:.3f})"
