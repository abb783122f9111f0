"""Every worked example of the shared files, read from them, gives the figures printed there.

Gamma and segmentation are apart: the workbench works neither out. The committed look-alikes, with
their sources, are in `tests/agreement`.
"""

import json
import os
from pathlib import Path

import pytest

from tests.agreement.published import agrees_with, chance_behind, sums_of
from workbench.agreement import coefficients

pytestmark = pytest.mark.reference
# Agreement by chance behind a coefficient, by the name it has there.
_BEHIND = {
    "pe": coefficients.fleiss,
    "fleiss_pe": coefficients.fleiss,
    "gwet_ac1_pe": coefficients.gwet,
}
# With distances of rank and of size, which no figure here has: `tests/agreement` checks that ours
# takes them. Sets of codes are in `tests/agreement/test_dkpro_statistics.py`.
_WITH_OTHER_DISTANCES = {"alpha_ordinal", "alpha_interval"}
_SETS = "dkpro_set_annotations"


def examples() -> list[dict]:
    place = os.environ.get("WORKBENCH_REFERENCE")
    assert place, "Say where the reference data is: WORKBENCH_REFERENCE=FOLDER make reference."
    path = Path(place) / "agreement" / "coding_vectors.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_example_gives_what_was_printed_of_it() -> None:
    seen = 0
    for one in examples():
        if one["id"] == _SETS:
            continue
        example = {"units": one["data"], "expected": one["expected"], "tolerance": one["tol"]}
        chance = set(_BEHIND) & set(one["expected"])
        agrees_with(example, apart_from=(*chance, *_WITH_OTHER_DISTANCES))
        sums = sums_of(one["data"])
        observed = float((sums.equal_pairs / sums.units)[0])
        for name in chance:
            ours = chance_behind(observed, float(_BEHIND[name](sums)[0]))
            assert ours == pytest.approx(one["expected"][name], abs=one["tol"]), (one["id"], name)
        seen += 1
    assert seen == 17
