"""Files that are no transcripts: each gets one sentence, none hangs, none gets in by half."""

import contextlib
import io
import time
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.completeness import keeps_its_promises, squeezed
from tests.importers.test_captions import TEAMS, ZOOM
from tests.importers.test_labels import CONVENTIONS
from workbench.domain.errors import TooLarge, UnreadableFile
from workbench.importers import as_in_file, read_transcript

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
    "PDF": (b"%PDF-1.7\n", "is a PDF. Save it as Word"),
    "RTF": (b"{\\rtf1 Hello}", "is a rich text document"),
    "web page": (b"<!DOCTYPE html><p>Hello", "is a web page"),
    "CSV": (b"speaker,words,time\nAna,Hello,1\n", "is a table"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), "of the older kind (.doc)"),
    "ODT": (archive("mimetype", "content.xml"), "is an OpenDocument file"),
    "Excel": (archive("[Content_Types].xml", "xl/workbook.xml"), "is an Excel workbook"),
    "archive": (archive("a.txt", "b.txt"), "is an archive"),
    "cut off": (word_file()[:3000], "is damaged or was cut off"),
    "not XML": (word_file(b"Hello"), "is a damaged Word document"),
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
    [b"a" * 20_000_001, b"x\n" * 250_000, word_file(b" " * 60_000_000)],
    ids=["bytes", "lines", "unpacked"],
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
    ],
    ids=range(13),
)
def test_nothing_takes_long(data):
    begun = time.perf_counter()
    with contextlib.suppress(UnreadableFile):  # some hold no words
        assert keeps_its_promises(read_transcript("talk", data))
    assert time.perf_counter() - begun < 10


SEEDS = [words.encode() for words in (*CONVENTIONS.values(), TEAMS, ZOOM)]
SEEDS += [CONVENTIONS["Otter"].encode("utf-16"), word_file(), word_file(WORD % b"<w:p/>")]
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
]


@settings(max_examples=400, deadline=4000, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_file_is_read_whole_or_refused(data):
    content = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(content)))
        cut = data.draw(st.integers(0, 30))
        content[at : at + cut] = data.draw(st.sampled_from(PIECES) | st.binary(max_size=8))
    try:
        transcript = read_transcript("talk", bytes(content))
    except (UnreadableFile, TooLarge):
        return
    assert keeps_its_promises(transcript)


@settings(max_examples=300, deadline=4000)
@given(st.text(st.sampled_from("AaI1 :*#[]()\n\t\u00a0-_.,é<>0/|“\u2028\r"), max_size=120))
def test_any_small_text_is_kept_whole(words):
    try:
        transcript = read_transcript("talk", ("x" + words).encode())
    except UnreadableFile:
        return
    assert keeps_its_promises(transcript)
    assert squeezed(as_in_file(transcript)) == squeezed("x" + words)
