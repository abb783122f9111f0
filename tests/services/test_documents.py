"""Every document made from a study and read back: what stands in it, and what may not."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.builders import Study, small_study
from workbench.domain.document import EXTRAS, KINDS
from workbench.domain.errors import NotAllowed, NotFound, WorkbenchError
from workbench.services import (
    documents,
    groups,
    other_documents,
    participants,
    plain_summary,
    prose,
    reporting,
    themes,
)
from workbench.services.documents import Wanted
from workbench.services.material import Material
from workbench.store import afterwords

SAFE = "I felt safe there from the first day, and nobody asked why I came."
BISCUITS = "Now I bring the biscuits 🙂 and I stay for the washing up."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = small_study(tmp_path, names=("Ada", "Ben"))
    study.do("Ada", study.operation(SAFE, "SA", presence="there"))
    study.do("Ben", study.operation(BISCUITS, "TW1"))
    return study


def choose(study: Study, words: str, key: str, part: str = "looked_like") -> str:
    start = study.text().index(words)
    return themes.choose(
        study.desk("Ada"), study.code(key), part, (study.source, start, start + len(words))
    )


def consent(study: Study, **said: bool) -> None:
    ada = study.desk("Ada")
    (who,) = participants.everybody(ada)
    for purpose, given in said.items():
        participants.say_consent(ada, [who.guid], purpose, given)


def lines(data: bytes) -> list[str]:
    document = docx.Document(BytesIO(data))
    cells = (cell.text for each in document.tables for row in each.rows for cell in row.cells)
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def made(study: Study, kind: str = "thematic", **how: object) -> bytes:
    return documents.make(study.desk("Ada"), Wanted(kind, **how)).data


def test_what_the_team_wrote_and_chose_is_what_is_printed(study: Study) -> None:
    desk = study.desk("Ada")
    quotation = choose(study, SAFE, "SA")
    themes.trim(desk, quotation, "I felt safe there … nobody asked why I came.")
    prose.save(desk, study.code("SA"), "claim", "Safety is made every week.", 0)
    prose.save(desk, study.code("SA"), "tensions", "It pulls against choice.", 0)
    prose.save(desk, "thematic", "summary", "In short, it is made.", 0)
    prose.save(desk, "produced", "who_we_are", "We are two people.", 0)
    theme = themes.start(desk, "What tea is for")
    prose.save(desk, theme, "claim", "Tea keeps hands busy.", 0)

    said = lines(made(study))

    at = said.index("I felt safe there … nobody asked why I came.")
    assert said[at + 1] == "[P01, group]"
    assert SAFE not in said
    for words in (
        "In short, it is made.", "It pulls against choice.", "We are two people.",
        "What tea is for", "Tea keeps hands busy.",
    ):  # fmt: skip
        assert words in said
    assert said.count("Safety is made every week.") == 2  # at a glance, and in its section


def test_nothing_is_issued_without_a_recorded_yes(study: Study) -> None:
    choose(study, SAFE, "SA")
    assert SAFE in lines(made(study))
    assert SAFE not in lines(made(study, checked=True))

    consent(study, report=True)
    assert SAFE in lines(made(study, checked=True))
    assert BISCUITS not in lines(made(study, checked=True))  # nobody chose it

    consent(study, report=False)
    draft = lines(made(study))
    assert SAFE not in draft
    assert any("may not stand in this document" in line for line in draft)


def test_a_quotation_for_the_report_alone_is_kept_out_of_the_public_summary(study: Study) -> None:
    choose(study, SAFE, "SA")
    consent(study, report=True)
    assert SAFE in lines(made(study, checked=True))
    for checked in (False, True):
        assert SAFE not in "\n".join(lines(made(study, "participants", checked=checked)))

    consent(study, public_summary=True)
    assert f"{SAFE}  [P01, group]" in lines(made(study, "participants", checked=True))


def test_the_team_says_with_which_values_a_quotation_stands_in_the_public_summary(
    study: Study,
) -> None:
    choose(study, SAFE, "SA")
    consent(study, public_summary=True)
    ada = study.desk("Ada")
    assert "SA" in plain_summary.with_quotation(ada)

    plain_summary.choose_quotations(ada, ["EC", "TW"])

    assert plain_summary.with_quotation(ada) == ["EC", "TW"]
    made_now = documents.make(ada, Wanted("participants", checked=True))
    assert SAFE not in "\n".join(lines(made_now.data))
    assert made_now.quoted == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "case"])
@pytest.mark.parametrize("ending", ["docx", "html"])
def test_every_document_can_be_made_of_a_study_with_nothing_written(
    study: Study, kind: str, ending: str
) -> None:
    data = made(study, kind, ending=ending)

    if ending == "docx":
        assert "Draft, not checked" in "\n".join(lines(data)) + str(
            docx.Document(BytesIO(data)).sections[0].footer.paragraphs[0].text
        )
        assert not {"To Write"} & {p.style.name for p in docx.Document(
            BytesIO(made(study, kind, checked=True))
        ).paragraphs}  # fmt: skip
    else:
        page = data.decode()
        assert "Draft, not checked" in page
        assert not re.search(r"<script|https?://", page)


def test_a_page_shows_hostile_words_as_words(study: Study) -> None:
    prose.save(study.desk("Ada"), "thematic", "summary", "<script>x</script> & \x1b\u202e", 0)

    page = made(study, ending="html").decode()

    assert "&lt;script&gt;x&lt;/script&gt; &amp; \ufffd\u202e" in page


def test_every_quotation_carries_what_it_is_traced_by(study: Study) -> None:
    quotation = choose(study, SAFE, "SA")
    whole = documents.make(study.desk("Ada"), Wanted("thematic"))

    document = docx.Document(BytesIO(whole.data))
    marks = {
        mark.get(qn("w:name")).removeprefix("cw_")
        for mark in document.element.iter(qn("w:bookmarkStart"))
        if mark.get(qn("w:name")).startswith("cw_")
    }
    assert marks == {each.reference.replace("-", "") for each in whole.quoted}
    assert quotation in {each.reference for each in whole.quoted}


def test_the_teams_copy_has_a_comment_on_each_quotation(study: Study) -> None:
    choose(study, SAFE, "SA")

    document = docx.Document(BytesIO(made(study, team_copy=True)))

    (comment,) = [each for each in document.comments if "Safety" in each.text]
    assert comment.text.startswith("“talk”, characters")
    assert "Read as: Ada: Safety, it is here" in comment.text
    assert not list(docx.Document(BytesIO(made(study))).comments)


def test_a_template_of_the_teams_own_gives_page_and_styles_and_none_of_its_text(
    study: Study,
) -> None:
    template = docx.Document()
    template.add_paragraph("Minutes of last week")
    template.styles["Heading 1"].font.name = "Georgia"
    template.sections[0].left_margin = docx.shared.Cm(4)
    out = BytesIO()
    template.save(out)

    document = docx.Document(BytesIO(made(study, template=out.getvalue())))

    assert document.styles["Heading 1"].font.name == "Georgia"
    assert round(document.sections[0].left_margin.cm) == 4
    assert "Minutes of last week" not in [p.text for p in document.paragraphs]
    assert "Attribution" in {style.name for style in document.styles}
    with pytest.raises(WorkbenchError, match="damaged Word document"):
        made(study, template=b"PK nonsense")
    with pytest.raises(WorkbenchError, match="not a Word document"):
        made(study, template=b"Minutes of last week")


def _with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """A Word file with one of its parts changed, or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        parts = {part: old.read(part) for part in old.namelist()}
        parts[name] = change(parts.get(name, b"").decode()).encode()
        for part, held in parts.items():
            new.writestr(part, held, zipfile.ZIP_DEFLATED)
    return out.getvalue()


