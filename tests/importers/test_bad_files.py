"""Files that are no transcripts: each gets one sentence, none hangs, none gets in by half."""

import contextlib
import io
import json
import time
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.completeness import keeps_its_promises, squeezed
from tests.importers.making import odt, packed, pdf, xlsx
from tests.importers.test_answers_and_posts import FILES as ANSWERS_AND_POSTS
from tests.importers.test_captions import SUBRIP, TEAMS, ZOOM
from tests.importers.test_labels import CONVENTIONS
from tests.importers.test_other_documents import HTML, ODT, RTF, TABLES
from tests.importers.test_pdf import rows
from tests.importers.test_spreadsheets import FILES
from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.importers import as_in_file, read_file, read_transcript
from workbench.importers.archive import is_archive, members
from workbench.importers.pdf import content_of
from workbench.importers.pdf_pages import pages

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body>%s</w:body></w:document>"
)


def word_file(body=None):
    document = docx.Document()
    for words in ("I: Well?", "P: It was tea.", "I: And?"):
        document.add_paragraph(words)
    saved, changed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    parts = {"word/document.xml": body} if body is not None else {}
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
    return changed.getvalue()


def archive(*names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for name in names:
            new.writestr(name, "x")
    return packed.getvalue()


REFUSED = {
    "empty": (b"", "is empty"),
    "white space": ("\ufeff \n\t\u00a0\r\n".encode(), "has no words in it"),
    "binary": (bytes(range(256)) * 20, "is not a text file"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture"),
    "photograph": (b"\xff\xd8\xff\xe0" + bytes(100), "is a picture"),
    "recording": (b"ID3\x04" + bytes(100), "is a sound or video recording"),
    "film": (b"\0\0\0\x18ftypmp42" + bytes(100), "is a sound or video recording"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), "of the older kind (.doc)"),
    "OpenDocument": (archive("mimetype", "content.xml"), "is an OpenDocument file, but not"),
    "Excel": (archive("[Content_Types].xml", "xl/workbook.xml"), "is a damaged Excel workbook"),
    "archive": (archive("a.txt", "b.txt"), "is an archive"),
    "cut off": (word_file()[:3000], "is damaged or was cut off"),
    "not XML": (word_file(b"Hello"), "is a damaged Word document"),
    "entities in a workbook": (
        packed({"xl/workbook.xml": "<w/>", "xl/sharedStrings.xml": "<!DOCTYPE s><s/>"}),
        "declares XML entities",
    ),
    "no words": (word_file(WORD % b""), "has no words in it"),
    "entities": (
        word_file(b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + WORD % b"&b;"),
        "declares XML entities",
    ),
    "U+0000": (b"I: one\nP: tw\0o\nI: three and four", "line 2, holds a character"),
    "surrogate": (b"I: one \xed\xa0\x80", "holds half of a character"),
    "UTF-16 surrogate": (b"\xff\xfeI\x00\x00\xd8I\x00", "holds half of a character"),
    "UTF-16 cut off": (b"\xff\xfeI\x00x", "is damaged or cut off"),
    "no encoding": (bytes(range(128, 256)) * 40, "could not be recognised"),
}


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_transcript_is_refused_in_a_sentence(data, why):
    with pytest.raises(UnreadableFile) as refusal:
        read_transcript("talk.txt", data)
    assert str(refusal.value).startswith("talk.txt")
    assert why in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 20_000_001,
        b"x\n" * 250_000,
        word_file(b" " * 60_000_000),
        odt(" " * 60_000_000),
        xlsx([], cells=" " * 60_000_000),
        xlsx([], cells='<row><c r="ZZZ1"/></row>' * 60),
        b"{\\rtf1 " + b"{" * 500,
    ],
    ids=["bytes", "lines", "unpacked", "odt", "xlsx", "cells", "depth"],
)
def test_what_is_too_large_is_refused(data):
    with pytest.raises(TooLarge, match=r"talk\.txt"):
        read_transcript("talk.txt", data)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "data",
    [
        b"a" * 5_000_000,
        b" " * 5_000_000 + b"x",
        b"A" + b" " * 5_000_000 + b"x",
        b"A: " * 1_000_000,
        (b"Question 1" + b" " * 380 + b"\n") * 5_000,
        (b"A" + b" " * 180 + b"x\n") * 5_000,
        (b"A" + b"\t" * 180 + b"\n") * 5_000,
        (b"**A" + b"*" * 180 + b"\n") * 5_000,
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 1_000_000,
        "".join(f"Name{n}: x\n" for n in range(20_000)).encode(),
        word_file(WORD % (b"<w:p>" + b"<w:r><w:t>a </w:t></w:r>" * 50_000 + b"</w:p>")),
        word_file(WORD % (b"<w:sdt>" * 240 + b"<w:p/>" + b"</w:sdt>" * 240)),
        word_file(
            WORD % (b"<w:tbl><w:tr><w:tc>" * 80 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 80)
        ),
        odt("<text:p>" + "<text:span>a " * 200 + "</text:span>" * 200 + "</text:p>"),
        odt("<text:p>" + "<text:span>a </text:span>" * 200_000 + "</text:p>"),
        b"<p>" + b"<b>a </b>" * 200_000,
        b"<div>" * 5_000 + b"a",
        b"<!--" * 100_000 + b"<p>a",
        b"{\\rtf1 " + b"\\'e9" * 1_000_000 + b"}",
        b"{\\rtf1 " + b"{\\b a}" * 200_000 + b"}",
        b"{\\rtf1 a\\par " + b"\\u8212?" * 400_000 + b"}",
        b"speaker,words\n" + b"Ana,tea\n" * 40_000,
        b'speaker,words\n"' + b"a" * 5_000_000,
        b"a,b\n" * 60_000,
        b"%PDF-1.4\n" + b"<<" * 1_000_000,
        b"id,author,reply to,post\n"
        + b"".join(b"%d,A,%d,x\n" % (n, n + 1) for n in range(40_000)),
        b"author,date,post\n" + b"A,22/11/2026 10:00,x\n" * 40_000,
        b"ID,Age,What helped?\n" + b"R,3,Nothing much really.\n" * 1_900,
        b"ID,Age," + b"What helped?," * 400 + b"End\n" + b"R,3" + b",So it was." * 401,
        word_file(
            WORD
            % (
                b"<w:p>"
                + b'<w:commentRangeStart w:id="1"/>' * 100_000
                + b"<w:r><w:t>a</w:t><w:br/></w:r>" * 50_000
                + b"</w:p>"
            )
        ),
    ],
    ids=range(30),
)
def test_nothing_takes_long(data):
    begun = time.process_time()
    with contextlib.suppress(UnreadableFile, TooLarge):  # some hold no words
        found = read_file("talk", data)
        assert all(keeps_its_promises(transcript) for transcript in found.transcripts)
    assert time.process_time() - begun < 10


