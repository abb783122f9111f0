"""Comments in a Word file: notes for the team on the same words, where a person says whose."""

import io
from pathlib import Path

import docx
import pytest

from tests.builders import Study, small_study
from workbench.domain.arrival import Said
from workbench.domain.ids import Guid, new_guid
from workbench.services import notes, taking_in


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace")


def commented() -> bytes:
    document, saved = docx.Document(), io.BytesIO()
    first = document.add_paragraph("I: How was the tea?")
    second = document.add_paragraph("P01: ")
    second.add_run("It was good")
    second.add_run(", on the whole.")
    document.add_comment(second.runs[1:2], text="Was it?", author="R. Smith")
    document.add_comment(first.runs, text="Leading!", author="Ada")
    document.save(saved)
    return saved.getvalue()


def test_comments_are_counted_by_name_and_become_nobodys_notes_by_themselves(
    study: Study,
) -> None:
    seen = taking_in.look("tea.docx", commented())
    assert seen.comments == {"R. Smith": 1, "Ada": 1}

    taking_in.import_file(study.desk("Ada"), "tea.docx", commented())

    assert notes.readable(study.desk("Ada")) == []


def test_comments_become_notes_of_the_member_that_a_person_chose(study: Study) -> None:
    ben, stranger = study.people["Ben"], new_guid()
    said = Said(name="tea", participants=("P02",), notes_by={"R. Smith": ben, "Ada": stranger})

    taking_in.take_in_file(study.desk("Ada"), "tea.docx", commented(), said)

    (note,) = notes.readable(study.desk("Ada"))
    assert (note["words"], note["quote"], note["author"]) == ("Was it?", "It was good", ben)
    assert (note["kind"], note["visibility"]) == ("memo", "team")
    (mine,) = notes.mine(study.desk("Ben"))
    notes.remove(study.desk("Ben"), Guid(mine["guid"]))
    assert notes.readable(study.desk("Ada")) == []
