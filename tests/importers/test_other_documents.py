"""OpenDocument, RTF and web pages: the same conversation, with what hangs on it beside it."""

import shutil
import subprocess

import docx
import pytest

from tests.importers.completeness import keeps_its_promises, squeezed
from tests.importers.making import odt
from tests.importers.test_labels import CONVENTIONS, HELLO
from workbench.domain.errors import UnreadableFile
from workbench.importers import as_in_file, read_transcript

BOLD = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
ODT = odt(
    "<text:h>Garden group</text:h>"
    '<text:p><text:span text:style-name="T1">Ana:</text:span> Shall\n   we<text:s text:c="2"/>'
    'begin?<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>At ten.</text:p></text:note-body></text:note></text:p>"
    '<text:p><text:span text:style-name="T1">Ben:</text:span> Yes.<text:line-break/>Please.'
    "</text:p><text:list><text:list-item><text:p>Tea first.</text:p></text:list-item></text:list>"
    '<text:p><text:span text:style-name="T1">Ana:</text:span> Good.</text:p>',
    styles=BOLD,
    pages="<office:master-styles><style:master-page><style:header><text:p>Study 4</text:p>"
    "</style:header></style:master-page></office:master-styles>",
)
RTF = (
    rb"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}"
    rb"{\*\generator Nobody;}{\header\pard Study 4\par}"
    rb"\pard\outlinelevel0 Garden group\par\pard "
    rb"{\b Ana:} Shall we begin?{\footnote\pard At ten.}\par "
    rb"{\b Ben:} Yes, caf\'e9 \u8212? \u-10179?\u-8704? {\f1\'cc\'e8}\line Please.\par"
    b"\r\n"
    rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt Tea first.}}\par "
    rb"{\b Ana:} Good{\deleted  and bad}.{\*\bkmkstart a}{\pict 00ff}\par}"
)
HTML = b"""<!DOCTYPE html><html><head><title>Study 4</title><style>p {}</style></head><body>
<!-- nobody --><script>alert("P: no")</script><h1>Garden group</h1>
<p><b>Ana:</b> Shall
  we begin?</p><p><b>Ben:</b> Yes &amp; &mdash;<br>Please. <span hidden>No.</span></p>
<ul><li>Tea first.</li></ul><p><b>Ana:</b> Good.</p></body></html>"""


def test_an_opendocument_text_is_read_with_what_hangs_on_it(said):
    transcript = read_transcript("talk.odt", ODT)
    assert keeps_its_promises(transcript)
    assert transcript.format == "odt"
    assert said(transcript) == [
        ("Ana", "Shall we  begin?"),
        ("Ben", "Yes.\nPlease.\nTea first."),
        ("Ana", "Good."),
    ]
    assert [(s.kind, s.at, s.words) for s in transcript.structure if s.kind != "label"] == [
        ("header", 0, "Study 4"),
        ("heading", 0, "Garden group"),
        ("note", 16, "At ten."),
    ]


def test_rich_text_is_read_in_its_encodings(said):
    transcript = read_transcript("talk.rtf", RTF)
    assert keeps_its_promises(transcript)
    assert transcript.format == "rtf"
    assert said(transcript) == [
        ("Ana", "Shall we begin?"),
        ("Ben", "Yes, café — 😀 Ми\nPlease.\nTea first."),
        ("Ana", "Good."),
    ]
    assert squeezed(as_in_file(transcript)) == squeezed(
        "Study 4 Garden group Ana: Shall we begin? At ten. Ben: Yes, café — 😀 Ми Please. "
        "Tea first. Ana: Good."
    )
    assert transcript.remarks[1] == (
        "Tracked changes were read as accepted: what was deleted is left out."
    )


def test_a_web_page_has_the_words_that_a_browser_shows(said):
    transcript = read_transcript("talk.html", HTML)
    assert keeps_its_promises(transcript)
    assert transcript.format == "html"
    assert said(transcript) == [
        ("Ana", "Shall we begin?"),
        ("Ben", "Yes & —\nPlease.\nTea first."),
        ("Ana", "Good."),
    ]
    assert "alert" not in as_in_file(transcript)
    assert "nobody" not in as_in_file(transcript)


def test_a_web_page_is_read_in_the_encoding_it_states():
    page = '<meta charset="windows-1251"><p>Мира: Да.</p><p>Лев: Нет.</p><p>Мира: Да.</p>'
    assert read_transcript("talk", page.encode("cp1251")).speakers == ("Мира", "Лев")


TABLE = [("Ana", "Shall we begin with tea?"), ("Ben", "Yes."), ("Ana", "Then we shall.")]
TABLES = {
    "odt": odt(
        "<table:table>"
        + "".join(
            "<table:table-row>"
            + "".join(
                f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row
            )
            + "</table:table-row>"
            for row in TABLE
        )
        + "</table:table>"
    ),
    "rtf": b"{\\rtf1 "
    + "".join(
        rf"\trowd\cellx1\cellx2\pard\intbl {who}\cell {words}\cell\row" for who, words in TABLE
    ).encode()
    + b"\\pard\\par}",
    "html": "<table>{}</table>".format(
        "".join(f"<tr><td>{who}</td><td>{words}</td></tr>" for who, words in TABLE)
    ).encode(),
}


@pytest.mark.parametrize("data", TABLES.values(), ids=TABLES)
def test_a_table_with_a_column_of_speakers_is_a_conversation_in_each(data, said):
    assert said(read_transcript("talk", data)) == TABLE


def test_a_row_with_no_cells_does_no_harm(said):
    data = TABLES["html"].replace(b"<tr>", b"<tr></tr><tr>")
    assert said(read_transcript("talk", data)) == TABLE


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (odt("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "by a password"),
        (odt("", mimetype="application/vnd.oasis.opendocument.chart"), "but not a text"),
        (odt("<text:p>Tea")[:-400], "damaged"),
        (b"{\\rtf1 I: Tea", "damaged rich text"),
        (b"{\\rtf1 I: Tea \\u-10179?}", "half of a character"),
        (b"{\\rtf1 {\\pict 00}}", "has no words"),
        (b"<html><script>I: Tea</script></html>", "has no words"),
    ],
    ids=range(7),
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data, why):
    with pytest.raises(UnreadableFile, match=why):
        read_transcript("talk", data)


@pytest.mark.office
@pytest.mark.parametrize("ending", ["odt", "rtf", "html", "pdf"])
def test_what_libreoffice_saves_gives_the_same_turns(ending, tmp_path, said):
    document = docx.Document()
    for row in CONVENTIONS["name and colon"].split("\n"):
        document.add_paragraph(row)
    document.save(tmp_path / "talk.docx")
    office = shutil.which("soffice")
    assert office, "LibreOffice Writer is not installed."
    subprocess.run(
        [
            *(office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", ending, "--outdir", tmp_path, tmp_path / "talk.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    transcript = read_transcript("talk", (tmp_path / f"talk.{ending}").read_bytes())
    assert transcript.format == ending
    assert said(transcript) == HELLO
