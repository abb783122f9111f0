"""bratiaa: mean pairwise F1 of four readers' stretches: all labels, each of them, and tokens."""

import numpy as np
import pytest

from tests.agreement.published import published
from workbench.agreement.spans import Matches, mean_pairwise_f1

LABELS = published("bratiaa")["labels"]


@pytest.mark.parametrize("label", LABELS)
def test_four_readers(label: str) -> None:
    both, marked = np.array(LABELS[label]["pairs"], dtype=float).T
    sums = Matches(both[None, :], marked[None, :])
    assert mean_pairwise_f1(sums)[0] == pytest.approx(LABELS[label]["f1"], abs=0.0005)
    each = 2 * both / marked
    assert each.std() == pytest.approx(LABELS[label]["sd"], abs=0.0005)
