"""Who took part in what: told by people, never read from what they did, and never added up."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import CannotUndo, NotAllowed, NotFound, NotReadable
from workbench.domain.evenness import PARTS, STARTING, Stage, cell_in_words
from workbench.domain.ids import new_guid
from workbench.services import documents, evenness, projects, saying


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Ben", "Cai"))


def stage(study: Study, key: str) -> Stage:
    return next(one for one in evenness.told(study.desk("Ada")).stages if one.key == key)


def test_it_starts_as_five_rows_of_which_nothing_is_told(study: Study) -> None:
    study.do("Ben", study.operation("I felt safe there"))  # what people do fills nothing in

    found = evenness.told(study.desk("Ada"))

    assert [one.key for one in found.stages] == list(STARTING)
    assert not any(one.told for one in found.stages)
    assert found.takers == ()


def test_anybody_tells_who_did_a_stage_and_how_it_shaped_things(study: Study) -> None:
    evenness.shape(study.desk("Ben"), "questions", "Maya asked about the door.")
    evenness.shape(study.desk("Cai"), "questions", "We asked no commissioner.", signed="unnamed")

    assert [(each.by, each.words) for each in stage(study, "questions").shaping] == [
        ("Ben", "Maya asked about the door."),
        ("A team member", "We asked no commissioner."),
    ]
    (own, _) = stage(study, "questions").shaping
    with pytest.raises(NotAllowed):
        saying.correct(study.desk("Ada"), own.guid, "Nobody did.")
    for wrong in ("nowhere", new_guid()):
        with pytest.raises(NotFound):
            evenness.shape(study.desk("Ben"), wrong, "x")


def test_two_memories_of_one_cell_stand_side_by_side(study: Study) -> None:
    group = evenness.add_taker(study.desk("Ada"), "the advisory group")
    assert evenness.add_taker(study.desk("Ben"), " The advisory  group ") == group
    evenness.remember(study.desk("Ben"), "writing", group, "advised")
    evenness.remember(study.desk("Cai"), "writing", group, "together", "at the second meeting")
    evenness.remember(study.desk("Ben"), "writing", group, "told")

    cell = stage(study, "writing").cells[group]

    assert cell_in_words(cell) == (
        "Ben says was told\nCai says decided together: at the second meeting"
    )
    evenness.remember(study.desk("Cai"), "writing", group, "told")
    assert cell_in_words(stage(study, "writing").cells[group]) == "was told"


def test_people_tell_their_own_part_and_not_asked_is_not_chose_not_to(study: Study) -> None:
    ben = evenness.add_taker(study.desk("Ben"), study.people["Ben"])
    evenness.remember(study.desk("Ben"), "interviews", ben, "chose_not")
    evenness.remember(study.desk("Ada"), "interviews", ben, "not_asked")

    assert evenness.told(study.desk("Ada")).takers[0].name == "Ben"
    assert cell_in_words(stage(study, "interviews").cells[ben]) == (
        "Ben says chose not to\nAda says not asked"
    )
    assert len(PARTS) == 8
    with pytest.raises(NotReadable):
        evenness.remember(study.desk("Ben"), "interviews", ben, "did most")
    with pytest.raises(NotFound):
        evenness.remember(study.desk("Ben"), "interviews", new_guid(), "led")


def test_in_a_document_nobody_is_named_who_does_not_want_it_or_who_tells(study: Study) -> None:
    projects.choose_credit(study.desk("Ben"), "")
    ben = evenness.add_taker(study.desk("Ben"), study.people["Ben"])
    group = evenness.add_taker(study.desk("Ada"), "the advisory group")
    evenness.remember(study.desk("Ben"), "interviews", ben, "did")
    evenness.remember(study.desk("Ada"), "interviews", group, "advised")
    evenness.remember(study.desk("Cai"), "interviews", group, "together")
    evenness.shape(study.desk("Cai"), "interviews", "They asked about doors.")

    assert evenness.for_documents(study.desk("Ada")) == [
        (
            "Interviews and groups",
            "A team member: did the work\n\n"
            "the advisory group: gave advice; also remembered as decided together",
            "They asked about doors.",
        )
    ]


def test_a_stage_is_added_and_taken_back_while_nobody_has_told_of_it(study: Study) -> None:
    made = evenness.add_stage(study.desk("Ben"), "The afterword")
    with pytest.raises(NotReadable, match="already"):
        evenness.add_stage(study.desk("Ada"), "the  afterword")
    evenness.undo(study.desk("Ben"))
    assert [one.key for one in evenness.told(study.desk("Ada")).stages] == list(STARTING)
    evenness.redo(study.desk("Ben"))
    evenness.shape(study.desk("Cai"), made, "Cai wrote it alone.")

    with pytest.raises(CannotUndo):
        evenness.undo(study.desk("Ben"))

    assert stage(study, made).name == "The afterword"


def test_one_takes_back_what_one_told(study: Study) -> None:
    ben = evenness.add_taker(study.desk("Ben"), study.people["Ben"])
    evenness.remember(study.desk("Ben"), "reading", ben, "did")
    evenness.undo(study.desk("Ben"))
    assert stage(study, "reading").told is False
    evenness.undo(study.desk("Ben"))
    assert evenness.told(study.desk("Ada")).takers == ()


def test_the_summary_in_word_has_what_was_told_and_no_gap_for_what_was_not(study: Study) -> None:
    evenness.shape(study.desk("Cai"), "questions", "Maya asked about doors.")

    paper = docx.Document(
        BytesIO(documents.make(study.desk("Ada"), documents.Wanted("thematic")).data)
    )

    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    assert ["Choosing the questions", "Nobody has said", "Maya asked about doors."] in rows
    words = "\n".join([each.text for each in paper.paragraphs] + ["\n".join(row) for row in rows])
    assert "Not told yet" not in words
    assert "Sharing what we found" not in words
