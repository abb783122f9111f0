"""Comparing turn by turn and sentence by sentence: marks count for the units they reach into."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import NotReadable
from workbench.domain.ids import new_guid
from workbench.services import units


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ada and Ben, who have both finished reading and have marked nothing yet."""
    study = small_study(tmp_path / "workspace")
    for name in ("Ada", "Ben"):
        finished = {"id": new_guid(), "kind": "reading_state", "state": "finished"}
        assert study.do(name, finished)[0]["state"] == "saved"
    return study


def compared(study: Study, unit: str) -> list[tuple[str, str]]:
    """The words and the kind of every unit that was read differently."""
    found = units.compare(study.desk("Ada"), unit=unit)  # type: ignore[arg-type]
    return [(one["words"], one["kind"]) for one in found if one["differs"]]


def test_a_longer_stretch_within_one_turn_is_no_difference(study: Study) -> None:
    study.do("Ada", study.operation("I felt safe there"))
    study.do("Ben", study.operation("A friend took me along. I felt safe there"))

    assert compared(study, "turn") == []
    assert compared(study, "sentence") == [("A friend took me along.", "only_one")]


def test_a_mark_over_several_turns_counts_in_each_of_them(study: Study) -> None:
    study.do("Ada", study.operation("why I came.\nAnd now?\nNow I bring"))
    study.do("Ben", study.operation("And now"))

    found = compared(study, "turn")

    assert [kind for _, kind in found] == ["only_one", "only_one"]
    assert [words[-7:] for words, _ in found] == ["I came.", "not go."]


def test_a_blank_or_full_stop_of_the_next_unit_does_not_count(study: Study) -> None:
    study.do("Ada", study.operation(" I felt safe there from the first day, and nobody"))
    text = study.text()
    assert text[text.index(" I felt") - 1] == "."
    study.do("Ben", study.operation(". I felt safe"))

    assert compared(study, "sentence") == []


def test_different_codes_in_one_sentence_stand_side_by_side(study: Study) -> None:
    study.do("Ada", study.operation("I felt safe there", "SA"))
    study.do("Ben", study.operation("nobody asked why I came", "EC"))

    found = units.compare(study.desk("Ada"), unit="sentence")

    assert len(found) == 1
    assert found[0]["kind"] == "other_code"
    assert {(one["reader"], one["key"]) for one in found[0]["readings"]} == {
        ("Ada", "SA"),
        ("Ben", "EC"),
    }
    assert found[0]["words"].startswith("I felt safe")
    assert found[0]["words"].endswith("I came.")


def test_a_unit_the_workbench_does_not_know_is_refused(study: Study) -> None:
    with pytest.raises(NotReadable, match="turn or sentence"):
        units.compare(study.desk("Ada"), unit="page")  # type: ignore[arg-type]
