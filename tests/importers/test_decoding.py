"""Text files in the encodings and with the signs that people's programs write."""

import codecs

import pytest

from tests.importers.completeness import keeps_its_promises
from workbench.domain.errors import UnreadableFile
from workbench.importers import read_transcript

WORDS = "Interviewer: Don’t say “no” – it’s a naïve £5 café.\nP01: Müller’s? Ça va.\n"
SAID = "Don’t say “no” – it’s a naïve £5 café.\nMüller’s? Ça va."


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("cp1252", b""),
    ],
)
def test_a_text_reads_the_same_in_every_encoding(encoding, mark):
    transcript = read_transcript("talk.txt", mark + WORDS.encode(encoding))
    assert transcript.text == SAID
    assert bool(transcript.remarks) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Don’t. It’s a café, naïve and déjà vu. I’d say it wasn’t. " * 3, "mac_roman"),
        ("Мы говорили о группе поддержки вчера вечером, и было хорошо. " * 3, "cp1251"),
    ],
)
def test_other_encodings_are_proposed_and_said_so(words, encoding):
    transcript = read_transcript("talk.txt", words.encode(encoding))
    assert transcript.text == words
    assert "it was read as" in transcript.remarks[0]


@pytest.mark.parametrize("ending", ["docx", "odt", "xlsx", "pdf"])
def test_a_document_that_is_not_one_any_more_is_called_damaged(ending):
    with pytest.raises(UnreadableFile, match=rf"^talk\.{ending} is damaged or was cut off"):
        read_transcript(f"talk.{ending}", bytes(range(256)) * 8)


def test_every_character_said_is_kept_as_it_is(read):
    words = "e\u0301 \u00e9 \u202bשלום\u202c 👩\u200d🌾 a\u00a0b\tc  d \U0001d518 \ufb01 \u200b"
    transcript = read(f"P01: {words}\nI: yes  \n  P and more \t\n")
    assert transcript.text == f"{words}\nyes  \n  P and more \t"


def test_all_line_ends_become_line_feeds(read):
    assert read("one\r\ntwo\rthree\x0cfour\x85five\u2028six\u2029seven\veight").text == (
        "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight"
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("P 3. May.txt", "P 3. May"),
        ("Talk.DOCX", "Talk"),
        ("P 3. May", "P 3. May"),
        (".txt", ".txt"),
    ],
)
def test_the_name_goes_without_its_ending(name, kept):
    transcript = read_transcript(name, b"Some words.")
    assert transcript.name == kept
    assert keeps_its_promises(transcript)
