"""A team's own Word file is kept with the study: its page and styles, and nobody's words."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import docx.shared
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.builders import Study, small_study
from workbench.domain.errors import NotAllowed, WorkbenchError
from workbench.services import documents, issuing, own_template, projects
from workbench.services.documents import Wanted

CANARY = "quincewater"
HEAD = "Harrowmere Trust"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "workspace", names=("Ada", "Ben"))


def last_years_report(*, margin: float = 4) -> bytes:
    """A Word file full of people's words, in all the places Word has for them."""
    report = docx.Document()
    said = report.add_paragraph(f"I said {CANARY}.")
    report.add_comment(said.runs, f"Was it {CANARY}?", author="Them", initials="T")
    report.core_properties.title = report.core_properties.category = f"On {CANARY}"
    report.sections[0].header.paragraphs[0].text = f"Section on {CANARY}"
    last = report.add_section()
    last.header.is_linked_to_previous = last.footer.is_linked_to_previous = False
    last.header.paragraphs[0].text, last.footer.paragraphs[0].text = HEAD, "Charity no. 1"
    last.left_margin = docx.shared.Cm(margin)
    out = BytesIO()
    report.save(out)
    return out.getvalue()


def margin_of(data: bytes) -> float:
    left = docx.Document(BytesIO(data)).sections[0].left_margin
    assert left is not None
    return round(left.cm, 1)


def everything_in(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return b"\n".join(
            [*map(str.encode, package.namelist()), *map(package.read, package.namelist())]
        )


def kept_margin(study: Study) -> float:
    """The margin of the template that is kept; 0 where there is none."""
    kept = study.desk("Ada").project.db.execute("select file from template").fetchone()
    return margin_of(kept[0]) if kept else 0


def test_every_word_document_is_made_with_it_until_it_is_taken_away(study: Study) -> None:
    ada, wanted = study.desk("Ada"), Wanted("decisions")
    assert own_template.kept_on(ada) == ""

    own_template.keep(ada, last_years_report())

    assert own_template.kept_on(study.desk("Ben"))
    assert margin_of(documents.make(ada, wanted).data) == 4
    assert margin_of(issuing.issue(ada, wanted, why="They asked for it.")[1].data) == 4
    own_template.keep(ada, last_years_report(margin=3))
    assert kept_margin(study) == 3
    own_template.take_away(ada)
    assert margin_of(documents.make(ada, wanted).data) == 2.5
    for margin in (3, 4, 0):
        own_template.undo(ada)
        assert kept_margin(study) == margin
    own_template.redo(ada)
    assert kept_margin(study) == 4


def test_nobodys_words_come_with_it_and_its_own_head_and_foot_stay(study: Study) -> None:
    ada = study.desk("Ada")
    sent = last_years_report()
    assert CANARY.encode() in everything_in(sent)

    own_template.keep(ada, sent)

    (held,) = ada.project.db.execute("select file from template").fetchone()
    made = documents.make(ada, Wanted("decisions")).data
    for data in (held, made):
        inside = everything_in(data)
        assert CANARY.encode() not in inside
        assert HEAD.encode() in inside
    section = docx.Document(BytesIO(made)).sections[0]
    feet = [each.text for each in section.footer.paragraphs]
    assert feet == ["Charity no. 1", "Draft, not checked\tPage 1 of 1"]


def test_what_is_no_template_is_refused_and_the_one_there_is_stays(study: Study) -> None:
    ada = study.desk("Ada")
    own_template.keep(ada, last_years_report())
    with pytest.raises(WorkbenchError, match="not a Word document"):
        own_template.keep(ada, b"Minutes of last week")
    with pytest.raises(NotAllowed):
        own_template.keep(study.desk("Ben"), last_years_report(margin=3))
    with pytest.raises(NotAllowed):
        own_template.take_away(study.desk("Ben"))

    assert kept_margin(study) == 4


BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def says(*words: str) -> str:
    return "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in words)


def with_a_head(inside: str, embedded: str = "") -> bytes:
    """A Word file with something in its head, and perhaps a file in it that the head names."""
    report = docx.Document()
    header = report.sections[0].header
    header.is_linked_to_previous = False
    if embedded:
        kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        part = Part(PackURI("/word/x.bin"), "application/octet-stream", b"x", report.part.package)
        header.part.relate_to(part, f"{kinds}/{embedded}")
    kinds_of = f'{nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml"'
    for run in parse_xml(f"<w:p {kinds_of}>{inside}</w:p>"):
        header.paragraphs[0]._p.append(run)
    out = BytesIO()
    report.save(out)
    return out.getvalue()


def test_nothing_in_its_head_or_foot_acts_when_a_document_is_opened(study: Study) -> None:
    ada = study.desk("Ada")
    page_of_pages = BEGIN + says(" PA", "GE ") + SEPARATE + "<w:r><w:t>1</w:t></w:r>" + END
    if_many = BEGIN + says("IF ") + page_of_pages + says(" &gt; 1 a b") + SEPARATE + END
    for harmless in (page_of_pages, if_many, '<w:fldSimple w:instr="NUMPAGES"/>'):
        own_template.keep(ada, with_a_head(harmless))
    own_template.keep(ada, last_years_report())
    for acts in (
        """<w:fldSimple w:instr='DDEAUTO c:\\cmd.exe "/k calc"'/>""",
        BEGIN + says("INCL", 'UDEPICTURE "https://elsewhere.example/x.png" \\d') + SEPARATE + END,
        BEGIN + page_of_pages + says("INCLUDETEXT x") + END,
        BEGIN + BEGIN + says("TITLE") + END + says(" PAGE") + END,
        says("PAGE ") + BEGIN + says("LINK x"),
        '<w:r><w:pict><v:imagedata src="https://elsewhere.example/x.png"/></w:pict></w:r>',
    ):
        with pytest.raises(WorkbenchError, match="in its header or footer"):
            own_template.keep(ada, with_a_head(acts))
    for embedded in ("oleObject", "aFChunk", "control", "package"):
        with pytest.raises(WorkbenchError, match="something embedded"):
            own_template.keep(ada, with_a_head("<w:r/>", embedded))
    assert kept_margin(study) == 4


def test_a_step_with_it_is_not_taken_back_over_somebody_elses_later_one(study: Study) -> None:
    ada = study.desk("Ada")
    projects.put_in_team(
        study.workspace, study.project, study.people["Ben"], "Ben", frozenset({"outputs"})
    )
    own_template.keep(ada, last_years_report())
    own_template.keep(study.desk("Ben"), last_years_report(margin=3))

    with pytest.raises(WorkbenchError, match="changed since"):
        own_template.undo(ada)

    assert kept_margin(study) == 3
