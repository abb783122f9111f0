"""Figures and tables of the thematic summary, against numbers worked out by hand."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from tests.builders import Study, small_study
from workbench.domain.span import Span
from workbench.figures.together import together_figure
from workbench.services import (
    document_figures,
    documents,
    framework_matrix,
    participants,
    prose,
    reporting,
    themes,
)
from workbench.services.documents import Wanted
from workbench.services.material import Material

SAFE = "I felt safe there from the first day, and nobody asked why I came."
BISCUITS = "Now I bring the biscuits 🙂 and I stay for the washing up."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path / "workspace", names=("Ada", "Ben"))
    study.do("Ada", study.operation(SAFE, "SA"))
    study.do("Ben", study.operation("nobody asked why I came", "FR1"))
    study.do("Ben", study.operation(BISCUITS, "TW"))
    return study


def test_values_occur_together_where_the_same_words_carry_both(study: Study) -> None:
    met = document_figures.together(Material(study.desk("Ada")))
    assert met is not None
    picture, table = met

    numbers = {(row[0], key): cell for row in table.rows for key, cell in
               zip(table.columns[1:], row[1:], strict=True)}  # fmt: skip
    assert numbers["SA Safety", "FR"] == numbers["FR Freedom to be oneself", "SA"] == "1"
    assert numbers["SA Safety", "TW"] == "0"
    assert numbers["SA Safety", "SA"] == ""
    assert "Safety and Freedom to be oneself: 1" in picture.alt_text
    assert Image.open(BytesIO(picture.png)).info["dpi"] == pytest.approx((300, 300), abs=1)


def test_the_screen_has_a_circle_for_each_two_values_that_says_what_it_counts(
    study: Study,
) -> None:
    found = document_figures.pairs(Material(study.desk("Ada")))
    assert found is not None

    (circles,) = together_figure(found.names, found.counts, found.read).data

    said = dict(zip(circles.hovertext, circles.text, strict=True))
    assert len(said) == 15
    assert {words: number for words, number in said.items() if number != "0"} == {
        "Freedom to be oneself and Safety:<br>both marked on the same words in 1 of 1 read": "1"
    }


def test_a_blank_cell_of_the_matrix_says_why_it_is_blank_and_a_full_one_where_it_rests(
    study: Study,
) -> None:
    ada = study.desk("Ada")
    (who,) = participants.everybody(ada)
    about = framework_matrix.about(study.code("HC"))
    prose.save(ada, about, who.guid, "Tea, mostly.", 0)
    prose.save(study.desk("Ben"), about, who.guid, "Warmth.", 0)
    study.do("Ben", study.operation(SAFE, "SA"))

    ((label, cells),) = framework_matrix.matrix(Material(ada)).rows

    assert label == "P01"
    assert [cell.blank for cell in cells] == [
        "Nothing marked", "Marked in one place", "Nothing marked", "Marked in one place",
        "", "Marked in one place",
    ]  # fmt: skip
    assert set(cells[4].summaries) == {("Tea, mostly.", "Ada"), ("Warmth.", "Ben")}
    start = study.text().index(SAFE)
    assert cells[1].places == ((study.source, Span(start, start + len(SAFE))),)


def test_a_transcript_nobody_read_is_not_yet_read(tmp_path: Path) -> None:
    study = small_study(tmp_path / "workspace")

    ((_, cells),) = framework_matrix.matrix(Material(study.desk("Ada"))).rows

    assert {cell.blank for cell in cells} == {"Not yet read"}


def test_a_cell_of_the_matrix_leads_to_the_quotation_where_it_stands_in_the_document(
    study: Study,
) -> None:
    ada = study.desk("Ada")
    start = study.text().index(BISCUITS)
    place = (study.source, start, start + len(BISCUITS))
    chosen = themes.choose(ada, study.code("TW"), "looked_like", place)
    documents.choose_extras(ada, ["matrix"])

    matrix = reporting.thematic_contents(Material(ada)).matrix
    assert matrix is not None
    ((_, cells),) = matrix.rows
    assert cells[3].leads_to == (chosen,)
    assert cells[0].leads_to == ()

    word = docx.Document(BytesIO(documents.make(ada, Wanted("thematic")).data))
    page = documents.make(ada, Wanted("thematic", ending="html")).data.decode()

    named = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    led_to = {
        link.get(qn("w:anchor"))
        for table in word.tables
        for link in table._tbl.iter(qn("w:hyperlink"))
    }
    assert f"cw_{chosen.replace('-', '')}" in led_to
    assert led_to <= named
    assert f'href="#cw_{chosen}"' in page
    assert f'id="cw_{chosen}"' in page


def test_bars_are_a_chart_of_words_own_with_its_numbers_inside(study: Study) -> None:
    ada = study.desk("Ada")
    documents.choose_extras(ada, ["by_setting", "checklists", "matrix", "together_figure"])
    data = documents.make(ada, Wanted("thematic")).data

    with zipfile.ZipFile(BytesIO(data)) as package:
        chart = etree.fromstring(package.read("word/charts/chart1.xml"))
        names = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
        cached = [node.text for node in chart.findall(".//c:val//c:v", names)]
        with zipfile.ZipFile(BytesIO(package.read("word/embeddings/Numbers1.xlsx"))) as sheet:
            inside = sheet.read("xl/worksheets/sheet1.xml").decode()
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                etree.fromstring(package.read(part))
    assert cached == ["0", "1", "0", "1", "0", "1"]
    assert "group (1 read)" in inside
    heads = [p.text for p in docx.Document(BytesIO(data)).paragraphs]
    assert "Who said what of which value" in heads
    assert "Appendix: reporting checklists" in heads


def test_a_checklist_names_the_section_or_says_what_is_to_write(study: Study) -> None:
    ada = study.desk("Ada")
    extras = frozenset({"checklists"})
    contents = reporting.thematic_contents(Material(ada), extras=extras)
    gripp, coreq, _ = contents.checklists
    assert gripp.rows[0][2] == "To write"
    assert {row[0]: row[2] for row in coreq.rows}["2–5"] == "Not reported, by choice"

    prose.save(ada, "produced", "who_we_are", "Two people.", 0)
    contents = reporting.thematic_contents(Material(ada), extras=extras)
    assert contents.checklists[0].rows[0][2].endswith("Who we are")
