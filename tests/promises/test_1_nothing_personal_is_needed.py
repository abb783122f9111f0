"""1: with no perspective, no name shown and no subcode, a reading is whole and fully compared."""

from io import BytesIO
from pathlib import Path

import docx

from tests.alone import finish
from tests.builders import small_study
from workbench.services import (
    arranging,
    comparing,
    documents,
    overview,
    perspectives,
    projects,
    side_by_side,
    units,
)
from workbench.services.documents import Wanted

SAFE = "I felt safe there from the first day"


def test_a_reader_who_says_nothing_of_themselves_counts_like_any_other(tmp_path: Path) -> None:
    study = small_study(tmp_path)
    projects.choose_credit(study.desk("Ben"), "")
    perspectives.wish_for(study.desk("Ben"), "rather_not")
    people = list(study.people.values())
    arranging.offer(study.desk("Ada"), [study.source], people)
    study.do("Ben", study.operation(SAFE, "SA"))
    study.do("Ada", study.operation(SAFE, "HC1"))
    finish(study, "Ben")
    finish(study, "Ada")

    assert [row["state"] for row in arranging.mine(study.desk("Ben"))] == ["finished"]
    for viewer in ("Ada", "Ben"):
        desk = study.desk(viewer)
        [one] = [each for each in comparing.compare(desk) if each["differs"]]
        assert {each["key"] for each in one["readings"]} == {"SA", "HC1"}
        assert "Ben" in {each["reader"] for each in one["readings"]}
        assert any(
            "Ben" in {each["reader"] for each in turn["readings"]}
            for turn in units.compare(desk, unit="turn")
        )
        lanes = side_by_side.lanes(desk, study.source)["readers"]
        assert {each["name"] for each in lanes if each["marks"]} == {"Ada", "Ben"}
        assert overview.overview(desk)
    words = [
        each.text
        for each in docx.Document(
            BytesIO(documents.make(study.desk("Ada"), Wanted("thematic")).data)
        ).paragraphs
    ]
    assert any("a team member" in line for line in words)
    assert not any("Ben" in line for line in words)
