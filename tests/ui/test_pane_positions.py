"""The pane's count of positions and Python's are one, on golden cases and on any text at all."""

import json
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import workbench
from tests.builders import small_study
from workbench.services import coding, reading
from workbench.ui.coding_pane import FRONTEND

GOLDEN = Path(__file__).parents[1] / "golden" / "pane"
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(GOLDEN.glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8")))
]
# What browsers and Python may count in other ways: families, skin tones, flags, marks that join,
# writing from right to left, tabs, and spaces of every kind.
PIECES = [
    "word ",
    "well-being, ",
    "caf\u00e9 cafe\u0301 ",
    "e\u0301\u0323",
    "\U0001f642",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f44d\U0001f3fd",
    "\U0001f1ec\U0001f1e7",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\u2764\ufe0f",
    "\u05e9\u05dc\u05d5\u05dd ",
    "\u2067\u0645\u0631\u062d\u0628\u0627\u2069",
    "\u0928\u092e\u0938\u094d\u0924\u0947 ",
    "\ud55c\uad6d \u1112\u1161\u11ab",
    "\U0001d49e",
    "\t",
    "\u00a0",
    "\u2003",
    "\u200b",
    "\u200f",
    "\n",
    ". ",
]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=3),
    ),
    max_size=25,
).map("".join)
ASKED = st.lists(
    st.fixed_dictionaries(
        {"text": TEXTS, "units": st.lists(st.integers(0, 120), min_size=2, max_size=2)}
    ),
    min_size=40,
    max_size=60,
)


def in_the_pane(cases: list[dict]) -> list[dict]:
    """What the pane's own modules make of the cases."""
    done = subprocess.run(
        ["node", str(FRONTEND / "tests" / "across.js")],
        input=json.dumps(cases).encode(),
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", CASES)
def test_a_quotation_is_the_slice_between_its_positions(case: dict) -> None:
    assert case["text"][case["start"] : case["end"]] == case["quote"]


def test_the_golden_files_hold_characters_the_browser_counts_twice() -> None:
    texts = {case.values[0]["text"] for case in CASES}

    assert any(len(text.encode("utf-16-le")) // 2 > len(text) for text in texts)


@given(ASKED)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_the_pane_marks_in_any_text_is_what_python_slices(cases: list[dict]) -> None:
    for case, answer in zip(cases, in_the_pane(cases), strict=True):
        text = case["text"]
        assert answer["length"] == len(text)
        assert "".join(answer["drawn"]) == text
        for mark in answer["marks"]:
            assert text[mark["start"] : mark["end"]] == mark["quote"]
            # No visible character is cut: what joins the one before it never begins a mark.
            after = text[mark["end"] : mark["end"] + 1]
            assert unicodedata.combining(after or " ") == 0
            assert (
                mark["quote"][0] != "\u200d"
                or mark["start"] == 0
                or text[mark["start"] - 1] in "\n\t \u00a0"
            )


def test_marks_on_every_kind_of_character_are_stored_and_given_back_word_for_word(
    tmp_path: Path,
) -> None:
    said = "".join(piece for piece in PIECES if piece != "\n")
    study = small_study(tmp_path / "workspace", talk=f"P01: I said {said} and left.\n")
    text = study.text()
    units = [[a, b] for a in range(0, 140, 9) for b in (a + 3, a + 17, a + 60)]
    answers = in_the_pane([{"text": text, "units": pair} for pair in units])
    marks = {
        (one["start"], one["end"]): one["quote"] for answer in answers for one in answer["marks"]
    }
    assert len(marks) > 30
    for start, end in marks:
        coding.mark(study.desk("Ada"), study.source, start=start, end=end, code=study.code("SA"))
    told = reading.snapshot(study.desk("Ben"), study.source)["codings"]
    assert {(one["start"], one["end"]) for one in told} == set(marks)
    project = workbench.open_project(study.desk("Ada").project.path)
    assert sorted(project.codings()["text"]) == sorted(marks.values())