_ELSEWHERE = (
    '<Relationship Id="rId99" Target="https://elsewhere.example/x" TargetMode="External" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    "</Relationships>"
)
_LINKS = "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    ("part", "change", "why"),
    [
        (_LINKS, lambda was: was.replace("</Relationships>", _ELSEWHERE.format(kind="image")),
         "fetches a picture"),
        ("word/vbaProject.bin", lambda was: "Sub AutoOpen()", "has macros"),
        ("[Content_Types].xml",
         lambda was: was.replace("wordprocessingml.document.main+xml",
                                 "wordprocessingml.document.macroEnabled.main+xml"), "has macros"),
        ("word/styles.xml", lambda was: '<!DOCTYPE s [<!ENTITY a "b">]><s>&a;</s>', "entities"),
        ("word/styles.xml", lambda was: "<w:styles" + " " * 50_000_000 + "/>", "unpacks to more"),
        ("word/document.xml", lambda was: "<document/>", "not a Word document"),
    ],
)  # fmt: skip
def test_a_template_that_could_do_harm_is_refused_with_a_sentence(
    study: Study, part: str, change: Callable[[str], str], why: str
) -> None:
    out = BytesIO()
    docx.Document().save(out)

    with pytest.raises(WorkbenchError, match=why):
        made(study, template=_with_part(out.getvalue(), part, change))