SEEDS = [words.encode() for words in (*CONVENTIONS.values(), TEAMS, ZOOM)]
SEEDS += [CONVENTIONS["Otter"].encode("utf-16"), word_file(), word_file(WORD % b"<w:p/>")]
SEEDS += [ODT, RTF, HTML, *FILES.values(), *TABLES.values(), SUBRIP.encode()]
SEEDS += [*ANSWERS_AND_POSTS.values()]
ZIPS = [packed({"a.txt": SEEDS[0], "b/survey.csv": ANSWERS_AND_POSTS["survey"], "c.odt": ODT})]
ZIPS += [packed({"a.txt": SEEDS[1]})]
# What is damaged within an archive has to be packed again, or nothing but the archive is tried.
PACKED = [ODT, TABLES["odt"], FILES["workbook"], ANSWERS_AND_POSTS["thread in Excel"], word_file()]
PDFS = [
    pdf(rows("Ana: Tea?", "Ben: Yes, with pleasure.", "", "Ana: So."), rows("Ben: Good.")),
    pdf([], images=True),
]
PIECES = [
    b"\0",
    b"\xff",
    b":",
    b"\n",
    b"**",
    b"<v ",
    b"-->",
    b"[",
    b"\xed\xa0\x80",
    b"<w:p>",
    b"#",
    b"{",
    b"}",
    b"\\u55357?",
    b"\\'e9",
    b"\\cell",
    b'"',
    b",",
    b"\t",
    b"<table:table>",
    b"</text:p>",
    b"<td>",
    b"&#0;",
    b"&#xd800;",
    b"9999999999",
    b" 1 0 R",
    b"<<",
    b"Tj",
    b"stream",
]


