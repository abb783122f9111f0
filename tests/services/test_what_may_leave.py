"""What may leave the workbench: nobody's words against what they said, in general or of one."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

import workbench
from tests.builders import Study, small_study
from workbench.domain.errors import NotFound, NotReadable
from workbench.domain.ids import Guid, new_guid
from workbench.domain.span import Span
from workbench.services import (
    comparing,
    correcting,
    leaving,
    participants,
    quotation_answers,
    reading,
    reporting,
    taking_in,
    withdrawing,
)

KITCHEN = """Facilitator: What is it like?

P09: Quincewater soup is what we made, the four of us, and everyone stayed.

P10: Marzipanlike is the word for that kitchen 🙂, and a bit too sweet for me.
"""
SAFE = "I felt safe there from the first day, and nobody asked why I came."
SOUP = "Quincewater soup is what we made, the four of us, and everyone stayed."
SWEET = "Marzipanlike is the word for that kitchen 🙂, and a bit too sweet for me."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """One interview, and a kitchen of two whose words two people read differently."""
    study = small_study(tmp_path / "workspace")
    _, kitchen = taking_in.import_file(
        study.desk("Ada"), "kitchen.txt", KITCHEN.encode(), kind="focus_group", settings=["group"]
    )
    assert kitchen is not None
    study.do("Ada", study.operation(SAFE, "SA"))
    interview, study.source = study.source, kitchen
    for words in (SOUP, SWEET):
        study.do("Ada", study.operation(words, "HC", presence="there"))
        study.do("Ben", study.operation(words, "HC", presence="missing"))
    for name in ("Ada", "Ben"):
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    study.source = interview
    return study


def person(study: Study, label: str) -> Guid:
    everybody = participants.everybody(study.desk("Ada"))
    return next(each.guid for each in everybody if each.label == label)


def report(study: Study) -> str:
    document = docx.Document(BytesIO(reporting.thematic(study.desk("Ada"))[1]))
    cells = (cell.text for each in document.tables for row in each.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def offered(study: Study, label: str) -> list[quotation_answers.Offered]:
    return quotation_answers.offered(study.desk("Ada"), person(study, label))


def test_who_refuses_analysis_is_in_no_frame_and_every_position_still_holds(study: Study) -> None:
    path = study.desk("Ada").project.path
    before = workbench.open_project(path).codings()
    participants.say_consent(study.desk("Ada"), [person(study, "P10")], "analysis", False)
    opened = workbench.open_project(path)
    texts = opened.sources().set_index("guid")["text"]

    assert not any("Marzipanlike" in text for text in texts)
    assert any(SOUP in text for text in texts)
    after = opened.codings()
    assert set(before["text"]) - set(after["text"]) == {SWEET}
    assert len(before) - len(after) == 2  # both readers' marks, and not only their words
    for row in after.itertuples():
        assert texts[row.source][row.start : row.end] == row.text


def test_who_refuses_analysis_is_in_no_passage_that_leaves(study: Study) -> None:
    ada = study.desk("Ada")
    differing = [one for one in comparing.compare(ada) if one["differs"]]
    participants.say_consent(ada, [person(study, "P10")], "analysis", False)

    left = leaving.may_leave(ada.project, differing, purpose="analysis")
    assert {one["words"] for one in differing} - {one["words"] for one in left} == {SWEET}


def test_a_no_to_one_quotation_is_stricter_than_a_general_yes(study: Study) -> None:
    ada = study.desk("Ada")
    participants.say_consent(ada, [person(study, "P09")], "report", True)
    (soup,) = offered(study, "P09")
    assert (soup.words, soup.answer) == (SOUP, None)
    assert SOUP in report(study)

    for answer in ("no", "change"):
        quotation_answers.say(ada, person(study, "P09"), soup.source, soup.span, answer)
        told = report(study)
        assert SOUP not in told
        assert SWEET in told
    for answer in ("wanted", "yes"):
        quotation_answers.say(ada, person(study, "P09"), soup.source, soup.span, answer)
        assert SOUP in report(study)

    participants.say_consent(ada, [person(study, "P09")], "report", False)
    assert SOUP not in report(study)


def test_an_answer_is_kept_changed_and_taken_back(study: Study) -> None:
    ada, who = study.desk("Ada"), person(study, "P09")
    (soup,) = offered(study, "P09")
    quotation_answers.say(ada, who, soup.source, soup.span, "wanted")
    quotation_answers.say(ada, who, soup.source, soup.span, "change", change="Say stew.")
    assert [(each.answer, each.change) for each in offered(study, "P09")] == [
        ("change", "Say stew.")
    ]
    participants.undo(ada)
    assert [each.answer for each in offered(study, "P09")] == ["wanted"]
    participants.undo(ada)
    assert [each.answer for each in offered(study, "P09")] == [None]
    participants.redo(ada)
    participants.redo(ada)
    assert [each.change for each in offered(study, "P09")] == ["Say stew."]

    with pytest.raises(NotFound):
        quotation_answers.say(ada, who, soup.source, Span(0, 3), "yes")
    with pytest.raises(NotReadable):
        quotation_answers.say(ada, who, soup.source, soup.span, "perhaps")


def test_an_answer_stays_when_its_mark_goes_and_moves_with_the_words(study: Study) -> None:
    ada = study.desk("Ada")
    (sweet,) = offered(study, "P10")
    quotation_answers.say(ada, person(study, "P10"), sweet.source, sweet.span, "no")
    ada.project.db.execute("delete from codings")
    withdrawing.withdraw(study.workspace, ada, "P09")

    (moved,) = offered(study, "P10")
    assert (moved.words, moved.answer) == (SWEET, "no")
    assert moved.span != sweet.span


def test_a_no_holds_through_corrections_and_their_undo(study: Study) -> None:
    ada, who = study.desk("Ada"), person(study, "P09")
    (soup,) = offered(study, "P09")
    quotation_answers.say(ada, who, soup.source, soup.span, "no")

    def correct(words: str) -> None:
        start = reading.text_of(ada, soup.source).index("\n") + 1
        seen = correcting.version(ada, soup.source)
        correcting.correct_words(ada, soup.source, start, words, seen=seen)

    correct(f"Oh 🙂, well. {SOUP}")
    assert [(each.words, each.answer) for each in offered(study, "P09")] == [(SOUP, "no")]
    heard = "Nobody remembers anything of that, which is just how it goes with kitchens."
    correct(heard)
    assert [(each.words, each.answer) for each in offered(study, "P09")] == [(heard, "no")]
    assert heard not in report(study)
    for words in (f"Oh 🙂, well. {SOUP}", SOUP):
        correcting.undo(ada, soup.source)
        assert reading.text_of(ada, soup.source).split("\n")[1] == words
        assert [each.words for each in offered(study, "P09")] == [SOUP]


def test_the_quotations_the_summary_would_print_are_chosen_at_once(study: Study) -> None:
    ada = study.desk("Ada")
    assert quotation_answers.want_what_is_printed(ada, person(study, "P09")) == 1
    assert [each.answer for each in offered(study, "P09")] == ["wanted"]
    assert [each.answer for each in offered(study, "P10")] == [None]
    assert quotation_answers.want_what_is_printed(ada, person(study, "P09")) == 0
