"""Offers of a passage: as far as they go, and no word beyond them counts as read."""

from pathlib import Path

import pytest

from tests.alone import finish
from tests.builders import Study, small_study
from tests.withdrawn import WHO, study_with_rare_words
from workbench.domain.errors import WorkbenchError
from workbench.services import arranging, comparing, rounds, withdrawing


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cleo"))


def offer(study: Study, name: str, turns: tuple[int, int] | None) -> int:
    people = [study.people[name]]
    return arranging.offer(study.desk("Ada"), [study.source], people, turns=turns)


def test_a_passage_is_offered_read_and_finished(study: Study) -> None:
    assert offer(study, "Ben", (1, 2)) == 1
    [mine] = arranging.mine(study.desk("Ben"))
    assert (mine["turns"], mine["at"]) == ((1, 2), 0)
    [row] = arranging.board(study.desk("Ada"))[study.source]
    assert row["turns"] == (1, 2)

    finish(study, "Ben")
    [one] = arranging.standing(study.desk("Cleo"))
    assert one.unread
    assert one.free
    assert b"talk,First reading,finished,1 to 2" in arranging.my_list(study.desk("Ben"))


def test_nobody_is_said_to_have_left_unmarked_what_they_were_not_asked_to_read(
    study: Study,
) -> None:
    offer(study, "Ben", (1, 2))
    offer(study, "Ada", None)
    study.do("Ada", study.operation("washing up", "HC"))
    finish(study, "Ada")
    finish(study, "Ben")
    for one in comparing.compare(study.desk("Cleo")):
        assert "Ben" not in one["unmarked_by"]


def test_whoever_has_a_passage_can_take_the_whole_transcript(study: Study) -> None:
    offer(study, "Ben", (1, 2))
    arranging.take(study.desk("Ben"), study.source)
    [mine] = arranging.mine(study.desk("Ben"))
    assert mine["turns"] is None
    assert not arranging.standing(study.desk("Cleo"))[0].free


def test_an_offer_is_taken_back_and_made_again_with_its_passage(study: Study) -> None:
    offer(study, "Ben", (3, 4))
    arranging.undo(study.desk("Ada"))
    assert arranging.mine(study.desk("Ben")) == []
    arranging.redo(study.desk("Ada"))
    assert arranging.mine(study.desk("Ben"))[0]["turns"] == (3, 4)
    finish(study, "Ben", "passed_back")
    held = study.desk("Ada").project.db.execute("select count(*) from places")
    assert held.fetchone() == (0,)


def test_whoever_joins_reads_the_passage_the_others_read(study: Study) -> None:
    guid = rounds.start(
        study.desk("Ada"), "A close reading", [study.source], [study.people["Ben"]], turns=(2, 2)
    )
    rounds.join(study.desk("Cleo"), guid)
    assert [row["turns"] for row in arranging.mine(study.desk("Cleo"))] == [(2, 2)]
    for name in ("Ben", "Cleo"):
        finish(study, name)
    assert rounds.under_way(study.desk("Ada"))[0].all_ready


def test_an_offer_of_words_that_are_withdrawn_ends_with_them(study: Study) -> None:
    offer(study, "Ben", (2, 2))
    withdrawing.withdraw(study.workspace, study.desk("Ada"), "P01")
    assert arranging.mine(study.desk("Ben")) == []


def test_in_a_group_only_offers_of_the_withdrawn_turns_end(tmp_path: Path) -> None:
    study = study_with_rare_words(tmp_path)
    ada, ben = study.people["Ada"], study.people["Ben"]
    arranging.offer(study.desk("Ada"), [study.group], [ben], turns=(5, 5))
    arranging.offer(study.desk("Ada"), [study.group], [ada], turns=(3, 4))
    withdrawing.withdraw(study.workspace, study.desk("Ada"), WHO)

    asked = {
        name: [row["turns"] for row in arranging.mine(study.desk(name)) if row["turns"]]
        for name in ("Ada", "Ben")
    }
    assert asked == {"Ada": [(4, 4)], "Ben": []}


@pytest.mark.parametrize("turns", [(0, 1), (3, 2), (1, 99)])
def test_turns_that_are_not_there_are_refused(study: Study, turns: tuple[int, int]) -> None:
    with pytest.raises(WorkbenchError, match="Its turns are 1 to 4"):
        offer(study, "Ben", turns)
    assert arranging.mine(study.desk("Ben")) == []