def damaged(data, content):
    content = bytearray(content)
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(content)))
        cut = data.draw(st.integers(0, 30))
        content[at : at + cut] = data.draw(st.sampled_from(PIECES) | st.binary(max_size=8))
    return bytes(content)


def read_whole_or_refused(data):
    try:
        found = read_file("talk", data)
    except (UnreadableFile, TooLarge):
        return
    assert found.refusal or found.transcripts
    assert all(keeps_its_promises(transcript) for transcript in found.transcripts)


def unpacked_or_refused(data):
    try:
        if not is_archive("talks.zip", data):
            read_whole_or_refused(data)
            return
        for member in members("talks.zip", data):
            if member.refusal is None:
                read_whole_or_refused(member.data)
    except (UnreadableFile, TooLarge):
        return


@settings(max_examples=600, deadline=4000, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_file_is_read_whole_or_refused(data):
    read_whole_or_refused(damaged(data, data.draw(st.sampled_from(SEEDS))))


@settings(max_examples=400, deadline=4000, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_an_archive_with_a_damaged_part_is_read_whole_or_refused(data):
    with zipfile.ZipFile(io.BytesIO(data.draw(st.sampled_from(PACKED)))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from([name for name in parts if name.endswith((".xml", ".rels"))]))
    read_whole_or_refused(packed({**parts, name: damaged(data, parts[name])}))


@settings(max_examples=300, deadline=4000, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_archive_gives_whole_transcripts_or_a_sentence(data):
    unpacked_or_refused(damaged(data, data.draw(st.sampled_from(ZIPS))))


@settings(max_examples=300, deadline=8000, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_pdf_is_read_whole_or_refused(data):
    # Without the process of its own, which takes most of the time.
    found = pages(damaged(data, data.draw(st.sampled_from(PDFS))))
    try:
        content = content_of("talk", json.loads(json.dumps(found)))
    except (UnreadableFile, TooLarge):
        return
    assert any(line.words for line in content.lines)


def test_few_letters_of_a_file_do_not_stand_for_very_many():
    gaps = odt("<text:p>Ana: Tea." + 'a<text:s text:c="99999"/>' * 2_000 + "</text:p>")
    assert len(read_transcript("talk.odt", gaps).text) < 1_000_000
    shared = xlsx([["speaker", "words"], *[["Ana", "tea " * 30_000]] * 300])
    with pytest.raises(TooLarge, match="more cells or words"):
        read_transcript("talk.xlsx", shared)


def test_an_object_that_points_to_itself_is_a_damaged_pdf():
    circle = pdf(rows("Ana: Tea?")).replace(
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>", b"1 0 obj\n1 0 R"
    )
    with pytest.raises(UnreadableFile, match="is a damaged PDF"):
        read_transcript("talk", circle)


@settings(max_examples=300, deadline=4000)
@given(st.text(st.sampled_from("AaI1 :*#[]()\n\t\u00a0-_.,é<>0/|“\u2028\r"), max_size=120))
def test_any_small_text_is_kept_whole(words):
    try:
        transcript = read_transcript("talk", ("x" + words).encode())
    except UnreadableFile:
        return
    assert keeps_its_promises(transcript)
    assert squeezed(as_in_file(transcript)) == squeezed("x" + words)


@pytest.mark.parametrize("symbol", ["D800", "0000"])
def test_a_symbol_that_is_no_character_is_refused_in_a_sentence(symbol):
    document = docx.Document()
    run = document.add_paragraph("P01: yes ").add_run()
    sign = OxmlElement("w:sym")
    sign.set(qn("w:char"), symbol)
    run._r.append(sign)
    file = io.BytesIO()
    document.save(file)

    with pytest.raises(UnreadableFile, match="not a character"):
        read_transcript("talk.docx", file.getvalue())
