"""The golden positions the coding pane is held to are the ones Python slices by."""

import json
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[1] / "golden" / "pane"
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(GOLDEN.glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize("case", CASES)
def test_a_quotation_is_the_slice_between_its_positions(case: dict) -> None:
    assert case["text"][case["start"] : case["end"]] == case["quote"]


def test_the_golden_files_hold_characters_the_browser_counts_twice() -> None:
    texts = {case.values[0]["text"] for case in CASES}

    assert any(len(text.encode("utf-16-le")) // 2 > len(text) for text in texts)
