"""AnnoMI: Fleiss' kappa of ten readers over utterances in motivational interviews."""

import pytest

from tests.agreement.published import published, sums_of
from workbench.agreement.coefficients import fleiss

TABLES = published("annomi")["tables"]


@pytest.mark.parametrize("name", TABLES)
def test_ten_readers(name: str) -> None:
    table = TABLES[name]
    units = [
        [
            value
            for value, readers in zip(table["values"], counts, strict=True)
            for _ in range(readers)
        ]
        for counts in table["counts"]
    ]
    assert fleiss(sums_of(units))[0] == pytest.approx(table["fleiss_kappa"], abs=0.00005)
