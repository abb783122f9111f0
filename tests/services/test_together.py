"""Reading together: begun by anybody, sealed until opened, talked through, and written up."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import AlreadyThere, CannotUndo, NotAllowed, NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.domain.together import minutes_of_reading
from workbench.services import (
    arranging,
    day_files,
    day_write_up,
    deciding,
    discussing,
    rounds,
    together,
)

SAFE, ASKED, WEEKS = "I felt safe there", "nobody asked why I came", "Some weeks I do not go"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cai"))


def begun(study: Study) -> Guid:
    """A day that Ben begins, in which he and Cai mark, differently."""
    day = together.start(study.desk("Ben"), [study.source])
    study.do("Ben", study.operation(SAFE, "SA"), study.operation(ASKED, "SA"))
    study.do("Cai", study.operation(SAFE, "HC"), study.operation(WEEKS, "CC"))
    for name in ("Ben", "Cai"):
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    return day


def opened(study: Study) -> Guid:
    day = begun(study)
    together.open_together(study.desk("Ben"), day, "named", seen="named")
    return day


def quotes(study: Study, day: Guid) -> list[str]:
    return [point.quote for point in together.points(study.desk("Ada"), day)]


def test_anybody_begins_a_day_with_everything_chosen_and_undo_calls_it_off(study: Study) -> None:
    day = together.start(study.desk("Ben"), [study.source])

    one = together.find(study.desk("Cai"), day)
    assert (one.name, one.state, one.sequence, one.host, one.hosting) == (
        "“talk” together",
        "reading",
        "difference",
        "Ben",
        False,
    )
    assert one.invited == ("Ada", "Ben", "Cai")
    assert [row["state"] for row in arranging.mine(study.desk("Cai"))] == ["asked"]
    again = together.start(study.desk("Ada"), [study.source])
    assert together.find(study.desk("Ada"), again).name == "“talk” together (2)"

    together.undo(study.desk("Ben"))

    with pytest.raises(NotFound):
        together.find(study.desk("Cai"), day)
    together.redo(study.desk("Ben"))
    assert together.find(study.desk("Cai"), day).invited == ("Ada", "Ben", "Cai")


def test_a_day_needs_something_to_read_and_somebody_to_read_it(study: Study) -> None:
    for chosen, people in (([], None), ([study.source], [])):
        with pytest.raises(NotReadable):
            together.start(study.desk("Ben"), chosen, people=people)
    with pytest.raises(NotFound):
        together.start(study.desk("Ben"), [new_guid()])
    assert together.listed(study.desk("Ben")) == []


def test_nobody_sees_anything_of_anothers_reading_before_it_is_opened(study: Study) -> None:
    day = begun(study)

    assert {mark["coder"] for mark in study.marks("Ada")} == set()
    assert {mark["coder"] for mark in study.marks("Ben")} == {study.people["Ben"]}
    assert together.points(study.desk("Ben"), day) == ()
    with pytest.raises(NotAllowed, match="Ben hosts this"):
        together.open_together(study.desk("Ada"), day, "named", seen="named")
    with pytest.raises(NotReadable):
        together.stop(study.desk("Ben"), day, for_good=True)


def test_the_most_private_choice_is_taken_and_nothing_opens_that_was_not_shown(
    study: Study,
) -> None:
    day = begun(study)
    rounds.choose_shown(study.desk("Cai"), together.find(study.desk("Cai"), day).round, "unnamed")

    assert together.shown_as(study.desk("Ben"), day, "named") == "unnamed"
    with pytest.raises(AlreadyThere):
        together.open_together(study.desk("Ben"), day, "named", seen="named")
    together.open_together(study.desk("Ben"), day, "named", seen="unnamed")

    readers = {
        reader
        for point in day_write_up.write_up(study.desk("Ada"), day).points
        for reader, _ in point.readings
    }
    assert len(readers) == 2
    assert readers < {"Reader A", "Reader B", "Reader C"}


def test_every_place_that_differs_becomes_a_point_the_most_different_first(study: Study) -> None:
    day = opened(study)

    assert quotes(study, day)[0] == SAFE
    assert set(quotes(study, day)) == {SAFE, ASKED, WEEKS}
    together.take_in_order(study.desk("Cai"), day, "shuffle")
    assert set(quotes(study, day)) == {SAFE, ASKED, WEEKS}
    assert together.look_again(study.desk("Ben"), day) == 0
    with pytest.raises(AlreadyThere):
        together.open_together(study.desk("Ben"), day, "named", seen="named")
    with pytest.raises(CannotUndo, match="nothing of yours"):
        together.undo(study.desk("Ben"))  # an opened day is not called off


def test_words_nobody_marked_are_brought_by_anybody(study: Study) -> None:
    day = begun(study)
    with pytest.raises(NotReadable):
        together.add_place(study.desk("Cai"), day, study.source, "Now I bring the biscuits")
    together.open_together(study.desk("Ben"), day, "named", seen="named")

    made = together.add_place(study.desk("Cai"), day, study.source, "Now I bring the biscuits")

    assert quotes(study, day)[-1] == "Now I bring the biscuits"
    again = together.add_place(study.desk("Ada"), day, study.source, "Now I bring the biscuits")
    assert again == made
    with pytest.raises(NotReadable):
        together.add_place(study.desk("Cai"), day, study.source, "I never said this")


def test_the_room_goes_where_the_host_is_and_anybody_can_host(study: Study) -> None:
    day = opened(study)
    _, second, third = [point.guid for point in together.points(study.desk("Ben"), day)]
    before = study.desk("Ben").project.revision()
    together.show(study.desk("Ben"), day, second)
    assert study.desk("Ben").project.revision() == before  # nothing times the room
    with pytest.raises(NotAllowed):
        together.show(study.desk("Cai"), day, third)

    together.host(study.desk("Cai"), day)
    together.show(study.desk("Cai"), day, third)

    one = together.find(study.desk("Ada"), day)
    assert (one.host, one.point) == ("Cai", third)
    with pytest.raises(NotFound):
        together.show(study.desk("Cai"), day, new_guid())


def test_a_day_is_stopped_and_gone_on_with_another_day(study: Study) -> None:
    day = opened(study)
    states = []
    for step in (
        lambda: together.stop(study.desk("Ben"), day, for_good=False),
        lambda: together.go_on(study.desk("Ben"), day),
        lambda: together.stop(study.desk("Ben"), day, for_good=True),
        lambda: together.undo(study.desk("Ben")),
    ):
        step()
        states.append(together.find(study.desk("Ada"), day).state)
    assert states == ["paused", "talking", "closed", "talking"]
    assert together.under_way(study.desk("Ada")) == {day: "“talk” together"}


def test_somebody_who_joins_late_reads_too_and_more_can_be_invited(study: Study) -> None:
    day = together.start(study.desk("Ben"), [study.source], people=[study.people["Ben"]])
    one = together.find(study.desk("Ada"), day)
    assert one.invited == ("Ben",)

    rounds.join(study.desk("Cai"), one.round)
    together.invite(study.desk("Ben"), day, [study.people["Ada"]])
    study.do("Cai", study.operation(WEEKS, "CC"))

    assert together.find(study.desk("Ada"), day).invited == ("Ada", "Ben")
    assert study.marks("Ada") == []
    together.open_together(study.desk("Ben"), day, "named", seen="named")
    assert [mark["coder"] for mark in study.marks("Ada")] == [study.people["Cai"]]


def test_what_the_group_may_want_leaves_no_gap_where_it_did_not(study: Study) -> None:
    day = opened(study)
    assert day_write_up.write_up(study.desk("Ada"), day).written == ()
    together.write(study.desk("Cai"), day, "rules", "One at a time.")
    together.write(study.desk("Ada"), day, "rules", "One at a time, and breaks.")

    found = day_write_up.write_up(study.desk("Ada"), day)

    assert found.written == (("Ground rules", "One at a time, and breaks."),)
    with pytest.raises(NotReadable):
        together.write(study.desk("Ada"), day, "minutes", "x")


def written_up(study: Study) -> Guid:
    """A day with one place settled, one decided from, and one left."""
    day = opened(study)
    first, second, _ = together.points(study.desk("Ada"), day)
    discussing.say(study.desk("Cai"), first.guid, "Safe is about people.", signed="unnamed")
    discussing.say(study.desk("Ada"), first.guid, "By post: it is the door.", another_way=True)
    discussing.settle(study.desk("Ben"), first.guid, "both_stand")
    deciding.decide(study.desk("Ben"), "We ask the advisory group.", discussion=second.guid)
    together.look_back(study.desk("Cai"), day, "I learned to wait.", signed="unnamed")
    return day


def test_two_readings_that_are_kept_both_stand_in_the_write_up_neither_as_the_smaller(
    study: Study,
) -> None:
    day = written_up(study)

    found = day_write_up.write_up(study.desk("Ben"), day)

    first = found.taken_up()[0]
    assert first.readings[:2] == (("Ben", "Safety"), ("Cai", "Human connection"))
    assert (first.said, first.came_in, first.outcome) == (
        (("Safe is about people.", "A team member"),),
        (("By post: it is the door.", "Ada"),),
        "both stand",
    )
    assert found.taken_up()[1].decisions == ("We ask the advisory group.",)
    assert len(found.left()) == 1
    assert found.looking_back == (("I learned to wait.", "A team member"),)


def test_the_word_file_has_a_table_with_both_readings_and_no_word_that_ranks_them(
    study: Study,
) -> None:
    name, data = day_files.came_of_it(study.desk("Ben"), written_up(study))

    document = docx.Document(BytesIO(data))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    words = "\n".join(
        [paragraph.text for paragraph in document.paragraphs] + [" ".join(row) for row in cells]
    )
    assert name == "talk together.docx"
    assert ["Ben", "Safety"] in cells
    assert ["Cai", "Human connection"] in cells
    assert "What came of it: both stand." in words
    for ranked in (
        "minority",
        "majority",
        "error",
        "outlier",
        "wrong",
        "accuracy",
        "%",
        "Cai said",
    ):
        assert ranked.casefold() not in words.casefold()


def test_the_papers_have_the_words_before_and_the_places_after(study: Study) -> None:
    day = begun(study)
    _, before = day_files.papers(study.desk("Ben"), day)
    together.open_together(study.desk("Ben"), day, "named", seen="named")
    _, after = day_files.papers(study.desk("Ben"), day)

    told = [
        "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)
        for data in (before, after)
    ]
    assert "P01: A friend took me along." in told[0]
    assert SAFE in told[1]
    assert "☐ both stand" in told[1]
    assert "How did you come" not in told[1]


def test_what_is_said_on_the_day_is_seen_by_all_even_by_one_reading_alone_elsewhere(
    study: Study,
) -> None:
    day = opened(study)
    point = together.points(study.desk("Ada"), day)[0].guid
    rounds.start(study.desk("Ada"), "Another", [study.source], [study.people["Cai"]])

    discussing.say(study.desk("Cai"), point, "I pass.")

    assert [each.words for each in discussing.find(study.desk("Ada"), point).said("said")] == [
        "I pass."
    ]


@pytest.mark.parametrize(("words", "minutes"), [(0, 5), (400, 5), (501, 10), (4_000, 40)])
def test_the_time_reading_takes_is_told_honestly(words: int, minutes: int) -> None:
    assert minutes_of_reading(words) == minutes