def test_a_link_that_went_with_the_text_of_a_template_is_in_no_document(study: Study) -> None:
    out = BytesIO()
    docx.Document().save(out)
    template = _with_part(
        out.getvalue(),
        _LINKS,
        lambda was: was.replace("</Relationships>", _ELSEWHERE.format(kind="hyperlink")),
    )

    with zipfile.ZipFile(BytesIO(made(study, "decisions", template=template))) as package:
        for name in package.namelist():
            assert b"elsewhere.example" not in package.read(name)


def test_a_case_study_is_of_one_group_and_holds_its_choices(study: Study) -> None:
    ada = study.desk("Ada")
    group = groups.add(ada, "Tuesdays")
    (who,) = participants.everybody(ada)
    groups.describe(ada, group, participants=[who.guid], area="Northside")
    decision = groups.key_decisions(ada)[0]
    groups.decide(ada, group, {decision.guid: "Two of us in turn"})
    choose(study, SAFE, "SA")

    said = lines(made(study, "case", of=group))

    assert "Tuesdays" in said
    assert "Two of us in turn" in said
    assert SAFE in said
    with pytest.raises(NotFound):
        made(study, "case", of=study.source)


def test_an_afterword_is_printed_only_as_its_authors_let_it(study: Study) -> None:
    ben = study.desk("Ben")
    guid = themes.start(ben, "x")  # any identifier
    with ben.project.writing(ben.viewer.person) as w:
        afterwords.begin(w, guid)
    prose.save(ben, f"afterword:{guid}", "text", "We would say it differently.", 0)
    with pytest.raises(NotAllowed):
        prose.save(study.desk("Ada"), f"afterword:{guid}", "text", "Nicely put.", 1)
    assert "We would say it differently." not in lines(made(study))

    with ben.project.writing(ben.viewer.person) as w:
        afterwords.say(w, guid, "Ben, for some of us", printed=True)

    said = lines(made(study, checked=True))
    assert said[said.index("We would say it differently.") + 1] == "Ben, for some of us"


def test_everything_else_is_one_tick_away(study: Study) -> None:
    heads = {
        line
        for line in lines(made(study))
        if line in ("Appendix: the codebook", "How the values work together", "What did not fit")
    }
    assert not heads
    documents.choose_extras(study.desk("Ada"), EXTRAS)

    said = lines(made(study))
    for head in (
        "Appendix: the codebook", "How the values work together", "The choices groups make",
        "What did not fit", "Appendix: decisions we made",
    ):  # fmt: skip
        assert head in said


def test_quotations_of_a_code_come_as_word_and_as_a_sheet_without_formulas(study: Study) -> None:
    from functools import partial

    from workbench.reports.word_document import WordDocument

    words = lines(
        other_documents.quotations_of(study.desk("Ada"), study.code("SA"), partial(WordDocument))
    )
    assert SAFE in words
    sheet = other_documents.quotations_table(study.desk("Ada"), study.code("SA"))
    with zipfile.ZipFile(BytesIO(sheet)) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    assert SAFE in page
    assert "<f>" not in page


def test_who_does_not_prepare_outputs_makes_none(study: Study) -> None:
    with pytest.raises(NotAllowed):
        documents.make(study.desk("Ben"), Wanted("participants"))


def test_the_summary_proposes_by_rule_until_the_team_has_chosen(study: Study) -> None:
    contents = reporting.thematic_contents(Material(study.desk("Ada")))
    tw = next(value for value in contents.values if value.key == "TW")
    assert [each.words for each in tw.quotations] == [BISCUITS]

    choose(study, "Some weeks I do not go.", "TW", "hard")
    contents = reporting.thematic_contents(Material(study.desk("Ada")))
    tw = next(value for value in contents.values if value.key == "TW")
    assert tw.quotations == ()
    assert [each.words for each in tw.hard_quotations] == ["Some weeks I do not go."]
