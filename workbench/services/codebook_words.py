"""A codebook's story in words: what a step did, what is behind it, what a version is called."""

from collections.abc import Mapping
from datetime import date

from workbench.domain.codebook_change import CHANGES, STAGES, Change
from workbench.domain.ids import Guid
from workbench.services import codebook_view
from workbench.services.codebook_story import Version
from workbench.services.desks import Desk


def what(step: Change, names: Mapping[Guid, str]) -> str:
    """Say what a step did: `Split: “Trust” into “Confidentiality” and “Trusting”`."""
    said = CHANGES[step.kind].capitalize()

    def called(codes: tuple[Guid, ...]) -> str:
        told = [f"“{names.get(code, 'a code that was taken back')}”" for code in codes[:6]]
        told += [f"{len(codes) - 6} more"] * (len(codes) > 6)
        return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]

    if step.kind in ("split", "merged") and step.codes and step.into:
        return f"{said}: {called(step.codes)} into {called(step.into)}"
    return f"{said}: {called(step.codes)}" if step.codes else said


def behind(desk: Desk, step: Change) -> str:
    """Say when a step was taken, by whom, and who asked for it."""
    told = [_day(step.on), codebook_view.who(desk, step)]
    told += [f"asked for by {step.asked_by}"] * bool(step.asked_by)
    return " · ".join([*told, f"version {step.number}"])


def heading(version: Version) -> str:
    """Call a version by its name, or by its number where it has none of its own."""
    return version.label if version.named and version.label else f"Version {version.number}"


def about(version: Version) -> str:
    """Say a version's stage, day and number."""
    stage = STAGES.get(version.status, version.status)  # type: ignore[call-overload]
    return f"{stage} · {_day(version.on)} · version {version.number}"


def _day(iso: str) -> str:
    found = date.fromisoformat(iso[:10])
    return f"{found.day} {found:%B %Y}"
