"""Agreement on stretches of text themselves, without cutting the text into units first."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from workbench.agreement.tally import Array, share


@dataclass(frozen=True, slots=True)
class Matches:
    """For each pair of readers, what both marked and what each marked: transcripts × pairs."""

    both: Array
    marked: Array


def matches(readings: Sequence[Sequence[set[Hashable]]]) -> Matches:
    """Count what is the same; two marks are when start, end and code are.

    Parameters
    ----------
    readings
        For each transcript, each reader's marks.
    """
    pairs = [list(combinations(readers, 2)) for readers in readings]
    return Matches(
        both=np.array([[len(one & other) for one, other in each] for each in pairs], dtype=float),
        marked=np.array([[len(one) + len(other) for one, other in each] for each in pairs], float),
    )


def mean_pairwise_f1(sums: Matches) -> Array:
    """Give the F1 of each pair of readers over all transcripts, averaged over pairs.

    Hripcsak and Rothschild (2005), Agreement, the F-measure, and reliability in information
    retrieval: for two readers who may mark any stretch, F1 is what kappa comes to as unmarked
    stretches become too many to count. It is the same whichever reader comes first.
    """
    defined = sums.marked > 0
    each = np.where(defined, share(2 * sums.both, sums.marked), 0)
    return share(each.sum(axis=1), defined.sum(axis=1))


def why_no_f1(sums: Matches) -> str:
    """Say in a sentence why there is no F1."""
    return "Nobody marked anything here."
