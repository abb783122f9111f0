"""5: two readings that are kept both stand in Word, and neither is told as the smaller one."""

from io import BytesIO
from pathlib import Path

import docx

from tests.builders import small_study
from workbench.domain.deciding import About
from workbench.domain.ids import new_guid
from workbench.services import discussing, documents
from workbench.services.documents import Wanted

WORDS = "I felt safe there"
RANKED = ("minority", "majority", "error", "wrong", "outlier", "accuracy", "gold standard")


def test_both_readings_and_what_we_made_of_them_stand_in_the_word_table(tmp_path: Path) -> None:
    study = small_study(tmp_path, names=("Ada", "Ben", "Cai"))
    for name, code in (("Ada", "SA"), ("Ben", "SA"), ("Cai", "HC")):
        study.do(name, study.operation(WORDS, code))
        study.do(name, {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    start = study.text().index(WORDS)
    talk = discussing.open_discussion(
        study.desk("Cai"), About(source=study.source, start=start, end=start + len(WORDS))
    )
    discussing.say(study.desk("Cai"), talk, "It is the people, not the rules.")
    discussing.settle(study.desk("Ben"), talk, "both_stand", "we say so in the report")

    paper = docx.Document(BytesIO(documents.make(study.desk("Ada"), Wanted("thematic")).data))

    [row] = [
        [cell.text for cell in row.cells]
        for table in paper.tables
        for row in table.rows
        if row.cells[0].text.startswith(WORDS)
    ][:1]
    assert {*row[1:3]} == {"Safety", "Human connection"}
    assert row[3] == "Both stand: we say so in the report"
    told = " ".join(row + [cell.text for cell in paper.tables[0].rows[0].cells]).casefold()
    assert not [word for word in RANKED if word in told]
    assert {mark["coder"] for mark in study.marks("Ada")} == set(study.people.values())
