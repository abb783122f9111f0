"""The thematic summary as it is made from a study, read back from the Word file."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document

from tests.builders import Study, small_study
from workbench.domain.errors import NotAllowed
from workbench.domain.ids import new_guid
from workbench.reports.thematic import thematic_summary
from workbench.services import coding, perspectives, reporting
from workbench.services.material import Material

SAFE = "I felt safe there from the first day, and nobody asked why I came."
BISCUITS = "Now I bring the biscuits 🙂 and I stay for the washing up."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path, names=("Ada", "Benedikta", "Cleopatra"))


def mark(study: Study, name: str, words: str, key: str, **more: object) -> None:
    start = study.text().index(words)
    coding.mark(
        study.desk(name), study.source, start=start, end=start + len(words),
        code=study.code(key), **more,
    )  # fmt: skip


def read_back(study: Study, *, extras: frozenset[str] = frozenset()) -> Document:
    contents = reporting.thematic_contents(Material(study.desk("Ada")), extras=extras)
    return docx.Document(BytesIO(thematic_summary(contents)))


def table(document: Document, *heads: str) -> list[list[str]]:
    found = ([[cell.text for cell in row.cells] for row in each.rows] for each in document.tables)
    return next(rows[1:] for rows in found if tuple(rows[0][: len(heads)]) == heads)


def everything(document: Document) -> str:
    cells = (cell.text for each in document.tables for row in each.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_quotation_stands_with_its_attribution_and_is_quoted_once(study: Study) -> None:
    mark(study, "Ada", BISCUITS, "TW1")
    mark(study, "Ada", BISCUITS, "HC")
    document = read_back(study)

    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[lines.index(BISCUITS) + 1] == "[P01, group]"
    assert everything(document).count(BISCUITS) == 1


def test_both_readings_of_a_difference_are_told_without_names(study: Study) -> None:
    mark(study, "Benedikta", SAFE, "SA", presence="there")
    mark(study, "Cleopatra", SAFE, "SA", presence="missing")
    study.do("Ada", {"id": new_guid(), "kind": "reading_state", "state": "finished"})
    document = read_back(study)

    (row,) = table(document, "Extract", "One reading", "Another reading")
    assert row == [
        f"{SAFE}\n[P01, group]",
        "Safety: it is here",
        "Safety: it is missing or hard\nRead, with nothing marked here",
        "Not written yet.",
    ]
    # The cover names the team; nothing else does.
    assert everything(document).count("Benedikta") == 1
    assert everything(document).count(SAFE) == 1


def test_the_numbers_are_those_worked_out_by_hand(study: Study) -> None:
    mark(study, "Ada", SAFE, "SA")

    rows = table(read_back(study), "Value", "All transcripts", "group")

    assert ["Safety", "1 of 1", "1 of 1"] in rows
    assert ["Human connection", "0 of 1", "0 of 1"] in rows


def test_only_codes_that_were_used_are_explained_and_the_rest_are_named(study: Study) -> None:
    mark(study, "Ada", BISCUITS, "TW1")
    document = read_back(study, extras=frozenset({"codebook"}))

    explained = [row[0].split()[0] for row in table(document, "Code", "What it means")]
    assert explained == ["EC", "SA", "CC", "TW", "TW1", "HC", "FR"]
    lines = [p.text for p in document.paragraphs if not p.style.name.startswith("toc")]
    assert any(line.startswith("Safety: SA1 ") for line in lines)


def test_words_only_their_owner_may_read_are_not_in_it(study: Study) -> None:
    for name, words, visibility in (
        ("Ada", "the ward in winter", "me"),
        ("Benedikta", "a carer for years", "team"),
        ("Cleopatra", "somebody paid to be here", "report"),
    ):
        own = perspectives.add(study.desk(name), words, visibility=visibility)
        mark(study, name, SAFE, "SA", perspectives=[own])

    words = everything(read_back(study))

    assert "somebody paid to be here" in words
    assert "the ward in winter" not in words
    assert "a carer for years" not in words
    assert "Not everybody says here where they read from." in words


def test_only_who_prepares_outputs_may_make_it(study: Study) -> None:
    with pytest.raises(NotAllowed):
        reporting.thematic(study.desk("Benedikta"))


def test_a_study_nobody_has_read_still_makes_a_summary(study: Study) -> None:
    assert "1 of the 1 transcripts had not been read" in everything(read_back(study))
