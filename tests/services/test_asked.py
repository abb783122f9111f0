"""What is asked of one person: it waits for them on Home, and for nobody else."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.services import asked, codebook_changes, deciding, issuing, recoding

SAFE = "I felt safe there from the first day, and nobody asked why I came."
NOTHING = asked.Asked(0, (), ())


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path / "workspace", names=("Ada", "Ben"))
    study.do("Ben", study.operation(SAFE, "SA1"))
    return study


def test_marks_of_mine_wait_for_me_alone_until_i_answer(study: Study) -> None:
    assert asked.of_me(study.desk("Ben")) == NOTHING
    codebook_changes.merge(study.desk("Ada"), [study.code("SA1")], study.code("SA2"))

    assert asked.of_me(study.desk("Ben")).marks == 1
    assert asked.of_me(study.desk("Ada")) == NOTHING
    (question,) = recoding.waiting(study.desk("Ben"))
    recoding.answer(study.desk("Ben"), question.change.guid, question.waiting[0].coding, [])
    assert asked.of_me(study.desk("Ben")) == NOTHING


def test_a_draft_waits_until_it_is_read_or_declined(study: Study) -> None:
    for document in ("thematic", "participants"):
        issuing.ask_to_read(study.desk("Ada"), document, study.people["Ben"])

    drafts = asked.of_me(study.desk("Ben")).drafts
    assert [name for _, name in drafts] == ["Summary for participants", "Thematic summary"]
    assert asked.of_me(study.desk("Ada")) == NOTHING
    issuing.say_read(study.desk("Ben"), "thematic")
    issuing.rather_not(study.desk("Ben"), "participants")
    assert asked.of_me(study.desk("Ben")) == NOTHING


def test_a_decision_waits_from_its_day_on(study: Study) -> None:
    made = deciding.decide(study.desk("Ada"), "We try it.")
    deciding.review_on(study.desk("Ben"), made, date(2027, 1, 31))

    def again(today: date) -> list[str]:
        return [one.sentence for one in asked.of_me(study.desk("Ada"), today=today).again]

    assert again(date(2027, 1, 30)) == []
    assert again(date(2027, 1, 31)) == ["We try it."]
    deciding.review_on(study.desk("Ada"), made, None)
    assert again(date(2027, 2, 1)) == []
