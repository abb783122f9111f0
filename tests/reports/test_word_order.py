"""Word refuses a file whose elements stand in another order than the file format's own."""

from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from workbench.reports.contents import Quotation
from workbench.reports.paper import Table
from workbench.reports.thematic import thematic_summary
from workbench.reports.word_document import WordDocument

# Which child follows which, in part 1 of ECMA-376; those that none of our files has are left out.
ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi "
    "adjustRightInd spacing ind contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike vanish color spacing kern position "
    "sz szCs highlight u shd vertAlign rtl cs lang",
    "w:tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW jc tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook tblCaption tblDescription",
    "w:tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "w:sectPr": "headerReference footerReference footnotePr type pgSz pgMar cols titlePg docGrid",
    "w:style": "name basedOn next link hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "w:settings": "zoom proofState attachedTemplate defaultTabStop characterSpacingControl "
    "savePreviewPicture updateFields compat rsids mathPr themeFontLang clrSchemeMapping "
    "doNotAutoCompressPictures shapeDefaults decimalSymbol listSeparator docId defaultImageDpi",
}


def out_of_order(document) -> list[str]:
    found = []
    for root in (document.element, document.styles.element, document.settings.element):
        for tag, names in ORDER.items():
            places = {name: place for place, name in enumerate(names.split())}
            for element in root.iter(qn(tag)):
                inside = [child.tag.rpartition("}")[2] for child in element]
                unknown = set(inside) - places.keys()
                stand = [places[name] for name in inside if name in places]
                if unknown or stand != sorted(stand):
                    found.append(f"{tag}: {inside}")
    return found


@pytest.mark.parametrize("how", [{}, {"large": True}, {"large": True, "short": True}])
def test_everything_stands_in_the_order_the_file_format_wants(how):
    paper = WordDocument("Title", subtitle="", authors=(), draft=True, team_copy=True, **how)
    paper.contents()
    paper.heading("Heading", level=1, new_page=True)
    paper.quotations([Quotation("שלום, said one of us", "[P07, group]", ("Safety",), "a", "Here")])
    paper.bullets(["One"])
    paper.table(Table(("A", "B"), [("1", "2")], caption="Numbers"))
    paper.paragraph("After the table")

    document = docx.Document(BytesIO(paper.to_bytes()))

    assert out_of_order(document) == []
    assert document.settings.element.find(qn("w:zoom")).get(qn("w:percent"))


def test_the_summary_stands_in_order(contents):
    assert out_of_order(docx.Document(BytesIO(thematic_summary(contents)))) == []


def test_a_template_with_settings_of_its_own_gives_a_file_in_order():
    template = docx.Document()
    settings = template.settings.element
    settings.find(qn("w:compat")).addprevious(OxmlElement("w:updateFields"))
    for lacking in settings.findall(qn("w:compat")):
        settings.remove(lacking)
    out = BytesIO()
    template.save(out)

    paper = WordDocument("T", subtitle="", authors=(), draft=True, template=out.getvalue())
    document = docx.Document(BytesIO(paper.to_bytes()))

    assert len(document.settings.element.findall(qn("w:updateFields"))) == 1
    assert [each for each in out_of_order(document) if each.startswith("w:settings")] == []
    assert document.settings.element.find(qn("w:zoom")).get(qn("w:percent"))
