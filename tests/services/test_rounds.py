"""Rounds: joining, which round a mark goes into, calling one off, and who may arrange them."""

from pathlib import Path

import pytest

from tests.alone import OWN_CODE, SECRET, alone, finish, round_named, secretly
from tests.builders import Study, small_study
from workbench.domain.errors import AlreadyThere, NotAllowed, NotFound
from workbench.domain.ids import new_guid
from workbench.services import arranging, reading, rounds, taking_in, withdrawing


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cleo", "Dov", "Eve", "Fay"))


def test_how_many_are_ready_is_told_of_five_and_more_alone(study: Study) -> None:
    alone(study, "Ben", "Cleo", "Dov", "Eve")
    finish(study, "Ben")
    assert round_named(study, "Ada").ready == "not yet"

    rounds.join(study.desk("Fay"), round_named(study, "Fay").guid)

    assert round_named(study, "Ada").ready == "1 of 5 ready"
    for name in ("Cleo", "Dov", "Eve", "Fay"):
        finish(study, name)
    assert round_named(study, "Ada").all_ready


def test_somebody_joins_late_and_reads_on_their_own_like_the_others(study: Study) -> None:
    guid = alone(study, "Ben")
    secretly(study, "Ben")
    rounds.join(study.desk("Cleo"), guid)

    study.do("Cleo", study.operation(SECRET, "FR"))

    assert len(study.marks("Cleo")) == 1
    assert study.marks("Dov") == []
    rounds.open_together(study.desk("Ada"), guid, "named", seen="named")
    assert len(study.marks("Dov")) == 3
    with pytest.raises(NotFound):
        rounds.join(study.desk("Dov"), guid)


def test_marks_go_into_the_round_their_reader_reads_in_with_its_codebook(study: Study) -> None:
    first, second = alone(study, "Ben"), alone(study, "Cleo", name="Third reading")
    operation = study.operation(SECRET)
    for name in ("Ben", "Cleo", "Dov"):
        operation = study.operation(SECRET)
        study.do(name, operation)
    kept = study.desk("Ada").project.db.execute(
        "select c.coder, c.round, c.codebook_version = r.codebook_version from codings c"
        " join rounds r on r.guid = c.round"
    )
    where = {coder: (guid, same) for coder, guid, same in kept.fetchall()}
    assert where[study.people["Ben"]] == (first, 1)
    assert where[study.people["Cleo"]] == (second, 1)
    assert where[study.people["Dov"]][0] not in (first, second)


def test_a_mark_made_offline_goes_where_it_was_made(study: Study) -> None:
    guid = alone(study, "Ben", "Cleo")
    late = study.operation(SECRET)
    late["round"] = guid
    rounds.open_together(study.desk("Ada"), guid, "named", seen="named")
    study.do("Ben", late)
    off = alone(study, "Ben", name="Called off")
    called_off = study.operation("A friend took me along")
    called_off["round"] = off
    arranging.undo(study.desk("Ada"))
    study.do("Ben", called_off)

    kept = dict(study.desk("Ada").project.db.execute("select guid, round from codings").fetchall())
    assert kept[late["coding"]["guid"]] == guid
    assert kept[called_off["coding"]["guid"]] == off
    assert called_off["coding"]["guid"] not in {mark["guid"] for mark in study.marks("Dov")}


def test_calling_a_round_off_opens_nothing_and_taking_it_up_again_loses_nothing(
    study: Study,
) -> None:
    alone(study, "Ben", "Cleo")
    secretly(study, "Ben")

    arranging.undo(study.desk("Ada"))
    assert rounds.under_way(study.desk("Ada")) == []
    assert study.marks("Dov") == []
    assert len(study.marks("Ben")) == 2

    arranging.redo(study.desk("Ada"))
    assert round_named(study, "Ben").joined
    assert len(study.marks("Ben")) == 2


def test_a_code_made_on_ones_own_is_used_there_alone_until_it_is_opened(study: Study) -> None:
    alone(study, "Ben")
    secretly(study, "Ben")
    _, other = taking_in.import_file(study.desk("Ada"), "other.txt", b"P02: A second talk.\n")
    assert other is not None
    mine = {code["name"] for code in reading.snapshot(study.desk("Ben"), study.source)["codes"]}
    elsewhere = {code["name"] for code in reading.snapshot(study.desk("Ben"), other)["codes"]}

    assert OWN_CODE in mine - elsewhere
    same = {"id": new_guid(), "kind": "add_code", "code": {"guid": new_guid(), "name": OWN_CODE}}
    assert study.do("Cleo", same)[0]["state"] == "saved"


def test_a_reading_whose_transcripts_were_all_withdrawn_takes_in_nobody_elses_marks(
    study: Study,
) -> None:
    guid = alone(study, "Ben")
    _, other = taking_in.import_file(study.desk("Ada"), "other.txt", b"P02: A second talk.\n")
    assert other is not None
    withdrawing.withdraw(study.workspace, study.desk("Ada"), "P01")
    study.source = other

    study.do("Cleo", study.operation("A second talk"))

    assert len(study.marks("Dov")) == 1
    assert round_named(study, "Ben").guid == guid


def test_only_whoever_arranges_starts_asks_and_opens(study: Study) -> None:
    guid = alone(study, "Ben", "Cleo")
    for act in (
        lambda: rounds.start(study.desk("Ben"), "Mine", [study.source], [study.people["Ben"]]),
        lambda: rounds.ask(study.desk("Ben"), guid, [study.people["Dov"]]),
        lambda: rounds.shown_as(study.desk("Ben"), guid, "named"),
        lambda: rounds.open_together(study.desk("Ben"), guid, "named", seen="named"),
    ):
        with pytest.raises(NotAllowed):
            act()
    rounds.choose_shown(study.desk("Ben"), guid, "unnamed")
    with pytest.raises(AlreadyThere):
        rounds.open_together(study.desk("Ada"), guid, "named", seen="named")


def test_passing_back_leaves_the_round_and_the_next_mark_goes_to_the_open_one(
    study: Study,
) -> None:
    alone(study, "Ben", "Cleo")
    [result] = study.do("Ben", {"id": new_guid(), "kind": "reading_state", "state": "passed_back"})

    assert result["changes"] == [reading.REFETCH]
    assert not reading.snapshot(study.desk("Ben"), study.source)["round"]["alone"]
    assert not round_named(study, "Ben").joined
