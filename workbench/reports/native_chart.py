"""Bars as a chart of Word's own, whose numbers stand in a workbook inside and can be edited.

Series are told apart by a pattern as well as by colour, and every bar says its number.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from workbench.reports.contents import BarChart
from workbench.reports.fields import printable
from workbench.reports.typography import TYPEFACE, text_width

SHEET = "Numbers"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_PART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Colour, and the pattern that tells the series apart where colour does not.
_LOOKS = (
    ("1F3A56", ""),
    ("C77B30", "wdUpDiag"),
    ("5B8C5A", "pct50"),
    ("8A6FA8", "wdDnDiag"),
    ("777777", "lgGrid"),
)
_ROOM = 0.46  # centimetres for a bar with the space around it


def add_bar_chart(document: Document, paragraph: Paragraph, chart: BarChart) -> None:
    """Put a chart into an empty paragraph, as wide as the text."""
    package = document.part.package
    number = 1 + sum(part.partname.startswith("/word/charts/") for part in package.iter_parts())
    sheet = Part(
        PackURI(f"/word/embeddings/Numbers{number}.xlsx"), _SHEET_PART, chart.workbook, package
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_PART, b"", package)
    inside = part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = _chart_xml(chart, inside).encode()
    link = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    wide = text_width(document)
    bars = len(chart.categories) * max(1, len(chart.series))
    high = Cm(min(20.0, 2.6 + bars * _ROOM + len(chart.categories) * 0.25))
    paragraph.add_run()._r.append(
        parse_xml(
            f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            f'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            f'xmlns:a="{_DRAWING}" xmlns:c="{_CHART}" xmlns:r="{_LINKS}">'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/>'
            f'<wp:docPr id="{900 + number}" name="Chart {number}" '
            f"descr={quoteattr(printable(chart.alt_text))}/>"
            f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}">'
            f'<c:chart r:id="{link}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
    )


def _chart_xml(chart: BarChart, workbook: str) -> str:
    series = "".join(
        _series(number, name, numbers, chart.categories)
        for number, (name, numbers) in enumerate(chart.series)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}" xmlns:r="{_LINKS}">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="45"/><c:axId val="111"/><c:axId val="222"/></c:barChart>'
        # The first category stands at the top, as in a table.
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{_line("9AA5B1")}{_letters()}<c:crossAx val="222"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/>'
        '</c:catAx><c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="t"/>{_title(chart.axis)}'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="high"/>{_line("FFFFFF")}{_letters()}'
        '<c:crossAx val="111"/><c:crosses val="autoZero"/><c:majorUnit val="1"/></c:valAx>'
        '</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>'
        f"{_letters()}</c:legend>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_letters()}<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _series(number: int, name: str, numbers: Sequence[int], categories: Sequence[str]) -> str:
    column, last = chr(ord("B") + number), len(categories) + 1
    colour, pattern = _LOOKS[number % len(_LOOKS)]
    fill = (
        f'<a:pattFill prst="{pattern}"><a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        if pattern
        else f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    )
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{_words(category)}</c:v></c:pt>'
        for at, category in enumerate(categories)
    )
    values = "".join(f'<c:pt idx="{at}"><c:v>{n}</c:v></c:pt>' for at, n in enumerate(numbers))
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{_words(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr>{fill}<a:ln w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        '</a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls>{_letters()}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(categories)}"/>{points}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(numbers)}"/>{values}'
        "</c:numCache></c:numRef></c:val></c:ser>"
    )


def _title(words: str) -> str:
    if not words:
        return ""
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_run('defRPr')}</a:pPr><a:r>"
        f"{_run('rPr')}<a:t>{_words(words)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _letters() -> str:
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_run('defRPr')}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def _run(kind: str) -> str:
    return (
        f'<a:{kind} lang="en-GB" sz="900" b="0"><a:solidFill><a:srgbClr val="1D1D1D"/>'
        f'</a:solidFill><a:latin typeface="{TYPEFACE}"/></a:{kind}>'
    )


def _line(colour: str) -> str:
    return (
        f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'
        "</c:spPr>"
    )


def _words(words: str) -> str:
    return escape(printable(words))
