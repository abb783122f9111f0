"""12: a quotation allowed for the report and not for the public summary is kept out of that."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.builders import Study, small_study
from workbench.services import documents, participants, themes
from workbench.services.documents import Wanted

SAFE = "I felt safe there from the first day"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path)
    study.do("Ada", study.operation(SAFE, "SA"))
    start = study.text().index(SAFE)
    place = (study.source, start, start + len(SAFE))
    themes.choose(study.desk("Ada"), study.code("SA"), "looked_like", place)
    [who] = participants.everybody(study.desk("Ada"))
    participants.say_consent(study.desk("Ada"), [who.guid], "report", True)
    return study


@pytest.mark.parametrize("checked", [False, True])
def test_the_summary_for_participants_does_without_it(study: Study, checked: bool) -> None:
    assert SAFE in words(study, "thematic", checked=checked)
    assert SAFE not in words(study, "participants", checked=checked)


def test_a_yes_for_both_lets_it_stand_in_both(study: Study) -> None:
    [who] = participants.everybody(study.desk("Ada"))
    participants.say_consent(study.desk("Ada"), [who.guid], "public_summary", True)
    assert SAFE in words(study, "participants", checked=True)


def words(study: Study, kind: str, *, checked: bool) -> str:
    made = documents.make(study.desk("Ada"), Wanted(kind, checked=checked)).data
    return "\n".join(each.text for each in docx.Document(BytesIO(made)).paragraphs)
