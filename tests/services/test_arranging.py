"""Who reads what: offers, taking and passing back, what everybody may know, and one's own line."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import CannotUndo, NotAllowed, NotFound
from workbench.services import arranging, reading
from workbench.store import rounds, sources


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cleo"))


def offer(study: Study, *names: str) -> int:
    people = [study.people[name] for name in names]
    return arranging.offer(study.desk("Ada"), [study.source], people)


def state(study: Study, name: str) -> str:
    return reading.transcript(study.desk(name), study.source)["state"]


def say(study: Study, name: str, what: str) -> None:
    first = rounds.for_everybody(study.desk(name).project.db)
    assert first is not None
    arranging.say(study.desk(name), first["guid"], study.source, what)


def history(study: Study) -> str:
    """All that the history of the study holds of before and after, as it stands in the file."""
    kept = study.desk("Ada").project.db.execute("select body from payloads").fetchall()
    return str(kept)


def test_what_is_offered_waits_for_the_person_and_is_begun_by_marking(study: Study) -> None:
    assert offer(study, "Ben", "Cleo") == 2
    assert offer(study, "Ben") == 0
    assert [state(study, name) for name in ("Ada", "Ben", "Cleo")] == [
        "not_asked",
        "asked",
        "asked",
    ]

    study.do("Ben", study.operation("I felt safe there"))

    assert state(study, "Ben") == "opened"


def test_only_whoever_arranges_offers_and_sees_how_far_others_are(study: Study) -> None:
    offer(study, "Ben")
    with pytest.raises(NotAllowed):
        arranging.offer(study.desk("Ben"), [study.source], [study.people["Cleo"]])
    with pytest.raises(NotAllowed):
        arranging.board(study.desk("Ben"))

    say(study, "Ben", "finished_nothing")

    assert arranging.board(study.desk("Ada")) == {
        study.source: [{"name": "Ben", "state": "finished_nothing", "turns": None}]
    }
    assert arranging.mine(study.desk("Cleo")) == []


def test_an_offer_is_taken_back_until_somebody_has_acted_on_it(study: Study) -> None:
    offer(study, "Ben")
    arranging.undo(study.desk("Ada"))
    assert state(study, "Ben") == "not_asked"
    arranging.redo(study.desk("Ada"))
    assert state(study, "Ben") == "asked"

    say(study, "Ben", "finished")

    with pytest.raises(CannotUndo):
        arranging.undo(study.desk("Ada"))
    assert state(study, "Ben") == "finished"


def test_what_is_passed_back_is_free_and_whose_it_was_is_kept_nowhere(study: Study) -> None:
    offer(study, "Ben")
    assert not arranging.standing(study.desk("Cleo"))[0].free
    assert study.people["Ben"] in history(study)
    say(study, "Ben", "passed_back")

    [row] = arranging.standing(study.desk("Cleo"))
    assert row.free
    assert row.unread
    assert arranging.board(study.desk("Ada")) == {}
    assert study.people["Ben"] not in history(study)
    kinds = [
        tuple(row)
        for row in study.desk("Ada").project.db.execute(
            "select kind, person, operation, audience from changes where kind = 'offer_ended'"
        )
    ]
    assert kinds == [("offer_ended", None, None, "")]
    with pytest.raises(CannotUndo):
        arranging.undo(study.desk("Ada"))


def test_when_and_by_whom_a_reading_was_finished_is_kept_nowhere(study: Study) -> None:
    offer(study, "Ben")
    operations = study.desk("Ada").project.db.table("operations").count
    say(study, "Ben", "finished")

    [said] = (
        study.desk("Ada")
        .project.db.execute(
            "select person, operation, source, audience, at from changes"
            " where kind = 'reading_said'"
        )
        .fetchall()
    )
    assert said[:4] == (None, None, None, "")
    assert "T00:00:00" in said[4]
    assert study.desk("Ada").project.db.table("operations").count == operations


def test_a_free_transcript_is_taken_and_what_is_not_mine_is_not_said_of(study: Study) -> None:
    with pytest.raises(NotFound):
        say(study, "Cleo", "finished")

    arranging.take(study.desk("Cleo"), study.source)

    assert state(study, "Cleo") == "asked"
    assert not arranging.standing(study.desk("Ben"))[0].free


def test_who_reads_a_second_time_and_what_is_unread_is_seen_at_a_glance(study: Study) -> None:
    offer(study, "Ben")
    [row] = arranging.standing(study.desk("Cleo"))
    assert (row.unread, row.again) == (True, False)

    say(study, "Ben", "finished")
    offer(study, "Cleo")

    [row] = arranging.standing(study.desk("Cleo"))
    assert (row.unread, row.again) == (False, True)


def test_a_line_is_written_and_cleared_by_its_person_alone(study: Study) -> None:
    ben = study.people["Ben"]
    arranging.say_line(study.desk("Ben"), "stuck")
    assert arranging.lines(study.desk("Ada")) == {ben: ("stuck", "")}

    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    arranging.say_line(study.desk("Ben"), "busy", tomorrow)
    assert arranging.lines(study.desk("Ada")) == {ben: ("busy", tomorrow.isoformat())}

    arranging.say_line(study.desk("Ben"), "busy", date(2020, 1, 1))
    assert arranging.lines(study.desk("Ada")) == {}
    arranging.say_line(study.desk("Ben"), "")
    assert arranging.my_line(study.desk("Ben")) == ("", "")


def test_my_own_list_of_what_i_read_is_a_table_without_formulas(study: Study) -> None:
    offer(study, "Ben", "Cleo")
    say(study, "Ben", "finished")

    def listed() -> list[list[str]]:
        data = arranging.my_list(study.desk("Ben")).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(data)))

    table = listed()
    for sign in "=+-@":
        with study.desk("Ada").project.writing(None) as w:
            sources.rename(w, study.source, f"{sign}1+1")
        assert listed()[1][0] == f"'{sign}1+1"

    assert table == [
        ["transcript", "reading", "how far", "turns"],
        ["talk", "First reading", "finished", "all"],
    ]
