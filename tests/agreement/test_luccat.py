"""luccat: 38 codes on 34 answers by two readers, with every figure that was printed of each."""

import pytest

from tests.agreement.published import chance_behind, published, sums_of
from workbench.agreement import coefficients

TABLE = published("luccat")


def test_every_figure_of_all_38_codes() -> None:
    assert len(TABLE["codes"]) == 38
    for row in TABLE["codes"]:
        units = [[1, 1]] * row["a"] + [[1, 0]] * row["b"] + [[0, 1]] * row["c"]
        sums = sums_of(units + [[0, 0]] * row["d"])
        kappa = coefficients.cohen(sums)[0]
        observed = coefficients.percent_of_pairs(sums)[0]
        assert sums.units[0] == TABLE["units"]
        found = [
            kappa,
            observed,
            coefficients.prevalence_index(sums)[0],
            coefficients.bias_index(sums)[0],
            coefficients.pabak(sums)[0],
        ]
        printed = [row[name] for name in ("Kappa", "Po", "PI", "BI", "PABAK")]
        assert found == pytest.approx(printed, abs=0.00051)
        if kappa < 1:
            assert chance_behind(observed, kappa) == pytest.approx(row["Pe"], abs=0.00051)
