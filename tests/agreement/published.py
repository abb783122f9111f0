"""Published figures of agreement, as committed with their sources, and ours for the same."""

import json
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

import numpy as np

from workbench.agreement import coefficients
from workbench.agreement.tally import NOT_READ, Tally, tallied, whole

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "published"
_OURS: dict[str, Callable[[Tally], Any]] = {
    "po": lambda sums: sums.equal_pairs / sums.units,
    "alpha_nominal": coefficients.alpha,
    "cohen_kappa": coefficients.cohen,
    "fleiss_kappa": coefficients.fleiss,
    "scott_pi": coefficients.fleiss,
    "gwet_ac1": coefficients.gwet,
    "percent_agreement_pairwise": coefficients.percent_of_pairs,
    "percent_agreement_pairwise_over_pairable": coefficients.percent_of_pairs,
    "holsti_mean_pairwise": coefficients.percent_of_pairs,
    "percent_agreement_all_coders_equal": coefficients.percent_all_equal,
}


def published(name: str) -> dict:
    """Read what was published under this name."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def numbered(units: list[list]) -> tuple[np.ndarray, list[Hashable]]:
    """Turn readings as they were printed, None where somebody did not read, into numbers."""
    readings = [[frozenset(one) if isinstance(one, list) else one for one in row] for row in units]
    known = sorted({one for row in readings for one in row if one is not None}, key=_order)
    place = {value: number for number, value in enumerate(known)}
    numbers = [[NOT_READ if one is None else place[one] for one in row] for row in readings]
    return np.array(numbers), known


def _order(value: Hashable) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def sums_of(units: list[list], distances: np.ndarray | None = None) -> Tally:
    """Sum up readings as they were printed, as one text."""
    values, known = numbered(units)
    return whole(tallied(values, len(known), distances=distances))


def agrees_with(example: dict, *, apart_from: tuple[str, ...] = ()) -> None:
    """Check every figure that was printed of an example, those apart from which are named."""
    sums = sums_of(example["units"])
    checked = {name: each for name, each in example["expected"].items() if name not in apart_from}
    found = {name: float(_OURS[name](sums)[0]) for name in checked}
    for name, value in checked.items():
        assert abs(found[name] - value) <= example["tolerance"], (name, found[name], value)


def chance_behind(observed: float, beyond: float) -> float:
    """Give the agreement by chance that a figure beyond chance was worked out with."""
    return (observed - beyond) / (1 - beyond)
