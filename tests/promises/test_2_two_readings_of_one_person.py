"""2: one person marks one turn twice from two perspectives, and both survive to Word."""

from io import BytesIO
from pathlib import Path

import docx

from tests.builders import small_study
from workbench.services import documents, perspectives, themes
from workbench.services.documents import Wanted

TURN = "I felt safe there from the first day, and nobody asked why I came."
CARER, RESEARCHER = "from caring for my brother", "from ten years of running trials"


def test_both_readings_and_both_perspectives_stand_in_the_document(tmp_path: Path) -> None:
    study = small_study(tmp_path)
    ben = study.desk("Ben")
    carer = perspectives.add(ben, CARER, visibility="report")
    researcher = perspectives.add(ben, RESEARCHER, visibility="report")
    start = study.text().index(TURN)
    for code, own in (("SA", carer), ("CC", researcher)):
        study.do("Ben", study.operation(TURN, code, perspectives=[own]))
        place = (study.source, start, start + len(TURN))
        themes.choose(study.desk("Ada"), study.code(code), "looked_like", place)

    assert {mark["code"]: mark["perspectives"] for mark in study.marks("Ada")} == {
        study.code("SA"): [CARER],
        study.code("CC"): [RESEARCHER],
    }
    made = documents.make(study.desk("Ada"), Wanted("thematic")).data
    paper = docx.Document(BytesIO(made))
    words = "\n".join(
        [each.text for each in paper.paragraphs]
        + [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    )
    for told in (CARER, RESEARCHER, TURN):
        assert told in words
    for value in ("Safety", "Choice and control"):
        [row] = [
            [cell.text for cell in row.cells]
            for table in paper.tables[:2]
            for row in table.rows
            if row.cells[0].text.startswith(value)
        ][:1]
        assert any("group" in cell for cell in row), f"{value} is marked in a group: {row}"
