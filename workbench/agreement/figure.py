"""One figure as it is told: its value and interval, or a sentence saying why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

import numpy as np

from workbench.agreement.tally import Array, drawn, rows_of, whole

RESAMPLES = 1000
_SEED = 20170  # the same readings always give the same interval
Sums = TypeVar("Sums")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with the ends of its 95% interval; `why` is a sentence where either is missing."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sample(Generic[Sums]):
    """Sums of all transcripts together, and of each resample of them; none where there is one."""

    together: Sums
    resamples: Sums | None


def sample(sums: Sums) -> Sample[Sums]:
    """Draw whole transcripts again, as many as there are, with replacement.

    Efron and Tibshirani (1993), An Introduction to the Bootstrap. Transcripts are drawn, not
    units, since units of one conversation are not independent of one another.
    """
    transcripts = rows_of(sums)
    drawings = drawn(sums, _draws(transcripts)) if transcripts > 1 else None
    return Sample(whole(sums), drawings)


def figure(
    measure: Callable[[Sums], Array], of: Sample[Sums], why_undefined: Callable[[Sums], str]
) -> Figure:
    """Work a measure out, with the 2.5th and the 97.5th percentile over the resamples."""
    value = _plain(float(measure(of.together)[0]))
    if np.isnan(value):
        return Figure(why=why_undefined(of.together))
    if of.resamples is None:
        return Figure(value, why="No interval: it needs more than one transcript.")
    found = measure(of.resamples)
    defined = found[~np.isnan(found)]
    if len(defined) < 0.95 * RESAMPLES:
        return Figure(
            value,
            why="No interval: too few transcripts hold what it needs, so that many resamples of "
            "them have no figure.",
        )
    low, high = np.quantile(defined, [0.025, 0.975])
    return Figure(value, _plain(low), _plain(high))


def _plain(number: float) -> float:
    # What is 0 but for the last bits is 0, without a sign.
    return round(float(number), 12) + 0.0


@cache
def _draws(transcripts: int) -> Array:
    pick = np.random.default_rng(_SEED)
    draws = pick.multinomial(transcripts, [1 / transcripts] * transcripts, RESAMPLES)
    return draws.astype(float)
