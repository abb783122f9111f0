"""Hayes and Krippendorff (2007): alpha with the ordinal distance they printed it for."""

import numpy as np
import pytest

from tests.agreement.published import numbered, published, sums_of
from workbench.agreement.coefficients import alpha


def test_five_readers_some_of_whom_did_not_read_everything() -> None:
    example = published("hayes_krippendorff_2007")["examples"]["five_readers"]
    values, known = numbered(example["units"])
    totals = sums_of(example["units"]).totals[0]
    rank = np.cumsum(totals) - totals / 2
    distances = (rank[:, None] - rank[None, :]) ** 2

    found = alpha(sums_of(example["units"], distances), distances)[0]

    assert (len(values), known) == (40, [0, 1, 2, 3])
    assert found == pytest.approx(example["expected"]["alpha_ordinal"], abs=0.00005)
