"""The notebook: what a person does to their own notes can be undone, as far as words are left."""

from pathlib import Path

import pytest

from tests.builders import Study, small_study
from workbench.domain.errors import CannotUndo, WorkbenchError
from workbench.services import notes, withdrawing


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path)


def words(study: Study) -> list[str]:
    return [note["words"] for note in notes.mine(study.desk("Ada"))]


def test_a_removed_note_comes_back_with_undo(study: Study) -> None:
    note = notes.write(study.desk("Ada"), "The kettle was on.")
    notes.remove(study.desk("Ada"), note)
    assert words(study) == []

    notes.undo(study.desk("Ada"))

    assert words(study) == ["The kettle was on."]


def test_undo_never_touches_another_persons_note(study: Study) -> None:
    notes.write(study.desk("Ada"), "The kettle was on.")

    with pytest.raises(CannotUndo):
        notes.undo(study.desk("Ben"))

    assert words(study) == ["The kettle was on."]


@pytest.mark.parametrize("visibility", ["me", "team"])
def test_nobody_rewords_shares_hides_or_removes_anothers_note(
    study: Study, visibility: str
) -> None:
    note = notes.write(study.desk("Ada"), "The kettle was on.", visibility=visibility)
    before = notes.mine(study.desk("Ada")), study.desk("Ada").project.revision()
    seen = {"words": "The kettle was on.", "by": "Ben"}

    for act in (
        lambda ben: notes.change(ben, note, words="The kettle was off."),
        lambda ben: notes.change(ben, note, visibility="team" if visibility == "me" else "me"),
        lambda ben: notes.let_be_quoted(ben, note, seen=seen),
        lambda ben: notes.remove(ben, note),
        lambda ben: withdrawing.see_to(ben, note),
    ):
        with pytest.raises(WorkbenchError):
            act(study.desk("Ben"))

    assert (notes.mine(study.desk("Ada")), study.desk("Ada").project.revision()) == before


def test_undo_passes_by_a_note_whose_shared_words_were_erased(study: Study) -> None:
    notes.write(study.desk("Ada"), "An earlier thought.")
    shared = notes.write(study.desk("Ada"), "For a while for all.", visibility="team")
    notes.change(study.desk("Ada"), shared, visibility="me")

    notes.undo(study.desk("Ada"))

    assert words(study) == ["For a while for all."]
