"""The encyclopedia's example of Krippendorff's alpha, nominal and with interval distance."""

import numpy as np
import pytest

from tests.agreement.published import agrees_with, numbered, published, sums_of
from workbench.agreement.coefficients import alpha

EXAMPLE = published("wikipedia_alpha")["examples"]["three_readers"]


def test_nominal() -> None:
    agrees_with(EXAMPLE, apart_from=("alpha_interval",))


def test_with_squared_distances() -> None:
    known = np.array(numbered(EXAMPLE["units"])[1], dtype=float)
    distances = (known[:, None] - known[None, :]) ** 2
    found = alpha(sums_of(EXAMPLE["units"], distances), distances)[0]
    assert found == pytest.approx(EXAMPLE["expected"]["alpha_interval"], abs=0.000001)
